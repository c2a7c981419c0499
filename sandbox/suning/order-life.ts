import { setStatus, totalStatus } from "./order-status.ts";
import { placeholders } from "./placeholders.ts";
import { byProductCode, sellable } from "./products.ts";
import { issueVouchers } from "./voucher-life.ts";
import type { Scene } from "../kit/types.ts";
import type { Order, World } from "./world.ts";

/** Stock falls at payment. False: it is gone, nothing was changed. */
export function pay(order: Order, at: number, scene: Scene<World>): boolean {
  const { world } = scene;
  const wanted = order.lines.map((line) => {
    const found = byProductCode(world, order.shop, line.productCode);
    return { line, sku: found === null ? null : sellable(found) };
  });
  const short = wanted.some(({ line, sku }) => sku === null || sku.stock < needed(order, line.productCode));
  if (short) return false;
  for (const { line, sku } of wanted) {
    if (sku === null) continue;
    sku.stock -= line.quantity;
    sku.sold += line.quantity;
    sku.recentSales = [...sku.recentSales, { at: scene.clock.now(), quantity: line.quantity }].slice(-50);
    setStatus(line, "10", at);
  }
  Object.assign(order, { paidAt: at, updatedAt: at });
  issueVouchers(order, scene);
  return true;
}

function needed({ lines }: Order, productCode: string): number {
  return lines.reduce((sum, line) => sum + (line.productCode === productCode ? line.quantity : 0), 0);
}

export function close(order: Order, at: number): void {
  for (const line of order.lines) setStatus(line, "40", at);
  order.updatedAt = at;
}

export function closeUnpaid({ world, clock }: Scene<World>): void {
  for (const order of world.orders.values()) {
    const dueAt = order.placedAt + placeholders.unpaidCloseMs.value;
    if (order.paidAt === null && totalStatus(order) === "5" && dueAt <= clock.now()) close(order, dueAt);
  }
}

/** The buyer has everything: by his word, or by time. */
export function complete(order: Order, at: number): void {
  for (const line of order.lines) if (line.status === "20") setStatus(line, "30", at);
  order.updatedAt = at;
}

export function completeShipped({ world, clock }: Scene<World>): void {
  for (const order of world.orders.values()) {
    if (totalStatus(order) !== "20") continue;
    const dueAt = Math.max(...order.lines.map((line) => line.changedAt)) + placeholders.completeMs.value;
    if (dueAt <= clock.now()) complete(order, dueAt);
  }
}
