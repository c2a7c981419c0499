import type { Action, Call } from "../call.ts";
import { Refusal, refusal } from "../codes.ts";
import type { Order } from "../order.ts";
import { orderRow } from "../order-view.ts";
import { pageOf } from "../paging.ts";
import { needText, textOf, whole } from "../params.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../time.ts";

const ALL = 5;
const HORIZON_MS = 90 * DAY_MS;

/** Orders by their last change, by confirmation, and one by its number. Newest first. */
export const ORDERS: Readonly<Record<string, Action>> = {
  "pdd.order.number.list.increment.get": {
    root: "order_sn_increment_get_response",
    run(call) {
      whole(call.params, "is_lucky_flag");
      const window = windowOf(call, { from: "start_updated_at", to: "end_updated_at", widestMs: 30 * MINUTE_MS });
      const found = confirmed(call).filter(({ updatedAt }) => within(updatedAt, window));
      return answer(
        call,
        found.sort((a, b) => b.updatedAt - a.updatedAt),
        "order_sn_list",
      );
    },
  },
  "pdd.order.list.get": {
    root: "order_list_get_response",
    run(call) {
      const window = windowOf(call, { from: "start_confirm_at", to: "end_confirm_at", widestMs: DAY_MS });
      const found = confirmed(call).filter(({ confirmedAt }) => confirmedAt !== null && within(confirmedAt, window));
      return answer(
        call,
        found.sort((a, b) => (b.confirmedAt ?? 0) - (a.confirmedAt ?? 0)),
        "order_list",
      );
    },
  },
  "pdd.order.information.get": {
    root: "order_info_get_response",
    run: (call) => ({ order_info: orderRow(ownOrder(call, needText(call.params, "order_sn"))) }),
  },
  "pdd.order.status.get": {
    root: "order_status_get_response",
    run: (call) => ({
      order_status_list: needText(call.params, "order_sns")
        .split(",")
        .map((sn) => ownOrder(call, sn))
        .map(({ sn, status, refund }) => ({ orderSn: sn, orderStatus: status, refundStatus: refund })),
    }),
  },
};

/** An order of the shop within three months; strangers' orders are answered like none at all. */
export function ownOrder({ world, shop, now }: Call, sn: string): Order {
  const order = world.orders.get(sn);
  if (order === undefined || order.mallId !== shop.mallId || now - order.createdAt > HORIZON_MS) {
    throw new Refusal(50001, "50001", "订单不属于当前店铺或订单不存在");
  }
  return order;
}

interface Window {
  from: number;
  to: number;
}

/** Whole seconds, both ends included. */
function windowOf({ params }: Call, { from, to, widestMs }: { from: string; to: string; widestMs: number }): Window {
  const window = { from: whole(params, from), to: whole(params, to) };
  if (window.to < window.from || (window.to - window.from) * SECOND_MS > widestMs) throw refusal(21001, to);
  return window;
}

const within = (ms: number, { from, to }: Window): boolean =>
  Math.floor(ms / SECOND_MS) >= from && Math.floor(ms / SECOND_MS) <= to;

function confirmed({ world, shop, params, now }: Call): Order[] {
  const [status, refund] = [whole(params, "order_status"), whole(params, "refund_status")];
  for (const [name, value] of Object.entries({ order_status: status, refund_status: refund })) {
    if (value < 1 || value > ALL) throw refusal(21001, name);
  }
  return [...world.orders.values()].filter(
    (order) =>
      order.mallId === shop.mallId &&
      order.confirmedAt !== null &&
      now - order.createdAt <= HORIZON_MS &&
      (status === ALL || order.status === status) &&
      (refund === ALL || order.refund === refund),
  );
}

/** With `use_has_next` the total is not told. */
function answer(call: Call, found: readonly Order[], key: string): unknown {
  const shown = pageOf(found, call);
  const size = whole(call.params, "page_size", 100);
  const more = whole(call.params, "page", 1) * size < found.length;
  const rows = { [key]: shown.map(orderRow) };
  return textOf(call.params, "use_has_next") === "true"
    ? { ...rows, has_next: more }
    : { ...rows, total_count: found.length };
}
