import type { LabelAsk } from "../../adapters/contract.ts";
import type { Order } from "../../domain/order/order.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { BEFORE_LEAVING } from "../../domain/order/shipping.ts";
import type { Instant } from "../../domain/units.ts";
import { endingOf } from "../shared/endings.ts";
import { freshOrder } from "../shared/orders/fresh.ts";
import { playEffect, sendEffect, settleEffect, unanswered, type Look, type Played, type RowEffect } from "./effect.ts";
import { triesOf } from "./ending.ts";
import { seenThere, type Labelling } from "./labelling.ts";
import type { UrgentServices } from "./stock.ts";

/** `needless`: nothing was drawn, and nothing is to be. */
export type Drawn = Played | { state: "needless"; why: readonly string[] };

/** Draws the number of a label, at most once. The order is read there immediately before; a hold, another receiver or another cut stops it. */
export async function drawLabel(labelling: Labelling, services: UrgentServices): Promise<Drawn> {
  const { turn, row, message, shop } = labelling;
  const { ports } = services;
  const now = ports.clock.now();
  const bare = effectOf(labelling, { ...askOf(null, labelling), ticket: row.ticket }, now);
  if (isAbsent(shop.adapter.labels)) return playEffect(turn, bare, ports);
  const settled = await settleEffect(turn, bare, ports);
  if (settled !== null) return settled;
  if (row.stop !== undefined) return { state: "needless", why: row.stop };
  const fresh = await freshOrder(message.orderNo, shop, services);
  if ("ending" in fresh) return unanswered(turn, fresh.ending, { shop, ports });
  const why = whyNot(fresh.order, labelling);
  if (why !== null) return { state: "needless", why };
  const ask = askOf(fresh.order, labelling);
  const reserved = await reserve(ask, labelling, services);
  if ("state" in reserved) return reserved;
  const { receiverVersion } = fresh.order;
  const effect = effectOf(labelling, { ...ask, ...reserved }, now);
  const note = { ...reserved, receiverVersion };
  return sendEffect({ ...turn, still: STILL }, { ...effect, key: reserved.ticket ?? row.effectKey, note }, ports);
}

const STILL = [
  ["state", "=", "planned"],
  ["stop", "absent"],
] as const;

/** The order lets go of a label that it may not use; what was read just now has been judged so. */
function whyNot(order: Order, { row, message }: Labelling): readonly string[] | null {
  const own = order.consignments.find(({ id }) => id === row.consignment);
  if (own?.label === message.n && BEFORE_LEAVING.has(own.state)) return null;
  return order.holds.length > 0 ? order.holds.map(({ kind }) => kind) : ["order_changed"];
}

/** What the label is for; without the order it names no lines. */
function askOf(order: Order | null, { row, message }: Labelling): LabelAsk {
  const lines = row.lines.flatMap(({ lineNo, quantity }) => {
    const line = order?.lines.find((one) => one.lineNo === lineNo);
    if (line === undefined) return [];
    const { platformId, platformSkuId, name } = line;
    return [{ lineNo, platformId, platformSkuId, quantity, name }];
  });
  const { account, templateId, sender, note } = row;
  return { orderNo: message.orderNo, account, templateId, sender, lines, note };
}

/** The platform's id of a label without a number: kept with the intent, so that a lost answer can be looked up by it. */
async function reserve(
  ask: LabelAsk,
  { turn, row, shop }: Labelling,
  { ports }: UrgentServices,
): Promise<{ ticket: string | null } | Played> {
  const { labels, find } = shop.adapter;
  if (row.ticket !== null || isAbsent(labels)) return { ticket: row.ticket };
  const asked = await shop.door.ask((x) => labels.reserve(ask, x));
  const { readLagMs } = find;
  const judged = { now: ports.clock.now(), tries: triesOf(turn), settle: "idempotent", readLagMs } as const;
  const ending = endingOf(asked, judged);
  if (ending !== null) return unanswered(turn, ending, { shop, ports });
  return { ticket: asked.kind === "done" ? asked.value : null };
}

function effectOf(
  labelling: Labelling,
  input: RowEffect<"createLabel">["input"],
  now: Instant,
): RowEffect<"createLabel"> {
  const { row, shop, turn } = labelling;
  let found: string | null = null;
  const look = async (): Promise<Look> => {
    const seen = await seenThere(labelling);
    if (seen === "unread") return "unclear";
    found = seen?.state === "drawn" ? seen.waybill : null;
    return found === null ? "absent" : "there";
  };
  return {
    kind: "createLabel",
    input,
    key: row.effectKey,
    shop,
    tries: triesOf(turn),
    look,
    keep: (value) => ({ state: "made", waybill: value?.waybill ?? found, madeAt: now }),
  };
}
