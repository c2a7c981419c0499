import * as z from "zod";
import { Moment } from "../../domain/listing/primitives.ts";
import { AnyId, Platform } from "./schemas.ts";

const Manages = z.strictObject({
  listing: z.boolean().default(true),
  price: z.boolean().default(true),
  stock: z.boolean().default(true),
  orders: z.boolean().default(true),
  ship: z.boolean().default(true),
  after_sale: z.boolean().default(true),
});

/** A shop as a client gives it. `settings` may be left out for one that is there already. */
export const ShopInput = z.strictObject({
  platform: Platform,
  app: AnyId,
  name: z.string().trim().min(1).max(60),
  settings: z.record(z.string(), z.unknown()).optional(),
  token: z
    .strictObject({
      value: z.string().min(1).max(4_000).meta({ secret: true }),
      refresh: z.string().min(1).max(4_000).nullable().default(null).meta({ secret: true }),
      expiresAt: Moment,
    })
    .optional(),
  manages: Manages.optional(),
  stockFrom: Moment.nullable().optional(),
});
export type ShopInput = z.infer<typeof ShopInput>;

/** What a new shop lets us write. */
export const MANAGES_ALL = Manages.parse({});

/** A shop as it stands; nothing secret. */
export const ShopView = z.object({
  id: z.string(),
  platform: z.string(),
  app: z.string(),
  name: z.string(),
  state: z.string(),
  platformShopId: z.string().nullable(),
  adopted: z.boolean(),
  manages: z.record(z.string(), z.boolean()),
  stockFrom: z.string().nullable(),
  testProblem: z.unknown().nullable(),
  /** What the platform said that stops the whole shop; a test of the connection lifts it. */
  blocked: z.object({ code: z.string(), zh: z.string(), en: z.string(), at: z.string() }).nullable(),
  /** Where the merchant gives the app leave, while an authorization is open. */
  authorizeUrl: z.string().nullable(),
});
export type ShopView = z.infer<typeof ShopView>;
