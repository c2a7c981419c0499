import type { Order, Parcel } from "../../domain/order/order.ts";
import { plus } from "../../domain/time.ts";
import type { Write } from "../shared/ports.ts";
import { keys, work } from "../shared/store/keys.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

/** One row a ship effect, to be written with the order. */
export function planShipments(
  order: Order,
  tells: readonly (readonly Parcel[])[],
  { shop, call }: { shop: ShopRow; call: Call },
): { shipments: string[]; writes: Write[] } {
  const { ports, m } = call;
  const due = work.due(order.orderNo, plus(ports.clock.now(), NET_MS));
  const rows = tells.map((parcels) => {
    const numbers = new Set(parcels.map(({ waybill }) => waybill));
    const inThem = order.consignments.filter((one) => one.parcels.some(({ waybill }) => numbers.has(waybill)));
    const consignments = inThem.map(({ id }) => id);
    const row = { state: "planned", parcels, consignments, receiverVersion: order.receiverVersion, changes: 0, ...due };
    return { n: ports.ids.id(), row };
  });
  const writes = rows.map(({ n, row }) => ({
    put: { ...keys.shipment(m, shop.id, order.orderNo, n), ...row },
    if: { all: [["PK", "absent"]] } as const,
  }));
  return { shipments: rows.map(({ n }) => n), writes };
}

/** Sends the urgent lane to ship effects; their rows are the net where a message is lost. */
export async function tellShipments(
  shop: ShopRow,
  { orderNo, shipments }: { orderNo: string; shipments: readonly string[] },
  call: Call,
): Promise<void> {
  for (const n of shipments) await tellLane({ kind: "urgent", shop }, { kind: "ship", orderNo, n }, call);
}
