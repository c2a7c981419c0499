import { MINUTE_MS, plus } from "../../domain/time.ts";
import type { Item, Ports, QueueName } from "../shared/ports.ts";
import { keys, WORK_SHARDS } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";
import { isTight } from "./tight.ts";

const PUSH_ON_MS = 5 * MINUTE_MS;

/** Wakes every row whose time has come, oldest first. */
export async function dueRows(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (let shard = 0; shard < WORK_SHARDS; shard++) {
    const { items } = await ports.table.query({ index: "work", pk: `W#due#${shard}`, upTo: now, limit: 200 });
    for (const item of items) {
      if (isTight(ports)) return;
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

/** Rows of a pool that wait for their end. */
const STOCK_ROWS: Readonly<Record<string, string>> = { RES: "reservation", AL: "allotment" };

/** The lane's message for a row, read off its key. */
async function wake({ PK, SK }: Item, ports: Ports): Promise<void> {
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
const EFFECTS: Readonly<Record<string, string>> = { SHIP: "ship", V: "redeem", ISS: "issue", AS: "case" };
