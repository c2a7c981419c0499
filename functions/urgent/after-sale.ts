import type { AfterSaleCase } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { DAY_MS, MINUTE_MS, plus } from "../../domain/time.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import { AnswerPart, type CaseAnswer } from "../shared/orders/case-answer.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { queuedCase } from "../shared/orders/queued.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { endTurn, takeTurn, type Turn } from "../shared/turn.ts";
import { playEffect, unanswered, type Look, type Played, type RowEffect } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import type { UrgentServices } from "./stock.ts";

type CaseTurn = Extract<UrgentMessage, { kind: "case" }>;
interface Answering {
  turn: Turn;
  given: CaseAnswer;
  message: CaseTurn;
  shop: OpenShop;
}

/** Gives the answer that a person confirmed, at most once. It moves money: the case is read immediately before, and another amount than he saw stops it. */
export async function answerCase(message: CaseTurn, services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const taken = await takeTurn(keys.afterSale(message.m, message.s, message.orderNo, message.n), ports);
  if (taken === null) return;
  const { answerState, given } = AnswerPart.parse(taken.row);
  const turn = { ...taken, still: [["answerState", "=", "planned"]] as const };
  if (answerState !== "planned" || given === null) return void (await endTurn(turn, { set: {} }, ports));
  const shop = await shops.open(message.m, message.s, "ship");
  const answering = { turn, given, message, shop };
  await end(answering, await play(answering, services), services);
}

async function play({ turn, given, message, shop }: Answering, services: UrgentServices): Promise<Played> {
  const { ports } = services;
  const { answer, reasonCode, note, addressId, amountFen, key } = given;
  const input = { caseNo: message.n, answer, reasonCode, note, addressId };
  const fresh = await freshCase(message.n, shop, services);
  const shown = "read" in fresh ? fresh.read : null;
  const answered = shown !== null && !shown.answers.includes(answer);
  const look = async (): Promise<Look> => (shown === null ? "unclear" : answered ? "there" : "absent");
  const effect: RowEffect<"answerAfterSale"> = {
    kind: "answerAfterSale",
    input,
    key,
    shop,
    tries: triesOf(turn),
    look,
  };
  if (isAbsent(shop.adapter.effects.answerAfterSale)) return playEffect(turn, effect, ports);
  if ("ending" in fresh) return unanswered(turn, fresh.ending, { shop, ports });
  if (turn.sent === null && answered) return notAsked();
  if (turn.sent === null && fresh.read.amountFen !== amountFen) return otherAmount(amountFen, fresh.read.amountFen);
  return playEffect(turn, effect, ports);
}

/** The case as it is there now, stored as any reading; or why it could not be read. */
async function freshCase(
  caseNo: string,
  shop: OpenShop,
  { ports }: UrgentServices,
): Promise<{ read: AfterSaleCase } | { ending: Ending }> {
  const now = ports.clock.now();
  const later = { ending: { state: "waiting", waitFor: "retry", next: plus(now, MINUTE_MS) } } as const;
  const { afterSale } = shop.adapter;
  if (isAbsent(afterSale)) return later;
  const read = await shop.door.ask((x) => afterSale.read(caseNo, x));
  const unread = endingOf(read, { now, tries: 0, settle: "idempotent", readLagMs: shop.adapter.find.readLagMs });
  if (unread !== null) return { ending: unread };
  if (read.kind !== "done" || read.value === null || !read.value.ok) return later;
  const { merchant: m, id: s } = shop.row;
  await ingest([queuedCase(read.value.value, { m, s }, ports)], ports);
  return { read: read.value.value };
}

async function end({ turn, message, shop }: Answering, played: Played, { ports }: UrgentServices): Promise<void> {
  const { m, s, n } = message;
  const { platform } = shop.row;
  const again = work.orderDue(m, plus(ports.clock.now(), DAY_MS));
  const done = { set: { answerState: "done", ...again } };
  await endRow(turn, played, { message, platform, done, stateIn: "answerState" }, ports);
  if (played.state !== "done") return;
  const body = { v: 1, m, s, case: n };
  await ports.queues.send(`pull:${platform}`, [{ body, group: s, delayMs: shop.adapter.find.readLagMs }]);
}

function notAsked(): Played {
  return stopped(
    "case.answered",
    "这个售后单已在别处处理，或平台不再接受这个答复",
    "the case was answered elsewhere, or the platform takes that answer no more",
  );
}

function otherAmount(shownFen: number, nowFen: number): Played {
  const yuan = (fen: number) => (fen / 100).toFixed(2);
  return stopped(
    "case.amount_changed",
    `金额已变：确认时 ¥${yuan(shownFen)}，现在 ¥${yuan(nowFen)}，请重新确认`,
    `the amount changed from ${shownFen} to ${nowFen} fen: confirm it again`,
  );
}

function stopped(rule: string, zh: string, en: string): Played {
  const remedy = { zh: "刷新后重新处理", en: "Look at the case again" };
  const finding = { rule, severity: "block", pointer: "", say: { zh, en }, remedy, platformCode: null } as const;
  return { state: "blocked", who: "merchant", findings: [finding] };
}
