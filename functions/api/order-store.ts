import type { Order } from "../../domain/order/order.ts";
import { claimsHeld, movesBetween } from "../../domain/order/claims.ts";
import { writeConsignments } from "../shared/orders/consignment-rows.ts";
import type { Update, Write } from "../shared/ports.ts";
import { conflict } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import type { OrderAt } from "./orders.ts";

/** An order that a person changed: its row's version as read, the order before and after. */
export interface OrderChange extends OrderAt {
  before: Order;
  next: Order;
  ver: number;
}

/** Stores what a person changed of an order, with the stock that it moves and whatever belongs to it, in one transaction under the order's version. 409 when the order moved meanwhile. */
export async function storeOrder(change: OrderChange, more: readonly Write[], call: Call): Promise<void> {
  const { s, orderNo, before, next, ver } = change;
  const { table } = call.ports;
  const order: Update = {
    update: keys.order(call.m, s, orderNo),
    set: { body: orderBody(next), holds: next.holds.length },
    add: { ver: 1 },
    if: { all: [["ver", "=", ver]] },
  };
  // What is available stays the same, so no shop has to be told.
  const pools = movesBetween(claimsHeld(before), claimsHeld(next)).map(({ pool, reserved, onHand }) => ({
    update: keys.pool(call.m, pool),
    add: { reserved, onHand, ver: 1 },
  }));
  const together = [order, ...pools, ...more];
  const done = together.length === 1 ? await table.write(order) : await table.transact(together);
  if (!done.ok) throw conflict("changed", { zh: "订单刚刚变动，请刷新后再试", en: "the order changed just now" });
  await writeConsignments([{ m: call.m, s, order: next, ver: ver + 1 }], call.ports);
}
