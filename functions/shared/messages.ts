/** Messages carry ids only; numbers are read when sending. Readers take v ± 1. */
import * as z from "zod";
import type { Snapshot } from "../../domain/order/merge.ts";
import { instantFrom } from "../../domain/time.ts";

/** Made by our own pull from a row that it parsed; only what the reader relies on is checked again. */
const OrderSnapshot = z.custom<Snapshot["order"]>(
  (value) =>
    z
      .object({ orderNo: z.string(), placedAt: z.string(), lines: z.array(z.object({ lineNo: z.string() })) })
      .safeParse(value).success,
);

const base = { v: z.int().min(0).max(2).default(1), m: z.string(), hop: z.int().min(0).max(20).default(0) };

export const PublishMessage = z.object({ ...base, l: z.string(), s: z.string() });
export type PublishMessage = z.infer<typeof PublishMessage>;

/** `pulledAt`: the shop's orders were read up to then, so a raise may go out. `rebase`: compare `left` with what is there. */
const stockHints = { pulledAt: z.string().transform(instantFrom).optional(), rebase: z.boolean().optional() };
/** A stock push that waits for the shop's orders: which streams are still to be read, and since when those before were. */
const StockWaiting = z.object({
  l: z.string(),
  rest: z.array(z.string()),
  since: z.string().transform(instantFrom).optional(),
  rebase: z.boolean().optional(),
});
export type StockWaiting = z.infer<typeof StockWaiting>;

export const UrgentMessage = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.literal("stock"), s: z.string(), l: z.string(), ...stockHints }),
  z.object({ ...base, kind: z.literal("ship"), s: z.string(), orderNo: z.string(), n: z.string() }),
  z.object({ ...base, kind: z.literal("redeem"), s: z.string(), orderNo: z.string(), n: z.string() }),
]);
export type UrgentMessage = z.infer<typeof UrgentMessage>;

export const PullMessage = z.object({
  ...base,
  s: z.string(),
  stream: z.string().optional(),
  order: z.string().optional(),
  token: z.boolean().optional(),
  identify: z.boolean().optional(),
  wares: z.boolean().optional(),
  stock: StockWaiting.optional(),
  authorize: z.enum(["link", "code"]).optional(),
});
export type PullMessage = z.infer<typeof PullMessage>;

export const FanoutMessage = z.object({
  ...base,
  source: z.enum(["pool", "listing", "shop", "sku", "reservation", "allotment"]),
  id: z.string(),
  shop: z.string().optional(),
});
export type FanoutMessage = z.infer<typeof FanoutMessage>;

/** The only message with content; its receiver is sealed. */
export const OrderMessage = z.object({
  ...base,
  s: z.string(),
  kind: z.literal("order"),
  readAt: z.string().transform(instantFrom),
  snapshot: OrderSnapshot,
  sealed: z.string().nullable(),
  receiverVersion: z.string().nullable(),
  raw: z.string().nullable(),
});
export type OrderMessage = z.infer<typeof OrderMessage>;
