import { pass, refuse, stockOf } from "./goods.ts";
import type { Order } from "./order.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import type { World } from "./world.ts";

/** What is due of itself: audits that end, orders that nobody paid. */
export function settleWorld(world: World, now: number): void {
  const { afterMs, refuseWords } = world.auditPolicy;
  for (const goods of world.goods.values()) {
    const { commit } = goods;
    if (commit?.status !== 1 || commit.submittedAt === null || commit.submittedAt + afterMs > now) continue;
    const word = refuseWords.find((one) => goods.draft?.name.includes(one));
    if (word === undefined) pass(goods, commit.submittedAt + afterMs);
    else refuse(goods, `商品标题含有不允许的内容：${word}`, commit.submittedAt + afterMs);
  }
  for (const order of world.orders.values()) {
    const due = order.createdAt + PLACEHOLDERS.unpaidClosesAfterMs.value;
    if (order.paidAt === null && order.confirm === 0 && due <= now) cancel(world, order, due);
  }
}

/** Payment of a buyer; the group is full at once. Held units become sold ones. */
export function pay(world: World, order: Order, now: number): void {
  order.paidAt = now;
  order.confirm = 1;
  order.confirmedAt = now;
  order.updatedAt = now;
  order.shipBy = now + PLACEHOLDERS.shipLimitMs.value;
  eachStock(world, order, (stock, quantity) => {
    stock.reserved -= quantity;
    stock.quantity -= quantity;
    stock.sold += quantity;
  });
}

/** Before payment held units come free; a paid order is refunded as a whole. */
export function cancel(world: World, order: Order, now: number): void {
  const paid = order.paidAt !== null;
  eachStock(world, order, (stock, quantity) => {
    if (!paid) stock.reserved -= quantity;
    else if (order.status === 1) {
      stock.quantity += quantity;
      stock.sold -= quantity;
    }
  });
  if (paid) order.refund = 4;
  else order.confirm = 2;
  order.updatedAt = now;
}

type Change = (stock: ReturnType<typeof stockOf>, quantity: number) => void;

function eachStock(world: World, order: Order, change: Change): void {
  for (const { goodsId, skuId, quantity } of order.lines) {
    const goods = world.goods.get(goodsId);
    if (goods !== undefined) change(stockOf(goods, skuId), quantity);
  }
}
