import { epochMs, instantFrom, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Item, Message, Ports, QueueName } from "../shared/ports.ts";
import { keys, shardOf, WORK_SHARDS } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";

/** The net under every message: finds what is due, marked or to be read, and sends. Double and missing runs are normal. */
export async function tick(platforms: readonly string[], ports: Ports): Promise<void> {
  await dueRows(ports);
  await markedRows(ports);
  let lagMinutes = 0;
  for (const platform of platforms) lagMinutes = Math.max(lagMinutes, await pulls(platform, ports));
  // Each run, also when there is nothing to say: a missing figure is an alarm.
  ports.log.metric("OrderSyncLagMinutes", lagMinutes);
}

const PUSH_ON_MS = 5 * MINUTE_MS;
/** A mark younger than this has its own message under way. */
const MARK_AGE_MS = MINUTE_MS;

async function dueRows(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (let shard = 0; shard < WORK_SHARDS; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#due#${shard}`, upTo: now, limit: 200 });
    for (const item of items) {
      if (tight(ports)) return;
      const { PK, SK } = item;
      const due = String(item["WSK"]);
      // Pushed on first, sent then: a queue outage must not become a storm.
      const pushed = await ports.table.write({
        update: { PK, SK },
        set: { WSK: plus(now, PUSH_ON_MS) },
        if: { all: [["WSK", "=", due]] },
      });
      if (pushed.ok) await wake(item, ports);
    }
  }
}

/** The lane's message for a row, read off its key. */
async function wake({ PK, SK }: Item, ports: Ports): Promise<void> {
  const [, m = "", kind, id = ""] = PK.split("#");
  const [word, ...rest] = SK.split("#");
  const s = kind === "S" ? id : (rest[0] ?? "");
  const shop = ShopRow.safeParse(await ports.table.get(keys.shop(m, s))).data;
  if (shop === undefined) return;
  const base = { v: 1, m, s };
  const to = (queue: QueueName, body: object) => ports.queues.send(queue, [{ body: { ...base, ...body }, group: s }]);
  if (word === "PUB") return to(`publish:${shop.platform}`, { l: id });
  if (word === "STK") return to(`urgent:${shop.platform}`, { kind: "stock", l: id });
  if (word === "TOK") return to(`pull:${shop.platform}`, { token: true });
  const [orderNo, what, n] = rest;
  if (word === "O" && what === "SHIP") return to(`urgent:${shop.platform}`, { kind: "ship", orderNo, n });
  if (word === "O" && what === "V") return to(`urgent:${shop.platform}`, { kind: "redeem", orderNo, n });
}

async function markedRows(ports: Ports): Promise<void> {
  const before = plus(ports.clock.now(), -MARK_AGE_MS);
  for (let shard = 0; shard < WORK_SHARDS; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#dirty#${shard}`, upTo: before, limit: 200 });
    const messages = items.flatMap(markedSource);
    if (messages.length > 0) await ports.queues.send("fanout", messages);
    if (tight(ports)) return;
  }
}

function markedSource({ PK, SK }: Item): Message[] {
  const [, m = "", kind, id = ""] = PK.split("#");
  const source = SK === "POOL" ? "pool" : SK === "HEAD" ? "listing" : SK === "SHOP" ? "shop" : null;
  return source === null || kind === undefined ? [] : [{ body: { v: 1, m, source, id }, group: m }];
}

/** A stream is read when its minute comes; shops of one class are spread over it. Gives the longest time, in minutes, that a stream due now was not covered. */
async function pulls(platform: string, ports: Ports): Promise<number> {
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
    lagMs = Math.max(lagMs, await longestLag(due, ports));
  }
  return Math.floor(lagMs / MINUTE_MS);
}

/** Coverage of quiet streams is written each half hour only, so this is an upper bound by that much. */
async function longestLag(due: readonly Item[], ports: Ports): Promise<number> {
  const rows = await ports.table.batchGet(
    due.map(({ PK, SK }) => ({ PK, SK })),
    { eventual: true },
  );
  const covered = rows.flatMap((row) => (typeof row["to"] === "string" ? [instantFrom(row["to"])] : []));
  return Math.max(0, ...covered.map((to) => msBetween(to, ports.clock.now())));
}

function isDue(sortKey: string, minute: number): boolean {
  const [minutes = "1", s = ""] = sortKey.split("#");
  const every = Math.max(1, Number(minutes));
  return (minute + shardOf(s, every)) % every === 0;
}

function tight(ports: Ports): boolean {
  return msBetween(ports.clock.now(), ports.deadline()) < 10_000;
}
