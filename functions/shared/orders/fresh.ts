import { endingOf, type Ending } from "../endings.ts";
import type { Order } from "../../../domain/order/order.ts";
import { MINUTE_MS, plus } from "../../../domain/time.ts";
import type { Ports } from "../ports.ts";
import type { OpenShop, Shops } from "../shops.ts";
import { keys } from "../store/keys.ts";
import { orderOf } from "../store/rows.ts";
import { ingest } from "./ingest.ts";
import { queuedOrder } from "./queued.ts";

/** Reads an order there now and stores it as any reading; gives the row's order, or why it could not be read. */
export async function freshOrder(
  orderNo: string,
  shop: OpenShop,
  services: { ports: Ports; shops: Shops },
): Promise<{ order: Order } | { ending: Ending }> {
  const { ports } = services;
  const now = ports.clock.now();
  const later = { ending: { state: "waiting", waitFor: "retry", next: plus(now, MINUTE_MS) } } as const;
  const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
  const unread = endingOf(read, { now, tries: 0, settle: "idempotent", readLagMs: shop.adapter.find.readLagMs });
  if (unread !== null) return { ending: unread };
  if (read.kind !== "done" || read.value === null || !read.value.ok) return later;
  const { merchant: m, id: s } = shop.row;
  const stored = await ingest([await queuedOrder(read.value.value, { m, s, raw: null }, services)], ports);
  if (stored.again.length + stored.defects.length > 0) return later;
  const item = await ports.table.get(keys.order(m, s, orderNo));
  return item === null ? later : { order: orderOf(item) };
}
