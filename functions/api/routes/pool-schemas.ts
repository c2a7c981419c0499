import * as z from "zod";
import { Text } from "../schemas.ts";

/** An amount in units of a pool. */
export const Amount = z.int().min(0).max(1_000_000_000_000);
/** Why, in a person's words. */
export const Reason = z.string().trim().min(1).max(100);

const Place = z.object({
  shop: z.string(),
  merchantKey: z.string(),
  left: z.number(),
  draw: z.number(),
  sold: z.number(),
  wish: z.number(),
  say: Text,
});
const Band = z.object({
  code: z.string(),
  remaining: z.number(),
  lastThird: z.number(),
  outstanding: z.number(),
  free: z.number(),
  exposure: z.number(),
});

/**
 * A pool as it stands. `exposure`: what could be oversold if every place sold all it shows; `oversold`: what was; `soldBetween`: units
 * that sold between a platform's stock reading and our write, since ever; a band's `exposure`: vouchers out over what is left.
 */
export const PoolView = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  kind: z.string(),
  policy: z.enum(["split", "shared", "adaptive"]),
  guard: z.int().nullable(),
  guardNow: z.number(),
  onHand: z.int(),
  reserved: z.int(),
  allotted: z.int(),
  safety: z.int(),
  outstanding: z.number(),
  available: z.int(),
  exposure: z.number(),
  oversold: z.int(),
  soldBetween: z.number(),
  split: z.boolean(),
  kept: z.array(z.object({ shop: z.string(), amount: z.number(), until: z.string() })),
  places: z.array(Place),
  bands: z.array(Band),
  dates: z.array(z.object({ day: z.string(), onHand: z.int(), reserved: z.int(), available: z.int() })),
});
