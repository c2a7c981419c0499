/** What places showed at an instant, beside what our rows said of them then. */
import * as z from "zod";
import type { Reading } from "../../domain/plan/observation.ts";
import { instantFrom, SECOND_MS } from "../../domain/time.ts";
import type { Item, Ports } from "../shared/ports.ts";
import { placesOf } from "../shared/stock/rebase.ts";
import { leftOf, poolsOf } from "../shared/stock/pools.ts";
import type { Live } from "./stock-live.ts";
import { risenOf } from "./stock-values.ts";

const asInstant = z.string().transform(instantFrom);
const Place = z.object({
  pool: z.string(),
  merchantKey: z.string(),
  left: z.number(),
  sold: z.number(),
  shown: z.number(),
});
const StoredProbe = z.object({
  at: asInstant,
  afterMs: z.number(),
  readAt: asInstant.nullable(),
  by: z.string().nullable(),
  places: z.array(Place),
});
/**
 * `afterMs`: how much later than `at` the platform's lists tell all that was sold by then. `readAt`: when they were read that far.
 * `by`: the last turn that had written stock.
 */
export type Probe = z.infer<typeof StoredProbe>;

/** Says in the turn's row that a comparison was asked for: one at a time. */
export const MARK = "rebasing";
/** Lists are asked a little later than they are said to be complete. */
const LATER_MS = 10 * SECOND_MS;

/** The probe of a stock turn's row; null where there is none, or somebody wrote stock since, or does so now. */
export function probeIn(row: Item | null): Probe | null {
  const probe = StoredProbe.safeParse(row?.["probe"]).data ?? null;
  return probe === null || row?.["turnId"] !== undefined || probe.by !== (row?.["pushedBy"] ?? null) ? null : probe;
}

/** What was seen just now, to be compared once all orders up to now are counted; null where nothing may sell more than is there. */
export async function probeOf(
  { of, shop, row }: Live,
  { shown, by = lastOf(row) }: { shown: ReadonlyMap<string, number>; by?: string | null },
  ports: Ports,
): Promise<Probe | null> {
  if (!shop.row.manages.orders) return null;
  const places = (await placesOf(of, ports)).flatMap((place) => {
    const there = shown.get(place.merchantKey);
    return there === undefined || there >= place.left ? [] : [{ ...place, shown: there }];
  });
  if (places.length === 0) return null;
  const settleMs = Math.max(0, ...shop.adapter.orders.streams.map((stream) => stream.settleMs));
  return { at: ports.clock.now(), afterMs: settleMs + LATER_MS, readAt: null, by, places };
}

function lastOf(row: Item | null): string | null {
  const by = row?.["pushedBy"];
  return typeof by === "string" ? by : null;
}

/** Whether some sku shows more than it may sell: somebody else put it there. */
export async function showsMore({ of }: Live, { skus }: Pick<Reading, "skus">, ports: Ports): Promise<boolean> {
  const pools = await poolsOf(of, ports);
  return (
    risenOf(new Map(of.skus.map(({ merchantKey }) => [merchantKey, leftOf(pools, of.s, merchantKey)])), skus).size > 0
  );
}

/** What each sku may still sell by a reading: what it shows, and what is booked there and may come back. */
export function shownIn({ skus }: Pick<Reading, "skus">): Map<string, number> {
  return new Map(
    skus.flatMap(({ merchantKey, shown, booked }) =>
      shown === null ? [] : [[merchantKey, shown + (booked ?? 0)] as const],
    ),
  );
}
