/** How `left`, what a place may still sell, moves when an order's newest reading is stored. Pure. */
import { claimsHeld } from "../order/claims.ts";
import type { Claim, Line, Order } from "../order/order.ts";
import { takenByChildren } from "../order/split.ts";
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
type Seen = Pick<Order, "pay" | "lines" | "children" | "applied">;
interface Reading {
  before: Seen | null;
  after: Seen;
}

/**
 * Units newly claimed leave `left`. Units released return to it only where the platform restocks for that cause, or where another
 * part of a split order takes them over; else the wish now stands above `left` and is pushed.
 */
export function leftMoves(before: Seen | null, after: Seen, restocksOn: Restocks): readonly LeftMove[] {
  const was = before === null ? [] : claimsHeld(before);
  const is = claimsHeld(after);
  const names = new Map([...was, ...is].map((claim) => [`${claim.pool} ${claim.merchantKey}`, claim]));
  const moves = [...names.values()].map(({ pool, merchantKey }): LeftMove => {
    const change = unitsOf(is, { pool, merchantKey }) - unitsOf(was, { pool, merchantKey });
    if (change >= 0) return { pool, merchantKey, sold: change, back: 0, freed: 0 };
    const back = Math.min(-change, returning(freedOf(merchantKey, { before, after }), restocksOn));
    return { pool, merchantKey, sold: 0, back, freed: -change - back };
  });
  return moves.filter(({ sold, back, freed }) => sold !== 0 || back !== 0 || freed !== 0);
}

function unitsOf(claims: readonly Claim[], of: { pool: string; merchantKey: string }): number {
  const own = claims.filter(({ pool, merchantKey }) => pool === of.pool && merchantKey === of.merchantKey);
  return own.reduce((sum, { units }) => sum + units, 0);
}

interface Freed {
  cause: Restocks[number] | "moved";
  units: number;
}

/** Why units of a sku are claimed no longer. What has no cause here (a swapped sku, a smaller quantity) is put back by nobody. */
function freedOf(merchantKey: string, { before, after }: Reading): Freed[] {
  if (before === null) return [];
  const taken = takenByChildren(after.lines, after.children);
  const takenBefore = takenByChildren(before.lines, before.children);
  return before.lines
    .filter(({ binding }) => binding?.merchantKey === merchantKey)
    .flatMap((was) => {
      const moved = (taken.get(was.lineNo) ?? 0) - (takenBefore.get(was.lineNo) ?? 0);
      return [{ cause: "moved", units: Math.max(0, moved) }, ...freedBy(was, { before, after })] as const;
    });
}

function freedBy(was: Line, { before, after }: Reading): Freed[] {
  const is = after.lines.find(({ lineNo }) => lineNo === was.lineNo);
  if (after.pay === "closed_unpaid") return [{ cause: "unpaid_cancel", units: was.quantity }];
  const cancelled = Math.max(0, (is?.cancelled ?? was.quantity) - was.cancelled);
  const returned = Math.max(0, (is?.back ?? 0) - was.back);
  return [
    { cause: before?.pay === "unpaid" ? "unpaid_cancel" : "paid_cancel_before_ship", units: cancelled },
    { cause: "refund_after_ship", units: returned },
  ];
}

function returning(freed: readonly Freed[], restocksOn: Restocks): number {
  const put = freed.filter(({ cause }) => cause === "moved" || restocksOn.includes(cause));
  return put.reduce((sum, { units }) => sum + units, 0);
}
