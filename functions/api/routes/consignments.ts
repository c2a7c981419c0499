import * as z from "zod";
import { instantFrom } from "../../../domain/time.ts";
import { answerConsignment, decideConsignment } from "../consignment-answers.ts";
import { consignmentsByPackNo, consignmentsOf, packList } from "../consignments.ts";
import { noticesFor } from "../notices.ts";
import { route } from "../route.ts";
import { AnyId, OfId, PageQuery, pageOf, ShopId, Text } from "../schemas.ts";
import { OfOrder } from "./orders.ts";
import { READERS, WRITERS } from "./roles.ts";

export const ConsignmentId = z.string().regex(/^[A-Za-z0-9._-]{1,140}$/);
export const Consignment = z.object({
  shop: z.string(),
  orderNo: z.string(),
  id: z.string(),
  packNo: z.string(),
  locationId: z.string(),
  state: z.string(),
  shipBy: z.string().nullable(),
  held: z.boolean(),
  lines: z.array(z.object({ lineNo: z.string(), name: z.string(), merchantKey: z.string(), quantity: z.int() })),
  parcels: z.array(z.object({ carrier: z.string(), waybill: z.string() })),
  label: z.string().optional(),
});

const ofSupplier = route({
  method: "GET",
  path: "/suppliers/{id}/consignments",
  summary: "What one supplier has to send, by due time: no receiver, no price, nothing of another supplier",
  roles: [...READERS, "supplier"],
  params: OfId,
  query: PageQuery,
  reply: pageOf(Consignment),
  run: async ({ params, query }, call) => {
    const { items, cursor } = await consignmentsOf(params.id, query, call);
    return { items: items.map((item) => Consignment.parse(item)), cursor };
  },
});

const answer = route({
  method: "POST",
  path: "/suppliers/{id}/consignments/{shop}/{no}/{consignment}/answer",
  summary: "A supplier says that it packs its part, has packed it, or has no goods",
  roles: [...WRITERS, "supplier"],
  params: OfId.extend({ shop: ShopId, no: AnyId, consignment: ConsignmentId }),
  body: z
    .strictObject({ says: z.enum(["accepted", "packed", "refused"]), note: z.string().trim().max(200).default("") })
    .refine(({ says, note }) => says !== "refused" || note !== "", {
      path: ["note"],
      error: "请写明没货的原因 (say why)",
    }),
  reply: z.object({ state: z.string() }),
  run: ({ params, body }, call) =>
    answerConsignment(
      { supplier: params.id, s: params.shop, orderNo: params.no, consignmentId: params.consignment, ...body },
      call,
    ),
});

const decide = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/consignments/{consignment}/decide",
  summary: "Sends a part from elsewhere, on a later day that was agreed, or leaves it to a refund that a person starts",
  roles: WRITERS,
  params: OfOrder.extend({ consignment: ConsignmentId }),
  body: z.discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("reassign"), supplierId: AnyId, locationId: AnyId }),
    z.strictObject({ decision: z.literal("negotiate"), shipBy: z.iso.datetime().transform(instantFrom) }),
    z.strictObject({ decision: z.literal("refund"), note: z.string().trim().min(1).max(200) }),
  ]),
  reply: z.object({ state: z.string(), how: Text.optional() }),
  run: ({ params: { id: s, no, consignment }, body }, call) =>
    decideConsignment({ s, orderNo: no, consignmentId: consignment }, body, call),
});

const list = route({
  method: "GET",
  path: "/locations/{id}/pack-list",
  summary: "What has to be packed at one location, by due time: nothing that is held or gone",
  roles: READERS,
  params: OfId,
  query: PageQuery,
  reply: pageOf(Consignment),
  run: ({ params, query }, call) => packList(params.id, query, call),
});

const byPackNo = route({
  method: "GET",
  path: "/pack-numbers/{packNo}",
  summary: "The open consignments that bear a pack number: one, or by chance two",
  roles: READERS,
  params: z.object({ packNo: z.string().max(20) }),
  reply: z.object({ items: z.array(Consignment) }),
  run: ({ params }, call) => consignmentsByPackNo(params.packNo, call),
});

const Notice = z.object({
  kind: z.string(),
  say: Text,
  about: z.record(z.string(), z.string()),
  at: z.string(),
});

const notices = route({
  method: "GET",
  path: "/notices/{id}",
  summary: "What was left for a supplier, or for `merchant`, newest first",
  roles: [...READERS, "supplier"],
  params: OfId,
  query: PageQuery,
  reply: pageOf(Notice),
  run: async ({ params, query }, call) => {
    const { items, cursor } = await noticesFor(params.id, query, call);
    return { items: items.map((item) => Notice.parse(item)), cursor };
  },
});

export const consignmentRoutes = [ofSupplier, answer, decide, list, byPackNo, notices];
