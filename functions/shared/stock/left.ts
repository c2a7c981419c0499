/** `left`, the upper bound of what a place may still sell: raised before a call, lowered after its answer. */
import type { Place } from "../../../domain/stock/pool.ts";
import { isHeld, roomIn } from "../../../domain/stock/room.ts";
import type { Condition, Key, Ports, Update } from "../ports.ts";
import { keys, work } from "../store/keys.ts";
import { bandAttribute, drawAttribute, freedAttribute, leftAttribute, soldAttribute } from "../store/pool-row.ts";
import { leftOf, poolsOf, wishesOf, type StockOf, type StockPool } from "./pools.ts";
import { tellPool } from "./reserve.ts";

const RAISE_TRIES = 3;

interface Stands {
  wishes: Map<string, number>;
  before: Map<string, number>;
}
/**
 * `wishes`: what may be written now; `wanted`: what is wished, also of skus that may not rise yet; `before`: what `left` was.
 * `late`: a race was lost too often, and the wishes are cut to what `left` already allows.
 */
export interface Raised extends Stands {
  wanted: Map<string, number>;
  late: boolean;
}

/**
 * Raises `left` to what is wished, before any call shows it; only of the skus named, where they are. In split it holds
 * Σ left × draw ≤ sellable under the row's version; a lost race reads again.
 */
export async function raiseLeft(of: StockOf, ports: Ports, only?: ReadonlySet<string>): Promise<Raised> {
  for (let tries = 0; ; tries++) {
    const pools = await poolsOf(of, ports);
    const before = lefts(pools, of);
    const all = wishesOf(pools, of, ports.clock.now());
    const wanted = trimmed(all, pools, of.s);
    if (tries === RAISE_TRIES) return { wishes: noHigher(all, before), wanted, before, late: true };
    const wishes = only === undefined ? wanted : trimmed(noHigher(all, before, only), pools, of.s);
    const raises = pools.flatMap((pool) => raiseOf(pool, wishes, { of, effect: ports.ids.id() }));
    if (raises.length === 0 || (await writeAll(raises, ports))) return { wishes, wanted, before, late: false };
  }
}

/** Wishes that ask for no raise, but of the skus named. */
function noHigher(
  wishes: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
  but: ReadonlySet<string> = new Set(),
): Map<string, number> {
  return new Map(
    [...wishes].map(([key, units]) => [key, but.has(key) ? units : Math.min(units, before.get(key) ?? 0)]),
  );
}

function lefts(pools: readonly StockPool[], { s, skus }: StockOf): Map<string, number> {
  return new Map(skus.map(({ merchantKey }) => [merchantKey, leftOf(pools, s, merchantKey)]));
}

/** What may be raised of what is wished: in split, and of vouchers, no more than there is room for. */
export function trimmed(
  wishes: ReadonlyMap<string, number>,
  pools: readonly StockPool[],
  s: string,
): Map<string, number> {
  const next = new Map(wishes);
  for (const pool of pools) {
    const room = roomIn(pool);
    for (const place of pool.places.filter((one) => one.shopId === s && next.has(one.merchantKey))) {
      const rise = (next.get(place.merchantKey) ?? 0) - Math.max(0, place.left);
      if (rise > 0) next.set(place.merchantKey, Math.max(0, place.left) + room.take(place, rise));
    }
  }
  return next;
}

/** Wishes and what `left` was, less what was stored as sold since the raise: a sale that a reading of the platform and our rows both tell is not taken off twice. */
export async function afterSales(of: StockOf, { wishes, before }: Raised, ports: Ports): Promise<Stands> {
  const pools = await poolsOf(of, ports);
  const less = (units: ReadonlyMap<string, number>) =>
    new Map(
      [...units].map(([key, value]) => {
        const raised = Math.max(before.get(key) ?? 0, wishes.get(key) ?? 0);
        return [key, Math.max(0, value - (raised - leftOf(pools, of.s, key)))];
      }),
    );
  return { wishes: less(wishes), before: less(before) };
}

interface Raising {
  of: StockOf;
  effect: string;
}

function raiseOf(pool: StockPool, wishes: ReadonlyMap<string, number>, { of, effect }: Raising): Update[] {
  const rises = pool.places
    .filter(({ shopId }) => shopId === of.s)
    .map((place) => ({ place, by: (wishes.get(place.merchantKey) ?? 0) - place.left }))
    .filter(({ by }) => by > 0);
  if (rises.length === 0) return [];
  const add = Object.fromEntries(rises.map(({ place, by }) => [leftAttribute(of.s, place.merchantKey), by]));
  const named = Object.assign({}, ...rises.map(({ place }) => drawnAttributes(place)));
  const set = { ...named, [effectAttribute(of.s)]: effect };
  const update = { update: keys.pool(of.m, pool.id), set, add: { ...add, ver: 1 } };
  return [{ ...update, if: isHeld(pool) ? asRead(pool.ver) : notYet(of.s, effect) }];
}

