import { bandRuleOf } from "../../../domain/listing/band-rule.ts";
import { HOLIDAYS } from "../../../domain/listing/holidays.ts";
import { isTravel, type Listing } from "../../../domain/listing/listing.ts";
import { onSale, skusOf, type CanonicalSku } from "../../../domain/listing/sku.ts";
import { dayOf } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { StockOf, StockSku } from "./pools.ts";

/** A listing's skus in a shop as far as stock is concerned. `open` false: nothing of it may be sold there now. */
export function stockOf(
  listing: Listing,
  { m, s, open }: { m: string; s: string; open: boolean },
  now: Instant,
): StockOf {
  const skus = skusOf(listing, { today: dayOf(now), holidays: HOLIDAYS, shopId: s });
  return { m, l: listing.id, s, skus: skus.map((sku) => stockSku(listing, sku, !open || !onSale(sku, now))) };
}

function stockSku(listing: Listing, sku: CanonicalSku, closed: boolean): StockSku {
  const rule = isTravel(listing) ? bandRuleOf(listing, sku) : null;
  const band = rule === null ? null : { rule, nights: sku.nights };
  return { merchantKey: sku.merchantKey, draws: sku.draws, closed, band };
}
