import { divisionName } from "./divisions.ts";
import type { GoodsListing } from "./goods.ts";
import { isTravel, type Listing, type TravelListing } from "./listing.ts";
import { optionName, type GoodsOption, type NetContent, type TravelOption } from "./option.ts";

/** The facts that a platform's attributes can be filled from. */
export const CANONICAL_ATTRIBUTES = [
  "origin",
  "net_content_grams",
  "net_content",
  "grade",
  "size",
  "packaging",
  "shelf_life_days",
  "storage",
  "standard_no",
  "sc_no",
  "producer",
  "brand",
  "ingredients",
  "material",
  "option",
  "place",
  "phone",
  "use_from",
  "use_until",
] as const;
export type CanonicalAttribute = (typeof CANONICAL_ATTRIBUTES)[number];
/** Facts as people write them; what a listing does not say is absent. */
export type AttributeBag = Partial<Record<CanonicalAttribute, string>>;

/** Storage as every Chinese platform names it. */
export const STORAGE_NAMES = { ambient: "常温", cool_dry: "阴凉干燥", chilled: "冷藏", frozen: "冷冻" } as const;

/** The facts of a listing, and of one of its options where it says more ("2500 g", "180 天", "甘肃省陇南市成县"). */
export function attributesOf(listing: Listing, option?: GoodsOption | TravelOption): AttributeBag {
  const shared = {
    origin: listing.originText ?? divisionName(listing.originCode),
    brand: listing.brand,
    option: option && optionName(option),
  };
  const own = isTravel(listing) ? travelFacts(listing) : goodsFacts(listing, option);
  return Object.fromEntries(
    Object.entries({ ...shared, ...own }).filter(([, text]) => text !== undefined && text !== ""),
  );
}

/** Net content as a label prints it: 2.5千克, 500克, 1.5升, 12件. */
export function netContentText({ value, unit }: NetContent): string {
  if (unit === "piece") return `${value}件`;
  const [small, large] = unit === "g" ? ["克", "千克"] : ["毫升", "升"];
  return value >= 1_000 && value % 100 === 0 ? `${value / 1_000}${large}` : `${value}${small}`;
}

/** Net content of an option, or the listing's. */
export function netContentOf(listing: GoodsListing, option?: GoodsOption | TravelOption): NetContent | undefined {
  return (option && "netContent" in option ? option.netContent : undefined) ?? listing.netContent;
}

/** The span in which it may be used: validity, else the widest of bands, else of departures. Nulls where nothing is dated. */
export function useSpan(listing: TravelListing): { from: string | null; until: string | null } {
  const dated =
    "departures" in listing ? listing.departures.map(({ date }) => ({ useFrom: date, useUntil: date })) : [];
  const bands = "bands" in listing ? listing.bands : [];
  const spans = bands.length > 0 ? bands : dated;
  const from = listing.validity?.useFrom ?? spans.map(({ useFrom }) => useFrom).sort()[0];
  const until =
    listing.validity?.useUntil ??
    spans
      .map(({ useUntil }) => useUntil)
      .sort()
      .at(-1);
  return { from: from ?? null, until: until ?? null };
}

type Facts = { [K in CanonicalAttribute]?: string | undefined };

function goodsFacts(listing: GoodsListing, option?: GoodsOption | TravelOption): Facts {
  const net = netContentOf(listing, option);
  const grams = net?.unit === "g" ? net.value : net?.grams;
  return {
    net_content: net && netContentText(net),
    net_content_grams: grams === undefined ? undefined : `${grams} g`,
    grade: listing.specs.grade,
    size: listing.specs.sizeMm === undefined ? undefined : `${listing.specs.sizeMm} mm`,
    packaging: listing.specs.packaging,
    shelf_life_days: listing.shelfLifeDays === undefined ? undefined : `${listing.shelfLifeDays} 天`,
    storage: listing.storage && STORAGE_NAMES[listing.storage],
    standard_no: listing.standardNo,
    sc_no: listing.scNo,
    producer: listing.producer?.name,
    ingredients: listing.ingredients,
    material: listing.material,
  };
}

function travelFacts(listing: TravelListing): Facts {
  const { from, until } = useSpan(listing);
  const gather = "departure" in listing ? listing.departure?.gatherPoints[0]?.name : undefined;
  return {
    place: listing.place?.address ?? gather,
    phone: listing.redemption.leadTimeBookingPhone ?? listing.place?.phone,
    use_from: from ?? undefined,
    use_until: until ?? undefined,
  };
}
