/** Messages carry ids only; numbers are read when sending. Readers take v ± 1. */
import * as z from "zod";
import type { Snapshot } from "../../domain/order/merge.ts";
import type { AfterSaleCase } from "../../domain/order/platform-order.ts";
import { day, instantFrom } from "../../domain/time.ts";

/** Made by our own pull from a row that it parsed; only what the reader relies on is checked again. */
const Units = z.int().min(0);
const ReliedOn = z.object({
  orderNo: z.string(),
  placedAt: z.string(),
  holds: z.array(z.unknown()),
  parcels: z.array(z.unknown()),
  lines: z.array(
    z.object({
      lineNo: z.string(),
      platformSkuId: z.string(),
      quantity: Units,
      cancelled: Units,
      shipped: Units,
    }),
  ),
});
const OrderSnapshot = z.custom<Snapshot["order"]>((value) => ReliedOn.safeParse(value).success, {
  error: "no order as a platform's mapper makes it",
});

const base = { v: z.int().min(0).max(2).default(1), m: z.string(), hop: z.int().min(0).max(20).default(0) };

/** `look`: somebody says that the product changed there, so it is read before anything is planned. `held`: it has waited for further edits. `checked`: a person tries again what nothing can look up. */
const publishHints = { look: z.boolean().optional(), held: z.boolean().optional(), checked: z.boolean().optional() };
export const PublishMessage = z.object({ ...base, l: z.string(), s: z.string(), ...publishHints });
export type PublishMessage = z.infer<typeof PublishMessage>;

/** Reads a shop's taxonomy again and says what became of its listings. */
export const TaxonomyMessage = z.object({ ...base, s: z.string(), taxonomy: z.literal(true) });
export type TaxonomyMessage = z.infer<typeof TaxonomyMessage>;

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
  z.object({ ...base, kind: z.literal("issue"), s: z.string(), orderNo: z.string(), n: z.string() }),
  z.object({ ...base, kind: z.literal("label"), s: z.string(), orderNo: z.string(), n: z.string() }),
  z.object({ ...base, kind: z.literal("later"), s: z.string(), orderNo: z.string(), n: z.string() }),
  z.object({ ...base, kind: z.literal("case"), s: z.string(), orderNo: z.string(), n: z.string() }),
]);
export type UrgentMessage = z.infer<typeof UrgentMessage>;

export const PullMessage = z.object({
  ...base,
  s: z.string(),
  stream: z.string().optional(),
  order: z.string().optional(),
  case: z.string().optional(),
  token: z.boolean().optional(),
  identify: z.boolean().optional(),
  wares: z.boolean().optional(),
  /** A closed day of Asia/Shanghai, to be read again by creation time. */
  day: z.iso.date().transform(day).optional(),
  /** Takes up what was set aside. */
  replay: z.boolean().optional(),
  /** A ware by the platform's id: whoever publishes it should look again. */
  ware: z.string().optional(),
  stock: StockWaiting.optional(),
  authorize: z.enum(["link", "code"]).optional(),
  stores: z.boolean().optional(),
  labelAccounts: z.boolean().optional(),
});
export type PullMessage = z.infer<typeof PullMessage>;

export const FanoutMessage = z.object({
  ...base,
  source: z.enum(["pool", "listing", "shop", "sku", "reservation", "allotment", "night"]),
  id: z.string(),
  shop: z.string().optional(),
});
export type FanoutMessage = z.infer<typeof FanoutMessage>;

/** With content, as cases are; its receiver is sealed. */
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

const CaseSnapshot = z.custom<AfterSaleCase>(
  (value) => z.object({ caseNo: z.string(), orderNo: z.string(), updatedAt: z.string() }).safeParse(value).success,
);
export const CaseMessage = z.object({
  ...base,
  s: z.string(),
  kind: z.literal("case"),
  readAt: z.string().transform(instantFrom),
  afterSale: CaseSnapshot,
});
export type CaseMessage = z.infer<typeof CaseMessage>;

/** What the queue `orders` carries. */
export const Reading = z.discriminatedUnion("kind", [OrderMessage, CaseMessage]);
export type Reading = z.infer<typeof Reading>;
