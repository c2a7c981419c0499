import * as z from "zod";
import { handOver } from "../handover.ts";
import { planRedemption } from "../redeem.ts";
import { route } from "../route.ts";
import { AnyId } from "../schemas.ts";
import { OfOrder } from "./orders.ts";
import { WRITERS } from "./roles.ts";

const handover = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/handover",
  summary: "Says that a consignment left with a carrier, and plans to tell the platform",
  roles: WRITERS,
  params: OfOrder,
  body: z.strictObject({
    consignmentId: z.string().min(1).max(140),
    carrier: z.string().min(1).max(30),
    waybill: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{5,40}$/, { error: "运单号为 5–40 位字母或数字 (a waybill has 5-40 letters and digits)" }),
  }),
  reply: z.object({ state: z.literal("handed_over"), shipment: z.string().nullable() }),
  run: ({ params: { id: s, no }, body }, call) => handOver({ s, orderNo: no, ...body }, call),
});

const redeem = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/redeem",
  summary: "Redeems one voucher code, at most once",
  roles: WRITERS,
  status: 202,
  params: OfOrder,
  body: z.strictObject({
    lineNo: z.string().min(1).max(64),
    code: z.string().trim().min(1).max(64),
    key: AnyId.optional(),
  }),
  reply: z.object({ id: z.string(), state: z.string() }),
  run: ({ params: { id: s, no }, body }, call) => planRedemption({ s, orderNo: no, ...body }, call),
});

export const orderActionRoutes = [handover, redeem];
