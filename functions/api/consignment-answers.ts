import type { Consignment, ConsignmentState, Order } from "../../domain/order/order.ts";
import { reassign } from "../../domain/order/consignment.ts";
import { packNoOf } from "../../domain/order/pack-no.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { Instant, Text } from "../../domain/units.ts";
import { tellPerson } from "../shared/notices.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { refuseStrangers } from "./consignments.ts";
import { refuseHeld } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";

export interface ConsignmentAt extends OrderAt {
  consignmentId: string;
}
export type SupplierSays = "accepted" | "packed" | "refused";

/** From which states a supplier may say what. */
const FROM: Readonly<Record<SupplierSays, readonly ConsignmentState[]>> = {
  accepted: ["waiting", "sent"],
  packed: ["waiting", "sent", "accepted"],
  refused: ["waiting", "sent", "accepted"],
};

/** A supplier says that it packs its part, has packed it, or cannot (没货): then the merchant hears of it and decides. The same answer twice is one. */
export async function answerConsignment(
  { supplier, says, note, ...at }: ConsignmentAt & { supplier: string; says: SupplierSays; note: string },
  call: Call,
): Promise<{ state: string }> {
  refuseStrangers(supplier, call);
  const shop = await shopOf(at.s, call);
  const { order, ver } = await storedOrder(at, call);
  const one = find(order, at.consignmentId);
  if (one.supplierId !== supplier) throw notFound({ zh: "这个发货单", en: "consignment" });
  if (one.state === says) return { state: says };
  if (!FROM[says].includes(one.state)) throw wrongState(one.state);
  if (says === "packed") refuseHeld(order);
  if (says === "refused") refuseLabelled(one);
  const answer = { by: call.caller.subject, at: call.ports.clock.now(), note };
  const next = withConsignment(order, one, { ...one, state: says, answer });
  await storeOrder({ shop, before: order, next, ver }, [], call);
  if (says === "refused") await tellRefused(at, { one, note }, call);
  return { state: says };
}

async function tellRefused(at: ConsignmentAt, { one, note }: { one: Consignment; note: string }, call: Call) {
  const packNo = packNoOf(at.s, at.orderNo, one.id);
  const say = {
    zh: `供货方 ${one.supplierId} 没货：${packNo}（${note}）。请改派、改期或退款，并核对库存`,
    en: `supplier ${one.supplierId} cannot send ${packNo} (${note}): reassign it, agree on a later day or refund; and count the stock`,
  };
  const about = { shop: at.s, orderNo: at.orderNo, consignment: one.id };
  const once = `${at.s}|${at.orderNo}|${one.id}`;
  await tellPerson(call.m, { to: "merchant", kind: "consignment_refused", say, about, once }, call.ports);
}

/** What the merchant decides of a part that is not packed yet. A refund is started by a person at the platform: no machine moves the money. */
export type Decision =
  | { decision: "reassign"; supplierId: string; locationId: string }
  | { decision: "negotiate"; shipBy: Instant }
  | { decision: "refund"; note: string };

/** Sends a part from elsewhere, gives it the later day that was agreed with the buyer, or leaves it to a refund, and says how that is started there. Not once it has a label. */
export async function decideConsignment(
  at: ConsignmentAt,
  decided: Decision,
  call: Call,
): Promise<{ state: string; how?: Text }> {
  const shop = await shopOf(at.s, call);
  const { order, ver } = await storedOrder(at, call);
  const one = find(order, at.consignmentId);
  if (!["waiting", "sent", "accepted", "refused"].includes(one.state)) throw wrongState(one.state);
  refuseLabelled(one);
  const next = await decidedOrder(order, { one, decided }, call);
  await storeOrder({ shop, before: order, next, ver }, [], call);
  const state = next.consignments.find(({ id }) => id === one.id)?.state ?? one.state;
  if (decided.decision !== "refund") return { state };
  const { startRefund } = adapterFor(shop.platform, call).abilities;
  return { state, how: isAbsent(startRefund) ? startRefund.absent : startRefund.by };
}

async function decidedOrder(
  order: Order,
  { one, decided }: { one: Consignment; decided: Decision },
  call: Call,
): Promise<Order> {
  switch (decided.decision) {
    case "reassign": {
      const { supplierId, locationId } = decided;
      await refuseUnknownPlace({ supplierId, locationId }, call);
      return reassign(order, one.id, { supplierId, locationId });
    }
    case "negotiate": {
      const shipBy = { at: decided.shipBy, basis: "negotiated" };
      return withConsignment(order, one, { ...one, state: "sent", shipBy, answer: null });
    }
    case "refund": {
      const answer = { by: call.caller.subject, at: call.ports.clock.now(), note: `refund: ${decided.note}` };
      return withConsignment(order, one, { ...one, state: "refused", answer });
    }
    default:
      return decided satisfies never;
  }
}

async function refuseUnknownPlace(
  { supplierId, locationId }: { supplierId: string; locationId: string },
  { ports, m }: Call,
): Promise<void> {
  const known = await ports.table.batchGet([keys.supplier(m, supplierId), keys.location(m, locationId)]);
  const has = (SK: string) => known.some((row) => row.SK === SK);
  if (supplierId !== "self" && !has(keys.supplier(m, supplierId).SK))
    throw wrongField("/supplierId", { zh: "没有这个供货方", en: "no such supplier" });
  if (!has(keys.location(m, locationId).SK))
    throw wrongField("/locationId", { zh: "没有这个发货点", en: "no such location" });
}

function find(order: Order, id: string): Consignment {
  const found = order.consignments.find((one) => one.id === id);
  if (found === undefined) throw notFound({ zh: "这个发货单", en: "consignment" });
  return found;
}

function withConsignment(order: Order, old: Consignment, now: Consignment): Order {
  return { ...order, consignments: order.consignments.map((one) => (one === old ? now : one)) };
}

/** A printed label fixes where a parcel leaves from. */
function refuseLabelled({ label }: Consignment): void {
  if (label !== undefined)
    throw conflict("labelled", { zh: "已有面单，请先作废面单", en: "it has a label: cancel that first" });
}

function wrongState(state: string) {
  return conflict("wrong_state", { zh: `这个发货单的状态是 ${state}`, en: `the consignment is ${state}` });
}
