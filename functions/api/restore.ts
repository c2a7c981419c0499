import { earlier, HOUR_MS, instantFrom, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Item } from "../shared/ports.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { markErased } from "./erase.ts";
import { isOrder } from "./orders.ts";
import { allItems } from "./pages.ts";
import { shopItems } from "./shop-items.ts";

/** Platforms show changes late: what came just before the backup's time may be in none of its rows. */
const OVERLAP_MS = HOUR_MS;

export interface Restored {
  shops: number;
  streams: number;
  erasedAgain: number;
}

/**
 * After the table was restored to `at`: erased buyers are marked again from their tombstones, which lie in a table without backups; then each
 * shop's epoch rises, so that everything is looked for before it is created, its streams are read again from before that time, and its stock is compared with what is shown. Bears repetition.
 */
export async function afterRestore(at: Instant, call: Call): Promise<Restored> {
  const shops = await shopItems(call);
  const done = { shops: shops.length, streams: 0, erasedAgain: 0 };
  for (const shop of shops) done.erasedAgain += await eraseAgain(String(shop["id"]), call);
  for (const shop of shops) done.streams += await rewind(shop, at, call);
  return done;
}

async function eraseAgain(s: string, call: Call): Promise<number> {
  const { m, ports } = call;
  const orders = (await allItems({ pk: keys.shop(m, s).PK, begins: "O#" }, call)).filter(isOrder);
  const stones = await ports.receivers.batchGet(orders.map(({ PK, SK }) => ({ PK, SK })));
  const erased = stones.filter((row) => row["erased"] === true);
  for (const { SK } of erased) await markErased({ s, orderNo: SK.slice("O#".length) }, call);
  return erased.length;
}

/** The epoch first: a pull may come at any time, a create must not. */
async function rewind(shop: Item, at: Instant, call: Call): Promise<number> {
  const { m, ports } = call;
  const s = String(shop["id"]);
  const mark = work.dirty(s, ports.clock.now());
  await ports.table.write({ update: keys.shop(m, s), add: { epoch: 1, ver: 1 }, default: mark });
  const streams = await allItems({ pk: keys.shop(m, s).PK, begins: "SYNC#" }, call);
  for (const stream of streams) await rewindStream(stream, at, call);
  const messages = streams.map(({ SK }) => ({
    body: { v: 1, m, s, stream: SK.slice("SYNC#".length) },
    group: s,
  }));
  await ports.queues.send(`pull:${String(shop["platform"])}`, messages);
  await ports.queues.send("fanout", [{ body: { v: 1, m, source: "night", id: s }, group: m }]);
  const listed = await allItems({ index: "views", pk: views.publication(m, s, "").VPK }, call);
  for (const { PK, SK } of listed) await wake({ PK, SK }, s, call);
  return streams.length;
}

async function rewindStream({ PK, SK, to }: Item, at: Instant, { ports }: Call): Promise<void> {
  const from = typeof to === "string" ? plus(earlier(instantFrom(to), at), -OVERLAP_MS) : null;
  await ports.table.write({
    update: { PK, SK },
    ...(from !== null && { set: { to: from } }),
    remove: ["leaseId", "leaseUntil"],
  });
}

/** Publications are due at once, those with a sent effect too: each looks before it does anything. */
async function wake({ PK, SK }: Pick<Item, "PK" | "SK">, s: string, { ports }: Call): Promise<void> {
  await ports.table.write({
    update: { PK, SK },
    set: work.due(s, ports.clock.now()),
    if: { all: [["PK", "exists"]] },
  });
}
