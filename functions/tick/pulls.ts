import type { StreamFacts } from "../../adapters/runtime/facts.ts";
import { epochMs, instantFrom, MINUTE_MS, msBetween } from "../../domain/time.ts";
import type { Item, Ports } from "../shared/ports.ts";
import { shardOf } from "../shared/store/keys.ts";

/** A platform's streams of orders, as its adapter describes them. */
interface Lane {
  platform: string;
  streams: readonly Pick<StreamFacts, "id" | "everyMs">[];
}
/** Streams that are read less often than this don't bring new orders first. */
const SELDOM_MS = 15 * MINUTE_MS;

/** A stream is read when its minute comes; shops of one class are spread over it. Gives the longest time, in minutes, that a stream due now was not covered. */
export async function sendPulls({ platform, streams }: Lane, ports: Ports): Promise<number> {
  const minute = Math.floor(epochMs(ports.clock.now()) / MINUTE_MS);
  let lagMs = 0;
  for (let shard = 0; shard < 4; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#pull#${platform}#${shard}`, limit: 1_000 });
    const due = items.filter((item) => isDue(String(item["WSK"]), minute));
    const messages = due.map(({ PK, SK }) => {
      const [, m, , s = ""] = PK.split("#");
      return { body: { v: 1, m, s, stream: SK.slice("SYNC#".length) }, group: s };
    });
    if (messages.length > 0) await ports.queues.send(`pull:${platform}`, messages);
    lagMs = Math.max(lagMs, await longestLag(due, streams, ports));
  }
  return Math.floor(lagMs / MINUTE_MS);
}

/** Coverage of quiet streams is written each half hour only, so this is an upper bound by that much; a stream that its adapter reads seldom has that much time. */
async function longestLag(due: readonly Item[], streams: Lane["streams"], ports: Ports): Promise<number> {
  const rows = await ports.table.batchGet(
    due.map(({ PK, SK }) => ({ PK, SK })),
    { eventual: true },
  );
  const lags = rows.flatMap(({ SK, to }) => {
    const everyMs = streams.find(({ id }) => SK === `SYNC#${id}`)?.everyMs ?? 0;
    const allowedMs = everyMs > SELDOM_MS ? everyMs : 0;
    return typeof to === "string" ? [msBetween(instantFrom(to), ports.clock.now()) - allowedMs] : [];
  });
  return Math.max(0, ...lags);
}

function isDue(sortKey: string, minute: number): boolean {
  const [minutes = "1", s = ""] = sortKey.split("#");
  const every = Math.max(1, Number(minutes));
  return (minute + shardOf(s, every)) % every === 0;
}
