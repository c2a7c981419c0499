import { plusDays } from "../time.ts";
import { priceOf } from "./rate.ts";
import { emptySku, optionKey, skuKey, type CanonicalSku, type SkuContext } from "./sku-parts.ts";
import type { Departure } from "./tour.ts";
import type { TravelListing } from "./listing.ts";
import { optionName } from "./option.ts";

/** At most so many departures sell at the same time. */
export const MAX_LIVE_DEPARTURES = 20;

type Dated = Extract<TravelListing, { departures: readonly Departure[] }>;

/**
 * One sku for each departure that has not left yet, nearest first, at the price of the first unit. Cut-off, not formed and closed ones
 * stay until the day of departure with stock 0, because one sku can't be taken down everywhere.
 */
export function departureSkus(listing: Dated, { today }: SkuContext): readonly CanonicalSku[] {
  return listing.departures
    .filter(({ date }) => date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.optionId < b.optionId ? -1 : 1))
    .flatMap((departure) => departureSku(listing, departure));
}

/** True while a departure takes guests: it may still sell until its cut-off. */
export function departureOpen({ state }: Departure): boolean {
  return state === "open" || state === "formed";
}

function departureSku(listing: Dated, departure: Departure): readonly CanonicalSku[] {
  const option = listing.options.find(({ id }) => id === departure.optionId);
  if (option === undefined) return [];
  const [unit] = listing.units;
  const price = priceOf(option, { unit: unit ?? null, band: null, first: true });
  const sellFen = departure.priceFen ?? price?.sellFen;
  if (sellFen === undefined) return [];
  const days = "durationDays" in listing ? listing.durationDays : 1;
  return [
    {
      ...emptySku(option),
      merchantKey: skuKey([optionKey(listing, option), departure.date.replaceAll("-", "")]),
      name: `${optionName(option)} ${departure.date}出发`,
      priceFen: sellFen,
      listFen: price?.listFen ?? null,
      floorFen: price?.floorFen ?? null,
      costFen: price?.costFen ?? null,
      draws: seatsOf(departure, option.draws),
      mode: "departure",
      unit: unit?.code ?? null,
      departure: departure.date,
      useFrom: departure.date,
      useUntil: plusDays(departure.date, days - 1),
      saleEndsAt: departure.cutoffAt,
      closed: !departureOpen(departure),
    },
  ];
}

/** The option's draws; of the seats' pool the row of this date, one seat where the option names none. */
function seatsOf({ poolId: seats, date }: Departure, draws: CanonicalSku["draws"]): CanonicalSku["draws"] {
  const qty = draws.find(({ poolId }) => poolId === seats)?.qty ?? 1;
  return [...draws.filter(({ poolId }) => poolId !== seats), { poolId: `${seats}@${date}`, qty }];
}
