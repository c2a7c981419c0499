import { recount } from "./merge.ts";
import { toShip, type Consignment, type Order } from "./order.ts";
import { BEFORE_LEAVING } from "./shipping.ts";

/** A label that must not go out any more, and why. */
export interface StoppedLabel {
  consignment: Consignment;
  label: string;
  why: readonly string[];
}

/** Why a label that was asked for must not go out, after a reading; null: it may. */
function whyNot(one: Consignment, before: Order, now: Order): string[] | null {
  if (now.holds.length > 0) return now.holds.map(({ kind }) => kind);
  if (before.receiverVersion !== now.receiverVersion) return ["receiver_changed"];
  const short = one.lines.some(({ lineNo, quantity }) => {
    const line = now.lines.find((own) => own.lineNo === lineNo);
    return line === undefined || toShip(line) < quantity;
  });
  return short ? ["quantity_changed"] : null;
}

/** Lets go of labels whose consignments are held, go to somebody else or have changed: those parts may be cut anew and labelled again. What has left keeps its label. */
export function stopLabels(
  before: Order,
  now: Order,
  stockFrom: string | null,
): { order: Order; stopped: StoppedLabel[] } {
  const stopped = now.consignments.flatMap((consignment): StoppedLabel[] => {
    const { label, state } = consignment;
    if (label === undefined || !BEFORE_LEAVING.has(state)) return [];
    const why = whyNot(consignment, before, now);
    return why === null ? [] : [{ consignment, label, why }];
  });
  if (stopped.length === 0) return { order: now, stopped };
  const gone = new Set(stopped.map(({ consignment }) => consignment));
  const consignments = now.consignments.map((one) => (gone.has(one) ? withoutLabel(one) : one));
  return { order: recount({ ...now, consignments }, stockFrom), stopped };
}

/** A consignment whose label is void or was never drawn. */
export function withoutLabel({ label: _void, ...one }: Consignment): Consignment {
  return one;
}
