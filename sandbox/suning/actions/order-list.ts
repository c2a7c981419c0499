import { type Ask, refuse, type Reply } from "../answer.ts";
import { DAYS } from "../codes.ts";
import { orderRow } from "../order-rows.ts";
import { totalStatus } from "../order-status.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { readWindow, within } from "../window.ts";
import type { Order } from "../world.ts";
import type { Action } from "./action.ts";

const wide = { maxDays: DAYS.orderWindow, horizonDays: DAYS.orderHorizon };
const narrow = { maxDays: DAYS.changeWindow, horizonDays: DAYS.orderHorizon };

function ordersOf({ scene, shop }: Ask): Order[] {
  return [...scene.world.orders.values()].filter((order) => order.shop === shop.code);
}

function answer(ask: Ask, orders: readonly Order[], changeTimes: boolean): Reply {
  return page(
    ask,
    orders.map((order) => orderRow(order, { world: ask.scene.world, changeTimes })),
  );
}

/** Paid orders and what became of them, by time of creation. An empty status asks for all. */
function byCreation(ask: Ask): Reply {
  const window = readWindow(ask, wide);
  if ("kind" in window) return window;
  const status = text(ask.params, "orderStatus");
  if (!/^(10|20|21|30|40)?$/.test(status))
    return refuse("biz.orderquery.orderStatus-value:inexistence", "订单状态错误");
  const userName = text(ask.params, "userName");
  const found = ordersOf(ask)
    .filter((order) => order.paidAt !== null && within(order.placedAt, window))
    .filter((order) => status === "" || totalStatus(order) === status)
    .filter((order) => userName === "" || order.userName === userName)
    .sort((a, b) => a.placedAt - b.placedAt);
  return answer(ask, found, false);
}

/** Orders with a line that came into the status within the window: the only list with times of change. */
function byLineChange(ask: Ask): Reply {
  const window = readWindow(ask, narrow);
  if ("kind" in window) return window;
  const status = text(ask.params, "orderLineStatus");
  if (!/^(10|20|30)$/.test(status)) return refuse("biz.orderquery.orderLineStatus-value:inexistence", "订单行状态错误");
  const newest = (order: Order): number => Math.max(...order.lines.map((line) => line.changedAt));
  const found = ordersOf(ask)
    .filter((order) => order.lines.some((line) => line.status === status && within(line.changedAt, window)))
    .sort((a, b) => newest(a) - newest(b));
  return answer(ask, found, true);
}

/** Paid and unpaid by time of modification. */
function byModification(ask: Ask): Reply {
  const window = readWindow(ask, narrow);
  if ("kind" in window) return window;
  const status = text(ask.params, "orderLineStatus");
  if (!/^(5|10|20|30|40)?$/.test(status)) return refuse("biz.orderquery.orderLineStatus-value:inexistence", "");
  const found = ordersOf(ask)
    .filter((order) => within(order.updatedAt, window))
    .filter((order) => status === "" || order.lines.some((line) => line.status === status))
    .sort((a, b) => a.updatedAt - b.updatedAt);
  return answer(ask, found, false);
}

/** Orders that were never paid: still open (5, the default) or closed (40). */
function unpaid(ask: Ask): Reply {
  const window = readWindow(ask, narrow);
  if ("kind" in window) return window;
  const status = text(ask.params, "orderLineStatus") || "5";
  if (!/^(5|40)$/.test(status)) return refuse("biz.unpaidOrder.orderLineStatus-value:inexistence", "订单行状态错误");
  const found = ordersOf(ask)
    .filter((order) => order.paidAt === null && totalStatus(order) === status && within(order.placedAt, window))
    .sort((a, b) => a.placedAt - b.placedAt);
  return answer(ask, found, false);
}

export const orderLists: Readonly<Record<string, Action>> = {
  "suning.custom.order.query": { module: "orderQuery", required: [], run: byCreation },
  "suning.custom.ord.query": { module: "orderQuery", required: [], run: byLineChange },
  "suning.custom.ordmodtime.query": { module: "orderQuery", required: [], run: byModification },
  "suning.custom.unpaidorder.query": { module: "unpaidOrder", required: [], run: unpaid },
};
