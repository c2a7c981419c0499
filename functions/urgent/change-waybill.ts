import type { UrgentServices } from "./stock.ts";
import { freshOrder } from "../shared/orders/fresh.ts";
import { playEffect, type Look } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import type { Shipping } from "./ship.ts";

/** Corrects a number that the platform knows already, as often as it allows; refused or impossible, a person does it there. */
export async function changeWaybill(shipping: Shipping, services: UrgentServices): Promise<void> {
  const { turn, row, message, shop } = shipping;
  const { ports } = services;
  const { change } = row;
  if (change === undefined) throw new Error(`shipment ${message.n} changes nothing`);
  const look = async (): Promise<Look> => {
    const fresh = await freshOrder(message.orderNo, shop, services);
    if ("ending" in fresh) return "unclear";
    return fresh.order.parcels.some(({ waybill }) => waybill === change.waybill) ? "there" : "absent";
  };
  const { key, ...numbers } = change;
  const input = { orderNo: message.orderNo, ...numbers };
  const effect = { kind: "changeWaybill", input, key, shop, tries: triesOf(turn), look } as const;
  const played = await playEffect(turn, effect, ports);
  const parcels = row.parcels.map((parcel) =>
    parcel.waybill === change.from ? { ...parcel, carrier: change.carrier, waybill: change.waybill } : parcel,
  );
  const done = { set: { state: "done", parcels, changes: row.changes + 1 }, remove: ["change"] };
  const { platform } = shop.row;
  await endRow(turn, played, { message, platform, done }, ports);
  if (played.state !== "done") return;
  const body = { v: 1, m: message.m, s: message.s, order: message.orderNo };
  await ports.queues.send(`pull:${platform}`, [{ body, group: message.s }]);
}
