import type { Instant } from "../units.ts";

/** What may still be sold of one thing, in whole units of `unit`. */
export interface Pool {
  id: string;
  name: string;
  unit: string;
  /** `night`, `slot` and `seats` have a row per date; their own `onHand` is what each date holds. */
  kind: string;
  onHand: number;
  reserved: number;
  allotted: number;
  safety: number;
  policy: "split" | "shared" | "adaptive";
  /** `adaptive` shares while available ≥ guard; null: by what sells, and at least ten of the largest draw. */
  guard: number | null;
  /** Every (shop, sku) that sells from it. */
  places: readonly Place[];
  /** Unbooked vouchers of each band, in units of the pool. */
  outstanding: Readonly<Record<string, number>>;
  /** What is kept for one shop alone until an instant: a livestream. Part of what is available. */
  own: Readonly<Record<string, { amount: number; until: Instant }>>;
}

/** One (shop, sku) that sells from a pool. `left`: an upper bound, in units of the sku, of what it may still sell there. */
export interface Place {
  shopId: string;
  merchantKey: string;
  left: number;
  /** Units of the pool that one of the sku takes. */
  draw: number;
  /** Units of the sku sold lately; older sales count for less. */
  sold: number;
  /** The band whose nights a voucher may use. */
  band: string | null;
}

/** What a pool counts. */
export const KINDS_OF_POOL = ["stock", "night", "slot", "seats", "packaging", "harvest"] as const;
const DATED = new Set(["night", "slot", "seats"]);
/** Whether a kind of pool is counted by date: its vouchers are sold by bands, its bookings lie in the dates' rows. */
export function isDated(kind: string): boolean {
  return DATED.has(kind);
}

/** On hand, less what orders, other sellers and safety hold back. Below zero it is the number oversold. */
export function availableOf(pool: Pick<Pool, "onHand" | "reserved" | "allotted" | "safety">): number {
  return pool.onHand - pool.reserved - pool.allotted - pool.safety;
}

/** How much was sold that is not there. Never below zero. */
export function oversoldOf(pool: Parameters<typeof availableOf>[0]): number {
  return Math.max(0, -availableOf(pool));
}

/** What is available, less vouchers that somebody may still come with. */
export function sellableOf(pool: Pool): number {
  return availableOf(pool) - outstandingOf(pool);
}

/** Unbooked vouchers of all bands, in units of the pool. */
export function outstandingOf({ outstanding }: Pick<Pool, "outstanding">): number {
  return Object.values(outstanding).reduce((sum, units) => sum + units, 0);
}

/** What all places together may still sell, in units of the pool. */
export function promisedOf(pool: Pick<Pool, "places">): number {
  return pool.places.reduce((sum, place) => sum + Math.max(0, place.left) * place.draw, 0);
}

/** How much could be oversold if every place sold all it shows. Never below zero. */
export function exposureOf(pool: Pool): number {
  return Math.max(0, promisedOf(pool) - sellableOf(pool));
}

/** A part of what sold lately that may sell before the other shops have heard of it: one in twenty. Ours, not measured. */
const PEAK_PART = 20;

/** The level below which an adaptive pool is shared out. */
export function guardOf(pool: Pool): number {
  if (pool.guard !== null) return pool.guard;
  const largest = Math.max(0, ...pool.places.map((place) => place.draw));
  const lately = pool.places.reduce((sum, place) => sum + place.sold * place.draw, 0);
  return Math.max(10 * largest, Math.ceil(lately / PEAK_PART));
}

/** Whether the pool is shared out (true) or shown to all (false) at this level. */
export function isSplit(pool: Pool): boolean {
  return pool.policy === "adaptive" ? sellableOf(pool) < guardOf(pool) : pool.policy === "split";
}
