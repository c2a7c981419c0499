/** Pure and total: an order of theirs as a snapshot. */
import { HOUR_MS, plus } from "../../../domain/time.ts";
import type { OrderLine, PlatformOrder } from "../../contract.ts";
import { holdsWhen, UNTOLD_ORDER } from "../../runtime/whole-order.ts";
import { ALL_REFUNDED, carrierOf, MOVED, ORDER_STATES, PAY_AFTER_USE, SKU_CHANGE_ASKED } from "../codes/index.ts";
import type { WireLine, WireOrder } from "../wire/index.ts";
import { freightOf, moneyOf } from "./money.ts";

/** A change of address is accepted by itself after that. */
const ADDRESS_CHANGE_MS = 12 * HOUR_MS;

/** A state new to us is kept as it is: not recognised, still open, paid when it has a time of payment. */
export function toOrder(order: WireOrder): PlatformOrder {
  const { pay_info: pay, delivery_info: delivery, ext_info: ext } = order;
  const state = ORDER_STATES[order.status];
  const paid = state?.pay ?? (pay.pay_time === null ? "unpaid" : "paid");
  const onCredit = paid === "paid" && pay.payment_method === PAY_AFTER_USE && pay.transaction_id === null;
  const to = delivery.address_info;
  return {
    ...UNTOLD_ORDER,
    orderNo: order.order_id,
    pay: onCredit ? "pay_after_use" : paid,
    rawState: String(order.status),
    recognised: state !== undefined,
    ended: (state?.ended ?? false) && !hasCases(order),
    placedAt: order.create_time,
    paidAt: pay.pay_time,
    updatedAt: order.update_time,
    shipBy: shipByOf(order),
    holds: holdsOf(order),
    lines: linesOf(order),
    freightFen: freightOf(order),
    parcels: parcelsOf(order),
    buyerNote: ext.customer_notes,
    sellerNote: ext.merchant_notes,
    mergeKey: to?.mergeKey ?? null,
    receiver: to ? { ...to.receiver, form: "masked" } : null,
  };
}

const hasCases = ({ aftersale_detail }: WireOrder) => (aftersale_detail.on_aftersale_order_cnt ?? 0) > 0;

/** The deadline never moves after a negotiation or a report; the predicted time does, and counts then (reference 15.3). */
function shipByOf({ delivery_info: delivery, product_infos: lines }: WireOrder): PlatformOrder["shipBy"] {
  const ofLines = lines.flatMap(({ sku_deliver_info }) => sku_deliver_info.predict_delivery_time ?? []);
  const predicted = delivery.predict_delivery_time ?? ofLines[0];
  const basis = MOVED[delivery.delivery_time_type ?? ""];
  if (predicted !== undefined && basis !== undefined) return { at: predicted, basis };
  const [first] = lines.flatMap(({ delivery_deadline }) => delivery_deadline ?? []).toSorted();
  return first === undefined ? null : { at: first, basis: "platform" };
}

function holdsOf(order: WireOrder): PlatformOrder["holds"] {
  const { delivery_info: delivery, product_infos: lines, status } = order;
  const asked = delivery.address_apply_time;
  const swap = lines.find((line) => line.change_sku_info.preshipment_change_sku_state === SKU_CHANGE_ASKED);
  const inCase = hasCases(order) || lines.some((line) => (line.on_aftersale_sku_cnt ?? 0) > 0);
  const hold = ORDER_STATES[status]?.hold;
  return holdsWhen({
    ...(hold !== undefined && { [hold]: { holds: true, raw: `status ${status}` } }),
    refund_review: { holds: inCase, raw: "on_aftersale" },
    address_change: {
      holds: delivery.address_under_review,
      raw: "address_under_review",
      until: asked && plus(asked, ADDRESS_CHANGE_MS),
    },
    sku_change: {
      holds: swap !== undefined,
      raw: `preshipment_change_sku_state ${SKU_CHANGE_ASKED}`,
      until: swap?.change_sku_info.ddl_time_stamp ?? null,
    },
    other: { holds: delivery.dropship_flag, raw: "dropship_flag" },
  });
}

interface Item {
  product_id: string;
  sku_id: string;
}
const sameSku = (one: Item) => (other: Item) => one.product_id === other.product_id && one.sku_id === other.sku_id;
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function linesOf(order: WireOrder): OrderLine[] {
  const moneyFor = moneyOf(order);
  return order.product_infos.map((line, index) => {
    const quantity = line.sku_cnt;
    const refunded = order.status === ALL_REFUNDED ? quantity : refundedOf(line);
    const shipped = shippedOf(order, index);
    const closed = ORDER_STATES[order.status]?.units === "closed";
    return {
      lineNo: line.lineNo,
      merchantKey: line.out_sku_id ?? line.sku_code,
      platformId: line.product_id,
      platformSkuId: line.sku_id,
      name: line.title ?? "",
      gift: line.is_free_gift,
      quantity,
      // A refund counts against units that have not left first: they can't be shipped any more.
      cancelled: closed ? quantity - shipped : Math.min(refunded, quantity - shipped),
      shipped,
      refunded,
      returned: 0, //                  whether goods came back is known to the case alone
      money: moneyFor(line, index),
    };
  });
}

const refundedOf = ({ sku_cnt, finish_aftersale_sku_cnt }: WireLine) =>
  Math.min(sku_cnt, finish_aftersale_sku_cnt ?? 0);

/** Lines of one sku share what the parcels hold of it, first line first. What left without a parcel, as vouchers do, is all but the refunded. */
function shippedOf({ product_infos: lines, delivery_info, status }: WireOrder, index: number): number {
  const [line, before] = [lines[index], lines.slice(0, index)];
  if (line === undefined) return 0;
  const inParcels = delivery_info.delivery_product_info
    .flatMap(({ product_infos }) => product_infos)
    .filter(sameSku(line));
  const left = ORDER_STATES[status]?.units === "left" ? line.sku_cnt - refundedOf(line) : 0;
  if (inParcels.length === 0) return left;
  const sent =
    sum(inParcels.map((item) => item.product_cnt)) - sum(before.filter(sameSku(line)).map((one) => one.sku_cnt));
  return Math.max(0, Math.min(line.sku_cnt, sent));
}

function parcelsOf({ product_infos: lines, delivery_info }: WireOrder): PlatformOrder["parcels"] {
  return delivery_info.delivery_product_info.flatMap(({ waybill_id: waybill, delivery_id, product_infos }) => {
    const items = product_infos.map((item) => {
      const line = lines.find(sameSku(item));
      return { lineNo: line?.lineNo ?? `${item.product_id}-${item.sku_id}`, quantity: item.product_cnt };
    });
    return waybill === null ? [] : [{ carrier: carrierOf(delivery_id ?? ""), waybill, lines: items }];
  });
}
