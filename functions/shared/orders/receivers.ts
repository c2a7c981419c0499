import { DAY_MS, epochMs } from "../../../domain/time.ts";
import type { Order } from "../../../domain/order/order.ts";
import type { Ports } from "../ports.ts";
import { keys } from "../store/keys.ts";
import { nameOfKey, type Batch, type Held } from "./merging.ts";

const RECEIVER_DAYS = 90;

/**
 * Receivers before orders: a crash between leaves a receiver without an order, gone by its time to live. An erased order's stays
 * erased, also where an earlier try has just put it back, and where a restore has lost the order itself: its tombstone is asked.
 */
export async function keepReceivers({ orders, erased }: Batch, ports: Ports): Promise<void> {
  const fresh = [...orders.values()].filter(isFresh);
  const there = fresh.length === 0 ? [] : await ports.receivers.batchGet(fresh.map(keyOf));
  const tombs = new Set(there.filter((row) => row["erased"] === true).map(nameOfKey));
  const isErased = (held: Held) => tombs.has(nameOfKey(keyOf(held)));
  for (const held of fresh.filter(isErased)) if (held.next !== null) held.next = withoutBuyer(held.next);
  const ttl = Math.floor((epochMs(ports.clock.now()) + RECEIVER_DAYS * DAY_MS) / 1_000);
  const items = fresh.filter((held) => !isErased(held)).map((held) => ({ ...keyOf(held), sealed: held.sealed, ttl }));
  const again = erased.map((held) => ({ ...keyOf(held), erased: true }));
  if (items.length + again.length > 0) await ports.receivers.batchPut([...items, ...again]);
}

function withoutBuyer(order: Order): Order {
  return { ...order, erased: true, receiverVersion: null };
}

function isFresh({ stored, next, sealed }: Held): boolean {
  return sealed !== null && next !== null && (stored === null || stored.receiverVersion !== next.receiverVersion);
}

function keyOf({ m, shop, orderNo }: Held) {
  return keys.order(m, shop.id, orderNo);
}
