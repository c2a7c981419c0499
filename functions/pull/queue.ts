import { gzipSync } from "node:zlib";
import type { PlatformOrder, Row } from "../../adapters/contract.ts";
import { hashOf } from "../../domain/hash.ts";
import type { Message, Ports } from "../shared/ports.ts";
import { queuedOrder } from "../shared/orders/queued.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { unreadOf, type Unread } from "./unread.ts";

export interface PullServices {
  ports: Ports;
  shops: Shops;
}
/** What a list gives of an order: the whole, or a hint that it must be read. */
export type OrderRow = Row<PlatformOrder | { orderNo: string }>;
/** Where rows came from; `source` names the stream. */
export interface Source {
  shop: OpenShop;
  source: string;
}
/** Every row of a window to the queue or aside. Not null: a row's detail could not be read now, and the window is not complete. */
export async function queueRows(
  rows: readonly OrderRow[],
  source: Source,
  services: PullServices,
): Promise<Unread | null> {
  const whole: Row<PlatformOrder>[] = [];
  const hints = new Set<string>();
  for (const row of rows) {
    if (!row.ok) whole.push(row);
    else if ("lines" in row.value) whole.push({ ok: true, value: row.value });
    else hints.add(row.value.orderNo);
  }
  for (const orderNo of hints) {
    const read = await detailOf(orderNo, source.shop);
    if (read.kind === "unread") return read;
    if (read.row !== null) whole.push(read.row);
  }
  await queueOrders(whole, source, services);
  return null;
}

/** An order that the platform lists and will never show is set aside as any row that cannot be read; its page goes on. */
async function detailOf(
  orderNo: string,
  shop: OpenShop,
): Promise<{ kind: "read"; row: Row<PlatformOrder> | null } | Unread> {
  const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
  if (read.kind === "done") return { kind: "read", row: read.value };
  if (read.kind === "failed" && read.failure.kind === "permanent") {
    const raw = JSON.stringify({ orderNo });
    return { kind: "read", row: { ok: false, raw, why: `its detail is refused: ${read.failure.code}` } };
  }
  return unreadOf(read);
}

/** Splits order and receiver, seals the receiver before anything stores it, keeps the raw page without receivers, and queues. */
export async function queueOrders(
  rows: readonly Row<PlatformOrder>[],
  source: Source,
  services: PullServices,
): Promise<void> {
  if (rows.length === 0) return;
  const { ports } = services;
  const { merchant: m, id: s } = source.shop.row;
  const readAt = ports.clock.now();
  const messages: Message[] = [];
  const raw: unknown[] = [];
  const rawName = `raw/${m}/${s}/${readAt.slice(0, 10)}/${readAt.slice(11)}-${ports.ids.id()}.json.gz`;
  for (const row of rows) {
    if (!row.ok) {
      await setAside(row, source, services);
      continue;
    }
    const body = await queuedOrder(row.value, { m, s, raw: `${rawName}#${raw.length}` }, services);
    messages.push({ body, group: s });
    raw.push(body.snapshot);
  }
  if (raw.length > 0) await ports.blob.put(rawName, gzipSync(Buffer.from(JSON.stringify(raw))));
  await ports.queues.send("orders", messages);
}

/** A row that cannot be read is kept, sealed, with the reason; a person or a mended parser takes it up. */
async function setAside(
  row: { raw: string; why: string },
  { shop, source }: Source,
  { ports, shops }: PullServices,
): Promise<void> {
  const now = ports.clock.now();
  const { merchant: m, id: s, platform } = shop.row;
  const key = keys.setAside(m, s, source, hashOf(row.raw).slice(0, 24));
  const sealed = await shops.sealer.seal(m, `aside|${s}`, row.raw);
  await ports.table.write({
    update: key,
    set: { sealed, why: row.why.slice(0, 300) },
    default: { at: now, ...work.todo(m, now) },
  });
  ports.log.metric("SetAside", 1, { platform });
}
