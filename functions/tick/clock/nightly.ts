import { dayOf, epochMs, HOUR_MS, MINUTE_MS, plusDays, startOfDay } from "../../../domain/time.ts";
import type { Day, Instant } from "../../../domain/units.ts";
import type { Ports } from "../../shared/ports.ts";
import { keys, shardOf } from "../../shared/store/keys.ts";
import type { ShopRow } from "../../shared/store/rows.ts";
import { certificates } from "./certificates.ts";
import type { Merchant } from "./merchant.ts";

/** The night's work begins at one o'clock, spread over three hours. */
const BEGINS_MS = HOUR_MS;
const SPREAD_MINUTES = 180;
/** Days ago that are read again. */
const CLOSED_DAYS = [1, 3, 7, 30];

/** Once a day: asks for closed days, wares and taxonomy of every shop to be read again, and looks at what will expire. A crash in the middle repeats it. */
export async function nightly({ m, row, shops }: Merchant, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const today = dayOf(now);
  if (row?.["nightOf"] === today || !hasBegun(m, today, now)) return;
  for (const shop of shops) await askShop(m, shop, today, ports);
  await certificates(m, today, ports);
  await ports.table.write({ update: keys.merchant(m), set: { nightOf: today } });
}

function hasBegun(m: string, today: Day, now: Instant): boolean {
  const begins = BEGINS_MS + shardOf(m, SPREAD_MINUTES) * MINUTE_MS;
  return epochMs(now) - epochMs(startOfDay(today)) >= begins;
}

async function askShop(m: string, shop: ShopRow, today: Day, ports: Ports): Promise<void> {
  const ask = (body: object) => ({ body: { v: 1, m, s: shop.id, ...body }, group: shop.id });
  const days = CLOSED_DAYS.map((ago) => ask({ day: plusDays(today, -ago) }));
  await ports.queues.send(`pull:${shop.platform}`, [...days, ask({ wares: true }), ask({ token: true })]);
  // What each place may sell is compared with what it shows.
  await ports.queues.send("fanout", [{ body: { v: 1, m, source: "night", id: shop.id }, group: m }]);
}
