import * as z from "zod";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import type { Order } from "../../domain/order/order.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { queuedOrder } from "../shared/orders/queued.ts";
import { endingOf, findingOf, type Ending } from "../shared/endings.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import { endTurn, leaveUnknown, markRun, markSent, takeTurn, type Turn } from "../shared/turn.ts";
import type { UrgentServices } from "./stock.ts";

export interface ShipMessage {
  m: string;
  s: string;
  orderNo: string;
  n: string;
}
/** What the merchant handed over and the platform is to be told. */
export const ShipRow = z.object({
  state: z.enum(["planned", "held", "done", "blocked"]),
  carrier: z.string(),
  waybill: z.string(),
  lines: z.array(z.object({ lineNo: z.string(), quantity: z.number() })),
  receiverVersion: z.string().nullable(),
});

/** Tells a platform that goods left. The order is read there immediately before; a hold or another receiver stops it; at most once. */
export async function ship(message: ShipMessage, services: UrgentServices): Promise<void> {
  const { ports } = services;
  const turn = await takeTurn(keys.shipment(message.m, message.s, message.orderNo, message.n), ports);
  if (turn === null) return;
  const ending = await play(turn, message, services);
  if (ending === "held") {
    await endTurn(turn, { set: { state: "held", ...work.todo(message.m, ports.clock.now()) } }, ports);
  } else if (ending.state === "unknown") {
    await leaveUnknown(turn, { set: work.due(message.orderNo, ending.next), looks: 0 }, ports);
  } else if (ending.state === "waiting") {
    await endTurn(turn, { set: work.due(message.orderNo, ending.next) }, ports);
  } else if (ending.state === "blocked") {
    await endTurn(
      turn,
      { set: { state: "blocked", findings: ending.findings, ...work.todo(message.m, ports.clock.now()) } },
      ports,
    );
  } else {
    await endTurn(turn, { set: { state: "done" }, remove: ["WPK", "WSK"] }, ports);
  }
}

async function play(turn: Turn, message: ShipMessage, { ports, shops }: UrgentServices): Promise<Ending | "held"> {
  const row = ShipRow.parse(turn.row);
  if (row.state === "done") return { state: "done" };
  const shop = await shops.open(message.m, message.s, "ship");
  const facts = shop.adapter.effects.ship;
  if (isAbsent(facts)) return { state: "blocked", who: "merchant", findings: [] };
  const read = await shop.door.ask((x) => shop.adapter.orders.read(message.orderNo, x));
  const judge = { now: ports.clock.now(), tries: 0, settle: facts.settle, readLagMs: shop.adapter.find.readLagMs };
  const unread = endingOf(read, judge);
  if (unread !== null || read.kind !== "done" || read.value === null || !read.value.ok)
    return unread ?? { state: "waiting", waitFor: "retry", next: plus(judge.now, 60_000) };
  const queued = await queuedOrder(read.value.value, { m: message.m, s: message.s, raw: null }, { ports, shops });
  await ingest([queued], ports);
  const stored = await ports.table.get(keys.order(message.m, message.s, message.orderNo));
  if (stored === null) throw new Error(`order ${message.orderNo} was read and is not stored`);
  const order = orderOf(stored);
  if (order.parcels.some((parcel) => parcel.waybill === row.waybill) || shippedThere(order, row.lines))
    return settled(turn, ports);
  if (turn.sent !== null) await markRun(turn, ports);
  if (order.holds.length > 0 || order.receiverVersion !== row.receiverVersion || !shippable(order, row.lines))
    return "held";
  const lines = row.lines.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((one) => one.lineNo === lineNo);
    return line === undefined
      ? []
      : [{ lineNo, platformId: line.platformId, platformSkuId: line.platformSkuId, quantity }];
  });
  const key = turn.sent?.effectKey ?? ports.ids.id();
  if (!(await markSent(turn, "ship", key, ports))) return { state: "done" };
  const outcome = await shop.door.send(
    "ship",
    { orderNo: message.orderNo, parcels: [{ carrier: row.carrier, waybill: row.waybill, lines }] },
    key,
  );
  if (outcome.kind === "unknown") return { state: "unknown", next: plus(ports.clock.now(), judge.readLagMs) };
  await markRun(turn, ports);
  if (outcome.kind === "failed") {
    const ending = endingOf(outcome, { ...judge, now: ports.clock.now() });
    return ending?.state === "blocked"
      ? { ...ending, findings: [findingOf(outcome.failure)] }
      : (ending ?? { state: "done" });
  }
  const body = { v: 1, m: message.m, s: message.s, order: message.orderNo };
  await ports.queues.send(`pull:${shop.row.platform}`, [{ body, group: message.s }]);
  return { state: "done" };
}

async function settled(turn: Turn, ports: UrgentServices["ports"]): Promise<Ending> {
  await markRun(turn, ports);
  return { state: "done" };
}

function shippedThere(order: Order, lines: readonly { lineNo: string }[]): boolean {
  return lines.every(({ lineNo }) => {
    const line = order.lines.find((one) => one.lineNo === lineNo);
    return line !== undefined && line.shipped > 0 && line.shipped + line.cancelled >= line.quantity;
  });
}

function shippable(order: Order, lines: readonly { lineNo: string; quantity: number }[]): boolean {
  const paid = ["paid", "cod", "pay_after_use"].includes(order.pay);
  return (
    paid &&
    lines.every(({ lineNo, quantity }) => {
      const line = order.lines.find((one) => one.lineNo === lineNo);
      return line !== undefined && line.quantity - line.cancelled - line.shipped >= quantity;
    })
  );
}
