import * as z from "zod";
import { CalendarDay, Moment } from "../../../domain/listing/primitives.ts";
import { allot, endAllotment, holdsOf, holdStock, letStockGo, setSource } from "../pool-holds.ts";
import { route } from "../route.ts";
import { AnyId, OfId, ShopId } from "../schemas.ts";
import { PoolView, Reason } from "./pool-schemas.ts";
import { MANAGERS, READERS, WRITERS } from "./roles.ts";

const Quantity = z.int().min(1).max(1_000_000_000_000);
const Held = z.looseObject({
  id: z.string(),
  pool: z.string(),
  qty: z.number(),
  reason: z.string(),
  until: z.string().nullable(),
  state: z.string(),
  who: z.string(),
  at: z.string(),
});
const Moved = z.looseObject({
  id: z.string(),
  pool: z.string(),
  qty: z.number(),
  reason: z.string(),
  kind: z.string(),
  state: z.string(),
  who: z.string(),
  at: z.string(),
});

const hold = route({
  method: "POST",
  path: "/pools/{id}/reservations",
  summary: "Holds stock back with a reason, until an instant or until it is let go; `day` closes a night",
  roles: WRITERS,
  status: 201,
  params: OfId,
  body: z.strictObject({
    qty: Quantity,
    reason: Reason,
    until: Moment.nullable().default(null),
    day: CalendarDay.optional(),
  }),
  reply: Held,
  run: ({ params, body }, call) => holdStock(params.id, body, call),
});

const letGo = route({
  method: "POST",
  path: "/pools/{id}/reservations/{hold}/release",
  summary: "Lets go of stock that was held back",
  roles: WRITERS,
  params: z.object({ id: AnyId, hold: AnyId }),
  reply: PoolView,
  run: ({ params }, call) => letStockGo(params, call),
});

const list = route({
  method: "GET",
  path: "/pools/{id}/moves",
  summary: "What is held back, kept for one shop, lent or borrowed",
  roles: READERS,
  params: OfId,
  reply: z.object({ held: z.array(Held), moved: z.array(Moved) }),
  run: ({ params }, call) => holdsOf(params.id, call),
});

const move = route({
  method: "POST",
  path: "/pools/{id}/allotments",
  summary: "Moves stock: to one shop until an end (a livestream), to another merchant's pool, or back to its lender",
  roles: MANAGERS,
  status: 201,
  params: OfId,
  body: z.discriminatedUnion("to", [
    z.strictObject({ to: z.literal("shop"), shop: ShopId, until: Moment, qty: Quantity, reason: Reason }),
    z.strictObject({ to: z.literal("merchant"), merchant: AnyId, pool: AnyId, qty: Quantity, reason: Reason }),
    z.strictObject({ to: z.literal("lender"), qty: Quantity, reason: Reason }),
  ]),
  reply: Moved,
  run: ({ params, body }, call) => allot(params.id, body, call),
});

const end = route({
  method: "POST",
  path: "/pools/{id}/allotments/{move}/end",
  summary: "Ends what is kept for one shop, or tries again to move what is under way",
  roles: MANAGERS,
  params: z.object({ id: AnyId, move: AnyId }),
  reply: PoolView,
  run: ({ params }, call) => endAllotment(params, call),
});

const source = route({
  method: "PUT",
  path: "/pools/{id}/source",
  summary: "Says which merchant's pool may send stock into this one; null: none",
  roles: MANAGERS,
  params: OfId,
  body: z.strictObject({ from: z.strictObject({ merchant: AnyId, pool: AnyId }).nullable() }),
  reply: PoolView,
  run: ({ params, body }, call) => setSource(params.id, body.from, call),
});

export const poolHoldRoutes = [hold, letGo, list, move, end, source];