function drawnAttributes({ merchantKey, draw, band }: Place): Record<string, unknown> {
  return { [drawAttribute(merchantKey)]: draw, ...(band !== null && { [bandAttribute(merchantKey)]: band }) };
}

function asRead(ver: number): Condition {
  return ver === 0 ? { any: [[["ver", "absent"]], [["ver", "=", 0]]] } : { all: [["ver", "=", ver]] };
}

/** A change of `left` bears a repetition by the SDK: it names itself, and is not made again. */
const effectAttribute = (s: string): string => `eff_${s}`;
function notYet(s: string, effect: string): Condition {
  return { any: [[[effectAttribute(s), "absent"]], [[effectAttribute(s), "<>", effect]]] };
}

async function writeAll(updates: readonly Update[], ports: Ports): Promise<boolean> {
  const [only] = updates;
  if (updates.length !== 1 || only === undefined) return (await ports.table.transact(updates)).ok;
  const written = await ports.table.write(only);
  return written.ok || repeats(only, written.old);
}

/** An earlier try of ours has landed: the row bears its name. */
function repeats({ set = {} }: Update, old: Record<string, unknown> | null): boolean {
  const name = Object.keys(set).find((attribute) => attribute.startsWith("eff_"));
  return name !== undefined && old?.[name] === set[name];
}

/**
 * Lowers `left` to what the platform has confirmed. `confirmed`: units that a place may still sell there now. What is freed of a
 * pool that is shared out is told to the other shops; a closed place with nothing left is taken off its pool.
 */
export async function lowerLeft(of: StockOf, confirmed: ReadonlyMap<string, number>, ports: Ports): Promise<void> {
  for (const pool of await poolsOf(of, ports)) {
    const own = pool.places.filter(({ shopId, merchantKey }) => shopId === of.s && confirmed.has(merchantKey));
    const falls = own
      .map((place) => ({ place, by: place.left - Math.max(0, confirmed.get(place.merchantKey) ?? place.left) }))
      .filter(({ by }) => by > 0);
    if (falls.length > 0) {
      await ports.table.write(lowering(pool, falls, { of, ports }));
      await tellFreed(pool, of.m, ports);
    }
    const gone = own.filter((place) => isOver(place, of, confirmed));
    for (const place of gone) await takeOff(keys.pool(of.m, pool.id), place, ports);
  }
}

interface Fall {
  place: Place;
  by: number;
}

/** The write that lowers places of one pool; `asRead`: only if its row is as it was read. */
export function lowering(
  pool: StockPool,
  falls: readonly Fall[],
  { of, ports, asRead: exact }: { of: StockOf; ports: Ports; asRead?: true },
): Update {
  const effect = ports.ids.id();
  const add = Object.fromEntries(falls.map(({ place, by }) => [leftAttribute(of.s, place.merchantKey), -by]));
  return {
    update: keys.pool(of.m, pool.id),
    set: { [effectAttribute(of.s)]: effect },
    add: { ...add, ver: 1 },
    ...(isHeld(pool) && { default: work.dirty(pool.id, ports.clock.now()) }),
    if: exact ? asRead(pool.ver) : notYet(of.s, effect),
  };
}

/** What was lowered of a pool that is shared out is the other shops' to sell: they are to look again. */
export async function tellFreed(pool: StockPool, m: string, ports: Ports): Promise<void> {
  if (isHeld(pool)) await tellPool(m, pool.id, ports);
}

/**
 * A place shows more than it may: that is now what it may sell, whoever put it there. Gives how many units the platform may have put
 * back after cancellations, and forgets them.
 */
export async function admitMore(of: StockOf, more: ReadonlyMap<string, number>, ports: Ports): Promise<number> {
  const pools = await poolsOf(of, ports);
  const freed = Math.max(0, ...pools.map((pool) => pool.freed[of.s] ?? 0));
  for (const pool of pools) {
    const effect = ports.ids.id();
    const rises = pool.places.flatMap((place) => {
      const by = (more.get(place.merchantKey) ?? 0) - Math.max(0, place.left);
      return place.shopId === of.s && by > 0 ? [[leftAttribute(of.s, place.merchantKey), by] as const] : [];
    });
    if (rises.length === 0) continue;
    await ports.table.write({
      update: keys.pool(of.m, pool.id),
      set: { [effectAttribute(of.s)]: effect },
      add: { ...Object.fromEntries(rises), ver: 1 },
      remove: [freedAttribute(of.s)],
      if: notYet(of.s, effect),
    });
  }
  return freed;
}

function isOver(place: Place, { skus }: StockOf, confirmed: ReadonlyMap<string, number>): boolean {
  const closed = skus.find(({ merchantKey }) => merchantKey === place.merchantKey)?.closed ?? false;
  return closed && confirmed.get(place.merchantKey) === 0;
}

async function takeOff(pool: Key, { shopId, merchantKey }: Place, ports: Ports): Promise<void> {
  const left = leftAttribute(shopId, merchantKey);
  const remove = [left, soldAttribute(shopId, merchantKey)];
  await ports.table.write({ update: pool, remove, if: { all: [[left, "<=", 0]] } });
}
