import { allClaims, movesBetween, type PoolMove } from "../../domain/order/claims.ts";
import { isNewer, mergeOrder, snapshotHash, type Snapshot } from "../../domain/order/merge.ts";
import type { Order } from "../../domain/order/order.ts";
import { DAY_MS, epochMs, plus } from "../../domain/time.ts";
import type { OrderMessage } from "../shared/messages.ts";
import type { Item, Key, Message, Ports, Write } from "../shared/ports.ts";
import { poolUpdates, type Stored } from "../shared/stock/moves.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { bindingOf, orderBody, orderOf, ShopRow } from "../shared/store/rows.ts";

/** Stores a batch of readings. The newest snapshot of each order wins; stock moves by the difference of claims in the same transaction; nothing about stock stops an order. Gives back the messages that must come again. */
export async function ingest(messages: readonly OrderMessage[], ports: Ports): Promise<OrderMessage[]> {
  const newest = newestOf(messages);
  let open = newest;
  for (let tries = 0; open.length > 0 && tries < TRIES; tries++) {
    if (tries > 0) await ports.clock.wait(20 * 2 ** tries + 30 * ports.random.next());
    open = await pass(open, tries > 0, ports);
  }
  const failed = new Set(open.map(nameOf));
  return messages.filter((message) => failed.has(nameOf(message)));
}

const TRIES = 6;
/** DynamoDB takes 100 items a transaction; ten orders and their pools stay far below. */
const TOGETHER = 10;
const RECEIVER_DAYS = 90;

function nameOf({ m, s, snapshot }: OrderMessage): string {
  return `${m}|${s}|${snapshot.orderNo}`;
}

function newestOf(messages: readonly OrderMessage[]): OrderMessage[] {
  const best = new Map<string, OrderMessage>();
  for (const message of messages) {
    const there = best.get(nameOf(message));
    const later = there === undefined || stamp(message) > stamp(there);
    if (later) best.set(nameOf(message), message);
  }
  return [...best.values()];
}

function stamp({ snapshot, readAt }: OrderMessage): string {
  return `${snapshot.updatedAt ?? ""}|${readAt}`;
}

interface Change {
  message: OrderMessage;
  before: Item | null;
  order: Order;
  moves: readonly PoolMove[];
  shop: ShopRow;
}

/** One reading, merging and writing of orders; gives back those that lost a race. `singly`: after a lost race. */
async function pass(messages: readonly OrderMessage[], singly: boolean, ports: Ports): Promise<OrderMessage[]> {
  const found = await ports.table.batchGet(unique(messages.flatMap(keysFor)), { eventual: !singly });
  const byKey = new Map(found.map((item) => [nameOfKey(item), item]));
  const changes = messages.map((message) => changeOf(message, byKey)).filter((change) => change !== null);
  await sealedFirst(changes, ports);
  const groups = singly ? changes.map((change) => [change]) : chunks(changes, TOGETHER);
  const lost: OrderMessage[] = [];
  for (const group of groups) {
    const ok = await writeGroup(group, ports);
    if (ok) await tellPools(group, ports);
    else lost.push(...group.map(({ message }) => message));
  }
  return lost;
}

function keysFor({ m, s, snapshot }: OrderMessage): Key[] {
  const skus = snapshot.lines.flatMap((line) => [
    ...(line.merchantKey === null ? [] : [keys.sku(m, line.merchantKey)]),
    keys.shopSku(m, s, line.platformSkuId),
  ]);
  return [keys.order(m, s, snapshot.orderNo), keys.shop(m, s), ...skus];
}

function changeOf(message: OrderMessage, byKey: ReadonlyMap<string, Item>): Change | null {
  const { m, s, snapshot } = message;
  const row = (key: Key) => byKey.get(nameOfKey(key));
  const before = row(keys.order(m, s, snapshot.orderNo)) ?? null;
  const stored = before === null ? null : orderOf(before);
  const shop = ShopRow.parse(row(keys.shop(m, s)));
  const reading: Snapshot = { order: snapshot, readAt: message.readAt, receiverVersion: message.receiverVersion };
  if (stored !== null && (stored.erased || !worthStoring(stored, reading))) return null;
  const bindings = new Map(
    snapshot.lines.map((line) => {
      const byShop = bindingOf(row(keys.shopSku(m, s, line.platformSkuId)));
      const byKeyRow = line.merchantKey === null ? null : bindingOf(row(keys.sku(m, line.merchantKey)));
      return [line.lineNo, byShop ?? byKeyRow] as const;
    }),
  );
  const order = mergeOrder(stored, reading, { bindings, stockFrom: shop.stockFrom });
  const moves = movesBetween(allClaims(stored?.lines ?? []), allClaims(order.lines));
  return { message, before, order, moves, shop };
}

