import { toShip, type Consignment, type Line, type Order } from "./order.ts";

/** States in which a consignment still is to leave, or is under way. */
const LIVE = new Set(["waiting", "sent", "accepted", "packed", "handed_over", "confirmed"]);
/** From here on goods are in a box with a label: a machine moves nothing any more. */
const LABELLED = new Set(["packed", "handed_over", "confirmed"]);

export function isLive(consignment: Consignment): boolean {
  return LIVE.has(consignment.state);
}

/** Cuts an order into consignments so that each unit that must leave is in exactly one live one; what has a label stays as it is. */
export function cutConsignments(order: Pick<Order, "lines" | "consignments" | "shipBy" | "children">): Consignment[] {
  const kept = order.consignments.filter((c) => LABELLED.has(c.state) || !isLive(c));
  const open = order.consignments.filter((c) => !LABELLED.has(c.state) && isLive(c));
  const groups = groupsToLeave(order.lines, kept, order.children);
  const cut = [...groups.entries()].map(([place, lines]) => {
    const [supplierId = "", locationId = ""] = place.split("|");
    const before = open.find((c) => c.supplierId === supplierId && c.locationId === locationId);
    return { ...(before ?? blank(supplierId, locationId)), lines, shipBy: order.shipBy };
  });
  const gone = open
    .filter((c) => !groups.has(`${c.supplierId}|${c.locationId}`))
    .map((c) => (hasLeft(c, order.lines) ? c : { ...c, state: "cancelled" as const }));
  return [...kept, ...cut, ...gone];
}

/** Whether the platform shows all of it as shipped: somebody else sent it, and it is observed as normal. */
function hasLeft(consignment: Consignment, lines: readonly Line[]): boolean {
  const own = consignment.lines.map(({ lineNo }) => lines.find((line) => line.lineNo === lineNo));
  return own.some((line) => (line?.shipped ?? 0) > 0) && own.every((line) => line !== undefined && toShip(line) === 0);
}

function blank(supplierId: string, locationId: string): Consignment {
  return {
    id: `${supplierId}-${locationId}`,
    supplierId,
    locationId,
    lines: [],
    shipBy: null,
    state: "sent",
    parcels: [],
  };
}

function groupsToLeave(
  lines: readonly Line[],
  kept: readonly Consignment[],
  children: Order["children"],
): Map<string, { lineNo: string; quantity: number }[]> {
  const groups = new Map<string, { lineNo: string; quantity: number }[]>();
  for (const line of lines) {
    const binding = line.binding;
    if (binding === null || binding.kind === "voucher") continue;
    const elsewhere = Object.values(children)
      .flat()
      .filter((l) => l.lineNo === line.lineNo);
    const taken = elsewhere.reduce((sum, l) => sum + l.quantity, 0);
    const inKept = kept
      .filter(isLive)
      .flatMap((c) => c.lines)
      .filter((l) => l.lineNo === line.lineNo);
    const boxed = inKept.reduce((sum, l) => sum + l.quantity, 0);
    const quantity = Math.max(0, toShip(line) + Math.min(line.shipped, boxed) - boxed - taken);
    if (quantity === 0) continue;
    const place = `${binding.supplierId}|${binding.locationId}`;
    groups.set(place, [...(groups.get(place) ?? []), { lineNo: line.lineNo, quantity }]);
  }
  return groups;
}
