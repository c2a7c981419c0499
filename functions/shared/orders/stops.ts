import type { Order } from "../../../domain/order/order.ts";
import type { Item, Ports, Update } from "../ports.ts";
import { keys, work } from "../store/keys.ts";
import type { Batch, Held } from "./merging.ts";

/** Ship effects of orders that a reading may stop. */
export interface Shipments {
  /** Have not gone out: the hold marks them in the order's own transaction. */
  waiting: { held: Held; n: string }[];
  /** Are under way or done: the hold learns that the parcel is gone. */
  gone: Held[];
}

/** Reads the ship effects of orders that are now held, or whose receiver changed. */
export async function readShipments({ orders }: Batch, ports: Ports): Promise<Shipments> {
  const stopped = [...orders.values()].filter(isStopped);
  const found: Shipments = { waiting: [], gone: [] };
  for (const held of stopped) {
    const { m, shop, orderNo, stored } = held;
    const rows = await ports.table.batchGet(
      (stored?.shipments ?? []).map((n) => keys.shipment(m, shop.id, orderNo, n)),
    );
    for (const row of rows) {
      const n = row.SK.split("#SHIP#")[1] ?? "";
      if (canBeStopped(row)) found.waiting.push({ held, n });
      else if (row["state"] === "planned") found.gone.push(held);
    }
  }
  return found;
}

function isStopped({ stored, next }: Held): boolean {
  if (next === null || stored === null || stored.shipments.length === 0) return false;
  return newlyHeld(stored, next) || stored.receiverVersion !== next.receiverVersion;
}

function newlyHeld(before: Order, after: Order): boolean {
  const known = new Set(before.holds.map(({ kind, raw }) => `${kind} ${raw}`));
  return after.holds.some(({ kind, raw }) => !known.has(`${kind} ${raw}`));
}

function canBeStopped(row: Item): boolean {
  return row["state"] === "planned" && row["turnPhase"] !== "sent";
}

/** Marks one waiting effect as held; refused where it went out just now. */
export function stopWrite({ held, n }: Shipments["waiting"][number], ports: Ports): Update {
  const { m, shop, orderNo, next } = held;
  const why = next?.holds.map(({ kind }) => kind) ?? [];
  return {
    update: keys.shipment(m, shop.id, orderNo, n),
    set: { state: "held", heldFor: why.length > 0 ? why : ["receiver_changed"], ...work.todo(m, ports.clock.now()) },
    if: {
      any: [
        [
          ["state", "=", "planned"],
          ["turnPhase", "absent"],
        ],
        [
          ["state", "=", "planned"],
          ["turnPhase", "=", "run"],
        ],
      ],
    },
  };
}
