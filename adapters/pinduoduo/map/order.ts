/** Pure: one order of theirs into a snapshot. Discounts are told for the whole order and shared out over its lines. */
import { fen, fenFromYuan, shareOut, sumFen } from "../../../domain/money.ts";
import { fromBeijing } from "../../../domain/time.ts";
import type { Fen, Instant, OrderLine, PayState, PlatformOrder, Receiver } from "../../contract.ts";
import { CARRIERS } from "../codes.ts";
import type { WireOrder } from "../wire.ts";

const [SHIPPED, RECEIVED] = [2, 3];
const [ASKED, REFUNDING, REFUNDED] = [2, 3, 4];
const [UNCONFIRMED, , CANCELLED] = [0, 1, 2];
const OURS = new Map(Object.entries(CARRIERS).flatMap(([ours, theirs]) => theirs.map((id) => [id, ours])));

const amount = (yuan: string | number | null | undefined): Fen =>
  yuan == null || yuan === "" ? fen(0) : fenFromYuan(yuan);
const instantOf = (text: string | null | undefined): Instant | null => (text ? fromBeijing(text) : null);

/** A state that is new to us stays open with its raw text. Paid and not confirmed: the group is not full yet. */
export function toOrder(wire: WireOrder): PlatformOrder {
  const { order_status, refund_status, confirm_status } = wire;
  const lines = linesOf(wire);
  const known = [order_status, refund_status].every((one) => one >= 1 && one <= 4) && confirm_status in [0, 1, 2];
  const last = instantOf(wire.last_ship_time);
  return {
    orderNo: wire.order_sn,
    parentOrderNo: null,
    pay: payOf(wire),
    rawState: `order ${order_status}, refund ${refund_status}, confirm ${confirm_status}`,
    recognised: known,
    ended: order_status === RECEIVED || refund_status === REFUNDED || confirm_status === CANCELLED,
    placedAt: fromBeijing(wire.created_time),
    paidAt: instantOf(wire.pay_time),
    updatedAt: instantOf(wire.updated_at),
    shipBy: last === null ? null : { at: last, basis: "platform" },
    holds: holdsOf(wire),
    lines,
    freightFen: amount(wire.postage),
    parcels: parcelsOf(wire, lines),
    buyerNote: wire.buyer_memo || null,
    sellerNote: wire.remark || null,
    invoice: wire.invoice_status === 1,
    mergeKey: null,
    receiver: toReceiver(wire),
  };
}

function payOf({ confirm_status, pay_time }: WireOrder): PayState {
  if (confirm_status === CANCELLED) return pay_time ? "paid" : "closed_unpaid";
  return confirm_status === UNCONFIRMED && !pay_time ? "unpaid" : "paid";
}

function linesOf(wire: WireOrder): OrderLine[] {
  const lists = wire.item_list.map((item) => amount(item.goods_price) * item.goods_count);
  const share = (whole: Fen): Fen[] => shareOut(whole, lists).map(fen);
  const seller = share(sumFen([amount(wire.seller_discount), amount(wire.order_change_amount)]));
  const platform = share(amount(wire.platform_discount));
  const free = share(amount(wire.capital_free_discount));
  const [paid, freight] = [share(amount(wire.pay_amount)), share(amount(wire.postage))];
  const left = wire.order_status === SHIPPED || wire.order_status === RECEIVED;
  const back = wire.refund_status === REFUNDED || wire.confirm_status === CANCELLED;
  return wire.item_list.map((item, n) => ({
    lineNo: item.sku_id,
    merchantKey: item.outer_id || null,
    platformId: item.goods_id,
    platformSkuId: item.sku_id,
    name: [item.goods_name, item.goods_spec].filter(Boolean).join(" "),
    gift: false,
    quantity: item.goods_count,
    cancelled: back && !left ? item.goods_count : 0,
    shipped: left ? item.goods_count : 0,
    refunded: wire.refund_status === REFUNDED ? item.goods_count : 0,
    returned: 0, // told by the after-sale case alone
    money: {
      listFen: fen(lists[n] ?? 0),
      sellerDiscountFen: seller[n] ?? fen(0),
      platformDiscountFen: platform[n] ?? fen(0),
      creatorDiscountFen: fen(0),
      buyerPaidFen: paid[n] ?? fen(0),
      freightFen: freight[n] ?? fen(0),
      receivableFen: null,
      commissionFen: null,
      // Who bears an order given free to a group's head is not told.
      funders: free[n] ? [{ code: "capital_free_discount", payer: "unknown", amountFen: free[n] }] : [],
    },
  }));
}

function holdsOf({ order_status, refund_status, risk_control_status, confirm_status, pay_time }: WireOrder) {
  const holds: PlatformOrder["holds"][number][] = [];
  const hold = (kind: "refund_review" | "risk" | "group_unformed", raw: string) =>
    holds.push({ kind, until: null, raw });
  if (order_status < SHIPPED && (refund_status === ASKED || refund_status === REFUNDING))
    hold("refund_review", `refund_status ${refund_status}`);
  if (risk_control_status === 1) hold("risk", "risk_control_status 1");
  if (confirm_status === UNCONFIRMED && pay_time) hold("group_unformed", "confirm_status 0");
  return holds;
}

function parcelsOf(wire: WireOrder, lines: readonly OrderLine[]): PlatformOrder["parcels"] {
  const sent = [wire, ...(wire.extra_delivery_list ?? [])].filter(({ tracking_number }) => Boolean(tracking_number));
  const whole = lines.map(({ lineNo, quantity }) => ({ lineNo, quantity }));
  return sent.map(({ logistics_id, tracking_number }, n) => ({
    carrier: OURS.get(logistics_id ?? "") ?? logistics_id ?? "",
    waybill: tracking_number ?? "",
    lines: n === 0 ? whole : [], // what an extra parcel holds is not told
  }));
}

/** Masked texts; the cipher texts that labels and `reveal` take are their token. Null once the order has left. */
function toReceiver(wire: WireOrder): Receiver | null {
  const { receiver_name_mask: name, receiver_phone_mask: phone, receiver_address_mask: address } = wire;
  if (!name && !phone && !address) return null;
  const ciphers = [wire.receiver_name, wire.receiver_phone, wire.receiver_address].map((cipher) => cipher ?? "");
  const region = [wire.province, wire.city, wire.town].filter(Boolean).join(" ");
  const token = ciphers.every((cipher) => cipher !== "") ? JSON.stringify(ciphers) : null;
  return { form: "masked", name: name ?? "", phone: phone ?? "", region, address: address ?? "", token };
}
