import * as z from "zod";
import { handOver } from "../handover.ts";
import { correctWaybill, recallShipment, retryShipment, shipNow } from "../shipments.ts";
import { route } from "../route.ts";
import { AnyId } from "../schemas.ts";
import { OfOrder } from "./orders.ts";
import { WRITERS } from "./roles.ts";

export const Waybill = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{5,40}$/, { error: "运单号为 5–40 位字母或数字 (a waybill has 5-40 letters and digits)" });
export const Carrier = z.string().min(1).max(30);
export const Parcel = z.strictObject({
  carrier: Carrier,
  waybill: Waybill,
  lines: z
    .array(z.strictObject({ lineNo: z.string().min(1).max(64), quantity: z.int().min(1).max(100_000) }))
    .min(1)
    .max(200)
    .optional(),
});

const handover = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/handover",
  summary:
    "Says that a consignment left with a carrier, in one parcel or several, and plans to tell the platform; without parcels it takes the numbers of its label",
  roles: WRITERS,
  params: OfOrder,
  body: z.strictObject({
    consignmentId: z.string().min(1).max(140),
    parcels: z.array(Parcel).min(1).max(50).optional(),
  }),
  reply: z.object({ state: z.literal("handed_over"), shipments: z.array(z.string()) }),
  run: ({ params: { id: s, no }, body }, call) => handOver({ s, orderNo: no, ...body }, call),
});

const now = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/ship-now",
  summary: "Tells the platform of the parcels that are out, though other parts of the order still lie here",
  roles: WRITERS,
  status: 202,
  params: OfOrder,
  reply: z.object({ shipments: z.array(z.string()) }),
  run: ({ params: { id: s, no } }, call) => shipNow({ s, orderNo: no }, call),
});

const OfShipment = OfOrder.extend({ n: AnyId });

const retry = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/shipments/{n}/retry",
  summary: "Lets a held or refused parcel go after all, for the receiver as it is now",
  roles: WRITERS,
  status: 202,
  params: OfShipment,
  reply: z.object({ state: z.literal("planned") }),
  run: ({ params: { id: s, no, n } }, call) => retryShipment({ s, orderNo: no, n }, call),
});

const recall = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/shipments/{n}/recall",
  summary: "Says that a parcel never left, or came back before the platform heard of it",
  roles: WRITERS,
  params: OfShipment,
  reply: z.object({ state: z.literal("recalled") }),
  run: ({ params: { id: s, no, n } }, call) => recallShipment({ s, orderNo: no, n }, call),
});

const waybill = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/shipments/{n}/waybill",
  summary: "Corrects a number, there too while the platform allows it",
  roles: WRITERS,
  status: 202,
  params: OfShipment,
  body: z.strictObject({ from: Waybill.optional(), carrier: Carrier, waybill: Waybill }),
  reply: z.object({ state: z.string() }),
  run: ({ params: { id: s, no, n }, body }, call) => correctWaybill({ s, orderNo: no, n, ...body }, call),
});

export const orderActionRoutes = [handover, now, retry, recall, waybill];
