/** How `left`, what a place may still sell, moves when an order's newest reading is stored. Pure. */
import type { Line, Order } from "../order/order.ts";
import type { StockManner } from "../plan/effect.ts";

/**
 * What one reading does to a (pool, sku): `sold` units are gone from the place, `back` were put up for sale again by the platform
 * itself, `freed` were released and nobody said that it puts them back.
 */
export interface LeftMove {
  pool: string;
  merchantKey: string;
  sold: number;
  back: number;
  freed: number;
}

type Restocks = StockManner["restocksOn"];
type Seen = Pick<Order, "pay" | "lines" | "children">;

/**
 * Units newly claimed leave `left`. Units released return to it only where the platform restocks for that cause, or where another
 * part of a split order takes them over; else the wish now stands above `left` and is pushed.
 */
export function leftMoves(before: Seen | null, after: Seen, restocksOn: Restocks): readonly LeftMove[] {
  const lineNos = new Set([...(before?.lines ?? []), ...after.lines].map(({ lineNo }) => lineNo));
  const moves = [...lineNos].flatMap((lineNo) => lineMoves(lineNo, { before, after, restocksOn }));
  return merged(moves).filter(({ sold, back, freed }) => sold !== 0 || back !== 0 || freed !== 0);
}

interface Reading {
  before: Seen | null;
  after: Seen;
  restocksOn: Restocks;
}

function lineMoves(lineNo: string, { before, after, restocksOn }: Reading): LeftMove[] {
  const was = before?.lines.find((line) => line.lineNo === lineNo);
  const is = after.lines.find((line) => line.lineNo === lineNo);
  const names = new Map(
    [...(was?.claims ?? []), ...(is?.claims ?? [])].map(({ pool, merchantKey }) => [
      `${pool} ${merchantKey}`,
      { pool, merchantKey },
    ]),
  );
  return [...names.values()].map(({ pool, merchantKey }) => {
    const change = unitsOf(is, pool, merchantKey) - unitsOf(was, pool, merchantKey);
    if (change >= 0) return { pool, merchantKey, sold: change, back: 0, freed: 0 };
    const back = Math.min(-change, returning(freedBy(lineNo, { before, after }), restocksOn));
    return { pool, merchantKey, sold: 0, back, freed: -change - back };
  });
}

function unitsOf(line: Line | undefined, pool: string, merchantKey: string): number {
  const own = (line?.claims ?? []).filter((claim) => claim.pool === pool && claim.merchantKey === merchantKey);
  return own.reduce((sum, { units }) => sum + units, 0);
}

interface Freed {
  cause: Restocks[number] | "moved";
  units: number;
}

/** Why units of a line are claimed no longer. What has no cause here (a swapped sku, a smaller quantity) is put back by nobody. */
function freedBy(lineNo: string, { before, after }: Pick<Reading, "before" | "after">): Freed[] {
  const was = before?.lines.find((line) => line.lineNo === lineNo);
  const is = after.lines.find((line) => line.lineNo === lineNo);
  if (before === null || was === undefined) return [];
  const taken = (order: Seen) =>
    Object.values(order.children)
      .flat()
      .filter((part) => part.lineNo === lineNo)
      .reduce((sum, part) => sum + part.quantity, 0);
  const moved: Freed = { cause: "moved", units: Math.max(0, taken(after) - taken(before)) };
  if (after.pay === "closed_unpaid") return [moved, { cause: "unpaid_cancel", units: was.quantity }];
  const cancel = before.pay === "unpaid" ? "unpaid_cancel" : "paid_cancel_before_ship";
  return [
    moved,
    { cause: cancel, units: Math.max(0, (is?.cancelled ?? was.quantity) - was.cancelled) },
    { cause: "refund_after_ship", units: Math.max(0, (is?.back ?? 0) - was.back) },
  ];
}

function returning(freed: readonly Freed[], restocksOn: Restocks): number {
  const put = freed.filter(({ cause }) => cause === "moved" || restocksOn.includes(cause));
  return put.reduce((sum, { units }) => sum + units, 0);
}

function merged(moves: readonly LeftMove[]): LeftMove[] {
  const byName = new Map<string, LeftMove>();
  for (const move of moves) {
    const name = `${move.pool} ${move.merchantKey}`;
    const there = byName.get(name);
    byName.set(name, there === undefined ? move : sumOf(there, move));
  }
  return [...byName.values()];
}

function sumOf(a: LeftMove, b: LeftMove): LeftMove {
  return { ...a, sold: a.sold + b.sold, back: a.back + b.back, freed: a.freed + b.freed };
}
