import {
  isNewer,
  mergeCase,
  mergeChild,
  mergeOrder,
  snapshotHash,
  type Snapshot,
} from "../../../domain/order/merge.ts";
import type { Binding, Order } from "../../../domain/order/order.ts";
import { letsGo, stubOrder } from "../../../domain/order/split.ts";
import { msBetween, SECOND_MS } from "../../../domain/time.ts";
import type { CaseMessage, OrderMessage, Reading } from "../messages.ts";
import type { Item, Key } from "../ports.ts";
import { keys } from "../store/keys.ts";
import { bindingOf, orderOf, ShopRow } from "../store/rows.ts";
import { isNewerCase, markOf } from "./cases.ts";

/** An order of a batch: as stored, and as the batch's readings make it. `before` is its row. */
export interface Held {
  m: string;
  shop: ShopRow;
  orderNo: string;
  before: Item | null;
  stored: Order | null;
  next: Order | null;
  /** The reading whose receiver is to be kept. */
  sealed: string | null;
  /** Must be written together with another row: a parent with its child, an order with its case. */
  linked: boolean;
}
/** Readings merged over what is stored; nothing is written yet. */
export interface Batch {
  rows: ReadonlyMap<string, Item>;
  orders: Map<string, Held>;
  cases: { message: CaseMessage; row: Item | undefined }[];
  /** Erased orders whose receivers came along again. */
  erased: Held[];
  /** Read twice within moments, with different content under one time of change: one of the readings was taken in between. */
  doubtful: Held[];
}

/** A name for the row of a key. */
export function nameOfKey({ PK, SK }: Key): string {
  return `${PK}\u0000${SK}`;
}

/** The rows that a reading is judged by. */
export function keysFor(reading: Reading): Key[] {
  const { m, s } = reading;
  if (reading.kind === "case") {
    const { orderNo, caseNo } = reading.afterSale;
    return [keys.shop(m, s), keys.order(m, s, orderNo), keys.afterSale(m, s, orderNo, caseNo)];
  }
  const { orderNo, parentOrderNo, lines } = reading.snapshot;
  const skus = lines.flatMap((line) => [
    ...(line.merchantKey === null ? [] : [keys.sku(m, line.merchantKey)]),
    keys.shopSku(m, s, line.platformSkuId),
  ]);
  const parent = parentOrderNo === null ? [] : [keys.order(m, s, parentOrderNo)];
  return [keys.order(m, s, orderNo), keys.shop(m, s), ...parent, ...skus];
}

/** A batch with nothing merged yet. */
export function batchOver(items: readonly Item[]): Batch {
  const rows = new Map(items.map((item) => [nameOfKey(item), item]));
  return { rows, orders: new Map(), cases: [], erased: [], doubtful: [] };
}

/** Merges one reading. Throws for content that does not fit its type: that message's defect. */
export function mergeReading(batch: Batch, reading: Reading): void {
  if (reading.kind === "case") mergeCaseReading(batch, reading);
  else mergeOrderReading(batch, reading);
}

function heldOf(batch: Batch, { m, s, orderNo }: { m: string; s: string; orderNo: string }): Held {
  const key = keys.order(m, s, orderNo);
  const there = batch.orders.get(nameOfKey(key));
  if (there !== undefined) return there;
  const before = batch.rows.get(nameOfKey(key)) ?? null;
  const shop = ShopRow.parse(batch.rows.get(nameOfKey(keys.shop(m, s))));
  const stored = before === null ? null : orderOf(before);
  const held: Held = { m, shop, orderNo, before, stored, next: null, sealed: null, linked: false };
  batch.orders.set(nameOfKey(key), held);
  return held;
}

function mergeOrderReading(batch: Batch, message: OrderMessage): void {
  const { m, s, snapshot, readAt } = message;
  const held = heldOf(batch, { m, s, orderNo: snapshot.orderNo });
  const current = held.next ?? held.stored;
  // Of an erased order nothing is known of the buyer any more; its refunds, holds and claims stay true.
  const erased = current?.erased === true;
  if (erased && message.sealed !== null) batch.erased.push(held);
  const { receiverVersion, sealed } = erased ? { receiverVersion: null, sealed: null } : message;
  const reading: Snapshot = { order: snapshot, readAt, receiverVersion };
  const bindings = bindingsOf(batch, message);
  if (current !== null && !worthStoring(current, reading, bindings)) return;
  if (current !== null && isDoubtful(current, reading)) batch.doubtful.push(held);
  held.next = mergeOrder(current, reading, { bindings, stockFrom: held.shop.stockFrom });
  held.sealed = sealed;
  if (snapshot.parentOrderNo !== null) takeFromParent(batch, { m, s, orderNo: snapshot.parentOrderNo }, held.next);
}

/** In the same transaction, so that nothing is let go before the child holds it. A parent not read yet gets a row that waits for it. */
function takeFromParent(batch: Batch, of: { m: string; s: string; orderNo: string }, child: Order): void {
  const parent = heldOf(batch, of);
  const current = parent.next ?? parent.stored ?? stubOrder(of.orderNo, child.readAt);
  const next = mergeChild(current, child, parent.shop.stockFrom);
  if (JSON.stringify(next.children) === JSON.stringify(current.children)) return;
  parent.next = next;
  parent.linked = true;
  heldOf(batch, { ...of, orderNo: child.orderNo }).linked = true;
}

function mergeCaseReading(batch: Batch, message: CaseMessage): void {
  const { m, s, afterSale, readAt } = message;
  const row = batch.rows.get(nameOfKey(keys.afterSale(m, s, afterSale.orderNo, afterSale.caseNo)));
  if (!isNewerCase(row, message)) return;
  const held = heldOf(batch, { m, s, orderNo: afterSale.orderNo });
  const current = held.next ?? held.stored ?? stubOrder(afterSale.orderNo, readAt);
  held.next = mergeCase(current, markOf(afterSale));
  held.linked = true;
  batch.cases.push({ message, row });
}

function bindingsOf({ rows }: Batch, { m, s, snapshot }: OrderMessage): Map<string, Binding | null> {
  return new Map(
    snapshot.lines.map((line) => {
      const byShop = bindingOf(rows.get(nameOfKey(keys.shopSku(m, s, line.platformSkuId))));
      const byKey = line.merchantKey === null ? null : bindingOf(rows.get(nameOfKey(keys.sku(m, line.merchantKey))));
      return [line.lineNo, byShop ?? byKey] as const;
    }),
  );
}

/** Equal content is news only where a line can be bound now, claims wait to be applied, or a parent's rest may be let go. What is older than the row never is. */
function worthStoring(stored: Order, reading: Snapshot, bindings: ReadonlyMap<string, Binding | null>): boolean {
  // Equal content of a later time counts too: else a delayed reading of what was between would pass for the newest.
  if (isNewer(stored, reading)) return true;
  if (snapshotHash(reading) !== stored.hash) return false;
  const canBind = stored.lines.some(({ binding, lineNo }) => binding === null && bindings.get(lineNo) != null);
  return canBind || stored.applied !== null || letsGo(stored, reading.readAt);
}

const DOUBT_MS = 5 * SECOND_MS;

function isDoubtful(stored: Order, { order, readAt }: Snapshot): boolean {
  if (stored.hash === "" || stored.updatedAt === null || stored.updatedAt !== order.updatedAt) return false;
  return Math.abs(msBetween(stored.readAt, readAt)) <= DOUBT_MS;
}
