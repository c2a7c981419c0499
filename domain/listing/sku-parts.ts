import { hashOf } from "../hash.ts";
import type { Day, Fen, Instant } from "../units.ts";
import type { Holidays } from "./holidays.ts";
import type { Draw, GoodsOption, TravelOption, UnitCode } from "./option.ts";

/**
 * What one shop sells: option × unit × band, flat. `draws` are per unit sold. A sku with a band shows stock by the sum of its nights
 * (band-stock.ts), not by one pool. After `saleEndsAt`, or when `closed`, its stock is 0 and it stays where it is.
 */
export interface CanonicalSku {
  merchantKey: string;
  optionId: string;
  name: string;
  priceFen: Fen;
  listFen: Fen | null;
  floorFen: Fen | null;
  costFen: Fen | null;
  draws: readonly Draw[];
  mode: "goods" | "voucher" | "departure";
  unit: UnitCode | null;
  band: string | null;
  departure: Day | null;
  nights: number;
  useFrom: Day | null;
  useUntil: Day | null;
  saleEndsAt: Instant | null;
  closed: boolean;
  holidayDataset: string | null;
  barcode: string | null;
  picture: string | null;
  attributes: Readonly<Record<string, string>>;
  weightGrams: number | null;
}

/** What skus depend on beside the listing. `shopId` applies that shop's prices and hides what it hides. */
export interface SkuContext {
  today: Day;
  holidays: Holidays;
  shopId?: string;
}

/** The merchant key of an option: its own, or one made of the listing's and its id. */
export function optionKey(listing: { merchantKey: string }, option: GoodsOption | TravelOption): string {
  return option.merchantKey ?? skuKey([listing.merchantKey, option.id]);
}

/** A stable key of at most 32 characters from parts; what is too long keeps its beginning and gets eight digits of a hash. */
export function skuKey(parts: readonly string[]): string {
  const whole = parts.join("-").replaceAll(/[^A-Za-z0-9._-]/g, "_");
  return whole.length <= 32 ? whole : `${whole.slice(0, 23)}-${hashOf(whole).slice(0, 8)}`;
}

type Empty = Omit<CanonicalSku, "merchantKey" | "name" | "priceFen" | "listFen" | "floorFen" | "costFen" | "mode">;

/** The fields of a sku that come from its option alone, everything dated empty. */
export function emptySku(option: GoodsOption | TravelOption): Empty {
  return {
    optionId: option.id,
    draws: option.draws,
    unit: null,
    band: null,
    departure: null,
    nights: "nights" in option ? option.nights : 1,
    useFrom: null,
    useUntil: null,
    saleEndsAt: null,
    closed: false,
    holidayDataset: null,
    barcode: option.barcode ?? null,
    picture: option.picture ?? null,
    attributes: option.attributes,
    weightGrams: null,
  };
}
