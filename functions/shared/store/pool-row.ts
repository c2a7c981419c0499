/** A pool's row, and the rows of its dates. What several writers change lies in flat attributes, moved by ADD. */
import * as z from "zod";
import type { Place, Pool } from "../../../domain/stock/pool.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item } from "../ports.ts";

const PoolHead = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  kind: z.string().default("stock"),
  onHand: z.number(),
  reserved: z.number().default(0),
  allotted: z.number().default(0),
  safety: z.number().default(0),
  policy: z.enum(["split", "shared", "adaptive"]),
  guard: z.number().nullable().default(null),
  between: z.number().default(0),
  ver: z.number(),
});
const DateRow = z.object({
  onHand: z.number().default(0),
  reserved: z.number().default(0),
  between: z.number().default(0),
  ver: z.number().default(0),
});
/** `between`: units of the pool sold between a platform's stock reading and our write, since ever. */
export type PoolRow = Pool & {
  ver: number;
  between: number;
  /** Units of skus that each shop's cancellations released, and that no platform said it puts back. */
  freed: Readonly<Record<string, number>>;
};

/** A pool with every place that sells from it; null for a row that only orders have touched: nobody made the pool yet. */
export function poolOf(item: Item): PoolRow | null {
  const head = PoolHead.safeParse(item).data;
  return head === undefined ? null : { ...head, ...flatParts(item) };
}

/** One date of a pool: the head's rules and capacity, its own bookings and changes. A date nobody has touched has no row. */
export function datedPoolOf(head: Item, id: string, date: Item | null): PoolRow | null {
  const pool = poolOf(head);
  if (pool === null) return null;
  const { onHand, ...counts } = DateRow.parse(date ?? {});
  return { ...pool, ...counts, id, onHand: pool.onHand + onHand, ...flatParts(date ?? {}) };
}

function flatParts(item: Record<string, unknown>): Pick<PoolRow, "places" | "outstanding" | "own" | "freed"> {
  const freed = named(item, "freed_");
  return { places: placesIn(item), outstanding: named(item, "out_"), own: ownIn(item), freed };
}

function named(item: Record<string, unknown>, prefix: string): Record<string, number> {
  const own = Object.entries(item).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), Number(value)]));
}

function placesIn(item: Record<string, unknown>): Place[] {
  return Object.entries(named(item, "left_")).map(([name, left]) => {
    const [shopId = "", ...rest] = name.split("_");
    const merchantKey = rest.join("_");
    const draw = Number(item[drawAttribute(merchantKey)] ?? 1);
    const sold = Number(item[soldAttribute(shopId, merchantKey)] ?? 0);
    const band = item[bandAttribute(merchantKey)];
    return { shopId, merchantKey, left, draw, sold, band: typeof band === "string" ? band : null };
  });
}

/** Only with an end: a rest without one was left by an order that came as the allotment ended. */
function ownIn(item: Record<string, unknown>): Pool["own"] {
  const amounts = named(item, "own_");
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([shopId, amount]) => {
      const until = item[untilAttribute(shopId)];
      return typeof until === "string" ? [[shopId, { amount: Math.max(0, amount), until: until as Instant }]] : [];
    }),
  );
}

/** What one (shop, sku) may still sell, in units of the sku. */
export const leftAttribute = (shopId: string, merchantKey: string): string => `left_${shopId}_${merchantKey}`;
/** What it sold lately: each night a part of it is forgotten. */
export const soldAttribute = (shopId: string, merchantKey: string): string => `sold_${shopId}_${merchantKey}`;
/** Units of the pool that one of the sku takes. */
export const drawAttribute = (merchantKey: string): string => `draw_${merchantKey}`;
/** The band whose nights a voucher may use. */
export const bandAttribute = (merchantKey: string): string => `band_${merchantKey}`;
/** Unbooked vouchers of a band, in units of the pool. */
export const outAttribute = (band: string): string => `out_${band}`;
/** Units that a shop's cancellations released, and that its platform may have put back by itself. */
export const freedAttribute = (shopId: string): string => `freed_${shopId}`;
/** What was lent to another merchant's pool and has not left his shed, nor come back. */
export const lentAttribute = ({ m, pool }: { m: string; pool: string }): string => `lent_${m}|${pool}`;
/** What is kept for one shop alone, in units of the pool, and until when. */
export const ownAttribute = (shopId: string): string => `own_${shopId}`;
export const untilAttribute = (shopId: string): string => `until_${shopId}`;
