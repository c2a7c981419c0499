import type { Claim, Line, Order } from "./order.ts";

/** What an order's newest snapshot and our own marks claim of the pools. Pure: a replay gives the same. */
export function claimsOf(
  order: Pick<Order, "pay" | "lines" | "children" | "placedAt">,
  stockFrom: string | null,
): Line[] {
  const counts = order.pay !== "closed_unpaid" && (stockFrom === null || order.placedAt >= stockFrom);
  return order.lines.map((line) => ({ ...line, claims: counts ? lineClaims(line, order) : [] }));
}

function lineClaims(line: Line, order: Pick<Order, "pay" | "children">): Claim[] {
  const binding = line.binding;
  if (binding === null || binding.undated) return [];
  const taken = takenByChildren(line.lineNo, order.children);
  const units = Math.max(0, line.quantity - line.cancelled - line.back - taken);
  const out = order.pay === "unpaid" ? 0 : Math.min(units, Math.max(0, line.handedOver - line.back));
  if (units === 0) return [];
  return binding.draws.map(({ poolId, qty }) => ({
    pool: poolId,
    merchantKey: binding.merchantKey,
    qty: units * qty,
    units,
    out: out * qty,
  }));
}

function takenByChildren(lineNo: string, children: Order["children"]): number {
  return Object.values(children)
    .flat()
    .filter((taken) => taken.lineNo === lineNo)
    .reduce((sum, taken) => sum + taken.quantity, 0);
}

/** How a pool's row moves when an order's claims change. `left`: units newly sold per sku (negative: given back). */
export interface PoolMove {
  pool: string;
  reserved: number;
  onHand: number;
  sold: ReadonlyMap<string, number>;
}

/** The difference between two sets of claims, per pool; pools without a difference are left out. */
export function movesBetween(before: readonly Claim[], after: readonly Claim[]): PoolMove[] {
  const pools = new Set([...before, ...after].map((claim) => claim.pool));
  return [...pools].map((pool) => moveOf(pool, inPool(before, pool), inPool(after, pool))).filter(moves);
}

function inPool(claims: readonly Claim[], pool: string): Claim[] {
  return claims.filter((claim) => claim.pool === pool);
}

function moveOf(pool: string, before: readonly Claim[], after: readonly Claim[]): PoolMove {
  const keys = new Set([...before, ...after].map((claim) => claim.merchantKey));
  const units = (claims: readonly Claim[], key: string) =>
    claims.filter((claim) => claim.merchantKey === key).reduce((sum, claim) => sum + claim.units, 0);
  const out = sum(after, "out") - sum(before, "out");
  const held = sum(after, "qty") - sum(after, "out") - (sum(before, "qty") - sum(before, "out"));
  const sold = new Map(
    [...keys].map((key) => [key, units(after, key) - units(before, key)] as const).filter(([, n]) => n !== 0),
  );
  return { pool, reserved: held, onHand: out === 0 ? 0 : -out, sold };
}

function moves(move: PoolMove): boolean {
  return move.reserved !== 0 || move.onHand !== 0 || move.sold.size > 0;
}

function sum(claims: readonly Claim[], field: "qty" | "out"): number {
  return claims.reduce((total, claim) => total + claim[field], 0);
}

/** All claims of an order's lines. */
export function allClaims(lines: readonly Pick<Line, "claims">[]): Claim[] {
  return lines.flatMap((line) => line.claims);
}
