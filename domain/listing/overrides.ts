import * as z from "zod";
import { FenAmount, Id, line, MerchantKey, Sha256 } from "./primitives.ts";

/** What one shop shows differently; everything absent is the listing's own. `prices` and `hidden` go by the sku's merchant key. */
export const ShopOverride = z.strictObject({
  titleLong: line(60).optional(),
  titleShort: line(30).optional(),
  sellingPoints: z.array(line(35)).max(4).optional(),
  mainPictures: z.array(Sha256).max(20).optional(),
  descriptionHtml: z.string().max(100_000).optional(),
  prices: z.record(MerchantKey, FenAmount).default({}),
  hidden: z.array(MerchantKey).default([]),
  /** The platform's own ids, where a person chose them. */
  categoryId: line(64).optional(),
  brandId: line(64).optional(),
  freightTemplateId: line(64).optional(),
  attributes: z.record(line(60), z.array(line(200)).max(50)).default({}),
});
export type ShopOverride = z.infer<typeof ShopOverride>;

/** Overrides by shop id. */
export const ShopOverrides = z.record(Id, ShopOverride).default({});
export type ShopOverrides = z.infer<typeof ShopOverrides>;
