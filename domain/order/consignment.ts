import { takenByChildren } from "./split.ts";
import { toShip, type Consignment, type Line, type Order } from "./order.ts";

/** States in which a consignment still is to leave, or is under way. */
const LIVE = new Set(["waiting", "sent", "accepted", "packed", "handed_over", "confirmed"]);
/** From here on goods are in a box with a label: a machine moves nothing any more. */
const LABELLED = new Set(["packed", "handed_over", "confirmed"]);

export function isLive(consignment: Consignment): boolean {
  return LIVE.has(consignment.state);
}

/** Whether its units wait in it and in no other: also one that its supplier refused, until a person has decided. */
function holdsUnits(consignment: Consignment): boolean {
  return isLive(consignment) || consignment.state === "refused";
}

type Cut = Pick<Order, "lines" | "consignments" | "shipBy" | "children" | "split">;

/** Cuts an order into consignments so that each unit that must leave is in exactly one of them; what has a label, or was refused by its supplier, stays as it is. */
export function cutConsignments(order: Cut): Consignment[] {
  const stays = (c: Consignment) => LABELLED.has(c.state) || c.label !== undefined || !isLive(c);
  const kept = order.consignments.filter(stays).map((c) => (isSettled(c, order.lines) ? cancelled(c) : c));
  const open = order.consignments.filter((c) => !stays(c));
  const groups = groupsToLeave(order, kept);
  const taken = order.consignments.map(({ id }) => id);
  const cut = [...groups.entries()].map(([place, lines]) => {
    const [supplierId = "", locationId = ""] = place.split("|");
    const before = open.find((c) => c.supplierId === supplierId && c.locationId === locationId);
    const own = before ?? blank({ supplierId, locationId }, taken);
    return { ...own, lines, shipBy: dueOf(own, order) };
  });
  const gone = open
    .filter((c) => !groups.has(`${c.supplierId}|${c.locationId}`))
    .map((c) => (hasLeft(c, order.lines) ? c : cancelled(c)));
  return [...kept, ...cut, ...gone];
}

const cancelled = (consignment: Consignment): Consignment => ({ ...consignment, state: "cancelled" });

/** A refused one that nobody waits for any more: its units were cancelled there. */
function isSettled(consignment: Consignment, lines: readonly Line[]): boolean {
  return consignment.state === "refused" && linesOf(consignment, lines).every((line) => toShip(line) === 0);
}

/** A date that was agreed for this part alone outlives what the order says. */
function dueOf({ shipBy }: Consignment, order: Cut): Consignment["shipBy"] {
  return shipBy?.basis === "negotiated" ? shipBy : order.shipBy;
}

/** Whether the platform shows all of it as shipped: somebody else sent it, and it is observed as normal. */
function hasLeft(consignment: Consignment, lines: readonly Line[]): boolean {
  const own = linesOf(consignment, lines);
  const whole = own.length === consignment.lines.length;
  return whole && own.some((line) => line.shipped > 0) && own.every((line) => toShip(line) === 0);
}

function linesOf(consignment: Consignment, lines: readonly Line[]): Line[] {
  return consignment.lines.flatMap(({ lineNo }) => lines.find((line) => line.lineNo === lineNo) ?? []);
}

/** Ids are unique within the order: a second part of one place gets a number. */
function blank(place: { supplierId: string; locationId: string }, taken: readonly string[]): Consignment {
  const name = `${place.supplierId}-${place.locationId}`;
  let id = name;
  for (let n = 2; taken.includes(id); n++) id = `${name}-${n}`;
  return { id, ...place, lines: [], shipBy: null, state: "sent", parcels: [], answer: null };
}

function groupsToLeave({ lines, children }: Cut, kept: readonly Consignment[]): Map<string, Consignment["lines"]> {
  const groups = new Map<string, Consignment["lines"]>();
  const taken = takenByChildren(lines, children);
  const waiting = kept.filter(holdsUnits).flatMap((c) => c.lines);
  for (const line of lines) {
    const binding = line.binding;
    if (binding === null || binding.kind === "voucher") continue;
    const boxed = waiting.filter((l) => l.lineNo === line.lineNo).reduce((sum, l) => sum + l.quantity, 0);
    const away = boxed + (taken.get(line.lineNo) ?? 0);
    const quantity = Math.max(0, toShip(line) + Math.min(line.shipped, boxed) - away);
    if (quantity === 0) continue;
    const place = `${binding.supplierId}|${binding.locationId}`;
    groups.set(place, [...(groups.get(place) ?? []), { lineNo: line.lineNo, quantity }]);
  }
  return groups;
}

/** The order with one consignment's units sent from elsewhere: the old part stays to be seen, its lines go to the new place and are cut anew. */
export function reassign(order: Order, id: string, place: { supplierId: string; locationId: string }): Order {
  const moved = new Set(order.consignments.find((one) => one.id === id)?.lines.map(({ lineNo }) => lineNo));
  const lines = order.lines.map((line) =>
    moved.has(line.lineNo) && line.binding !== null ? { ...line, binding: { ...line.binding, ...place } } : line,
  );
  const consignments = order.consignments.map((one) =>
    one.id === id ? { ...one, state: "reassigned" as const } : one,
  );
  return { ...order, lines, consignments: cutConsignments({ ...order, lines, consignments }) };
}
