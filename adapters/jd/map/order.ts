import { fromBeijing } from "../../../domain/time.ts";
import { fen } from "../../../domain/money.ts";
import type { OrderLine, PayState, PlatformOrder, Receiver } from "../../contract.ts";
import {
  CARRIERS,
  CASH_ON_DELIVERY,
  LOCAL_LIFE_ORDER_TYPE,
  LOCAL_LIFE_PAUSE,
  ORDER_STATES,
  type OrderState,
} from "../codes/index.ts";
import type { WireConsignee, WireOrder } from "../wire/index.ts";
import { moneyOf } from "./money.ts";
import { fenOf, instantOf, orNull } from "../wire/index.ts";

const NO_INVOICE = "不需要开具发票";
/** A state new to us: kept as it is, still open, judged by its waybill. */
const NEW_STATE: OrderState = { goods: "by_waybill", ended: false, hold: null };

/** One order of a list or a detail; both have the same fields. Throws a RangeError for times and amounts that are none. */
export function toOrder(wire: WireOrder): PlatformOrder {
  const known = stateOf(wire);
  const state = known ?? NEW_STATE;
  const paidAt = instantOf(wire.paymentConfirmTime);
  const lines = toLines(wire, state);
  return {
    orderNo: wire.orderId,
    parentOrderNo: orNull(wire.directParentOrderId) ?? orNull(wire.parentOrderId),
    pay: payOf(wire, known, paidAt !== null),
    rawState: wire.orderState,
    recognised: known !== undefined,
    ended: state.ended,
    placedAt: fromBeijing(wire.orderStartTime),
    paidAt,
    updatedAt: instantOf(wire.modified),
    shipBy: null, // JD tells no term
    holds: state.hold === null ? [] : [{ kind: state.hold, until: null, raw: wire.orderState }],
    lines,
    freightFen: fenOf(wire.freightPrice) ?? fen(0),
    parcels: parcelsOf(wire, lines),
    buyerNote: orNull(wire.orderRemark),
    sellerNote: orNull(wire.venderRemark),
    invoice: asksInvoice(wire.invoiceInfo),
    mergeKey: null,
    receiver: wire.consigneeInfo ? receiverOf(wire.consigneeInfo) : null,
    ...(state.split && { split: true }),
  };
}

function stateOf(wire: WireOrder): OrderState | undefined {
  const codesAreOut = wire.orderState === "PAUSE" && wire.orderType === LOCAL_LIFE_ORDER_TYPE;
  return codesAreOut ? LOCAL_LIFE_PAUSE : ORDER_STATES[wire.orderState];
}

function payOf(wire: WireOrder, known: OrderState | undefined, paid: boolean): PayState {
  if (paid) return "paid";
  if (known?.goods === "cancelled") return "closed_unpaid";
  if (/^\d+/.exec(wire.payType)?.[0] === CASH_ON_DELIVERY) return "cod";
  return known === undefined ? "unpaid" : "paid"; // JD's lists hold no unpaid orders
}

/** JD numbers no lines: the sku id, with a counter where an order holds it twice. An item without a price is a gift. */
function toLines(wire: WireOrder, state: OrderState): OrderLine[] {
  const money = moneyOf(wire);
  const gone = state.goods === "gone" || (state.goods !== "here" && wire.waybill !== "");
  const items = wire.itemInfoList;
  return items.flatMap((item, index) => {
    const own = money[index];
    const before = items.slice(0, index).filter((other) => other.skuId === item.skuId).length;
    const cancelled = state.goods === "cancelled";
    if (own === undefined) return [];
    const line: OrderLine = {
      lineNo: before === 0 ? item.skuId : `${item.skuId}-${before + 1}`,
      merchantKey: orNull(item.outerSkuId),
      platformId: item.wareId,
      platformSkuId: item.skuId,
      name: item.skuName,
      gift: own.listFen === 0,
      quantity: item.itemTotal,
      cancelled: cancelled && !gone ? item.itemTotal : 0,
      shipped: gone ? item.itemTotal : 0,
      refunded: cancelled && gone ? item.itemTotal : 0,
      returned: 0,
      money: own,
    };
    return [line];
  });
}

/** Carriers are parted by `|`, numbers of one carrier by `,`. JD doesn't say what lies in which parcel: told only where there is one. */
function parcelsOf(wire: WireOrder, lines: readonly OrderLine[]): PlatformOrder["parcels"] {
  const carriers = wire.logisticsId.split("|");
  const numbers = wire.waybill.split("|").flatMap((group, index) =>
    group
      .split(",")
      .filter(Boolean)
      .map((waybill) => ({ carrier: carrierOf(carriers[index] ?? ""), waybill })),
  );
  const all = lines.map(({ lineNo, quantity }) => ({ lineNo, quantity }));
  return numbers.map((parcel) => ({ ...parcel, lines: numbers.length === 1 ? all : [] }));
}

/** Our code of a carrier, or JD's id where none of ours fits. */
function carrierOf(id: string): string {
  return Object.entries(CARRIERS).find(([, ids]) => ids.includes(id))?.[0] ?? id;
}

/** Masked text with a token that JD's carriers take, as JD gives it to apps of today. */
export function receiverOf(to: WireConsignee): Receiver {
  const text = `${to.fullname}${to.mobile}${to.fullAddress}`;
  const form = to.oaid !== "" ? "token" : text.includes("*") ? "masked" : "plain";
  return {
    form,
    name: to.fullname,
    phone: to.mobile || to.telephone,
    region: [to.province, to.city, to.county, to.town].filter(Boolean).join(" "),
    address: to.fullAddress,
    token: orNull(to.oaid),
  };
}

function asksInvoice(info: unknown): boolean {
  if (info === null || info === undefined || info === "") return false;
  return !(typeof info === "string" ? info : JSON.stringify(info)).includes(NO_INVOICE);
}
