import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { plan } from "../life/agenda.ts";
import { ORDER } from "../life/orders.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { whole } from "../shapes.ts";
import { HOUR_MS, seconds } from "../time.ts";
import type { Negotiation, Order } from "../world.ts";
import { findOrder } from "./orders.ts";

const MOST = 3;
const AHEAD_MS = 4 * HOUR_MS;
const submitShape = z.object({
  order_id: z.string(),
  predict_delivery_time: whole,
  reason: whole,
  remark: z.string().optional(),
});

/** Latest instant at which a paid order has to leave. */
const shipByMs = (order: Order): number =>
  (order.paidMs ?? 0) + Math.min(...order.lines.map(({ sendHours }) => sendHours)) * HOUR_MS;

/** Asks the buyer for a later ship date: three times an order, and four hours before the latest time. */
const submit = (input: z.infer<typeof submitShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const before = call.world.negotiations.get(order.id) ?? [];
  const predictMs = input.predict_delivery_time * 1_000;
  const refusal = firstRefusal([
    when(order.status !== ORDER.paid || order.kind !== "goods", 101100, String(order.status)),
    when(before.length >= MOST, PLACEHOLDERS.negotiationCodes.value.tooMany),
    when(before.at(-1)?.state === 1, PLACEHOLDERS.negotiationCodes.value.waiting),
    when(call.nowMs > shipByMs(order) - AHEAD_MS, PLACEHOLDERS.negotiationCodes.value.tooLate),
    when(predictMs <= shipByMs(order), 40097, "predict_delivery_time"),
    when(input.reason < 1 || input.reason > 4, 40097, "reason"),
  ]);
  if (refusal) return refusal;
  const deadlineMs = call.nowMs + PLACEHOLDERS.negotiationMs.value;
  const asked: Negotiation = {
    orderId: order.id,
    originalMs: shipByMs(order),
    predictMs,
    state: 1,
    deadlineMs,
    reason: input.reason,
    remark: input.remark ?? "",
  };
  call.world.negotiations.set(order.id, [...before, asked]);
  plan(call.world, { atMs: deadlineMs, what: "negotiation", id: order.id });
  return OK;
};

const results = (ids: readonly string[], call: Call): Reply => {
  const mine = ids.map((id) => findOrder(call, id)).filter((found) => found.ok);
  if (mine.length < ids.length) return no(100002);
  const list = mine.flatMap(({ order }) => (call.world.negotiations.get(order.id) ?? []).map(view));
  return { ...OK, negotiation_list: list };
};

const view = (one: Negotiation): Reply => ({
  order_id: one.orderId,
  original_delivery_time: seconds(one.originalMs),
  predict_delivery_time: seconds(one.predictMs),
  state: one.state,
  deadline: seconds(one.deadlineMs),
  reason: one.reason,
  remark: one.remark,
});

const bookingShape = z.looseObject({ order_id_list: z.array(z.string()).optional() });

export const NEGOTIATION_CALLS: Readonly<Record<string, Api>> = {
  "order/deliverynegotiation/submit": post(submitShape, submit, { set: 131 }),
  "order/deliverynegotiation/result/get": post(
    z.object({ order_id_list: z.array(z.string()) }),
    ({ order_id_list }, call) => results(order_id_list, call),
    { set: 131 },
  ),
  // No buyer of this world books a ship date: the list is empty.
  "order/userbooking/list": post(bookingShape, () => ({ ...OK, record_list: [], next_key: "", has_more: false }), {
    set: 131,
  }),
};
