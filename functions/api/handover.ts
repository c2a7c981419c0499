import type { Adapter } from "../../adapters/contract.ts";
import { allClaims, claimsOf, movesBetween, type PoolMove } from "../../domain/order/claims.ts";
import { isLive } from "../../domain/order/consignment.ts";
import type { Consignment, Order, Parcel } from "../../domain/order/order.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import type { Update, Write } from "../shared/ports.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, type ShopRow } from "../shared/store/rows.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

export interface HandoverInput extends OrderAt {
  consignmentId: string;
  carrier: string;
  waybill: string;
}
/** `shipment`: the ship effect that was planned, null where the platform is told later, elsewhere, or not by us. */
export interface HandedOver {
  state: "handed_over";
  shipment: string | null;
}

const BEFORE_LEAVING = new Set(["waiting", "sent", "accepted", "packed"]);
const TO_BE_SENT = new Set(["paid", "cod", "pay_after_use"]);

/** Goods left the shed: one transaction moves the consignment, the stock and the plan to tell the platform. The same parcel twice is one. */
export async function handOver(input: HandoverInput, call: Call): Promise<HandedOver> {
  const shop = await shopOf(input.s, call);
  const adapter = adapterFor(shop.platform, call);
  const { order, ver } = await storedOrder(input, call);
  const known = Object.keys(adapter.carriers);
  if (!known.includes(input.carrier)) throw unknownCarrier(known);
  const consignment = pick(order, input.consignmentId);
  if (hasParcel(consignment, input)) return { state: "handed_over", shipment: null };
  refuseUnlessReady(order, consignment);
  const next = afterHandover(order, { consignment, input, stockFrom: shop.stockFrom });
  const moves = movesBetween(allClaims(order.lines), allClaims(next.lines));
  const ship = shop.manages.ship ? shipmentOf(next, consignment.id, adapter) : null;
  const n = call.ports.ids.id();
  const writes = [
    orderWrite(input, { next, ver }, call),
    ...moves.map((move) => poolWrite(move, call)),
    ...(ship === null ? [] : [shipWrite({ ...input, n }, { ...ship, receiverVersion: order.receiverVersion }, call)]),
  ];
  const done = await call.ports.table.transact(writes);
  if (!done.ok) throw conflict("changed", { zh: "订单刚刚变动，请刷新后再试", en: "the order changed just now" });
  if (ship === null) return { state: "handed_over", shipment: null };
  await tellShip(shop, { orderNo: order.orderNo, n }, call);
  return { state: "handed_over", shipment: n };
}

function pick(order: Order, id: string): Consignment {
  const own = order.consignments.filter((one) => one.id === id);
  const found = own.find((one) => BEFORE_LEAVING.has(one.state)) ?? own[0];
  if (found !== undefined) return found;
  throw wrongField("/consignmentId", { zh: "订单没有这个发货单", en: "the order has no such consignment" });
}

function hasParcel(consignment: Consignment, { carrier, waybill }: HandoverInput): boolean {
  const same = consignment.parcels.some((parcel) => parcel.carrier === carrier && parcel.waybill === waybill);
  return consignment.state === "handed_over" && same;
}

function refuseUnlessReady(order: Order, consignment: Consignment): void {
  if (order.holds.length > 0) {
    const kinds = order.holds.map(({ kind }) => kind).join(", ");
    throw conflict("on_hold", { zh: `订单暂停发货：${kinds}`, en: `the order is on hold: ${kinds}` });
  }
  if (order.ended || !TO_BE_SENT.has(order.pay))
    throw conflict("not_to_ship", { zh: "订单现在不需要发货", en: "the order is not to be shipped now" });
  if (!BEFORE_LEAVING.has(consignment.state))
    throw conflict("left_already", {
      zh: `这个发货单的状态是 ${consignment.state}`,
      en: `the consignment is ${consignment.state}`,
    });
}

interface Leaving {
  consignment: Consignment;
  input: HandoverInput;
  stockFrom: string | null;
}

/** The order with the consignment gone, its lines marked, its claims moved from reserved to out. Pure. */
export function afterHandover(order: Order, { consignment, input, stockFrom }: Leaving): Order {
  const parcel: Parcel = { carrier: input.carrier, waybill: input.waybill, lines: consignment.lines };
  const gone: Consignment = { ...consignment, state: "handed_over", parcels: [...consignment.parcels, parcel] };
  const consignments = order.consignments.map((one) => (one === consignment ? gone : one));
  const units = (lineNo: string) =>
    consignment.lines.filter((own) => own.lineNo === lineNo).reduce((sum, own) => sum + own.quantity, 0);
  const lines = order.lines.map((line) => ({ ...line, handedOver: line.handedOver + units(line.lineNo) }));
  return { ...order, consignments, lines: claimsOf({ ...order, lines }, stockFrom) };
}

/** What the platform is to be told now. Where it takes an order as a whole, it hears when the last parcel left, by the first one's number. */
export function shipmentOf(
  order: Order,
  consignmentId: string,
  adapter: Pick<Adapter, "effects" | "ship">,
): Parcel | null {
  if (isAbsent(adapter.effects.ship)) return null;
  const live = order.consignments.filter(isLive);
  if (adapter.ship.unit !== "order") {
    return live.findLast(({ id, state }) => id === consignmentId && state === "handed_over")?.parcels.at(-1) ?? null;
  }
  const [first] = live.flatMap(({ parcels }) => parcels);
  if (first === undefined || live.some(({ state }) => BEFORE_LEAVING.has(state))) return null;
  return { ...first, lines: live.flatMap(({ lines }) => lines) };
}

function orderWrite({ s, orderNo }: OrderAt, { next, ver }: { next: Order; ver: number }, { m }: Call): Update {
  const body = orderBody(next);
  return { update: keys.order(m, s, orderNo), set: { body }, add: { ver: 1 }, if: { all: [["ver", "=", ver]] } };
}

/** What is available stays the same, so no shop has to be told. */
function poolWrite({ pool, reserved, onHand }: PoolMove, { m }: Call): Update {
  return { update: keys.pool(m, pool), add: { reserved, onHand, ver: 1 } };
}

type ShipParcel = Parcel & { receiverVersion: string | null };

function shipWrite({ s, orderNo, n }: OrderAt & { n: string }, parcel: ShipParcel, { ports, m }: Call): Write {
  const due = work.due(orderNo, plus(ports.clock.now(), NET_MS));
  return {
    put: { ...keys.shipment(m, s, orderNo, n), state: "planned", ...parcel, ...due },
    if: { all: [["PK", "absent"]] },
  };
}

async function tellShip(shop: ShopRow, { orderNo, n }: { orderNo: string; n: string }, call: Call): Promise<void> {
  await tellLane({ kind: "urgent", shop }, { kind: "ship", orderNo, n }, call);
}

function unknownCarrier(known: readonly string[]) {
  const list = known.join(", ");
  return wrongField("/carrier", {
    zh: `平台不支持这家快递，可用：${list}`,
    en: `unknown carrier there; known: ${list}`,
  });
}
