import type { Adapter } from "../../adapters/contract.ts";
import type { Consignment, Order, Parcel } from "../../domain/order/order.ts";
import { tellings } from "../../domain/order/shipping.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { parcelsOfLabel, refuseVoidLabels } from "./label-handover.ts";
import { afterHandover, pick, refuseHeld, refuseUnlessToSend } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { checkedParcels, claimWaybills, type ParcelInput } from "./parcels.ts";
import { planShipments, tellShipments } from "./plan-shipments.ts";

export interface HandoverInput extends OrderAt {
  consignmentId: string;
  /** Absent: those of the consignment's own label. */
  parcels?: readonly ParcelInput[] | undefined;
}
/** `shipments`: the ship effects that were planned; none where the platform is told later, elsewhere, or not by us. */
export interface HandedOver {
  state: "handed_over";
  shipments: string[];
}

/** Goods left the shed: one transaction moves the consignment, the stock and the plan to tell the platform. The same parcels twice are one handover. */
export async function handOver(input: HandoverInput, call: Call): Promise<HandedOver> {
  const shop = await shopOf(input.s, call);
  const adapter = adapterFor(shop.platform, call);
  const { order, ver } = await storedOrder(input, call);
  const consignment = pick(order, input.consignmentId);
  const given = input.parcels ?? (await parcelsOfLabel(input, { order, consignment }, call));
  const parcels = checkedParcels(given, { consignment, adapter });
  if (left(consignment, parcels)) return { state: "handed_over", shipments: [] };
  refuseHeld(order);
  refuseUnlessToSend(order, consignment);
  await refuseVoidLabels(input, parcels, call);
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

function parcelsToTell(order: Order, consignmentId: string, adapter: Pick<Adapter, "effects" | "ship">): Parcel[][] {
  if ("absent" in adapter.effects.ship) return [];
  return tellings(order, { consignmentId, manner: adapter.ship });
}
