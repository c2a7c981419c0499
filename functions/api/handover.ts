import type { Adapter } from "../../adapters/contract.ts";
import type { Consignment, Order, Parcel } from "../../domain/order/order.ts";
import { BEFORE_LEAVING, tellings } from "../../domain/order/shipping.ts";
import { conflict } from "../shared/problem.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { afterHandover, pick, refuseHeld } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { checkedParcels, claimWaybills, type ParcelInput } from "./parcels.ts";
import { planShipments, tellShipments } from "./plan-shipments.ts";

export interface HandoverInput extends OrderAt {
  consignmentId: string;
  parcels: readonly ParcelInput[];
}
/** `shipments`: the ship effects that were planned; none where the platform is told later, elsewhere, or not by us. */
export interface HandedOver {
  state: "handed_over";
  shipments: string[];
}

const TO_BE_SENT = new Set(["paid", "cod", "pay_after_use"]);

/** Goods left the shed: one transaction moves the consignment, the stock and the plan to tell the platform. The same parcels twice are one handover. */
export async function handOver(input: HandoverInput, call: Call): Promise<HandedOver> {
  const shop = await shopOf(input.s, call);
  const adapter = adapterFor(shop.platform, call);
  const { order, ver } = await storedOrder(input, call);
  const consignment = pick(order, input.consignmentId);
  const parcels = checkedParcels(input.parcels, { consignment, adapter });
  if (left(consignment, parcels)) return { state: "handed_over", shipments: [] };
  refuseUnlessReady(order, consignment);
  await claimWaybills(parcels, { at: input, merge: adapter.ship.merge }, call);
  const gone = afterHandover(order, { consignment, parcels, stockFrom: shop.stockFrom });
  const tells = shop.manages.ship ? parcelsToTell(gone, consignment.id, adapter) : [];
  const { shipments, writes } = planShipments(gone, tells, { shop, call });
  const next = { ...gone, shipments: [...gone.shipments, ...shipments] };
  await storeOrder({ shop, before: order, next, ver }, writes, call);
  await tellShipments(shop, { orderNo: order.orderNo, shipments }, call);
  return { state: "handed_over", shipments };
}

function left({ state, parcels }: Consignment, wanted: readonly Parcel[]): boolean {
  const known = new Set(parcels.map(({ carrier, waybill }) => `${carrier} ${waybill}`));
  const gone = state === "handed_over" || state === "confirmed";
  return gone && wanted.every(({ carrier, waybill }) => known.has(`${carrier} ${waybill}`));
}

function refuseUnlessReady(order: Order, consignment: Consignment): void {
  refuseHeld(order);
  if (order.ended || !TO_BE_SENT.has(order.pay))
    throw conflict("not_to_ship", { zh: "订单现在不需要发货", en: "the order is not to be shipped now" });
  if (!BEFORE_LEAVING.has(consignment.state))
    throw conflict("left_already", {
      zh: `这个发货单的状态是 ${consignment.state}`,
      en: `the consignment is ${consignment.state}`,
    });
}

function parcelsToTell(order: Order, consignmentId: string, adapter: Pick<Adapter, "effects" | "ship">): Parcel[][] {
  if ("absent" in adapter.effects.ship) return [];
  return tellings(order, { consignmentId, manner: adapter.ship });
}
