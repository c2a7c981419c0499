import type { PoolMove } from "../../../domain/order/claims.ts";
import type { Order } from "../../../domain/order/order.ts";
import { leftMoves, type LeftMove } from "../../../domain/stock/left.ts";
import type { StockManner } from "../../../domain/plan/effect.ts";
import { isDated } from "../../../domain/stock/pool.ts";
import type { Item, Key, Ports, Update } from "../ports.ts";

import { keys, work } from "../store/keys.ts";
import {
  drawAttribute,
  freedAttribute,
  leftAttribute,
  outAttribute,
  ownAttribute,
  soldAttribute,
  untilAttribute,
} from "../store/pool-row.ts";
import type { ShopRow } from "../store/rows.ts";
import { soldBetween, windowsOf } from "./windows.ts";

/** Orders of one shop about to be stored together: what their pools move by, and each one before and after. */
export interface Stored {
  m: string;
  shop: ShopRow;
  /** How the shop's platform takes stock. */
  manner: Pick<StockManner, "push" | "restocksOn">;
  moves: readonly PoolMove[];
  orders: readonly { before: Order | null; after: Order }[];
}

type Adding = Update & { add: Record<string, number> };
interface Rows {
  row(key: Key): Item | null;
  ports: Ports;
}

/**
 * One update per pool, however many orders move it. No condition: no order is refused for stock. `left` moves only where the pool
 * has that place, and not for what sold between a stock reading and the write that overwrote it: that is counted instead.
 */
export async function poolUpdates(group: readonly Stored[], ports: Ports): Promise<Update[]> {
  const wanted = unique(group.flatMap(keysFor));
  const found = wanted.length === 0 ? [] : await ports.table.batchGet(wanted, { eventual: true });
  const byName = new Map(found.map((item) => [nameOf(item), item]));
  const rows = { row: (key: Key) => byName.get(nameOf(key)) ?? null, ports };
  const updates = new Map<string, Adding>();
  for (const stored of group) addStored(stored, updates, rows);
  return [...updates.values()];
}

function addStored(stored: Stored, updates: Map<string, Adding>, rows: Rows): void {
  const { m, manner, moves, orders } = stored;
  const { ports } = rows;
  for (const move of moves) addMove(updateFor(move.pool, m, { updates, ports }), { move, stored }, rows);
  // A pool that nothing moves needs no write: what a child takes its parent lets go, on the shelf too.
  const moved = new Set(moves.map(({ pool }) => pool));
  for (const { before, after } of orders)
    for (const move of leftMoves(before, after, manner.restocksOn).filter(({ pool }) => moved.has(pool)))
      addLeft(updateFor(move.pool, m, { updates, ports }), { move, stored, after }, rows);
}

/** A pool's row tells which places it has; the stock turn's row when its stock was last overwritten. Late readings err on the careful side. */
function keysFor({ m, shop, moves, orders }: Stored): Key[] {
  if (moves.length === 0) return [];
  const listings = orders.flatMap(({ after }) => after.lines.flatMap(({ binding }) => binding?.listingId ?? []));
  return [
    ...moves.map(({ pool }) => keys.pool(m, pool)),
    ...listings.map((listing) => keys.stockTurn(m, listing, shop.id)),
  ];
}

function updateFor(
  pool: string,
  m: string,
  { updates, ports }: { updates: Map<string, Adding>; ports: Ports },
): Adding {
  const name = `${m}|${pool}`;
  const update = updates.get(name) ?? {
    update: keys.pool(m, pool),
    add: { ver: 1 },
    default: work.dirty(pool, ports.clock.now()),
  };
  updates.set(name, update);
  return update;
}

function addMove({ add }: Adding, { move, stored }: { move: PoolMove; stored: Stored }, { row }: Rows): void {
  const pool = row(keys.pool(stored.m, move.pool));
  addTo(add, "reserved", move.reserved);
  const walkIn = isDated(String(pool?.["kind"] ?? "stock")) ? 0 : move.used;
  addTo(add, "onHand", move.onHand - walkIn);
  // Whoever lent the goods has to know when they are gone.
  if (pool?.["source"] !== undefined) addTo(add, "gone", walkIn - move.onHand);
  for (const [band, units] of move.open) addTo(add, outAttribute(band), units);
  if (pool?.[untilAttribute(stored.shop.id)] !== undefined)
    addTo(add, ownAttribute(stored.shop.id), move.onHand - move.reserved);
}

interface Sale {
  move: LeftMove;
  stored: Stored;
  after: Order;
}

function addLeft({ add }: Adding, { move, stored, after }: Sale, rows: Rows): void {
  const { shop, m } = stored;
  const pool = rows.row(keys.pool(m, move.pool));
  const left = leftAttribute(shop.id, move.merchantKey);
  if (pool?.[left] === undefined) {
    // Taken off this pool, zero confirmed: what the platform put back there, or may have, can be bought again until zero is confirmed once more.
    addTo(add, left, move.back + move.freed);
    return;
  }
  addTo(add, soldAttribute(shop.id, move.merchantKey), move.sold);
  addTo(add, freedAttribute(shop.id), move.freed);
  const erased = move.sold > 0 && overwritten({ move, stored, after }, rows);
  addTo(add, left, move.back - (erased ? 0 : move.sold));
  if (!erased) return;
  const units = move.sold * Number(pool[drawAttribute(move.merchantKey)] ?? 1);
  addTo(add, "between", units);
  rows.ports.log.metric("SoldBetweenReadAndSet", move.sold, { platform: shop.platform });
}

function overwritten({ move: { merchantKey }, stored: { m, shop, manner }, after }: Sale, { row }: Rows): boolean {
  if (manner.push !== "set") return false;
  const listing = after.lines.find(({ binding }) => binding?.merchantKey === merchantKey)?.binding?.listingId;
  if (listing === undefined) return false;
  return soldBetween(windowsOf(row(keys.stockTurn(m, listing, shop.id))), merchantKey, after.placedAt);
}

function addTo(add: Record<string, number>, name: string, by: number): void {
  if (by !== 0) add[name] = (add[name] ?? 0) + by;
}

function nameOf({ PK, SK }: Key): string {
  return `${PK}\u0000${SK}`;
}

function unique(all: readonly Key[]): Key[] {
  return [...new Map(all.map((key) => [nameOf(key), key])).values()];
}
