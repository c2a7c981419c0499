import { MINUTE_MS, dayOf, msBetween, startOfDay } from "../../domain/time.ts";
import type { Ports } from "./ports.ts";
import { shardOf } from "./store/keys.ts";

/** Between two and five in the morning, Asia/Shanghai: each shop has its own minute. */
const FROM_MINUTE = 120;
const MINUTES = 180;

/** Sends a reading of the taxonomy for every shop of a platform whose minute of the night this is. A minute that was missed is made up for when the catalog is next used. */
export async function sendTaxonomyReads(
  platform: string,
  ports: Pick<Ports, "clock" | "table" | "queues">,
): Promise<void> {
  const now = ports.clock.now();
  const minute = Math.floor(msBetween(startOfDay(dayOf(now)), now) / MINUTE_MS);
  if (minute < FROM_MINUTE || minute >= FROM_MINUTE + MINUTES) return;
  const due = (await shopsOf(platform, ports)).filter(({ s }) => FROM_MINUTE + shardOf(s, MINUTES) === minute);
  if (due.length === 0) return;
  const messages = due.map(({ m, s }) => ({ body: { v: 1, m, s, taxonomy: true }, group: s }));
  await ports.queues.send(`publish:${platform}`, messages);
}

/** Every shop of a platform, by the entries of its streams. */
async function shopsOf(platform: string, { table }: Pick<Ports, "table">): Promise<{ m: string; s: string }[]> {
  const shops = new Map<string, { m: string; s: string }>();
  for (let shard = 0; shard < 4; shard++) {
    const { items } = await table.query({ index: "work", pk: `W#pull#${platform}#${shard}`, limit: 1_000 });
    for (const { PK } of items) {
      const [, m = "", , s = ""] = PK.split("#");
      shops.set(s, { m, s });
    }
  }
  return [...shops.values()];
}
