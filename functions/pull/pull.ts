import * as z from "zod";
import { gzipSync } from "node:zlib";
import type { PlatformOrder, Row } from "../../adapters/contract.ts";
import { hashOf } from "../../domain/hash.ts";
import { MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { OrderMessage, PullMessage } from "../shared/messages.ts";
import type { Message, Ports } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { offerLink, takeCode } from "./authorize.ts";
import { rowsOf } from "./rows.ts";
import { identify, readWares } from "./shop.ts";
import { askAgain, readForStock } from "./stock.ts";
import { windowsFrom, type Window } from "./windows.ts";

export interface PullServices {
  ports: Ports;
  shops: Shops;
}
type OrderRow = Row<PlatformOrder | { orderNo: string }>;

/** Reads one stream of a shop to now, or one order. Coverage grows only when every row of a window is queued or set aside. */
export async function pull(message: PullMessage, services: PullServices): Promise<void> {
  const shop = await services.shops.open(message.m, message.s, "pull");
  if (message.identify === true) return identify(shop, services.ports);
  if (message.authorize === "link") return offerLink(shop, services.ports);
  if (message.authorize === "code") return takeCode(shop, services);
  if (message.wares === true) return readWares(shop, services.ports);
  if (message.token === true) return shop.tokens.renewIfDue();
  if (message.order !== undefined) return pullOne(message.order, shop, services);
  if (message.stream !== undefined) return pullStream(message.stream, { shop, message }, services);
}

const SyncRow = z.object({
  to: z
    .custom<Instant>((v) => typeof v === "string")
    .nullable()
    .default(null),
  leaseId: z.string().optional(),
  leaseUntil: z.string().optional(),
});

interface Pulling {
  shop: OpenShop;
  message: PullMessage;
}

async function pullStream(id: string, { shop, message }: Pulling, { ports, shops }: PullServices): Promise<void> {
  const stream = shop.adapter.orders.streams.find((one) => one.id === id);
  if (stream === undefined) throw new Error(`${shop.adapter.id} has no stream ${id}`);
  const key = keys.stream(message.m, message.s, id);
  const leaseId = ports.ids.id();
  const now = ports.clock.now();
  const free = { any: [[["leaseId", "absent"]], [["leaseUntil", "<", now]]] } as const;
  const leased = await ports.table.write({
    update: key,
    set: { leaseId, leaseUntil: plus(ports.deadline(), 5_000) },
    if: free,
  });
  if (!leased.ok) return askAgain(message, shop, ports);
  const covered = SyncRow.parse(leased.item ?? {}).to;
  const { windows, gap } = windowsFrom(covered, now, stream);
  if (gap !== null) await showGap(key, gap, ports);
  const end = await readWindows(windows, { stream, shop, message, covered }, { ports, shops });
  const worth =
    end.to !== covered &&
    (end.rows > 0 || covered === null || end.to === null || msBetween(covered, end.to) > 30 * MINUTE_MS);
  await ports.table.write({
    update: key,
    ...(worth && { set: { to: end.to, ...(end.rows > 0 && { lastChange: now }) } }),
    remove: ["leaseId", "leaseUntil"],
    if: { all: [["leaseId", "=", leaseId]] },
  });
  if (end.more) {
    const body = { v: 1, m: message.m, s: message.s, stream: id, hop: message.hop, stock: message.stock };
    await ports.queues.send(`pull:${shop.row.platform}`, [{ body, group: message.s, delayMs: end.waitMs }]);
  } else if (end.whole) await readForStock({ since: now, rows: end.rows }, { shop, message }, ports);
}

type AnyStream = OpenShop["adapter"]["orders"]["streams"][number];
interface Reading extends Pulling {
  stream: AnyStream;
  covered: Instant | null;
}

/** Reads windows oldest first until one fails or time runs out; the last complete one counts. */
async function readWindows(windows: readonly Window[], reading: Reading, services: PullServices) {
  const { ports } = services;
  let to = reading.covered;
  let rows = 0;
  for (const window of windows) {
    const tight = msBetween(ports.clock.now(), ports.deadline()) < 15_000;
    if (tight) return { to, rows, more: true, whole: false, waitMs: 0 };
    const read = await rowsOf(reading.stream, window, { shop: reading.shop, now: ports.clock.now() });
    if (read.kind === "ending") {
      const waitMs =
        read.ending.state === "waiting" ? Math.max(1_000, msBetween(ports.clock.now(), read.ending.next)) : MINUTE_MS;
      const more = read.ending.state === "waiting";
      return { to, rows, more, whole: false, waitMs: Math.min(waitMs, 15 * MINUTE_MS) };
    }
    if (read.kind === "gap") {
      await showGap(
        keys.stream(reading.message.m, reading.message.s, reading.stream.id),
        { ...window, why: read.why },
        ports,
      );
    } else {
      rows += read.rows.length;
      const queued = await queueRows(read.rows, reading, services);
      if (!queued) return { to, rows, more: true, whole: false, waitMs: 2_000 };
    }
    if (!window.tail) to = window.to;
  }
  return { to, rows, more: false, whole: true, waitMs: 0 };
}

/** Every row of a window to the queue or aside. False: a row's detail could not be read now. */
async function queueRows(
  rows: readonly OrderRow[],
  { shop, message, stream }: Reading,
  { ports, shops }: PullServices,
): Promise<boolean> {
  const whole: Row<PlatformOrder>[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (!row.ok) whole.push(row);
    else if ("lines" in row.value) whole.push({ ok: true, value: row.value });
    else if (!seen.has(row.value.orderNo)) {
      seen.add(row.value.orderNo);
      const orderNo = row.value.orderNo;
      const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
      if (read.kind !== "done") return false;
      if (read.value !== null) whole.push(read.value);
    }
  }
  await queueOrders(whole, { shop, message, source: stream.id }, { ports, shops });
  return true;
}

async function pullOne(orderNo: string, shop: OpenShop, services: PullServices): Promise<void> {
  const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
  if (read.kind !== "done" || read.value === null) return;
  const message = { v: 1, m: shop.row.merchant, s: shop.row.id, hop: 0 };
  await queueOrders([read.value], { shop, message, source: "one" }, services);
}

interface Source extends Pulling {
  source: string;
}

/** Splits order and receiver, seals the receiver before anything stores it, keeps the raw page without receivers, and queues. */
export async function queueOrders(
  rows: readonly Row<PlatformOrder>[],
  { shop, message, source }: Source,
  { ports, shops }: PullServices,
): Promise<void> {
  if (rows.length === 0) return;
  const readAt = ports.clock.now();
  const messages: Message[] = [];
  const raw: unknown[] = [];
  const rawName = `raw/${message.m}/${message.s}/${readAt.slice(0, 10)}/${readAt.slice(11)}-${ports.ids.id()}.json.gz`;
  for (const row of rows) {
    if (!row.ok) {
      await setAside(row, { shop, message, source }, { ports, shops });
      continue;
    }
    const body = await queuedOrder(
      row.value,
      { m: message.m, s: message.s, raw: `${rawName}#${raw.length}` },
      { ports, shops },
    );
    messages.push({ body, group: message.s });
    raw.push(body.snapshot);
  }
  if (raw.length > 0) await ports.blob.put(rawName, gzipSync(Buffer.from(JSON.stringify(raw))));
  await ports.queues.send("orders", messages);
}

/** One reading as it travels: the receiver split off and sealed, its version a keyed hash. */
export async function queuedOrder(
  read: PlatformOrder,
  of: { m: string; s: string; raw: string | null },
  { ports, shops }: PullServices,
): Promise<OrderMessage> {
  const { receiver, buyerNote, ...snapshot } = read;
  const { m, s, raw } = of;
  const base = { v: 1, m, s, hop: 0, kind: "order", readAt: ports.clock.now(), snapshot, raw } as const;
  if (receiver === null && buyerNote === null) return { ...base, sealed: null, receiverVersion: null };
  const sealed = await shops.sealer.seal(m, `receiver|${s}|${snapshot.orderNo}`, { receiver, buyerNote });
  const place = receiver === null ? null : [receiver.name, receiver.phone, receiver.region, receiver.address];
  return { ...base, sealed, receiverVersion: await shops.sealer.mark(m, place) };
}

/** A row that cannot be read is kept, sealed, with the reason; a person or a mended parser takes it up. */
async function setAside(
  row: { raw: string; why: string },
  { shop, message, source }: Source,
  { ports, shops }: PullServices,
): Promise<void> {
  const now = ports.clock.now();
  const key = keys.setAside(message.m, message.s, source, hashOf(row.raw).slice(0, 24));
  const sealed = await shops.sealer.seal(message.m, `aside|${message.s}`, row.raw);
  await ports.table.write({
    put: { ...key, sealed, why: row.why.slice(0, 300), at: now, ...work.todo(message.m, now) },
  });
  ports.log.metric("SetAside", 1, { platform: shop.row.platform });
}

async function showGap(
  key: { PK: string; SK: string },
  gap: { from: Instant; to: Instant; why?: string },
  ports: Ports,
): Promise<void> {
  const text = JSON.stringify({ from: gap.from, to: gap.to, why: gap.why ?? "older than the platform's horizon" });
  await ports.table.write({ update: key, set: { [`gap_${gap.from}`]: text } });
  ports.log.metric("CoverageGaps", 1);
}
