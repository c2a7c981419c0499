import type { Order } from "../../domain/order/order.ts";
import { packNoOf } from "../../domain/order/pack-no.ts";
import { tellPerson } from "../shared/notices.ts";
import type { ShipRow } from "../shared/orders/shipment.ts";
import type { Ports } from "../shared/ports.ts";
import { work } from "../shared/store/keys.ts";
import { endTurn } from "../shared/turn.ts";
import type { Shipping } from "./ship.ts";

/** What forbids to report these parcels now; null: nothing. */
export function whyNot(order: Order, row: ShipRow): string[] | null {
  if (order.holds.length > 0) return order.holds.map(({ kind }) => kind);
  if (order.receiverVersion !== row.receiverVersion) return ["receiver_changed"];
  return shippable(order, row) ? null : ["not_shippable"];
}

const TO_BE_SENT = new Set(["paid", "cod", "pay_after_use"]);

/** What the parcels say they hold, but never more than the consignments: one unit may lie in two parcels. */
function shippable(order: Order, { parcels, consignments }: ShipRow): boolean {
  const told = unitsOf(parcels);
  const cut = unitsOf(order.consignments.filter(({ id }) => consignments.includes(id)));
  const left = (lineNo: string) => {
    const line = order.lines.find((one) => one.lineNo === lineNo);
    return line === undefined ? 0 : line.quantity - line.cancelled - line.shipped;
  };
  const fits = ([lineNo, units]: [string, number]) => Math.min(units, cut.get(lineNo) ?? units) <= left(lineNo);
  return TO_BE_SENT.has(order.pay) && [...told].every(fits);
}

function unitsOf(parts: readonly { lines: readonly { lineNo: string; quantity: number }[] }[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { lineNo, quantity } of parts.flatMap(({ lines }) => lines))
    units.set(lineNo, (units.get(lineNo) ?? 0) + quantity);
  return units;
}

/** Keeps a parcel from being reported: a person is asked, and whoever has the box hears of it at once. */
export async function holdShipment(
  { turn, row, message }: Shipping,
  { order, why }: { order: Order; why: readonly string[] },
  ports: Ports,
): Promise<void> {
  const { m, s, orderNo, n } = message;
  const set = { state: "held", heldFor: why, ...work.todo(m, ports.clock.now()) };
  await endTurn(turn, { set }, ports);
  for (const id of row.consignments) {
    const packNo = packNoOf(s, orderNo, id);
    const supplier = order.consignments.find((one) => one.id === id)?.supplierId ?? "self";
    const say = { zh: `别发了：${packNo}（${why.join(", ")}）`, en: `don't send ${packNo} (${why.join(", ")})` };
    const about = { shop: s, orderNo, consignment: id, shipment: n };
    for (const to of new Set([supplier, "merchant"]))
      await tellPerson(
        m,
        { to, kind: "stop_parcel", say, about, once: `${s}|${orderNo}|${id}|${why.join(", ")}` },
        ports,
      );
  }
}
