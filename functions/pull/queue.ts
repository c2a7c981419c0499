import { gzipSync } from "node:zlib";
import type { AfterSaleCase, PlatformOrder, Row } from "../../adapters/contract.ts";
import { hashOf } from "../../domain/hash.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { Instant } from "../../domain/units.ts";
import { atMost } from "../shared/at-once.ts";
import type { Message, Ports } from "../shared/ports.ts";
import { queuedCase, queuedOrder } from "../shared/orders/queued.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { unreadOf, type Unread } from "./unread.ts";

export interface PullServices {
  ports: Ports;
  shops: Shops;
}
/** What a list gives of an order or a case: the whole, or a hint that it must be read. */
export type Listed = PlatformOrder | { orderNo: string } | AfterSaleCase | { caseNo: string };
export type ListRow = Row<Listed>;
export type OrderRow = Row<PlatformOrder | { orderNo: string }>;
type Whole = Row<PlatformOrder | AfterSaleCase>;
/** Where rows came from; `source` names the stream, and `window` the time of it that was read. */
export interface Source {
  shop: OpenShop;
  source: string;
  window?: { from: Instant; to: Instant };
}
/** Every row of a window to the queue or aside. Not null: a row's detail could not be read now, and the window is not complete. */
export async function queueRows(
  rows: readonly ListRow[],
  source: Source,
  services: PullServices,
): Promise<Unread | null> {
  const whole: Whole[] = [];
  const hints = new Map<string, Hint>();
  for (const row of rows) {
    const read = row.ok ? wholeOf(row.value) : null;
    if (!row.ok) whole.push(row);
    else if (read !== null) whole.push({ ok: true, value: read });
    else hints.set(JSON.stringify(row.value), row.value);
  }
  const unread: Unread[] = [];
  const details = await atMost(DETAILS_AT_ONCE, [...hints.values()], async (hint) => {
    if (unread.length > 0) return null;
    const read = await detailOf(hint, source.shop);
    if (read.kind === "read") return read.row;
    unread.push(read);
    return null;
  });
  const [first = null] = unread;
  if (first !== null) return first;
  await queueReadings([...whole, ...details.filter((row) => row !== null)], source, services);
  return null;
}

/** Where a list gives numbers only, each order is a call: one after the other would leave a platform's leave unused. */
const DETAILS_AT_ONCE = 8;
type Hint = { orderNo: string } | { caseNo: string };

function wholeOf(listed: Listed): PlatformOrder | AfterSaleCase | null {
  return "lines" in listed || "answers" in listed ? listed : null;
}

/** What the platform lists and will never show is set aside as any row that cannot be read; its page goes on. */
async function detailOf(
  hint: Hint,
  { adapter, door }: OpenShop,
): Promise<{ kind: "read"; row: Whole | null } | Unread> {
  const { afterSale, orders } = adapter;
  const read = await door.ask(async (x): Promise<Whole | null> => {
    if (!("caseNo" in hint)) return orders.read(hint.orderNo, x);
    return isAbsent(afterSale) ? null : afterSale.read(hint.caseNo, x);
  });
  if (read.kind === "done") return { kind: "read", row: read.value };
  if (read.kind === "failed" && read.failure.kind === "permanent") {
    const why = `its detail is refused: ${read.failure.code}`;
    return { kind: "read", row: { ok: false, raw: JSON.stringify(hint), why } };
  }
  return unreadOf(read);
}

/** Splits order and receiver, seals the receiver before anything stores it, keeps the raw page without receivers, and queues. */
export async function queueReadings(rows: readonly Whole[], source: Source, services: PullServices): Promise<void> {
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
    const of = { m, s, raw: `${rawName}#${raw.length}` };
    const body = "lines" in row.value ? await queuedOrder(row.value, of, services) : queuedCase(row.value, of, ports);
    messages.push({ body, group: s });
    raw.push(body.kind === "order" ? body.snapshot : body.afterSale);
  }
  if (raw.length > 0) await ports.blob.put(rawName, gzipSync(Buffer.from(JSON.stringify(raw))));
  await ports.queues.send("orders", messages);
}

/** A row that cannot be read is kept, sealed, with the reason; a person or a mended parser takes it up. */
async function setAside(
  row: { raw: string; why: string },
  { shop, source, window }: Source,
  { ports, shops }: PullServices,
): Promise<void> {
  const now = ports.clock.now();
  const { merchant: m, id: s, platform } = shop.row;
  const key = keys.setAside(m, s, source, hashOf(row.raw).slice(0, 24));
  const sealed = await shops.sealer.seal(m, `aside|${s}`, row.raw);
  await ports.table.write({
    update: key,
    set: { sealed, why: row.why.slice(0, 300), ...(window && { from: window.from, to: window.to }) },
    default: { at: now, ...work.todo(m, now) },
  });
  ports.log.metric("SetAside", 1, { platform });
}
