import type { Row } from "../../adapters/contract.ts";
import { epochMs, later, MINUTE_MS, plus, plusDays, SECOND_MS, startOfDay } from "../../domain/time.ts";
import type { Day } from "../../domain/units.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { queueRows, type OrderRow, type PullServices } from "./queue.ts";
import type { OrderStream } from "./read.ts";
import { rowsOf } from "./rows.ts";
import { syncRowOf } from "./sync-row.ts";
import { cut } from "./windows.ts";

/** A stream whose orders came late waits so much longer before it counts time as read, doubling up to the most. */
const LEAST_MS = MINUTE_MS;
const MOST_MS = 30 * MINUTE_MS;

/** Reads a closed day again, by creation time where the platform has such a list, and queues what we don't have. What came late lengthens `settle` of the streams that missed it. */
export async function readClosedDay(day: Day, shop: OpenShop, services: PullServices): Promise<void> {
  const late = new Set<string>();
  for (const stream of listsOf(shop)) {
    for (const orderNo of await missingOf(day, { shop, stream }, services)) late.add(orderNo);
  }
  if (late.size === 0) return;
  services.ports.log.metric("LateFound", late.size, { platform: shop.row.platform });
  for (const stream of shop.adapter.orders.streams.filter(({ by }) => by === "updated"))
    await lengthen(stream, { shop, found: late.size }, services);
}

/** Lists by creation time show a closed day whole; where there are none, those by change show what moved in it. */
function listsOf({ adapter }: OpenShop): readonly OrderStream[] {
  const created = adapter.orders.streams.filter(({ by }) => by === "created");
  return created.length > 0 ? created : adapter.orders.streams;
}

interface List {
  shop: OpenShop;
  stream: OrderStream;
}

async function missingOf(day: Day, { shop, stream }: List, services: PullServices): Promise<string[]> {
  const { ports } = services;
  const { merchant: m, id: s } = shop.row;
  const { since } = syncRowOf(await ports.table.get(keys.stream(m, s, stream.id)));
  const end = plus(startOfDay(plusDays(day, 1)), -SECOND_MS);
  const horizon = plus(ports.clock.now(), -stream.horizonMs);
  const from = later(later(startOfDay(day), horizon), since ?? horizon);
  const missing: string[] = [];
  for (const window of epochMs(from) < epochMs(end) ? cut(from, end, stream.maxWindowMs) : []) {
    const read = await rowsOf(stream, window, shop);
    if (read.kind !== "rows") continue;
    const unknown = await unknownOf(read.rows, shop, services);
    const unread = await queueRows(unknown, { shop, source: stream.id, window }, services);
    if (unread === null) missing.push(...unknown.flatMap(orderNoOf));
  }
  return missing;
}

/** Rows of orders that we don't have, and rows that can't be read. */
async function unknownOf(rows: readonly OrderRow[], shop: OpenShop, { ports }: PullServices): Promise<OrderRow[]> {
  const { merchant: m, id: s } = shop.row;
  const numbers = [...new Set(rows.flatMap(orderNoOf))];
  const there = await ports.table.batchGet(numbers.map((no) => keys.order(m, s, no)));
  const known = new Set(there.map(({ SK }) => SK));
  return rows.filter((row) => !row.ok || !known.has(keys.order(m, s, row.value.orderNo).SK));
}

function orderNoOf(row: Row<{ orderNo: string }>): string[] {
  return row.ok ? [row.value.orderNo] : [];
}

async function lengthen(
  stream: OrderStream,
  { shop, found }: { shop: OpenShop; found: number },
  { ports }: PullServices,
): Promise<void> {
  const key = keys.stream(shop.row.merchant, shop.row.id, stream.id);
  const { extraSettleMs } = syncRowOf(await ports.table.get(key));
  const set = { extraSettleMs: Math.min(MOST_MS, Math.max(LEAST_MS, 2 * extraSettleMs)) };
  await ports.table.write({ update: key, set, add: { lateFound: found } });
}
