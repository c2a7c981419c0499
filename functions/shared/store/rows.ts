/** The shapes of rows as use cases read them: one schema per entity, parsed where a row comes out of the table. */
import * as z from "zod";
import type { Observation } from "../../../domain/plan/observation.ts";
import type { Facet, Part } from "../../../domain/plan/wish.ts";
import type { Finding } from "../../../domain/finding.ts";
import type { Order } from "../../../domain/order/order.ts";
import type { AfterSaleCase } from "../../../domain/order/platform-order.ts";
import { Listing } from "../../../domain/listing/listing.ts";
import { day } from "../../../domain/time.ts";
import { pack, unpack } from "../pack.ts";
import { ShopBlock } from "../shop-block.ts";
import type { Item } from "../ports.ts";

const packed = <T>() => z.custom<T>((value) => value !== undefined);
const Manages = z.object({
  listing: z.boolean(),
  price: z.boolean(),
  stock: z.boolean(),
  orders: z.boolean(),
  ship: z.boolean(),
  after_sale: z.boolean(),
});

export const ShopRow = z.object({
  id: z.string(),
  merchant: z.string(),
  platform: z.string(),
  app: z.string(),
  name: z.string(),
  state: z.enum(["invited", "authorised", "tested", "paused", "winding_down"]),
  platformShopId: z.string().nullable(),
  adopted: z.boolean(),
  manages: Manages,
  stockFrom: z.string().nullable(),
  epoch: z.number(),
  ver: z.number(),
  /** What the platform said that stops the whole shop. */
  blocked: ShopBlock.optional(),
});
export type ShopRow = z.infer<typeof ShopRow>;

export const HeadRow = z.object({
  id: z.string(),
  rev: z.number(),
  ver: z.number(),
  approvedRev: z.number(),
  approval: z.enum(["none", "first", "every"]),
});
export type HeadRow = z.infer<typeof HeadRow>;

/** The listing of a revision row. */
export function listingOf(item: Item): Listing {
  return Listing.parse(unpack(item["body"]));
}

export interface PublicationRow {
  l: string;
  s: string;
  want: "on" | "off" | "gone";
  state: "due" | "done" | "waiting" | "blocked" | "unknown";
  waitFor: string | null;
  next: string | null;
  who: "merchant" | "operator" | null;
  findings: readonly Finding[];
  tries: number;
  /** Made by hand there and adopted, not created by us. */
  bound: boolean;
}
const PublicationBody = z.object({
  l: z.string(),
  s: z.string(),
  want: z.enum(["on", "off", "gone"]),
  state: z.enum(["due", "done", "waiting", "blocked", "unknown"]).default("due"),
  waitFor: z.string().nullable().default(null),
  next: z.string().nullable().default(null),
  who: z.enum(["merchant", "operator"]).nullable().default(null),
  findings: z.array(packed<Finding>()).default([]),
  tries: z.number().default(0),
  bound: z.boolean().default(false),
});
/** A publication as it stands. */
export function publicationOf(item: Item): PublicationRow {
  return PublicationBody.parse(item);
}

/** What is known of a product there; without the turn, which lies in the publication's own row. */
export type Seen = Omit<Observation, "turn"> & {
  looked: number;
  refused: string | null;
  refusedParts?: string | null;
  /** What we last did to the shelf; null where an edit of ours may have changed it. */
  ours: "on" | "off" | null;
  /** What others changed there and the merchant said to leave as it is. */
  leave?: readonly Facet[];
  /** From what each part that stands there was made. */
  pins?: Partial<Record<Part, string>>;
  /** A creation of ours was taken in part and gave no number: something may lie there. */
  tried?: boolean;
  /** The category that the product there was made in, and of which of ours. */
  category?: { code: string; id: string };
};
/** What is known of a product there: nothing yet, where the row is absent. */
export function seenOf(item: Item | null): Seen | null {
  return item === null ? null : packed<Seen>().parse(unpack(item["body"]));
}

/** The order of a row. */
export function orderOf(item: Item): Order {
  return packed<Order>().parse(unpack(item["body"]));
}
/** The after-sale case of a row. */
export function caseOf(item: Item): AfterSaleCase {
  return packed<AfterSaleCase>().parse(unpack(item["body"]));
}
/** The attribute that holds an order. */
export function orderBody(order: Order): Uint8Array {
  return pack(order);
}

const BindingRow = z.object({
  listingId: z.string(),
  optionId: z.string(),
  merchantKey: z.string(),
  kind: z.enum(["goods", "voucher"]),
  draws: z.array(z.object({ poolId: z.string(), qty: z.number() })),
  supplierId: z.string(),
  locationId: z.string(),
  categoryCode: z.string(),
  originCode: z.string(),
  undated: z.boolean(),
  band: z.string().optional(),
  nights: z.number().optional(),
  promiseHours: z.number().optional(),
  shipFrom: z.iso.date().transform(day).optional(),
});
/** What a sku row says an order line is; null while nothing is bound to it. */
export function bindingOf(item: Item | undefined) {
  return BindingRow.safeParse(item).data ?? null;
}
