import { PLACEHOLDERS } from "./placeholders.ts";
import type { Order, OrderLine, Refund, Voucher } from "./order.ts";
import type { Sku } from "./ware.ts";
import { newId, type World } from "./world.ts";

const UNPAID = PLACEHOLDERS.unpaidState.value;
export const WAITING = "WAIT_SELLER_STOCK_OUT";
export const SHIPPED = "WAIT_GOODS_RECEIVE_CONFIRM";
export const FINISHED = "FINISHED_L";
export const CANCELED = "TRADE_CANCELED";
export const LOCKED = "LOCKED";
export const LOC_CODES_OUT = "PAUSE";
export const LOC_WAITS_FOR_CODE = "WAIT_SEND_CODE";
export const SPLIT_PARENT = PLACEHOLDERS.splitParentState.value;

export function isUnpaid(order: Order): boolean {
  return order.state === UNPAID;
}

export function isClosed(order: Order): boolean {
  return [CANCELED, SPLIT_PARENT, FINISHED].includes(order.state);
}

export function moveTo(order: Order, state: string, now: number): void {
  order.state = state;
  order.modified = now;
  if (isClosed(order)) order.endAt = now;
}

export function skuOf(world: World, skuId: string): Sku | null {
  const ware = world.wares.get(world.wareOfSku.get(skuId) ?? "");
  return ware?.skus.find((sku) => sku.skuId === skuId) ?? null;
}

/** Units go from booked to gone. */
export function takeBooked(world: World, order: Order): void {
  for (const line of order.lines) {
    const sku = skuOf(world, line.skuId);
    if (sku === null) continue;
    sku.booked -= line.quantity - line.refunded;
    sku.stockNum -= line.quantity - line.refunded;
  }
}

/** Booked units can be sold again. */
function releaseBooked(world: World, order: Order): void {
  for (const line of order.lines) {
    const sku = skuOf(world, line.skuId);
    if (sku === null) continue;
    sku.booked -= line.quantity;
    sku.sold -= line.quantity;
  }
}

/** Paid: goods wait for the merchant, a LOC order gets its codes. An order that splits lives on in its children. */
export function pay(world: World, order: Order, now: number): void {
  order.paidAt = now;
  if (order.type === "22") {
    moveTo(order, WAITING, now);
    if (order.splits && order.lines.length > 1) split(world, order, now);
    return;
  }
  const wareId = order.lines[0]?.wareId ?? "";
  takeBooked(world, order);
  if (world.wares.get(wareId)?.ownCodes === true) return moveTo(order, LOC_WAITS_FOR_CODE, now);
  for (const line of order.lines) {
    for (let unit = 0; unit < line.quantity; unit++) {
      issueCode(world, order, { line, now, type: 0, card: world.random.digits(12), password: world.random.digits(8) });
    }
  }
  moveTo(order, LOC_CODES_OUT, now);
}

function split(world: World, order: Order, now: number): void {
  for (const line of order.lines) {
    const orderId = newId(world, 12);
    const child: Order = {
      ...order,
      orderId,
      parentId: order.orderId,
      lines: [{ ...line }],
      freightFen: 0,
      splits: false,
    };
    child.consignee = { ...order.consignee };
    world.orders.set(orderId, child);
  }
  moveTo(order, SPLIT_PARENT, now);
}

export function issueCode(
  world: World,
  order: Order,
  code: { line: OrderLine; now: number; type: 0 | 1; card: string; password: string },
): Voucher {
  const { line, now } = code;
  const voucher: Voucher = {
    cardNumber: code.card,
    password: code.password,
    orderId: order.orderId,
    venderId: order.venderId,
    skuId: line.skuId,
    status: 1,
    type: code.type,
    from: now,
    until: now + PLACEHOLDERS.voucherLifeMs.value,
    createdAt: now,
    changedAt: now,
    consumedAt: null,
    store: world.shops.get(order.venderId)?.name ?? "",
    amountFen: line.priceFen,
  };
  world.vouchers.set(voucher.cardNumber, voucher);
  return voucher;
}

export function codesOf(world: World, order: Order): readonly Voucher[] {
  return [...world.vouchers.values()].filter((voucher) => voucher.orderId === order.orderId);
}

export function setCode(voucher: Voucher, status: Voucher["status"], now: number): void {
  voucher.status = status;
  voucher.changedAt = now;
}

/** Ends an order that has not been shipped; what it had booked is free again. */
export function cancel(world: World, order: Order, now: number): void {
  const units = order.type === "75" && order.paidAt !== null;
  if (units) returnCodes(world, order, now);
  else releaseBooked(world, order);
  if (order.paidAt !== null) for (const line of order.lines) line.refunded = line.quantity;
  moveTo(order, CANCELED, now);
}

/** Units whose code was not used go back on sale; an order whose codes were never sent gives back all of them. */
function returnCodes(world: World, order: Order, now: number): void {
  const codes = codesOf(world, order);
  for (const line of order.lines) {
    const unused = codes.filter((code) => code.skuId === line.skuId && code.status !== 2 && code.status !== 3);
    for (const code of unused) setCode(code, -1, now);
    const sku = skuOf(world, line.skuId);
    const units = codes.length === 0 ? line.quantity : unused.length;
    if (sku === null) continue;
    sku.stockNum += units;
    sku.sold -= units;
  }
}

/** A buyer asks for the money before shipping: the order is locked, the merchant must answer. */
export function askRefund(world: World, order: Order, { reason, now }: { reason: string; now: number }): Refund {
  const total = order.lines.reduce((sum, line) => sum + line.priceFen * line.quantity, order.freightFen);
  const refund: Refund = {
    id: newId(world, 9),
    orderId: order.orderId,
    venderId: order.venderId,
    status: 0,
    applyTime: now,
    checkTime: null,
    sumFen: total,
    reason,
    remark: "",
    checkUser: "",
    financeAt: null,
  };
  world.refunds.set(refund.id, refund);
  order.stateBeforeLock = order.state;
  for (const voucher of codesOf(world, order)) if (voucher.status === 1) setCode(voucher, 101, now);
  moveTo(order, LOCKED, now);
  return refund;
}

/** The lock ends and the order goes on as before. */
export function unlock(world: World, order: Order, now: number): void {
  for (const voucher of codesOf(world, order)) if (voucher.status === 101) setCode(voucher, 1, now);
  moveTo(order, order.stateBeforeLock ?? WAITING, now);
  order.stateBeforeLock = null;
}

/** Unpaid orders close, JD's finance pays refunds, codes expire. */
export function settleOrders(world: World, now: number): void {
  for (const order of world.orders.values()) {
    const due = order.createdAt + PLACEHOLDERS.unpaidClosesAfterMs.value;
    if (isUnpaid(order) && due <= now) cancel(world, order, due);
  }
  for (const refund of world.refunds.values()) {
    if (refund.financeAt === null || refund.financeAt > now) continue;
    refund.status = 3;
    const order = world.orders.get(refund.orderId);
    if (order !== undefined && !isClosed(order)) cancel(world, order, refund.financeAt);
    refund.financeAt = null;
  }
  for (const voucher of world.vouchers.values()) {
    if (voucher.status === 1 && voucher.until <= now) setCode(voucher, 3, voucher.until);
  }
}
