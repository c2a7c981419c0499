import type { Instant } from "../units.ts";
import { departureSkus } from "./departure.ts";
import type { GoodsListing } from "./goods.ts";
import { isTravel, type Listing, type TravelListing } from "./listing.ts";
import { optionName } from "./option.ts";
import { emptySku, optionKey, type CanonicalSku, type SkuContext } from "./sku-parts.ts";
import { voucherSkus } from "./voucher.ts";

export { optionKey, skuKey } from "./sku-parts.ts";
export type { CanonicalSku, SkuContext } from "./sku-parts.ts";

/** Every sku of a listing, in a stable order. An option without a price gives none: lint says so. Pure. */
export function skusOf(listing: Listing, context: SkuContext): readonly CanonicalSku[] {
  const all = isTravel(listing) ? travelSkus(listing, context) : goodsSkus(listing);
  const override = context.shopId === undefined ? undefined : listing.shopOverrides[context.shopId];
  if (override === undefined) return all;
  return all
    .filter((sku) => !override.hidden.includes(sku.merchantKey))
    .map((sku) => ({ ...sku, priceFen: override.prices[sku.merchantKey] ?? sku.priceFen }));
}

/** True while a sku may show stock at an instant. */
export function onSale(sku: CanonicalSku, now: Instant): boolean {
  return !sku.closed && (sku.saleEndsAt === null || now < sku.saleEndsAt);
}

/** The listing with every option's key written down, so that a later change of the listing's key or of an id changes none of them. */
export function withKeys<L extends Listing>(listing: L): L {
  const options = listing.options.map((option) => ({ ...option, merchantKey: optionKey(listing, option) }));
  return { ...listing, options };
}

function travelSkus(listing: TravelListing, context: SkuContext): readonly CanonicalSku[] {
  if (listing.saleMode === "calendar") return "departures" in listing ? departureSkus(listing, context) : [];
  return voucherSkus(listing, context);
}

function goodsSkus(listing: GoodsListing): readonly CanonicalSku[] {
  return listing.options.map((option) => ({
    ...emptySku(option),
    merchantKey: optionKey(listing, option),
    name: optionName(option),
    priceFen: option.price.sellFen,
    listFen: option.price.listFen ?? null,
    floorFen: option.price.floorFen ?? null,
    costFen: option.price.costFen ?? null,
    mode: "goods",
    weightGrams: option.grossWeightG ?? listing.grossWeightG ?? null,
  }));
}
