import type { Instant } from "../units.ts";
import { isSplit, sellableOf, type Place, type Pool } from "./pool.ts";

/** Key of a (shop, sku). */
export function placeKey(place: { shopId: string; merchantKey: string }): string {
  return `${place.shopId}/${place.merchantKey}`;
}

/** What each place should show, in units of its sku, by the pool's policy. Never below zero; in split Σ units × draw ≤ sellable. */
export function sharesOf(pool: Pool, now: Instant): Map<string, number> {
  const split = isSplit(pool);
  const parts = partsOf(pool, now).map(({ amount, places }) =>
    split ? splitUnits(amount, places) : shownToAll(amount, places),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

interface Part {
  amount: number;
  places: readonly Place[];
}

/** What is kept for one shop is its own; the others share the rest. */
function partsOf(pool: Pool, now: Instant): Part[] {
  const sellable = Math.max(0, sellableOf(pool));
  const live = Object.entries(pool.own).filter(([, { until }]) => until > now);
  let rest = sellable;
  const own = live.map(([shopId, { amount }]) => {
    const part = Math.min(rest, amount);
    rest -= part;
    return { amount: part, places: pool.places.filter((place) => place.shopId === shopId) };
  });
  const kept = new Set(live.map(([shopId]) => shopId));
  return [...own, { amount: rest, places: pool.places.filter(({ shopId }) => !kept.has(shopId)) }];
}

function shownToAll(amount: number, places: readonly Place[]): Map<string, number> {
  return new Map(places.map((place) => [placeKey(place), Math.floor(amount / place.draw)]));
}

/** What a place is worth in a share: what it sold lately, and one unit more, so that a new one gets its turn. */
export function weightOf({ sold, draw }: Place): number {
  return (Math.max(0, sold) + 1) * draw;
}

/** Cuts an amount into units of places by weight: the whole units of each share first, then one by one to the largest remainder that still fits; ties by shop, then key. */
export function splitUnits(available: number, places: readonly Place[]): Map<string, number> {
  const order = [...places].sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));
  const weights = order.reduce((sum, place) => sum + weightOf(place), 0);
  const shares = order.map((place) => {
    const exact = (available * weightOf(place)) / weights / place.draw;
    return { place, exact, units: Math.floor(exact) };
  });
  let rest = available - shares.reduce((sum, { units, place }) => sum + units * place.draw, 0);
  for (;;) {
    const [next] = shares
      .filter(({ place }) => place.draw <= rest)
      .sort((a, b) => b.exact - b.units - (a.exact - a.units));
    if (next === undefined) break;
    next.units += 1;
    rest -= next.place.draw;
  }
  return new Map(shares.map(({ place, units }) => [placeKey(place), units]));
}
