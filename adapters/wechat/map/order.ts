import type * as z from "zod";
import type { HoldKind, Instant, OrderLine, PayState, PlatformOrder } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import { HOUR_MS, instant, plus, SECOND_MS } from "../../../domain/time.ts";
import { carrierOf } from "../codes/index.ts";
import type { WireLine, WireOrder } from "../wire/index.ts";
import { freightOf, moneyOf } from "./money.ts";
import { receiverOf } from "./receiver.ts";

type Order = z.infer<typeof WireOrder>;
type Line = z.infer<typeof WireLine>;

/** An instant from their whole seconds; 0 and absence are no time. */
export const at = (seconds: number | null | undefined): Instant | null =>
  seconds ? instant(seconds * SECOND_MS) : null;

const STATES = new Map<number, readonly [pay: PayState, ended: boolean]>([
  [10, ["unpaid", false]],
  [12, ["paid", false]], //          gift, not accepted yet
  [13, ["paid", false]], //          group, not formed yet
  [20, ["paid", false]],
  [21, ["paid", false]],
  [30, ["paid", false]],
  [100, ["paid", true]], //          a late after-sale may still make it 200: the update stream shows that
  [190, ["closed_unpaid", true]], // older number of 250
  [200, ["paid", true]],
  [250, ["closed_unpaid", true]],
]);
/** payment_method 2 is pay-after-use; its transaction_id stays empty until the buyer has paid. */
const PAY_AFTER_USE = 2;
const CLOSED = new Set([190, 200, 250]);
const ADDRESS_CHANGE_MS = 12 * HOUR_MS;

/** A snapshot of an order. A state new to us is kept as it is: not recognised, still open, paid when it has a time of payment. */
export function toOrder(order: Order): PlatformOrder {
  const { pay_info: pay, delivery_info: delivery, ext_info: ext } = order.order_detail;
  const state = STATES.get(order.status);
  const onCredit = pay?.payment_method === PAY_AFTER_USE && pay.transaction_id === null;
  const paid = state?.[0] ?? (pay?.pay_time ? "paid" : "unpaid");
  return {
    orderNo: order.order_id,
    parentOrderNo: null,
    pay: onCredit && paid === "paid" ? "pay_after_use" : paid,
    rawState: String(order.status),
    recognised: state !== undefined,
    ended: (state?.[1] ?? false) && !openCases(order),
    placedAt: instant(order.create_time * SECOND_MS),
    paidAt: at(pay?.pay_time),
    updatedAt: at(order.update_time),
    shipBy: shipBy(order),
    holds: holdsOf(order),
    lines: linesOf(order),
    freightFen: fen(freightOf(order)),
    parcels: parcelsOf(order),
    buyerNote: ext?.customer_notes ?? null,
    sellerNote: ext?.merchant_notes ?? null,
    invoice: false, //               not in this API
    mergeKey: delivery?.address_info?.hash_code ?? null,
    receiver: delivery?.address_info ? receiverOf(delivery.address_info, "masked") : null,
  };
}

export const lineNoOf = (line: Line) => line.product_unique_id ?? skuOf(line);
const openCases = (order: Order) => (order.aftersale_detail?.on_aftersale_order_cnt ?? 0) > 0;

/** The deadline field never moves after a negotiation or a report; the predicted time does, and counts then (reference 15.3). */
function shipBy(order: Order): PlatformOrder["shipBy"] {
  const { delivery_info: delivery, product_infos: lines } = order.order_detail;
  const predicted = [
    delivery?.predict_delivery_time,
    ...lines.map((line) => line.sku_deliver_info?.predict_delivery_time),
  ].find((time) => time);
  const moved = at(predicted);
  if (moved !== null && delivery?.delivery_time_type === 2) return { at: moved, basis: "negotiated" };
  if (moved !== null && delivery?.delivery_time_type === 3) return { at: moved, basis: "reported" };
  const deadlines = lines.map((line) => at(line.delivery_deadline)).filter((time) => time !== null);
  const first = deadlines.toSorted()[0];
  return first === undefined ? null : { at: first, basis: "platform" };
}

