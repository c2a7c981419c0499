import type { ShipManner } from "../plan/effect.ts";
import { isLive } from "./consignment.ts";
import type { Consignment, Order, Parcel } from "./order.ts";

/** States before goods are with a carrier. */
export const BEFORE_LEAVING: ReadonlySet<string> = new Set(["waiting", "sent", "accepted", "packed"]);

/** How an order's parcels are told. `now`: what is out is told though other parts still lie here, as a person decided. */
export interface Telling {
  consignmentId: string;
  manner: Pick<ShipManner, "unit" | "maxParcels" | "parcelsPerUnit">;
  now?: boolean;
}

/** What a platform is to be told after goods left: one entry is one ship effect. A number that it can't take stays with us. */
export function tellings(order: Order, { consignmentId, manner, now = false }: Telling): Parcel[][] {
  const live = order.consignments.filter(isLive);
  if (manner.unit === "order") {
    const waits = live.some(({ state }) => BEFORE_LEAVING.has(state)) && !now;
    const all = live.flatMap(({ parcels }) => parcels).slice(0, manner.maxParcels);
    // One call an order: what leaves after it has been told stays with us.
    return waits || all.length === 0 || order.shipments.length > 0 ? [] : [all];
  }
  const left = live.find(({ id, state }) => id === consignmentId && state === "handed_over");
  return left === undefined ? [] : tellable(left, manner).map((parcel) => [parcel]);
}

/** A unit is told with its first parcels, as many as the platform takes for one; whole lines where it counts lines. */
function tellable({ lines, parcels }: Consignment, { unit, parcelsPerUnit }: Telling["manner"]): Parcel[] {
  const rest = new Map(
    lines.map(({ lineNo, quantity }) => [lineNo, unit === "line" ? quantity : quantity * parcelsPerUnit]),
  );
  return parcels
    .map((parcel) => ({
      ...parcel,
      lines: parcel.lines.flatMap(({ lineNo, quantity }) => {
        const left = rest.get(lineNo) ?? 0;
        const units = unit === "line" ? left : Math.min(quantity, left);
        rest.set(lineNo, left - units);
        return units === 0 ? [] : [{ lineNo, quantity: units }];
      }),
    }))
    .filter((parcel) => parcel.lines.length > 0);
}
