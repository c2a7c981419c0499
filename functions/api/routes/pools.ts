import * as z from "zod";
import { CalendarDay, Id } from "../../../domain/listing/primitives.ts";
import { KINDS_OF_POOL } from "../../../domain/stock/pool.ts";
import { views } from "../../shared/store/keys.ts";
import { pageItems, rowsBehind } from "../pages.ts";
import { CAUSES, correctionsOf, correctPool } from "../pool-corrections.ts";
import { viewOfPool } from "../pool-view.ts";
import { readPool, storePool } from "../pools.ts";
import { route } from "../route.ts";
import { OfId, PageQuery, pageOf } from "../schemas.ts";
import { Amount, PoolView, Reason } from "./pool-schemas.ts";
import { READERS, WRITERS } from "./roles.ts";

const Line = z.object({
  at: z.string(),
  by: z.int(),
  before: z.int(),
  count: z.int().nullable(),
  cause: z.string(),
  reason: z.string(),
  day: z.string().nullable(),
  who: z.string(),
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
    kind: z.enum(KINDS_OF_POOL).optional(),
    onHand: Amount.default(0),
    safety: Amount.default(0),
    policy: z.enum(["split", "shared", "adaptive"]).default("adaptive"),
    guard: Amount.nullable().default(null),
    supplierId: Id.default("self"),
    locationId: Id.default("self"),
  }),
  reply: PoolView,
  run: ({ params, body }, call) => storePool(params.id, body, call),
});

const correct = route({
  method: "POST",
  path: "/pools/{id}/corrections",
  summary:
    "Corrects what is on hand by a count or a change, with cause and reason in the ledger; `day` for one date of a pool",
  roles: WRITERS,
  params: OfId,
  body: z
    .strictObject({
      count: Amount.optional(),
      change: z.int().min(-1_000_000_000_000).max(1_000_000_000_000).optional(),
      cause: z.enum(CAUSES).default("other"),
      reason: Reason,
      day: CalendarDay.optional(),
    })
    .refine(({ count, change }) => (count === undefined) !== (change === undefined), {
      path: ["count"],
      error: "盘点数和增减数填其一 (give either count or change)",
    }),
  reply: PoolView,
  run: ({ params, body }, call) => correctPool(params.id, body, call),
});

const list = route({
  method: "GET",
  path: "/pools",
  summary: "Pools with what they may sell",
  roles: READERS,
  query: PageQuery,
  reply: pageOf(PoolView),
  run: async ({ query }, call) => {
    const page = await pageItems({ index: "views", pk: views.pool(call.m, "").VPK }, query, call);
    const rows = await rowsBehind(page.items, call);
    const items = await Promise.all(rows.map((row) => viewOfPool(row, String(row["id"]), call)));
    return { items, cursor: page.cursor };
  },
});

const get = route({
  method: "GET",
  path: "/pools/{id}",
  summary: "A pool: what is there, what is promised, and why each shop shows what it shows",
  roles: READERS,
  params: OfId,
  query: z.object({ day: CalendarDay.optional() }),
  reply: PoolView,
  run: ({ params, query }, call) => readPool(query.day === undefined ? params.id : `${params.id}@${query.day}`, call),
});

const ledger = route({
  method: "GET",
  path: "/pools/{id}/corrections",
  summary: "What people counted and changed, newest first",
  roles: READERS,
  params: OfId,
  query: PageQuery,
  reply: pageOf(Line),
  run: ({ params, query }, call) => correctionsOf(params.id, query, call),
});

export const poolRoutes = [put, correct, list, get, ledger];
