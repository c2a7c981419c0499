import * as z from "zod";
import { Id } from "../../../domain/listing/primitives.ts";
import { pageItems, rowsBehind } from "../pages.ts";
import { correctPool, readPool, storePool, viewOfPool } from "../pools.ts";
import { views } from "../../shared/store/keys.ts";
import { route } from "../route.ts";
import { OfId, PageQuery, pageOf, Text } from "../schemas.ts";
import { READERS, WRITERS } from "./roles.ts";

const Amount = z.int().min(0).max(1_000_000_000_000);
const Reason = z.string().trim().min(1).max(100);
const Pool = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  policy: z.enum(["split", "shared", "adaptive"]),
  guard: z.int().nullable(),
  onHand: z.int(),
  reserved: z.int(),
  allotted: z.int(),
  safety: z.int(),
  available: z.int(),
  exposure: z.number(),
  split: z.boolean(),
  places: z.array(
    z.object({
      shop: z.string(),
      merchantKey: z.string(),
      left: z.number(),
      draw: z.number(),
      wish: z.number(),
      say: Text,
    }),
  ),
});

const put = route({
  method: "PUT",
  path: "/pools/{id}",
  summary: "Makes a pool, or changes its rules; onHand counts at its making only, later it moves by corrections",
  roles: WRITERS,
  params: OfId,
  body: z.strictObject({
    name: z.string().trim().min(1).max(60),
    unit: z.string().trim().min(1).max(20),
    kind: z.string().trim().min(1).max(30).optional(),
    onHand: Amount.default(0),
    safety: Amount.default(0),
    policy: z.enum(["split", "shared", "adaptive"]).default("adaptive"),
    guard: Amount.nullable().default(null),
    supplierId: Id.default("self"),
    locationId: Id.default("self"),
  }),
  reply: Pool,
  run: ({ params, body }, call) => storePool(params.id, body, call),
});

const correct = route({
  method: "POST",
  path: "/pools/{id}/corrections",
  summary: "Corrects stock by a count or a change, with the reason in the ledger",
  roles: WRITERS,
  params: OfId,
  body: z
    .strictObject({
      count: Amount.optional(),
      change: z.int().min(-1_000_000_000_000).max(1_000_000_000_000).optional(),
      reason: Reason,
    })
    .refine(({ count, change }) => (count === undefined) !== (change === undefined), {
      path: ["count"],
      error: "盘点数和增减数填其一 (give either count or change)",
    }),
  reply: Pool,
  run: ({ params, body }, call) => correctPool(params.id, body, call),
});

const list = route({
  method: "GET",
  path: "/pools",
  summary: "Pools with what they may sell",
  roles: READERS,
  query: PageQuery,
  reply: pageOf(Pool),
  run: async ({ query }, call) => {
    const page = await pageItems({ index: "views", pk: views.pool(call.m, "").VPK }, query, call);
    return { items: (await rowsBehind(page.items, call)).map(viewOfPool), cursor: page.cursor };
  },
});

const get = route({
  method: "GET",
  path: "/pools/{id}",
  summary: "A pool: what is there, what is promised, and why each shop shows what it shows",
  roles: READERS,
  params: OfId,
  reply: Pool,
  run: ({ params }, call) => readPool(params.id, call),
});

export const poolRoutes = [put, correct, list, get];
