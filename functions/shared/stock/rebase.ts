import type { Ports, Update } from "../ports.ts";
import { keys } from "../store/keys.ts";
import { freedAttribute, soldAttribute } from "../store/pool-row.ts";
import { lowering, tellFreed } from "./left.ts";
import { poolsOf, type StockOf } from "./pools.ts";

/** A place as our rows had it at some instant. */
export interface PlaceSeen {
  pool: string;
  merchantKey: string;
  left: number;
  sold: number;
}

/** The places of a listing in a shop, as they stand. */
export async function placesOf(of: StockOf, ports: Ports): Promise<PlaceSeen[]> {
  return (await poolsOf(of, ports)).flatMap(({ id, places }) =>
    places
      .filter(({ shopId }) => shopId === of.s)
      .map(({ merchantKey, left, sold }) => ({ pool: id, merchantKey, left, sold })),
  );
}

/** A tenth of what sold lately is forgotten each night: a week ago counts for half. */
const FORGET = 10;

/** Once a night: recent sales fade. */
export async function forgetSales(of: StockOf, ports: Ports): Promise<void> {
  for (const pool of await poolsOf(of, ports)) {
    const own = pool.places.filter(({ shopId, sold }) => shopId === of.s && sold > 0);
    if (own.length === 0) continue;
    const add = own.map(({ merchantKey, sold }) => [soldAttribute(of.s, merchantKey), -Math.ceil(sold / FORGET)]);
    await ports.table.write({ update: keys.pool(of.m, pool.id), add: Object.fromEntries(add) });
  }
}

/** A reading shows that the platform has put back nothing of what cancellations released: it is no longer waited for. */
export async function forgetReleased(of: StockOf, ports: Ports): Promise<void> {
  for (const pool of await poolsOf(of, ports)) {
    const freed = pool.freed[of.s];
    if (freed === undefined) continue;
    const name = freedAttribute(of.s);
    await ports.table.write({ update: keys.pool(of.m, pool.id), remove: [name], if: { all: [[name, "=", freed]] } });
  }
}

/**
 * Lowers `left` to what a place showed, where since then it was neither raised nor given anything back: sales alone may have moved
 * it. Under the pool's version and with `guard`, or not at all; a lost race leaves it for the next time.
 */
export async function capLeft(
  of: StockOf,
  { seen, guard }: { seen: readonly (PlaceSeen & { shown: number })[]; guard: Update },
  ports: Ports,
): Promise<void> {
  const fallen = (await poolsOf(of, ports)).flatMap((pool) => {
    const falls = pool.places.flatMap((place) => {
      const then = seen.find((one) => one.pool === pool.id && one.merchantKey === place.merchantKey);
      if (then === undefined || place.shopId !== of.s) return [];
      const sold = place.sold - then.sold;
      const untouched = sold >= 0 && place.left - then.left + sold === 0;
      return untouched && place.left > then.shown ? [{ place, by: place.left - then.shown }] : [];
    });
    return falls.length === 0 ? [] : [{ pool, update: lowering(pool, falls, { of, ports, asRead: true }) }];
  });
  const done = await ports.table.transact([guard, ...fallen.map(({ update }) => update)]);
  if (done.ok) for (const { pool } of fallen) await tellFreed(pool, of.m, ports);
}
