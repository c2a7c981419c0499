/** Brings `left` back to what a place can really sell: every crash leaves it too high, never too low. */
import * as z from "zod";
import type { Reading } from "../../domain/plan/observation.ts";
import { plus, SECOND_MS } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Ports } from "../shared/ports.ts";
import { capLeft, forgetOldSales, placesOf, type PlaceSeen } from "../shared/stock/rebase.ts";
import { keys } from "../shared/store/keys.ts";
import { askForOrders } from "./stock-asks.ts";
import type { Live } from "./stock-live.ts";
import type { StockMessage } from "./stock.ts";

/** What places showed at an instant, beside what our rows said of them then. `afterMs`: how long later the platform's lists tell it all. */
export interface Probe {
  at: Instant;
  afterMs: number;
  places: readonly (PlaceSeen & { shown: number })[];
}
const StoredProbe = z.object({
  at: z.string().transform((text) => text as Instant),
  afterMs: z.number(),
  places: z.array(
    z.object({ pool: z.string(), merchantKey: z.string(), left: z.number(), sold: z.number(), shown: z.number() }),
  ),
});

/** Lists are asked a little later than they are said to be complete. */
const LATER_MS = 10 * SECOND_MS;

/** What was seen just now, to be compared once all orders up to now are counted; null where nothing may sell more than is there. */
export async function probeOf(
  { of, shop }: Live,
  shown: ReadonlyMap<string, number>,
  ports: Ports,
): Promise<Probe | null> {
  if (!shop.row.manages.orders) return null;
  const places = (await placesOf(of, ports)).flatMap((place) => {
    const there = shown.get(place.merchantKey);
    return there === undefined || there >= place.left ? [] : [{ ...place, shown: there }];
  });
  if (places.length === 0) return null;
  const settleMs = Math.max(0, ...shop.adapter.orders.streams.map((stream) => stream.settleMs));
  return { at: ports.clock.now(), afterMs: settleMs + LATER_MS, places };
}

/** Once the orders past the probe are read, what a place showed then is all that it may still sell. Without a probe: takes one. False: nothing shows less than it may sell. */
export async function rebase({ pulledAt }: StockMessage, live: Live, ports: Ports): Promise<boolean> {
  const probe = StoredProbe.safeParse(live.row?.["probe"]).data ?? (await takeProbe(live, ports));
  if (probe === null) return false;
  if (pulledAt === undefined || pulledAt < plus(probe.at, probe.afterMs)) {
    const waitMs = pulledAt === undefined && ports.clock.now() >= plus(probe.at, probe.afterMs) ? 0 : probe.afterMs;
    await askForOrders(live, ports, { rebase: true, delayMs: waitMs });
    return true;
  }
  await capLeft(live.of, probe.places, ports);
  const { m, l, s } = live.of;
  await ports.table.write({ update: keys.stockTurn(m, l, s), remove: ["probe"] });
  const body = { v: 1, kind: "stock", m, l, s, pulledAt };
  await ports.queues.send(`urgent:${live.shop.row.platform}`, [{ body, group: s }]);
  return true;
}

async function takeProbe(live: Live, ports: Ports): Promise<Probe | null> {
  const { shop, ref, of } = live;
  await forgetOldSales(of, ports);
  const read = await shop.door.ask((x) => shop.adapter.read(ref, x));
  if (read.kind !== "done" || read.value === null) return null;
  const probe = await probeOf(live, shownIn(read.value), ports);
  if (probe !== null) await ports.table.write({ update: keys.stockTurn(of.m, of.l, of.s), set: { probe } });
  return probe;
}

function shownIn({ skus }: Reading): Map<string, number> {
  return new Map(skus.flatMap(({ merchantKey, shown }) => (shown === null ? [] : [[merchantKey, shown] as const])));
}
