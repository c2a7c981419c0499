import { bandDaysOf, bandRuleFrom, type BandRule } from "../../../domain/listing/band-rule.ts";
import { bandStock, type BandStock } from "../../../domain/listing/band-stock.ts";
import { HOLIDAYS } from "../../../domain/listing/holidays.ts";
import { availableOf, isDated, type Place } from "../../../domain/stock/pool.ts";
import { wishesIn } from "../../../domain/stock/room.ts";
import { placeKey } from "../../../domain/stock/split.ts";
import { dayOf } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item, Ports } from "../ports.ts";
import { keys, poolIdOf } from "../store/keys.ts";
import { datedPoolOf, poolOf, type PoolRow } from "../store/pool-row.ts";

/** A sku as far as stock is concerned. `band`: an undated voucher's, with the nights that one takes. */
export interface StockSku {
  merchantKey: string;
  draws: readonly { poolId: string; qty: number }[];
  closed: boolean;
  band: { rule: BandRule; nights: number } | null;
}
/** The skus of one listing in one shop. */
export interface StockOf {
  m: string;
  l: string;
  s: string;
  skus: readonly StockSku[];
}
/** A pool as it was read, with the stock of its bands at that time. */
export type StockPool = PoolRow & { bands: readonly BandStock[] };

/** The pools that skus draw from, read consistently, each with a place for every open one of them. A pool that nobody made is left out. */
export async function poolsOf(of: StockOf, ports: Ports): Promise<StockPool[]> {
  const { m, skus } = of;
  const ids = [...new Set(skus.flatMap((sku) => sku.draws.map(({ poolId }) => poolId)))];
  const wanted = [...new Set(ids.flatMap((id) => [id, headOf(id)]))];
  const rows = await ports.table.batchGet(wanted.map((id) => keys.pool(m, id)));
  const byId = new Map(rows.map((row) => [poolIdOf(row), row]));
  const pools = ids.flatMap((id) => rowFor(id, byId) ?? []);
  return Promise.all(pools.map((pool) => withPlaces(pool, of, ports)));
}

const headOf = (id: string): string => id.split("@")[0] ?? id;

function rowFor(id: string, byId: ReadonlyMap<string | null, Item>): PoolRow | null {
  const head = byId.get(headOf(id));
  if (head === undefined) return null;
  return id === headOf(id) ? poolOf(head) : datedPoolOf(head, id, byId.get(id) ?? null);
}

async function withPlaces(pool: PoolRow, of: StockOf, ports: Ports): Promise<StockPool> {
  const places = [...pool.places, ...missingPlaces(pool, of)].map((place) => drawnAs(place, pool, of));
  const whole = { ...pool, places };
  const banded = places.some(({ band }) => band !== null);
  return { ...whole, bands: banded ? await bandsOf(of.m, whole, ports) : [] };
}

function missingPlaces(pool: PoolRow, { s, skus }: StockOf): Place[] {
  const known = new Set(pool.places.map(placeKey));
  return skus
    .filter(({ closed, draws }) => !closed && draws.some(({ poolId }) => poolId === pool.id))
    .map(({ merchantKey }) => ({ shopId: s, merchantKey, left: 0, draw: 1, sold: 0, band: null }))
    .filter((place) => !known.has(placeKey(place)));
}

/** What the listing says of a place wins over what the row remembers of it. */
function drawnAs(place: Place, pool: PoolRow, { skus }: StockOf): Place {
  const sku = skus.find(({ merchantKey }) => merchantKey === place.merchantKey);
  const draw = sku?.draws.find(({ poolId }) => poolId === pool.id);
  if (sku === undefined || draw === undefined) return place;
  const band = isDated(pool.kind) ? sku.band : null;
  return { ...place, draw: draw.qty * (band?.nights ?? 1), band: band?.rule.code ?? null };
}

/** The stock of a pool's bands now: what its dates hold, less vouchers that are out. */
export async function bandsOf(m: string, pool: PoolRow, ports: Ports): Promise<readonly BandStock[]> {
  const [rules, dates] = await Promise.all([
    rowsOf(m, { pool: pool.id, begins: "BAND#" }, ports),
    datesOf(m, pool, ports),
  ]);
  const today = dayOf(ports.clock.now());
  const bands = rules.flatMap((row) => bandRuleFrom(row) ?? []);
  return bandStock({
    bands: bands.map((rule) => bandDaysOf(rule, { today, holidays: HOLIDAYS })),
    remaining: (day) => availableOf(dates.get(`${pool.id}@${day}`) ?? pool),
    outstanding: pool.outstanding,
    today,
    minDays: 0,
  });
}

/** The dates of a pool that anybody touched: booked, closed or sold. */
export async function datesOf(m: string, pool: PoolRow, ports: Ports): Promise<Map<string, PoolRow>> {
  const rows = await rowsOf(m, { pool: pool.id, begins: "N#" }, ports);
  const head = { PK: "", SK: "", ...pool };
  const dates = rows.flatMap((row) => datedPoolOf(head, poolIdOf(row) ?? "", row) ?? []);
  return new Map(dates.map((date) => [date.id, date]));
}

async function rowsOf(m: string, { pool, begins }: { pool: string; begins: string }, ports: Ports): Promise<Item[]> {
  const { PK } = keys.pool(m, pool);
  const rows: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Item[]; cursor: string | null } = await ports.table.query({ pk: PK, begins, cursor });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return rows;
}

/** What each sku should show in a shop: the smallest of what its pools give it; nothing without a pool, or when closed. */
export function wishesOf(pools: readonly StockPool[], { s, skus }: StockOf, now: Instant): Map<string, number> {
  const shares = new Map(pools.map((pool) => [pool.id, wishesIn(pool, now)]));
  return new Map(
    skus.map(({ merchantKey, draws, closed }) => {
      const own = draws.map(({ poolId }) => shares.get(poolId)?.get(placeKey({ shopId: s, merchantKey })) ?? 0);
      return [merchantKey, closed || own.length === 0 ? 0 : Math.max(0, Math.min(...own))];
    }),
  );
}

/** What a sku's `left` is in a shop: the highest over its pools, never below zero. */
export function leftOf(pools: readonly StockPool[], s: string, merchantKey: string): number {
  const own = pools.flatMap(({ places }) =>
    places.filter((place) => place.shopId === s && place.merchantKey === merchantKey),
  );
  return Math.max(0, ...own.map(({ left }) => left));
}
