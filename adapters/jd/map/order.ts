import { fen } from "../../../domain/money.ts";
import type { OrderLine, PayState, PlatformOrder, Receiver } from "../../contract.ts";
import { countsOf, parcelsOf, UNTOLD_ORDER } from "../../runtime/whole-order.ts";
import { carrierOf, CASH_ON_DELIVERY, JD_WAREHOUSE, NO_INVOICE, orderState, type OrderState } from "../codes/index.ts";
import type { WireConsignee, WireOrder } from "../wire/index.ts";
import { moneyOf } from "./money.ts";

/** One order of a list or a detail; both have the same fields. */
export function toOrder(wire: WireOrder): PlatformOrder {
  const { orderId: orderNo, orderState: rawState, paymentConfirmTime: paidAt } = wire;
  const state = orderState(rawState, wire.orderType);
  const lines = linesOf(wire, state);
  const sent = parcelsIn(wire);
  return {
    ...UNTOLD_ORDER,
    orderNo,
    parentOrderNo: wire.directParentOrderId ?? wire.parentOrderId,
    pay: payOf(wire, state),
    rawState,
    recognised: state.known,
    ended: state.ended,
    placedAt: wire.orderStartTime,
    paidAt,
    updatedAt: wire.modified,
    holds: holdsOf(wire, state),
    lines,
    freightFen: wire.freightPrice ?? fen(0),
    parcels: parcelsOf(sent, sent.length === 1 ? lines : []), // what lies in which of several is not told
    buyerNote: wire.orderRemark,
    sellerNote: wire.venderRemark,
    invoice: asksInvoice(wire.invoiceInfo),
    receiver: wire.consigneeInfo ? toReceiver(wire.consigneeInfo) : null,
    ...(state.split && { split: true }),
  };
}

function holdsOf({ orderState: raw, storeOrder }: WireOrder, { hold }: OrderState): PlatformOrder["holds"] {
  const byState = hold === null ? [] : [{ kind: hold, until: null, raw }];
  const fromTheirs = storeOrder.includes(JD_WAREHOUSE); // JD ships it
  return fromTheirs ? [...byState, { kind: "other", until: null, raw: storeOrder }] : byState;
}

/** JD's lists hold no unpaid orders. */
function payOf({ paymentConfirmTime, payType }: WireOrder, { goods, known }: OrderState): PayState {
  if (paymentConfirmTime !== null) return "paid";
  if (goods === "cancelled") return "closed_unpaid";
  if (payType === CASH_ON_DELIVERY) return "cod";
  return known ? "paid" : "unpaid";
}

/** JD numbers no lines: the sku id, with a counter where an order holds it twice. An item without a price is a gift. */
function linesOf(wire: WireOrder, { goods }: OrderState): OrderLine[] {
  const left = goods === "gone" || (goods !== "here" && wire.waybill !== "");
  const closed = goods === "cancelled";
  const state = { left, refunded: closed && left, closed };
  const [items, moneyAt] = [wire.itemInfoList, moneyOf(wire)];
  return items.map(({ skuId, ...item }, line) => {
    const before = items.slice(0, line).filter((other) => other.skuId === skuId).length;
    const money = moneyAt(line);
    const counts = { ...countsOf(item.itemTotal, state), gift: money.listFen === 0 };
    const lineNo = before === 0 ? skuId : `${skuId}-${before + 1}`;
    const ids = { lineNo, merchantKey: item.outerSkuId, platformId: item.wareId, platformSkuId: skuId };
    return { ...ids, name: item.skuName, ...counts, money };
  });
}

/** Carriers are parted by `|`, numbers of one carrier by `,`. */
function parcelsIn({ logisticsId, waybill }: WireOrder) {
  const carriers = logisticsId.split("|").map(carrierOf);
  const groups = waybill.split("|").map((numbers, index) => ({ carrier: carriers[index] ?? "", numbers }));
  return groups.flatMap(({ carrier, numbers }) =>
    numbers.split(",").flatMap((number) => (number === "" ? [] : [{ carrier, waybill: number }])),
  );
}

/** Masked text with a token that JD's carriers take, as JD gives it to apps of today. */
export function toReceiver(to: WireConsignee): Receiver {
  const { fullname: name, fullAddress: address, oaid: token } = to;
  const phone = [to.mobile, to.desen_mobile, to.telephone, to.desen_telephone].find(Boolean) ?? "";
  const form = [name, phone, address].some((text) => text.includes("*")) ? "masked" : "plain";
  const region = [to.province, to.city, to.county, to.town].filter(Boolean).join(" ");
  return { form: token === null ? form : "token", name, phone, region, address, token };
}

function asksInvoice(info: unknown): boolean {
  const text = JSON.stringify(info ?? "");
  return text !== '""' && !text.includes(NO_INVOICE);
}
