import { plusDays } from "../time.ts";
import type { Binding, Booking, Claim, Line, Order } from "./order.ts";
import { takenByChildren } from "./split.ts";

type Claiming = Pick<Order, "pay" | "lines" | "children" | "split" | "placedAt" | "counted">;

/** What an order's newest snapshot and our own marks claim of the pools. Pure: a replay gives the same. A parent that was split up keeps what no child took. */
export function claimsOf(order: Claiming, stockFrom: string | null): Line[] {
  const { pay, split, placedAt, counted } = order;
  const lives = split === null ? pay !== "closed_unpaid" : !split.over;
  const counts = lives && (stockFrom === null || counted === true || placedAt >= stockFrom);
  const taken = takenByChildren(order.lines, order.children);
  return order.lines.map((line) => ({
    ...line,
    claims: counts ? lineClaims(line, { ...order, taken: taken.get(line.lineNo) ?? 0 }) : [],
  }));
}

function lineClaims(line: Line, { pay, split, taken }: Pick<Order, "pay" | "split"> & { taken: number }): Claim[] {
  const binding = line.binding;
  if (binding === null) return [];
  const cancelled = split === null ? line.cancelled : 0;
  const units = Math.max(0, line.quantity - cancelled - line.back - taken);
  if (binding.undated) return voucherClaims(line, binding, units);
  const out = pay === "unpaid" ? 0 : Math.min(units, Math.max(0, line.handedOver - line.back));
  if (units === 0) return [];
  return binding.draws.map(({ poolId, qty }) => ({
    pool: poolId,
    merchantKey: binding.merchantKey,
    qty: units * qty,
    units,
    out: out * qty,
  }));
}

/** Unbooked vouchers are out, and claim nothing; a booked one claims each of its nights. */
function voucherClaims({ booked = [], redeemed }: Line, binding: Binding, units: number): Claim[] {
  const { band, nights = 1, merchantKey } = binding;
  if (band === undefined || units === 0) return [];
  const dated = booked.reduce((sum, booking) => sum + booking.units, 0);
  const walkIn = Math.max(0, redeemed - booked.reduce((sum, booking) => sum + booking.used, 0));
  const open = Math.max(0, units - dated - walkIn);
  return binding.draws.flatMap(({ poolId, qty }) => [
    {
      ...{ pool: poolId, merchantKey, qty: 0, units, out: 0 },
      voucher: { band, open: open * nights * qty, used: walkIn * nights * qty },
    },
    ...booked.flatMap((booking) => nightClaims(booking, { poolId, qty, nights, merchantKey })),
  ]);
}

interface Stay {
  poolId: string;
  qty: number;
  nights: number;
  merchantKey: string;
}

function nightClaims({ day, units, used }: Booking, { poolId, qty, nights, merchantKey }: Stay): Claim[] {
  return Array.from({ length: nights }, (_, n) => ({
    ...{ pool: `${poolId}@${plusDays(day, n)}`, merchantKey, units: 0 },
    ...{ qty: units * qty, out: used * qty },
  }));
}

/** How a pool's row moves when an order's claims change. `sold`: units newly sold per sku (negative: given back). `open`: unbooked vouchers per band. */
export interface PoolMove {
  pool: string;
  reserved: number;
  onHand: number;
  sold: ReadonlyMap<string, number>;
  open: ReadonlyMap<string, number>;
  /** Vouchers redeemed without a booking: they leave a pool that has no dates. */
  used: number;
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
  const open = new Map(
    bandsOf([...before, ...after])
      .map((band) => [band, openOf(after, band) - openOf(before, band)] as const)
      .filter(([, n]) => n !== 0),
  );
  return { pool, reserved: held, onHand: out === 0 ? 0 : -out, sold, open, used: usedOf(after) - usedOf(before) };
}

function moves({ reserved, onHand, sold, open, used }: PoolMove): boolean {
  return reserved !== 0 || onHand !== 0 || used !== 0 || sold.size > 0 || open.size > 0;
}

function bandsOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap(({ voucher }) => voucher?.band ?? []))];
}

function openOf(claims: readonly Claim[], band: string): number {
  return claims.reduce((total, { voucher }) => total + (voucher?.band === band ? voucher.open : 0), 0);
}

function usedOf(claims: readonly Claim[]): number {
  return claims.reduce((total, { voucher }) => total + (voucher?.used ?? 0), 0);
}

function sum(claims: readonly Claim[], field: "qty" | "out"): number {
  return claims.reduce((total, claim) => total + claim[field], 0);
}

/** All claims of an order's lines. */
export function allClaims(lines: readonly Pick<Line, "claims">[]): Claim[] {
  return lines.flatMap((line) => line.claims);
}

/** What the pools hold for a stored order now. */
export function claimsHeld({ lines, applied }: Pick<Order, "lines" | "applied">): readonly Claim[] {
  return applied ?? allClaims(lines);
}

/** An order whose claims reach more pools than one transaction takes: the first `most` pools get what they should, the others keep what they have. */
export function applyInPart(before: readonly Claim[], next: Order, most: number): Order {
  const after = allClaims(next.lines);
  const moved = movesBetween(before, after).map(({ pool }) => pool);
  if (moved.length <= most) return { ...next, applied: null };
  const now = new Set(moved.slice(0, most));
  const applied = [...after.filter(({ pool }) => now.has(pool)), ...before.filter(({ pool }) => !now.has(pool))];
  return { ...next, applied };
}