function holdsOf(order: Order): PlatformOrder["holds"] {
  const { delivery_info: delivery, product_infos: lines } = order.order_detail;
  const asked = at(delivery?.address_apply_time);
  const review = delivery?.address_under_review;
  const swap = lines.map((line) => line.change_sku_info).find((info) => info?.preshipment_change_sku_state === 3);
  const ends: Partial<Record<HoldKind, Instant | null>> = {
    address_change: asked === null ? null : plus(asked, ADDRESS_CHANGE_MS),
    sku_change: at(swap?.ddl_time_stamp),
  };
  const hold = (when: boolean, kind: HoldKind, raw: string) => (when ? [{ kind, until: ends[kind] ?? null, raw }] : []);
  return [
    ...hold(order.status === 12, "gift_unaccepted", "status 12"),
    ...hold(order.status === 13, "group_unformed", "status 13"),
    ...hold(
      openCases(order) || lines.some((line) => (line.on_aftersale_sku_cnt ?? 0) > 0),
      "refund_review",
      "on_aftersale",
    ),
    ...hold(isThere(review), "address_change", "address_under_review"),
    ...hold(swap !== undefined, "sku_change", "preshipment_change_sku_state 3"),
    ...hold(delivery?.dropship_flag ?? false, "other", "dropship_flag"),
  ];
}

/** address_under_review is the new address while a change is asked, and empty or missing else. */
const isThere = (value: unknown) =>
  typeof value === "object" && value !== null ? Object.values(value).some(Boolean) : Boolean(value) && value !== "0";

/** Lines of one sku share what the parcels say of it, first line first. */
function linesOf(order: Order): OrderLine[] {
  const money = moneyOf(order);
  const left = shippedBySku(order);
  return order.order_detail.product_infos.map((line, n) => {
    const sku = skuOf(line);
    const count = Math.min(line.sku_cnt, left.get(sku) ?? unseen(line, order.status));
    if (left.has(sku)) left.set(sku, (left.get(sku) ?? 0) - count);
    return toLine(line, { shipped: count, status: order.status, money: money[n] });
  });
}

const skuOf = ({ product_id, sku_id }: { product_id: string; sku_id: string }) => `${product_id}-${sku_id}`;

function shippedBySku({ order_detail: { delivery_info: delivery } }: Order): Map<string, number> {
  const shipped = new Map<string, number>();
  for (const item of (delivery?.delivery_product_info ?? []).flatMap(({ product_infos }) => product_infos)) {
    shipped.set(skuOf(item), (shipped.get(skuOf(item)) ?? 0) + item.product_cnt);
  }
  return shipped;
}

/** Units that left without a parcel: from 30 on everything is out, and vouchers never show a parcel. */
const unseen = (line: Line, status: number) =>
  status === 30 || status === 100 ? line.sku_cnt - Math.min(line.sku_cnt, line.finish_aftersale_sku_cnt ?? 0) : 0;

function toLine(
  line: Line,
  { shipped, status, money }: { shipped: number; status: number; money: OrderLine["money"] | undefined },
): OrderLine {
  if (money === undefined) throw new RangeError("a line without money");
  const isClosed = CLOSED.has(status);
  const refunded = status === 200 ? line.sku_cnt : Math.min(line.sku_cnt, line.finish_aftersale_sku_cnt ?? 0);
  return {
    lineNo: lineNoOf(line),
    merchantKey: line.out_sku_id ?? line.sku_code,
    platformId: line.product_id,
    platformSkuId: line.sku_id,
    name: line.title ?? "",
    gift: line.is_free_gift,
    quantity: line.sku_cnt,
    // A refund counts against units that have not left first: they can't be shipped any more.
    cancelled: isClosed ? line.sku_cnt - shipped : Math.min(refunded, line.sku_cnt - shipped),
    shipped,
    refunded,
    returned: 0, //                  whether goods came back is known to the case alone
    money,
  };
}

function parcelsOf({
  order_detail: { product_infos: lines, delivery_info: delivery },
}: Order): PlatformOrder["parcels"] {
  return (delivery?.delivery_product_info ?? []).flatMap(({ waybill_id, delivery_id, product_infos }) => {
    const items = product_infos.map(({ product_id, sku_id, product_cnt }) => {
      const line = lines.find((candidate) => candidate.product_id === product_id && candidate.sku_id === sku_id);
      return { lineNo: line === undefined ? skuOf({ product_id, sku_id }) : lineNoOf(line), quantity: product_cnt };
    });
    return waybill_id === null ? [] : [{ carrier: carrierOf(delivery_id ?? ""), waybill: waybill_id, lines: items }];
  });
}
