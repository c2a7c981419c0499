import type { FanoutMessage } from "../shared/messages.ts";
import type { Item, Key, Message, Ports, QueueName } from "../shared/ports.ts";
import { goOn } from "../shared/stock/allot.ts";
import { settleGone } from "../shared/stock/lend.ts";
import { letGo } from "../shared/stock/reserve.ts";
import { allItems } from "../shared/store/all-items.ts";
import { keys } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";

/** Tells every publication that a source concerns, then clears the source's mark if it has not changed again. Losing any message loses nothing: tick finds the mark. */
export async function fanOut(message: FanoutMessage, ports: Ports): Promise<void> {
  if (message.source === "reservation" || message.source === "allotment") return ended(message, ports);
  const key = sourceKey(message);
  const source = await ports.table.get(key);
  if (source === null) return;
  if (source["source"] !== undefined) await settleGone(message.m, message.id, ports);
  const concerned = await publicationsOf(message, ports);
  const shops = await shopsOf(message.m, concerned, ports);
  const byQueue = new Map<QueueName, Message[]>();
  for (const { l, s } of concerned) {
    const platform = shops.get(s)?.platform;
    if (platform === undefined) continue;
    const body = { v: 1, m: message.m, l, s, hop: message.hop };
    const add = (queue: QueueName, more: object = {}) =>
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), { body: { ...body, ...more }, group: s }]);
    if (message.source !== "pool" && message.source !== "night") add(`publish:${platform}`);
    // A listing's draws and dates, a shop's pause: stock follows from them too, and a push with nothing to do costs no write.
    add(`urgent:${platform}`, { kind: "stock", ...(message.source === "night" && { rebase: true }) });
  }
  for (const [queue, messages] of byQueue) await ports.queues.send(queue, messages);
  if (message.source !== "night") await clearMark(key, source, ports);
}

/** The time of something held back or moved has come, or its next step is due. */
async function ended({ m, source, id }: FanoutMessage, ports: Ports): Promise<void> {
  const [pool = "", row = ""] = id.split("|");
  if (source === "reservation") await letGo({ m, pool, id: row, due: true }, ports);
  else await goOn({ m, pool, id: row, due: true }, ports);
}

function sourceKey({ source, m, id }: FanoutMessage): Key {
  if (source === "pool") return keys.pool(m, id);
  if (source === "shop" || source === "night") return keys.shop(m, id);
  return keys.head(m, id);
}

interface Publication {
  l: string;
  s: string;
}

async function publicationsOf({ source, m, id }: FanoutMessage, ports: Ports): Promise<Publication[]> {
  if (source === "shop" || source === "night") {
    const items = await allItems({ index: "views", pk: `M#${m}#S#${id}#PUB` }, ports.table);
    return items.map(publicationOf);
  }
  const listings = source === "pool" ? await listingsOf(m, id, ports) : [id];
  const rows = listings.map((l) => allItems({ pk: keys.head(m, l).PK, begins: "PUB#" }, ports.table));
  return (await Promise.all(rows)).flat().map(publicationOf);
}

async function listingsOf(m: string, pool: string, ports: Ports): Promise<string[]> {
  const items = await allItems({ pk: keys.pool(m, pool).PK, begins: "DRAW#" }, ports.table);
  return [...new Set(items.map((item) => String(item["l"])))];
}

function publicationOf({ PK, SK }: Item): Publication {
  return { l: PK.split("#L#")[1] ?? "", s: SK.slice("PUB#".length) };
}

async function shopsOf(m: string, concerned: readonly Publication[], ports: Ports): Promise<Map<string, ShopRow>> {
  const ids = [...new Set(concerned.map(({ s }) => s))];
  const rows = await ports.table.batchGet(ids.map((s) => keys.shop(m, s)));
  return new Map(rows.map((row) => ShopRow.parse(row)).map((row) => [row.id, row]));
}

async function clearMark(key: Key, source: Item, ports: Ports): Promise<void> {
  if (source["WPK"] === undefined) return;
  const ver = Number(source["ver"] ?? 0);
  await ports.table.write({ update: key, remove: ["WPK", "WSK"], if: { all: [["ver", "=", ver]] } });
}
