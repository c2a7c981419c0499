import { exposureOf, isSplit, promisedOf, availableOf, type Place, type Pool } from "../../domain/stock/pool.ts";
import { placeKey, wishOf } from "../../domain/stock/split.ts";
import type { Ports, Update } from "./ports.ts";
import { keys } from "./store/keys.ts";
import { leftAttribute, poolOf, type PoolRow } from "./store/rows.ts";

/** A sku as far as stock is concerned. */
export interface StockSku {
  merchantKey: string;
  draws: readonly { poolId: string; qty: number }[];
  closed: boolean;
}
export interface StockOf {
  m: string;
  s: string;
  skus: readonly StockSku[];
}

/** The pools that skus draw from, read consistently, each with a place for every one of them. */
export async function poolsOf({ m, s, skus }: StockOf, ports: Ports): Promise<PoolRow[]> {
  const ids = [...new Set(skus.flatMap((sku) => sku.draws.map(({ poolId }) => poolId)))];
  const rows = (await ports.table.batchGet(ids.map((id) => keys.pool(m, id)))).map(poolOf);
  return rows.map((pool) => ({ ...pool, places: [...pool.places, ...missingPlaces(pool, s, skus)] }));
}

function missingPlaces(pool: Pool, s: string, skus: readonly StockSku[]): Place[] {
  const known = new Set(pool.places.map(placeKey));
  return skus
    .flatMap((sku) => sku.draws.filter(({ poolId }) => poolId === pool.id).map(({ qty }) => placeOf(s, sku, qty)))
    .filter((place) => !known.has(placeKey(place)));
}

function placeOf(shopId: string, sku: StockSku, draw: number): Place {
  return { shopId, merchantKey: sku.merchantKey, left: 0, draw, weight: 1 };
}

/** What each sku should show in a shop, by the pools' policies; a sku without a draw shows nothing. */
export function wishesOf(pools: readonly PoolRow[], { s, skus }: StockOf): Map<string, number> {
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  return new Map(
    skus.map((sku) => {
      const own = sku.draws.map(({ poolId }) => byId.get(poolId)).filter((pool) => pool !== undefined);
      const whole = own.length === sku.draws.length && own.length > 0 && !sku.closed;
      return [sku.merchantKey, whole ? wishOf(own, { shopId: s, merchantKey: sku.merchantKey }) : 0];
    }),
  );
}

/** What a sku's `left` is in a shop: the highest over its pools. */
export function leftOf(pools: readonly PoolRow[], s: string, merchantKey: string): number {
  return Math.max(
    0,
    ...pools.flatMap((pool) =>
      pool.places.filter((p) => p.shopId === s && p.merchantKey === merchantKey).map((p) => p.left),
    ),
  );
}

/**
 * Raises `left` to what is wished, before any call shows it. In split it holds Σ left × draw ≤ available under the row's version;
 * a lost race reads again, and after three tries the wish is cut to what `left` already allows.
 */
export async function raiseLeft(of: StockOf, ports: Ports): Promise<{ wishes: Map<string, number>; pools: PoolRow[] }> {
  for (let tries = 0; tries < 3; tries++) {
    const pools = await poolsOf(of, ports);
    const wishes = trimmed(wishesOf(pools, of), pools, of);
    const raises = pools.flatMap((pool) => raiseOf(pool, wishes, of));
    const done = raises.length === 0 || (await writeAll(raises, ports));
    if (done) return { wishes, pools };
  }
  const pools = await poolsOf(of, ports);
  const wishes = wishesOf(pools, of);
  return {
    wishes: new Map([...wishes].map(([key, units]) => [key, Math.min(units, leftOf(pools, of.s, key))])),
    pools,
  };
}

/** In split, no raise may promise more than is there, whatever other places still hold. */
function trimmed(wishes: Map<string, number>, pools: readonly PoolRow[], { s }: StockOf): Map<string, number> {
  const next = new Map(wishes);
  for (const pool of pools.filter(isSplit)) {
    let free = availableOf(pool) - promisedOf(pool);
    for (const place of pool.places.filter((p) => p.shopId === s && next.has(p.merchantKey))) {
      const wanted = next.get(place.merchantKey) ?? 0;
      const raise = Math.min(Math.max(0, wanted - place.left), Math.max(0, Math.floor(free / place.draw)));
      if (wanted > place.left) next.set(place.merchantKey, place.left + raise);
      free -= raise * place.draw;
    }
  }
  return next;
}

function raiseOf(pool: PoolRow, wishes: ReadonlyMap<string, number>, { m, s }: StockOf): Update[] {
  const rises = pool.places
    .filter((place) => place.shopId === s)
    .map((place) => ({ place, by: (wishes.get(place.merchantKey) ?? 0) - place.left }))
    .filter(({ by }) => by > 0);
  if (rises.length === 0) return [];
  const add = Object.fromEntries(rises.map(({ place, by }) => [leftAttribute(s, place.merchantKey), by]));
  const draws = Object.fromEntries(rises.map(({ place }) => [`draw_${place.merchantKey}`, place.draw]));
  const update = { update: keys.pool(m, pool.id), set: draws, add: { ...add, ver: 1 } };
  return [isSplit(pool) ? { ...update, if: { all: [["ver", "=", pool.ver]] } } : update];
}

async function writeAll(updates: readonly Update[], ports: Ports): Promise<boolean> {
  const [only] = updates;
  if (updates.length === 1 && only !== undefined) return (await ports.table.write(only)).ok;
  return (await ports.table.transact(updates)).ok;
}

/** Lowers `left` to what the platform has confirmed. `confirmed`: units shown there now; never below what it may still sell. */
export async function lowerLeft(of: StockOf, confirmed: ReadonlyMap<string, number>, ports: Ports): Promise<void> {
  for (const pool of await poolsOf(of, ports)) {
    const falls = pool.places
      .filter((place) => place.shopId === of.s && confirmed.has(place.merchantKey))
      .map((place) => ({ place, by: place.left - (confirmed.get(place.merchantKey) ?? place.left) }))
      .filter(({ by }) => by > 0);
    if (falls.length === 0) continue;
    const add = Object.fromEntries(falls.map(({ place, by }) => [leftAttribute(of.s, place.merchantKey), -by]));
    await ports.table.write({ update: keys.pool(of.m, pool.id), add: { ...add, ver: 1 } });
  }
}

/** How much a pool promises beyond what is there: shown, never hidden. */
export function exposureIn(pool: PoolRow): number {
  return exposureOf(pool);
}
