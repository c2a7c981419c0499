import { stopLabels, type StoppedLabel } from "../../../domain/order/label.ts";
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
  /** Labels that must not go out: marked in the order's own transaction, taken back there by the urgent lane. */
  labels: { held: Held; stopped: StoppedLabel }[];
}

/** Lets the orders of a batch go of labels that they may not use any more. */
function letGoOfLabels({ orders }: Batch): Shipments["labels"] {
  return [...orders.values()].flatMap((held) => {
    const { stored, next, shop } = held;
    if (stored === null || next === null) return [];
    const { order, stopped } = stopLabels(stored, next, shop.stockFrom);
    held.next = order;
    return stopped.map((one) => ({ held, stopped: one }));
  });
}

/** Reads the ship effects of orders that are now held, or whose receiver changed. */
export async function readShipments(batch: Batch, ports: Ports): Promise<Shipments> {
  const found: Shipments = { waiting: [], gone: [], labels: letGoOfLabels(batch) };
  const { orders } = batch;
  const stopped = [...orders.values()].filter(isStopped);
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

/** Marks a label as void; whoever holds its turn takes it back, or never draws it. Tick wakes it. */
export function stopLabelWrite({ held, stopped }: Shipments["labels"][number], ports: Ports): Update {
  const { m, shop, orderNo } = held;
  return {
    update: keys.label(m, shop.id, orderNo, stopped.label),
    set: { stop: stopped.why, ...work.due(orderNo, ports.clock.now()) },
    if: { all: [["PK", "exists"]] },
  };
}
