import { MINUTE_MS, plus } from "../../domain/time.ts";
import type { Item, Message, Ports } from "../shared/ports.ts";
import { poolIdOf, WORK_SHARDS } from "../shared/store/keys.ts";
import { isTight } from "./tight.ts";

/** A mark younger than this has its own message under way. */
const MARK_AGE_MS = MINUTE_MS;

/** Tells fan-out of every source whose mark outlived its own message. */
export async function markedRows(ports: Ports): Promise<void> {
  const before = plus(ports.clock.now(), -MARK_AGE_MS);
  for (let shard = 0; shard < WORK_SHARDS; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#dirty#${shard}`, upTo: before, limit: 200 });
    const messages = items.flatMap(markedSource);
    if (messages.length > 0) await ports.queues.send("fanout", messages);
    if (isTight(ports)) return;
  }
}

function markedSource({ PK, SK }: Item): Message[] {
  const [, m = "", kind, id = ""] = PK.split("#");
  const pool = poolIdOf({ PK, SK });
  if (pool !== null) return [{ body: { v: 1, m, source: "pool", id: pool }, group: m }];
  const source = SK === "HEAD" ? "listing" : SK === "SHOP" ? "shop" : null;
  return source === null || kind === undefined ? [] : [{ body: { v: 1, m, source, id }, group: m }];
}
