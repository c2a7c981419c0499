import type { Order } from "../../domain/order/order.ts";
import { claimsHeld, movesBetween } from "../../domain/order/claims.ts";
import { writeConsignments } from "../shared/orders/consignment-rows.ts";
import type { Update, Write } from "../shared/ports.ts";
import { conflict } from "../shared/problem.ts";
import { poolUpdates } from "../shared/stock/moves.ts";
import { keys } from "../shared/store/keys.ts";
import { orderBody, type ShopRow } from "../shared/store/rows.ts";
import { adapterFor, type Call } from "./call.ts";

/** An order that a person changed: its row's version as read, the order before and after. */
export interface OrderChange {
  shop: ShopRow;
  before: Order;
  next: Order;
  ver: number;
}

/** Stores what a person changed of an order, with the stock that it moves and whatever belongs to it, in one transaction under the order's version. 409 when the order moved meanwhile. */
export async function storeOrder({ shop, before, next, ver }: OrderChange, more: readonly Write[], call: Call) {
  const { ports, m } = call;
  const order: Update = {
    update: keys.order(m, shop.id, next.orderNo),
    set: { body: orderBody(next), holds: next.holds.length },
    add: { ver: 1 },
    if: { all: [["ver", "=", ver]] },
  };
  const { stock: manner } = adapterFor(shop.platform, call);
  const moves = movesBetween(claimsHeld(before), claimsHeld(next));
  const pools = await poolUpdates([{ m, shop, manner, moves, orders: [{ before, after: next }] }], ports);
  const together = [order, ...pools, ...more];
  const done = together.length === 1 ? await ports.table.write(order) : await ports.table.transact(together);
  if (!done.ok) throw conflict("changed", { zh: "订单刚刚变动，请刷新后再试", en: "the order changed just now" });
  await writeConsignments([{ m, s: shop.id, order: next, ver: ver + 1 }], ports);
}
