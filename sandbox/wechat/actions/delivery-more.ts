import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { ORDER, saveOrder } from "../life/orders.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { packageOf, packageRefusal, sendShape } from "./delivery.ts";
import { findOrder } from "./orders.ts";

/** One more package for what was missing or broken; no count moves. */
const compensate = (input: z.infer<typeof sendShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const refusal = firstRefusal([
    when(order.status !== ORDER.shipped && order.status !== ORDER.complete, 101100, String(order.status)),
    when(input.delivery_list.length === 0, 109002),
    ...input.delivery_list.map((parcel) => packageRefusal(parcel, order)),
  ]);
  if (refusal) return refusal;
  const packages = [...order.packages, ...input.delivery_list.map((parcel) => packageOf(parcel, call.nowMs))];
  saveOrder({ ...order, packages }, call);
  return OK;
};

const freshShape = z.object({
  order_id: z.string(),
  audit_items: z.array(z.object({ item_name: z.string(), item_value: z.string() })),
});

/** How fresh goods were packed; where the switch asks for it, shipping waits for this. */
const submitFresh = (input: z.infer<typeof freshShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  if (input.audit_items.length === 0) return no(40097, "audit_items");
  if (found.order.status !== ORDER.paid) return no(101100, String(found.order.status));
  saveOrder({ ...found.order, freshTold: true }, call);
  return OK;
};

const orderId = z.looseObject({ order_id: z.string() });

/** Numbers behind which the buyer's own one hides. */
const virtualNumber = (input: { order_id: string }, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  if (found.order.paidMs === null) return no(10020124);
  if (found.order.kind !== "goods" || found.order.status !== ORDER.paid) return no(10020503);
  return {
    ...OK,
    virtual_number_info: {
      virtual_number: PLACEHOLDERS.virtualNumber.value,
      extension: found.order.id.slice(-4),
      expiration: Math.floor(call.nowMs / 1_000) + 3 * 86_400,
    },
  };
};

export const DELIVERY_MORE_CALLS: Readonly<Record<string, Api>> = {
  "order/delivery/compensation": post(sendShape, compensate, { set: 131 }),
  "order/freshinspect/submit": post(freshShape, submitFresh, { set: 131 }),
  "order/virtualnumber/delay": post(orderId, virtualNumber, { set: 131 }),
  "order/virtualnumber/applyagain": post(orderId, virtualNumber, { set: 131 }),
  "order/virtualtelnumber/get": post(orderId, virtualNumber, { set: 131 }),
  "order/realnumber/apply": post(orderId, virtualNumber, { set: 131 }),
  "order/realnumberviewaudit/get": post(orderId, virtualNumber, { set: 131 }),
};
