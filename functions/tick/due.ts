import { MINUTE_MS, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Item, Key, Ports, QueueName } from "../shared/ports.ts";
import { keys, WORK_SHARDS } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";
import { isTight } from "./tight.ts";

const PUSH_ON_MS = 5 * MINUTE_MS;
const MOST_ON_MS = 60 * MINUTE_MS;
/** A row that was woken longer ago than this begins anew. */
const FORGOTTEN_MS = 2 * MOST_ON_MS;

/** Wakes every row whose time has come, oldest first. */
export async function dueRows(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (let shard = 0; shard < WORK_SHARDS; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#due#${shard}`, upTo: now, limit: 200 });
    for (const item of items) {
      if (isTight(ports)) return;
      if (await pushOn(item, now, ports)) await wake(item, ports);
    }
  }
}

/** Pushed on first, sent then: a queue outage must not become a storm. A row that nobody takes care of is woken ever less often, each hour at least. */
async function pushOn({ PK, SK, WSK }: Item, now: Instant, { table }: Ports): Promise<boolean> {
  const row = await table.get({ PK, SK });
  const recent = typeof row?.["wokenAt"] === "string" && row["wokenAt"] > plus(now, -FORGOTTEN_MS);
  const wakes = recent ? Number(row["wakes"] ?? 0) : 0;
  const onMs = Math.min(MOST_ON_MS, PUSH_ON_MS * 2 ** wakes);
  const set = { WSK: plus(now, onMs), wakes: wakes + 1, wokenAt: now };
  const pushed = await table.write({ update: { PK, SK }, set, if: { all: [["WSK", "=", String(WSK)]] } });
  return pushed.ok;
}

/** Rows of a pool that wait for their end. */
const STOCK_ROWS: Readonly<Record<string, string>> = { RES: "reservation", AL: "allotment" };

/** The lane's message for a row, read off its key. */
export async function wake({ PK, SK }: Key, ports: Ports): Promise<void> {
  const [, m = "", kind, id = ""] = PK.split("#");
  const [word, ...rest] = SK.split("#");
  const source = STOCK_ROWS[word ?? ""];
  if (source !== undefined) {
    const body = { v: 1, m, source, id: `${id}|${rest[0] ?? ""}` };
    return ports.queues.send("fanout", [{ body, group: m }]);
  }
  const s = kind === "S" ? id : (rest[0] ?? "");
  const shop = ShopRow.safeParse(await ports.table.get(keys.shop(m, s))).data;
  if (shop === undefined) return;
  const base = { v: 1, m, s };
  const to = (queue: QueueName, body: object) => ports.queues.send(queue, [{ body: { ...base, ...body }, group: s }]);
  if (word === "PUB") return to(`publish:${shop.platform}`, { l: id });
  if (word === "STK") return to(`urgent:${shop.platform}`, { kind: "stock", l: id });
  if (word === "TOK") return to(`pull:${shop.platform}`, { token: true });
  const [orderNo, what, n] = rest;
  const effect = word === "O" ? EFFECTS[what ?? ""] : undefined;
  if (effect !== undefined) return to(`urgent:${shop.platform}`, { kind: effect, orderNo, n });
}

/** Rows below an order whose effects the urgent lane plays. */
const EFFECTS: Readonly<Record<string, string>> = {
  SHIP: "ship",
  V: "redeem",
  LBL: "label",
  LATER: "later",
  ISS: "issue",
  AS: "case",
};