function worthStoring(stored: Order, reading: Snapshot): boolean {
  if (snapshotHash(reading) === stored.hash && stored.lines.every((line) => line.binding !== null)) return false;
  return isNewer(stored, reading) || stored.lines.some((line) => line.binding === null);
}

/** Receivers before orders: a crash between leaves a receiver without an order, gone by its time to live. */
async function sealedFirst(changes: readonly Change[], ports: Ports): Promise<void> {
  const ttl = Math.floor((epochMs(ports.clock.now()) + RECEIVER_DAYS * DAY_MS) / 1_000);
  const items = changes.flatMap(({ message: { m, s, snapshot, sealed, receiverVersion }, before }) => {
    const same = before !== null && orderOf(before).receiverVersion === receiverVersion;
    return sealed === null || same ? [] : [{ ...keys.order(m, s, snapshot.orderNo), sealed, ttl }];
  });
  await ports.receivers.batchPut(items);
}

async function writeGroup(group: readonly Change[], ports: Ports): Promise<boolean> {
  const orders = group.map((change) => orderWrite(change));
  const pools = await poolUpdates(group.map(storedOf), ports);
  const [only] = orders;
  if (pools.length === 0 && orders.length === 1 && only !== undefined) {
    const written = await ports.table.write(only);
    return written.ok || landedBefore(group[0], written.old);
  }
  if (pools.length === 0) return writeEach(group, ports);
  const done = await ports.table.transact([...orders, ...pools]);
  return done.ok;
}

function storedOf({ message, before, order, moves, shop }: Change): Stored {
  return { m: message.m, shop, before: before === null ? null : orderOf(before), after: order, moves };
}

async function writeEach(group: readonly Change[], ports: Ports): Promise<boolean> {
  let ok = true;
  for (const change of group) {
    const written = await ports.table.write(orderWrite(change));
    ok &&= written.ok || landedBefore(change, written.old);
  }
  return ok;
}

/** A retry of the SDK may meet its own first try: the row that refused is already what we wanted to write. */
function landedBefore(change: Change | undefined, old: Item | null): boolean {
  return old !== null && change !== undefined && orderOf(old).hash === change.order.hash;
}

function orderWrite({ message: { m, s }, before, order }: Change): Write {
  const ver = Number(before?.["ver"] ?? 0);
  const index = order.ended
    ? views.endedOrder(m, order.placedAt)
    : work.orderDue(m, order.shipBy?.at ?? plus(order.placedAt, DAY_MS));
  const hot = {
    pay: order.pay,
    upd: order.updatedAt,
    readAt: order.readAt,
    open: !order.ended,
    holds: order.holds.length,
  };
  const put = { ...keys.order(m, s, order.orderNo), ...hot, ver: ver + 1, body: orderBody(order), ...index };
  return { put, if: { all: before === null ? [["PK", "absent"]] : [["ver", "=", ver]] } };
}

/** Other shops show less as soon as may be; the mark on the pool is the net where this message is lost. */
async function tellPools(group: readonly Change[], ports: Ports): Promise<void> {
  const pools = new Map<string, Message>();
  for (const { message, moves } of group) {
    for (const { pool } of moves) {
      pools.set(`${message.m}|${pool}`, {
        body: { v: 1, m: message.m, source: "pool", id: pool, hop: 0 },
        group: message.m,
      });
    }
  }
  if (pools.size > 0) await ports.queues.send("fanout", [...pools.values()]);
}

function nameOfKey({ PK, SK }: Key): string {
  return `${PK}\u0000${SK}`;
}

function unique(all: readonly Key[]): Key[] {
  return [...new Map(all.map((key) => [nameOfKey(key), key])).values()];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
