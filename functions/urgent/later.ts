import type { LaterAsked } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { HOUR_MS, plus } from "../../domain/time.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import { tellPerson } from "../shared/notices.ts";
import { LaterRow } from "../shared/orders/later.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { endTurn, takeTurn, type Turn } from "../shared/turn.ts";
import { playEffect, type Look, type RowEffect } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import type { UrgentServices } from "./stock.ts";

interface Asking {
  turn: Turn;
  row: LaterRow;
  message: Extract<UrgentMessage, { kind: "later" }>;
  shop: OpenShop;
}

/** Asks a buyer for a later ship date, at most once, and comes back until he has answered; what was agreed shows in the order itself. */
export async function later(message: Asking["message"], services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const taken = await takeTurn(keys.later(message.m, message.s, message.orderNo, message.n), ports);
  if (taken === null) return;
  const row = LaterRow.parse(taken.row);
  const shop = await shops.open(message.m, message.s, "ship");
  const asking = { turn: { ...taken, still: [["state", "=", row.state]] as const }, row, message, shop };
  if (row.state === "planned") return ask(asking, services);
  if (row.state === "asked") return hear(asking, services);
  await endTurn(taken, { set: {} }, ports);
}

const AGAIN_MS = 2 * HOUR_MS;

async function ask(asking: Asking, { ports }: UrgentServices): Promise<void> {
  const { turn, row, message, shop } = asking;
  const look = async (): Promise<Look> => {
    const seen = await answersThere(asking);
    if (seen === null) return "unclear";
    return seen.some(({ shipBy }) => shipBy === row.shipBy) ? "there" : "absent";
  };
  const { orderNo } = message;
  const { shipBy, reason, note, effectKey } = row;
  const effect: RowEffect<"askLaterShipping"> = {
    kind: "askLaterShipping",
    input: { orderNo, shipBy, reason, note },
    key: effectKey,
    shop,
    tries: triesOf(turn),
    look,
  };
  const played = await playEffect(turn, effect, ports);
  const done = { set: { state: "asked", ...work.due(orderNo, plus(ports.clock.now(), AGAIN_MS)) } };
  await endRow(turn, played, { message, platform: shop.row.platform, done }, ports);
}

async function answersThere({ shop, message }: Asking): Promise<readonly LaterAsked[] | null> {
  const { laterShipping } = shop.adapter;
  if (isAbsent(laterShipping)) return null;
  const seen = await shop.door.ask((x) => laterShipping.read(message.orderNo, x));
  return seen.kind === "done" ? seen.value : null;
}

async function hear(asking: Asking, { ports }: UrgentServices): Promise<void> {
  const { turn, row, message, shop } = asking;
  const { m, s, orderNo } = message;
  const state = (await answersThere(asking))?.find(({ shipBy }) => shipBy === row.shipBy)?.state;
  if (state !== "agreed" && state !== "refused") {
    const due = work.due(orderNo, plus(ports.clock.now(), AGAIN_MS));
    await endTurn(turn, { set: due }, ports);
    return;
  }
  await endTurn(turn, { set: { state, answeredAt: ports.clock.now() }, remove: ["WPK", "WSK"] }, ports);
  if (state === "refused") await tellRefused(asking, { ports });
  const body = { v: 1, m, s, order: orderNo };
  await ports.queues.send(`pull:${shop.row.platform}`, [{ body, group: s }]);
}

async function tellRefused({ message, row }: Asking, { ports }: Pick<UrgentServices, "ports">): Promise<void> {
  const { m, s, orderNo, n } = message;
  const say = {
    zh: `买家没有同意延迟发货：订单 ${orderNo}（${row.shipBy}），请按原期限发货、退款或再协商`,
    en: `the buyer did not agree to ship order ${orderNo} by ${row.shipBy}: send it in time, refund it or ask again`,
  };
  const about = { shop: s, orderNo };
  await tellPerson(m, { to: "merchant", kind: "later_refused", say, about, once: `${s}|${orderNo}|${n}` }, ports);
}
