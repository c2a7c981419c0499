import { tellings } from "../../domain/order/shipping.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import { ShipRow } from "../shared/orders/shipment.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { afterRecall, refuseHeld } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { claimWaybills, refuseUnknownCarrier } from "./parcels.ts";
import { planShipments, tellShipments } from "./plan-shipments.ts";
import { NET_MS } from "./publications.ts";

/** Tells the platform of what is out, though other parts of the order still lie here: a person decided, where it takes one call an order. */
export async function shipNow(at: OrderAt, call: Call): Promise<{ shipments: string[] }> {
  const shop = await shopOf(at.s, call);
  const { order, ver } = await storedOrder(at, call);
  const { effects, ship: manner } = adapterFor(shop.platform, call);
  refuseHeld(order);
  const tells = isAbsent(effects.ship) ? [] : tellings(order, { consignmentId: "", manner, now: true });
  if (tells.length === 0)
    throw conflict("nothing_out", { zh: "没有可以上报的包裹", en: "no parcel waits to be reported" });
  const { shipments, writes } = planShipments(order, tells, { shop, call });
  const next = { ...order, shipments: [...order.shipments, ...shipments] };
  await storeOrder({ shop, before: order, next, ver }, writes, call);
  await tellShipments(shop, { orderNo: order.orderNo, shipments }, call);
  return { shipments };
}

type ShipmentAt = OrderAt & { n: string };

async function storedShipment(
  { s, orderNo, n }: ShipmentAt,
  { ports, m }: Call,
): Promise<{ row: ShipRow; item: Item }> {
  const item = await ports.table.get(keys.shipment(m, s, orderNo, n));
  if (item === null) throw notFound({ zh: "这次发货", en: "shipment" });
  return { row: ShipRow.parse(item), item };
}

/** A person says that a held or refused parcel may go after all: planned anew for the receiver as it is now. */
export async function retryShipment(at: ShipmentAt, call: Call): Promise<{ state: "planned" }> {
  const shop = await shopOf(at.s, call);
  const { order } = await storedOrder(at, call);
  const { row } = await storedShipment(at, call);
  refuseHeld(order);
  if (row.state !== "held" && row.state !== "blocked") throw wrongState(row.state);
  const due = work.due(at.orderNo, plus(call.ports.clock.now(), NET_MS));
  const done = await call.ports.table.write({
    update: keys.shipment(call.m, at.s, at.orderNo, at.n),
    set: { state: "planned", receiverVersion: order.receiverVersion, ...due },
    remove: ["heldFor", "findings", "who"],
    if: {
      all: [
        ["state", "=", row.state],
        ["turnId", "absent"],
      ],
    },
  });
  if (!done.ok) throw wrongState(String(done.old?.["state"]));
  await tellShipments(shop, { orderNo: at.orderNo, shipments: [at.n] }, call);
  return { state: "planned" };
}

/** The parcel never left or came back before the platform heard of it: its goods are in the shed again. */
export async function recallShipment(at: ShipmentAt, call: Call): Promise<{ state: "recalled" }> {
  const shop = await shopOf(at.s, call);
  const { order, ver } = await storedOrder(at, call);
  const { row } = await storedShipment(at, call);
  if (row.state !== "held" && row.state !== "blocked" && row.state !== "planned") throw wrongState(row.state);
  const back = order.consignments.filter(({ id, state }) => row.consignments.includes(id) && state === "handed_over");
  const here = back.reduce((now, one) => afterRecall(now, one, shop.stockFrom), order);
  const next = { ...here, shipments: order.shipments.filter((n) => n !== at.n) };
  const recalled = {
    update: keys.shipment(call.m, at.s, at.orderNo, at.n),
    set: { state: "recalled" },
    remove: ["WPK", "WSK"],
    if: {
      all: [
        ["state", "=", row.state],
        ["turnId", "absent"],
      ],
    },
  } as const;
  await storeOrder({ shop, before: order, next, ver }, [recalled], call);
  return { state: "recalled" };
}

export interface Correction extends ShipmentAt {
  from?: string | undefined;
  carrier: string;
  waybill: string;
}

/** A wrong number: replaced where the platform has not heard of it, corrected there while it allows that, else for a person. */
export async function correctWaybill(input: Correction, call: Call): Promise<{ state: string }> {
  const shop = await shopOf(input.s, call);
  const adapter = adapterFor(shop.platform, call);
  const { row } = await storedShipment(input, call);
  refuseUnknownCarrier(input.carrier, { at: "/carrier", adapter });
  const from = input.from ?? (row.parcels.length === 1 ? (row.parcels[0]?.waybill ?? "") : "");
  if (!row.parcels.some(({ waybill }) => waybill === from))
    throw wrongField("/from", { zh: "请写明改哪个运单号", en: "which of its numbers is wrong?" });
  await claimWaybills([input], { at: input, merge: adapter.ship.merge }, call);
  const { carrier, waybill } = input;
  if (row.state !== "done") return replaceNumber(input, { shop, row, from }, call);
  const facts = adapter.effects.changeWaybill;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  if (row.changes >= adapter.ship.changes) throw noChangesLeft(adapter.ship.changes);
  const change = { from, carrier, waybill, key: call.ports.ids.id() };
  const due = work.due(input.orderNo, plus(call.ports.clock.now(), NET_MS));
  const done = await call.ports.table.write({
    update: keys.shipment(call.m, input.s, input.orderNo, input.n),
    set: { state: "changing", change, ...due },
    if: {
      all: [
        ["state", "=", "done"],
        ["turnId", "absent"],
      ],
    },
  });
  if (!done.ok) throw wrongState(String(done.old?.["state"]));
  await tellShipments(shop, { orderNo: input.orderNo, shipments: [input.n] }, call);
  return { state: "changing" };
}

async function replaceNumber(
  input: Correction,
  { shop, row, from }: { shop: ShopRow; row: ShipRow; from: string },
  call: Call,
): Promise<{ state: string }> {
  const { order, ver } = await storedOrder(input, call);
  const corrected = <P extends { carrier: string; waybill: string }>(parcel: P): P =>
    parcel.waybill === from ? { ...parcel, carrier: input.carrier, waybill: input.waybill } : parcel;
  const consignments = order.consignments.map((one) => ({ ...one, parcels: one.parcels.map(corrected) }));
  const replaced = {
    update: keys.shipment(call.m, input.s, input.orderNo, input.n),
    set: { parcels: row.parcels.map(corrected) },
    if: {
      all: [
        ["state", "=", row.state],
        ["turnId", "absent"],
      ],
    },
  } as const;
  await storeOrder({ shop, before: order, next: { ...order, consignments }, ver }, [replaced], call);
  return { state: row.state };
}

function wrongState(state: string) {
  return conflict("wrong_state", { zh: `这次发货的状态是 ${state}`, en: `the shipment is ${state}` });
}

function noChangesLeft(most: number) {
  return conflict("no_changes_left", {
    zh: `这个平台的运单号最多改 ${most} 次，已用完，请在平台后台处理`,
    en: `the platform takes ${most} corrections and had them: do it in its back office`,
  });
}
