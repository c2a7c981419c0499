import type { Effects } from "../../adapters/contract.ts";
import type { Order } from "../../domain/order/order.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import { freshOrder } from "../shared/orders/fresh.ts";
import { ShipRow } from "../shared/orders/shipment.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { endTurn, takeTurn, type Turn } from "../shared/turn.ts";
import { changeWaybill } from "./change-waybill.ts";
import { playEffect, sendEffect, settleEffect, unanswered, type Played, type RowEffect } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import { holdShipment, whyNot } from "./held.ts";
import type { UrgentServices } from "./stock.ts";

export type ShipMessage = Extract<UrgentMessage, { kind: "ship" }>;
/** One ship effect under its turn. */
export interface Shipping {
  turn: Turn;
  row: ShipRow;
  message: ShipMessage;
  shop: OpenShop;
}

/** Tells a platform that goods left, or of a corrected number. The order is read there immediately before; a hold or another receiver stops it; at most once. */
export async function ship(message: ShipMessage, services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const taken = await takeTurn(keys.shipment(message.m, message.s, message.orderNo, message.n), ports);
  if (taken === null) return;
  const row = ShipRow.parse(taken.row);
  const turn = { ...taken, still: [["state", "=", row.state]] as const };
  const shop = await shops.open(message.m, message.s, "ship");
  const shipping = { turn, row, message, shop };
  if (row.state === "changing") return changeWaybill(shipping, services);
  if (row.state === "planned") return tell(shipping, services);
  await endTurn(turn, { set: {} }, ports);
}

async function tell(shipping: Shipping, services: UrgentServices): Promise<void> {
  const { turn, row, message, shop } = shipping;
  const { ports } = services;
  if ("absent" in shop.adapter.effects.ship)
    return finish(shipping, await playEffect(turn, effectOf(shipping), ports), services);
  const fresh = await freshOrder(message.orderNo, shop, services);
  if ("ending" in fresh) return finish(shipping, unanswered(turn, fresh.ending, { shop, ports }), services);
  const { order } = fresh;
  const there = shownThere(order, row);
  if (there !== null) return finish(shipping, { state: "done" }, services, there);
  const effect = effectOf(shipping, order);
  const unsettled = await settleEffect(turn, effect, ports);
  if (unsettled !== null) return finish(shipping, unsettled, services);
  const why = whyNot(order, row);
  if (why !== null) return holdShipment(shipping, { order, why }, ports);
  const played = await sendEffect(turn, { ...effect, key: ports.ids.id() }, ports);
  if (played.state !== "blocked") return finish(shipping, played, services);
  // A refusal may mean that somebody else was quicker: what is shown there decides.
  const after = await freshOrder(message.orderNo, shop, services);
  const found = "order" in after ? shownThere(after.order, row) : null;
  await finish(shipping, found === null ? played : { state: "done" }, services, found ?? {});
}

/** The order was read just now and did not show it: that is the look. */
function effectOf({ row, message, shop, turn }: Shipping, order?: Order): RowEffect<"ship"> {
  const parcels = row.parcels.map((parcel) => ({
    ...parcel,
    lines: order === undefined ? [] : linesOf(parcel, order),
  }));
  const input = { orderNo: message.orderNo, parcels };
  return { kind: "ship", input, key: "", shop, tries: triesOf(turn), look: async () => "absent" };
}

function linesOf({ lines }: ShipRow["parcels"][number], order: Order): Effects["ship"][0]["parcels"][number]["lines"] {
  return lines.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((one) => one.lineNo === lineNo);
    if (line === undefined) return [];
    const { platformId, platformSkuId } = line;
    return [{ lineNo, platformId, platformSkuId, quantity }];
  });
}

/** Null: not shipped there. With our number there is nothing to add; with another one that one is the order's. */
function shownThere(order: Order, row: ShipRow): Record<string, unknown> | null {
  const ours = order.parcels.some((parcel) => row.parcels.some(({ waybill }) => waybill === parcel.waybill));
  if (ours) return {};
  const lines = row.parcels.flatMap(({ lines: own }) => own.map(({ lineNo }) => lineNo));
  const all = lines.map((lineNo) => order.lines.find((line) => line.lineNo === lineNo));
  const gone = all.every(
    (line) => line !== undefined && line.shipped > 0 && line.shipped + line.cancelled >= line.quantity,
  );
  return gone && lines.length > 0 ? { adopted: true } : null;
}

async function finish(
  { turn, message, shop }: Shipping,
  played: Played,
  { ports }: UrgentServices,
  set: Record<string, unknown> = {},
): Promise<void> {
  const { platform } = shop.row;
  await endRow(
    turn,
    played,
    { message, platform, done: { set: { state: "done", ...set }, remove: ["heldFor"] } },
    ports,
  );
  if (played.state !== "done" && played.state !== "blocked") return;
  const body = { v: 1, m: message.m, s: message.s, order: message.orderNo };
  await ports.queues.send(`pull:${platform}`, [{ body, group: message.s }]);
}
