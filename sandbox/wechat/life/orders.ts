import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import type { Address, Order, OrderLine } from "../world.ts";
import { plan } from "./agenda.ts";
import { settleSoldOut } from "./products.ts";
import { FLOW, noteFlow } from "./stock-flow.ts";

export const ORDER = {
  unpaid: 10,
  paid: 20,
  partlyShipped: 21,
  shipped: 30,
  complete: 100,
  refunded: 200,
  closed: 250,
} as const;
type At = Pick<Stage, "world" | "nowMs">;

/** Units of a line that still have to leave. */
export const openCount = ({ count, shipped, refunded }: OrderLine): number => Math.max(0, count - shipped - refunded);

/** Keeps a changed order; its update time moves. */
export const saveOrder = (order: Order, { world, nowMs }: At): Order => {
  const saved = { ...order, updatedMs: Math.max(nowMs, order.updatedMs) };
  world.orders.set(order.id, saved);
  return saved;
};

/** Pushes an order event: its name, and what it says beside the number. */
export const tellOrder = (
  order: Order,
  { name, ...more }: { name: string } & Readonly<Record<string, unknown>>,
  at: At,
): void =>
  emit(at.world, order.shop, {
    name: `channels_ec_order_${name}`,
    atMs: at.nowMs,
    body: { order_info: { order_id: order.id, ...more } },
  });

/** The buyer pays: goods wait for shipping, vouchers for their codes. */
export const payOrder = (order: Order, { world, nowMs, random }: Stage): void => {
  const paid = saveOrder(
    { ...order, status: ORDER.paid, paidMs: nowMs, transactionId: `42000${random.digits(23)}` },
    { world, nowMs },
  );
  tellOrder(paid, { name: "pay", pay_time: String(Math.floor(nowMs / 1_000)) }, { world, nowMs });
  tellOrder(paid, { name: "wait_shipping" }, { world, nowMs });
  if (order.kind === "voucher") plan(world, { atMs: nowMs + CODES_AFTER_MS, what: "codes", id: order.id });
};

const CODES_AFTER_MS = 2_000;

/** An unpaid order ends; its units come back into stock. Paid ones never restock. */
export const closeUnpaid = (order: Order, cancelType: 1 | 2, at: At): void => {
  const closed = saveOrder({ ...order, status: ORDER.closed, closedMs: at.nowMs }, at);
  for (const line of order.lines) giveBack(closed, line, at);
  tellOrder(closed, { name: "cancel", cancel_type: cancelType }, at);
};

const giveBack = (order: Order, line: OrderLine, { world, nowMs }: At): void => {
  const product = world.products.get(line.productId);
  if (!product) return;
  const before = product.stock.get(line.skuId) ?? 0;
  const after = before + line.count;
  noteFlow(product, { skuId: line.skuId, before, after, op: FLOW.unpaidClosed, orderId: order.id, atMs: nowMs });
  product.stock.set(line.skuId, after);
  product.sold.set(line.skuId, (product.sold.get(line.skuId) ?? 0) - line.count);
  settleSoldOut(product);
};

/** The state that the lines' quantities ask for, once money went back or a parcel left. */
export const settleQuantities = (order: Order, at: At): Order => {
  const status = statusOf(order);
  const saved = saveOrder({ ...order, status, closedMs: status === ORDER.refunded ? at.nowMs : order.closedMs }, at);
  if (status === order.status) return saved;
  if (status === ORDER.refunded) tellOrder(saved, { name: "cancel", cancel_type: 3 }, at);
  if (status === ORDER.shipped) {
    plan(at.world, { atMs: at.nowMs + PLACEHOLDERS.autoReceiveMs.value, what: "receive", id: order.id });
  }
  return saved;
};

const statusOf = ({ status, lines, kind }: Order): number => {
  if (lines.every(({ count, refunded }) => refunded >= count)) return ORDER.refunded;
  if (kind === "voucher" || ![ORDER.paid, ORDER.partlyShipped].some((open) => open === status)) return status;
  if (lines.every((line) => openCount(line) === 0)) return ORDER.shipped;
  return lines.some(({ shipped }) => shipped > 0) ? ORDER.partlyShipped : status;
};

/** A parcel left: the event tells whether it was the last. */
export const tellDelivery = (order: Order, at: At): void =>
  tellOrder(order, { name: "deliver", finish_delivery: Number(order.status === ORDER.shipped) }, at);

/** The buyer confirms, or time does. */
export const completeOrder = (order: Order, confirmType: 1 | 2, at: At): void => {
  if (order.status !== ORDER.shipped) return;
  tellOrder(saveOrder({ ...order, status: ORDER.complete }, at), { name: "confirm", confirm_type: confirmType }, at);
};

/** Puts the address in place, at once or after the buyer's wish was accepted. */
export const setAddress = (order: Order, address: Address, at: At): void => {
  tellOrder(saveOrder({ ...order, address, askedAddress: null }, at), { name: "ext_info_update", type: 2 }, at);
};

const AUTO_ACCEPT_MS = 12 * 3_600_000;

/** The buyer asks for another address; nobody answers for 12 h: accepted. */
export const askAddress = (order: Order, address: Address, at: At): void => {
  tellOrder(
    saveOrder({ ...order, askedAddress: { address, atMs: at.nowMs } }, at),
    { name: "ext_info_update", type: 4 },
    at,
  );
  plan(at.world, { atMs: at.nowMs + AUTO_ACCEPT_MS, what: "address", id: order.id });
};

export const acceptAskedAddress = (order: Order, at: At, asOf?: number): void => {
  const asked = order.askedAddress;
  if (asked && (asOf === undefined || asked.atMs <= asOf - AUTO_ACCEPT_MS)) setAddress(order, asked.address, at);
};
