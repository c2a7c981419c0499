import { availableOf, isSplit, type Place, type Pool } from "./pool.ts";

/** Key of a (shop, sku). */
export function placeKey(place: { shopId: string; merchantKey: string }): string {
  return `${place.shopId}/${place.merchantKey}`;
}

/** What each place should show, in units of its sku, by the pool's policy. Never below zero; in split Σ units × draw ≤ available. */
export function sharesOf(pool: Pool): Map<string, number> {
  const available = Math.max(0, availableOf(pool));
  if (!isSplit(pool)) {
    return new Map(pool.places.map((place) => [placeKey(place), Math.floor(available / place.draw)]));
  }
  return splitUnits(available, pool.places);
}

/** Cuts an amount into units of places by weight: first the whole units of each share, then one by one to whoever is furthest below its share; ties by shop, then key. */
export function splitUnits(available: number, places: readonly Place[]): Map<string, number> {
  const order = [...places].sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));
  const weights = order.reduce((sum, place) => sum + place.weight, 0);
  const shares = order.map((place) => ({
    place,
    share: weights === 0 ? 0 : (available * place.weight) / weights,
    units: weights === 0 ? 0 : Math.floor((available * place.weight) / weights / place.draw),
  }));
  let rest = available - shares.reduce((sum, { units, place }) => sum + units * place.draw, 0);
  for (;;) {
    const next = shares
      .filter(({ place }) => place.draw <= rest && place.weight > 0)
      .sort((a, b) => behind(b) - behind(a))[0];
    if (next === undefined) break;
    next.units += 1;
    rest -= next.place.draw;
  }
  return new Map(shares.map(({ place, units }) => [placeKey(place), units]));
}

function behind({ share, units, place }: { share: number; units: number; place: Place }): number {
  return (share - units * place.draw) / Math.max(1, place.weight);
}

/** What a sku that draws from several pools may show in a shop: the smallest of its shares. */
export function wishOf(pools: readonly Pool[], place: { shopId: string; merchantKey: string }): number {
  const key = placeKey(place);
  const shares = pools.map((pool) => sharesOf(pool).get(key) ?? 0);
  return shares.length === 0 ? 0 : Math.max(0, Math.min(...shares));
}
