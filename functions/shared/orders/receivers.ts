import { DAY_MS, epochMs } from "../../../domain/time.ts";
import type { Ports } from "../ports.ts";
import { keys } from "../store/keys.ts";
import type { Batch } from "./merging.ts";

const RECEIVER_DAYS = 90;

/** Receivers before orders: a crash between leaves a receiver without an order, gone by its time to live. An erased order's stays erased, also where an earlier try has just put it back. */
export async function keepReceivers({ orders, erased }: Batch, ports: Ports): Promise<void> {
  const ttl = Math.floor((epochMs(ports.clock.now()) + RECEIVER_DAYS * DAY_MS) / 1_000);
  const items = [...orders.values()].flatMap(({ m, shop, orderNo, stored, next, sealed }) => {
    const same = stored !== null && stored.receiverVersion === next?.receiverVersion;
    return sealed === null || next === null || same ? [] : [{ ...keys.order(m, shop.id, orderNo), sealed, ttl }];
  });
  const tombs = erased.map(({ m, shop, orderNo }) => ({ ...keys.order(m, shop.id, orderNo), erased: true }));
  if (items.length + tombs.length > 0) await ports.receivers.batchPut([...items, ...tombs]);
}
