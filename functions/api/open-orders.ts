import { claimsHeld } from "../../domain/order/claims.ts";
import { recount } from "../../domain/order/merge.ts";
import type { Order } from "../../domain/order/order.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import { shopOf, type Call } from "./call.ts";
import { storeOrder } from "./order-store.ts";
import { isOrder } from "./orders.ts";
import { allItems, rowsBehind } from "./pages.ts";

interface Open {
  order: Order;
  ver: number;
}

/** Orders that were open when the shop's stock began to count: were they taken off what was counted? Until somebody says no, they were. */
export async function openOrders(s: string, call: Call) {
  const { stockFrom } = await shopOf(s, call);
  const orders = await openBefore(s, stockFrom, call);
  const seen = orders.map(({ order: { orderNo, placedAt, counted } }) => ({
    orderNo,
    placedAt,
    counted: counted === true,
  }));
  return { stockFrom, orders: seen };
}

/** The answer. Not taken off yet: each of them claims its stock now, once. */
export async function answerOpenOrders(s: string, deducted: boolean, call: Call) {
  const shop = await shopOf(s, call);
  const open = deducted ? [] : await openBefore(s, shop.stockFrom, call);
  for (const { order, ver } of open.filter((one) => one.order.counted !== true)) {
    const next = recount({ ...order, counted: true }, shop.stockFrom);
    await storeOrder({ shop, before: order, next, ver }, [], call);
    await tellPools(next, call);
  }
  return openOrders(s, call);
}

async function tellPools(order: Order, { ports, m }: Call): Promise<void> {
  const pools = new Set(claimsHeld(order).map(({ pool }) => pool));
  const messages = [...pools].map((id) => ({ body: { v: 1, m, source: "pool", id, hop: 0 }, group: m }));
  if (messages.length > 0) await ports.queues.send("fanout", messages);
}

async function openBefore(s: string, stockFrom: string | null, call: Call): Promise<Open[]> {
  if (stockFrom === null) return [];
  const { PK } = keys.shop(call.m, s);
  const entries = await allItems({ index: "work", pk: work.orderDue(call.m, "").WPK }, call);
  const rows = await rowsBehind(
    entries.filter((entry) => entry.PK === PK && entry.SK.startsWith("O#") && isOrder(entry)),
    call,
  );
  return rows
    .map((row) => ({ order: orderOf(row), ver: Number(row["ver"] ?? 0) }))
    .filter(({ order }) => order.placedAt < stockFrom && !order.ended);
}
