import type { BandStock } from "../listing/band-stock.ts";
import { shareBands } from "../listing/band-stock.ts";
import type { Instant } from "../units.ts";
import { isSplit, promisedOf, sellableOf, type Place, type Pool } from "./pool.ts";
import { placeKey, sharesOf, weightOf } from "./split.ts";

/** A pool with the stock of its bands, as of now; none where it sells no vouchers by date. */
export type BandedPool = Pool & { bands: readonly BandStock[] };

/** What each place should show: vouchers by their bands, everything else by the pool's policy. */
export function wishesIn(pool: BandedPool, now: Instant): Map<string, number> {
  const vouchers = pool.places.filter(({ band }) => band !== null);
  const plain = sharesOf({ ...pool, places: pool.places.filter(({ band }) => band === null) }, now);
  const places = vouchers.map((place) => ({
    key: placeKey(place),
    band: place.band ?? "",
    nights: place.draw,
    weight: weightOf(place),
  }));
  return new Map([...steady(pool, plain), ...shareBands(pool.bands, places)]);
}

/**
 * What is shared out is not shared out anew at each sale: a sale lowers what is left and what is there alike. While nobody has nothing
 * and all that is promised is there, a place keeps what it has unless its share is less than half of that, or a tenth more.
 */
function steady(pool: Pool, shares: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const plain = pool.places.filter(({ band }) => band === null);
  const starves = plain.some((place) => place.left <= 0 && (shares.get(placeKey(place)) ?? 0) > 0);
  if (!isSplit(pool) || starves || promisedOf({ places: plain }) > sellableOf(pool)) return shares;
  const keeps = plain.flatMap((place) => {
    const share = shares.get(placeKey(place)) ?? 0;
    const near = share > 0 && share * 2 >= place.left && (share - place.left) * 10 <= place.left;
    return near ? [[placeKey(place), place.left] as const] : [];
  });
  return new Map([...shares, ...keeps]);
}

/** How far places may still be raised: counts what it gives. */
export interface Room {
  /** Units of the sku that a place may be raised by, at most what is asked. */
  take(place: Place, units: number): number;
}

/** In split no raise may promise more than is there, whatever other places still hold; vouchers are held to every band around theirs. */
export function roomIn(pool: BandedPool): Room {
  const plain = pool.places.filter(({ band }) => band === null);
  const bands = bandRoom(pool);
  let free = isSplit(pool) ? sellableOf(pool) - promisedOf({ places: plain }) : Infinity;
  return {
    take(place, units) {
      if (place.band !== null) return bands.take(place, units);
      const given = Math.max(0, Math.min(units, Math.floor(free / place.draw)));
      free -= given * place.draw;
      return given;
    },
  };
}

function bandRoom({ bands, places }: BandedPool): Room {
  const aroundOf = new Map(bands.map(({ code, around }) => [code, around]));
  const around = (place: Place) => aroundOf.get(place.band ?? "") ?? [];
  const shown = (code: string) => promisedOf({ places: places.filter((place) => around(place).includes(code)) });
  const free = new Map(bands.map((band) => [band.code, Math.max(0, band.free) - shown(band.code)]));
  return {
    take(place, units) {
      const codes = around(place);
      if (codes.length === 0) return 0;
      const fits = codes.map((code) => Math.floor((free.get(code) ?? 0) / place.draw));
      const given = Math.max(0, Math.min(units, ...fits));
      for (const code of codes) free.set(code, (free.get(code) ?? 0) - given * place.draw);
      return given;
    },
  };
}

/** Whether raises of a pool are held to what is there, so that they need its row as it was read. */
export function isHeld(pool: BandedPool): boolean {
  return isSplit(pool) || pool.places.some(({ band }) => band !== null);
}
