import { claimsOf } from "../../domain/order/claims.ts";
import type { Consignment, Order, Parcel } from "../../domain/order/order.ts";
import { BEFORE_LEAVING } from "../../domain/order/shipping.ts";
import { conflict, wrongField } from "../shared/problem.ts";

/** The consignment of an order: the one that is still to leave, where several had the same id. */
export function pick(order: Order, id: string): Consignment {
  const own = order.consignments.filter((one) => one.id === id);
  const found = own.find((one) => BEFORE_LEAVING.has(one.state)) ?? own[0];
  if (found !== undefined) return found;
  throw wrongField("/consignmentId", { zh: "订单没有这个发货单", en: "the order has no such consignment" });
}

/** 409 with every hold by name, while one is open. */
export function refuseHeld({ holds }: Order): void {
  if (holds.length === 0) return;
  const kinds = holds.map(({ kind }) => kind).join(", ");
  throw conflict("on_hold", { zh: `订单暂停发货：${kinds}`, en: `the order is on hold: ${kinds}` });
}

const TO_BE_SENT = new Set(["paid", "cod", "pay_after_use"]);

/** 409 for an order that is not to be shipped, and for a part of it that has left. */
export function refuseUnlessToSend({ ended, pay }: Order, { state }: Consignment): void {
  if (ended || !TO_BE_SENT.has(pay))
    throw conflict("not_to_ship", { zh: "订单现在不需要发货", en: "the order is not to be shipped now" });
  if (!BEFORE_LEAVING.has(state))
    throw conflict("left_already", { zh: `这个发货单的状态是 ${state}`, en: `the consignment is ${state}` });
}

interface Leaving {
  consignment: Consignment;
  parcels: readonly Parcel[];
  stockFrom: string | null;
}

/** The order with the consignment gone, its lines marked, its claims moved from reserved to out. Pure. */
export function afterHandover(order: Order, { consignment, parcels, stockFrom }: Leaving): Order {
  const gone: Consignment = { ...consignment, state: "handed_over", parcels: [...consignment.parcels, ...parcels] };
  const consignments = order.consignments.map((one) => (one === consignment ? gone : one));
  return { ...order, consignments, lines: claimsOf({ ...order, lines: marked(order, consignment, 1) }, stockFrom) };
}

/** The order with a consignment back in the shed, as if it had never left. Pure. */
export function afterRecall(order: Order, consignment: Consignment, stockFrom: string | null): Order {
  const here: Consignment = { ...consignment, state: "sent", parcels: [] };
  const consignments = order.consignments.map((one) => (one === consignment ? here : one));
  return { ...order, consignments, lines: claimsOf({ ...order, lines: marked(order, consignment, -1) }, stockFrom) };
}

function marked(order: Order, { lines }: Consignment, by: 1 | -1): Order["lines"] {
  const units = (lineNo: string) =>
    lines.filter((own) => own.lineNo === lineNo).reduce((sum, own) => sum + own.quantity, 0);
  return order.lines.map((line) => ({ ...line, handedOver: line.handedOver + by * units(line.lineNo) }));
}
