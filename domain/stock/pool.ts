import type { Text } from "../units.ts";

/** What may still be sold of one thing, in whole units of `unit`. */
export interface Pool {
  id: string;
  name: string;
  unit: string;
  onHand: number;
  reserved: number;
  allotted: number;
  safety: number;
  policy: "split" | "shared" | "adaptive";
  /** `adaptive` shares while available ≥ guard; null: ten of the largest draw. */
  guard: number | null;
  /** Every (shop, sku) that sells from it. */
  places: readonly Place[];
}

/** One (shop, sku) that sells from a pool. `left`: an upper bound, in units of the sku, of what it may still sell there. */
export interface Place {
  shopId: string;
  merchantKey: string;
  left: number;
  /** Units of the pool that one of the sku takes. */
  draw: number;
  weight: number;
}

/** On hand, less what orders, other sellers and safety hold back. Below zero it is the number oversold. */
export function availableOf(pool: Pick<Pool, "onHand" | "reserved" | "allotted" | "safety">): number {
  return pool.onHand - pool.reserved - pool.allotted - pool.safety;
}

/** What all places together may still sell, in units of the pool. */
export function promisedOf(pool: Pick<Pool, "places">): number {
  return pool.places.reduce((sum, place) => sum + place.left * place.draw, 0);
}

/** How much could be oversold if every place sold all it shows. Never below zero. */
export function exposureOf(pool: Pool): number {
  return Math.max(0, promisedOf(pool) - availableOf(pool));
}

/** Whether the pool is shared out (true) or shown to all (false) at this level. */
export function isSplit(pool: Pool): boolean {
  if (pool.policy !== "adaptive") return pool.policy === "split";
  const largest = Math.max(0, ...pool.places.map((place) => place.draw));
  return availableOf(pool) < (pool.guard ?? 10 * largest);
}

/** The shelf explains itself: "13 箱 = 33 kg ÷ 2.5 kg". */
export function explain(pool: Pool, place: Place, units: number): Text {
  const stock = amount(Math.max(0, availableOf(pool)), pool.unit);
  const draw = amount(place.draw, pool.unit);
  const zh = `${units} 份 = ${stock} ÷ ${draw}`;
  const en = `${units} = ${stock} ÷ ${draw}`;
  return isSplit(pool) ? { zh: `${zh}，各店分配`, en: `${en}, shared out between shops` } : { zh, en };
}

function amount(units: number, unit: string): string {
  if (unit === "g" && Math.abs(units) >= 1_000) return `${units / 1_000} kg`;
  return `${units} ${unit}`;
}
