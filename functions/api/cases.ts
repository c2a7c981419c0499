import * as z from "zod";
import type { Answer, AfterSaleCase } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { MINUTE_MS, plus } from "../../domain/time.ts";
import { fen, yuanFromFen } from "../../domain/money.ts";
import { AnswerPart, type CaseAnswer } from "../shared/orders/case-answer.ts";
import { turnOf } from "../shared/orders/cases.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { caseOf } from "../shared/store/rows.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import type { OrderAt } from "./orders.ts";
import { allItems, pageItems, rowsBehind } from "./pages.ts";
import { NET_MS } from "./publications.ts";
import type { PageQuery } from "./schemas.ts";
import { tellLane } from "./tell.ts";

export type CaseAt = OrderAt & { caseNo: string };

/** A case as screens show it: whose turn it is, until when, and how far an answer of ours is. */
export function viewOfCase(item: Item) {
  const read = caseOf(item);
  const { answerState, given } = AnswerPart.parse(item);
  const shop = item.PK.split("#S#")[1] ?? "";
  const { key: _key, ...answered } = given ?? { key: "" };
  return {
    shop,
    ...read,
    turn: turnOf(read),
    answerState,
    given: given === null ? null : answered,
    findings: item["findings"] ?? [],
  };
}

const isCase = ({ SK }: Item) => SK.includes("#AS#");

/** Cases of the merchant that are not over, by the time until which somebody must act; a page may hold fewer than asked for. */
export async function openCases(query: PageQuery, call: Call) {
  const page = await pageItems({ index: "work", pk: work.orderDue(call.m, "").WPK }, query, call);
  const rows = await rowsBehind(page.items.filter(isCase), call);
  return { items: rows.map(viewOfCase), cursor: page.cursor };
}

/** Every case of one order. */
export async function casesOf({ s, orderNo }: OrderAt, call: Call) {
  const { PK, SK } = keys.afterSale(call.m, s, orderNo, "");
  return (await allItems({ pk: PK, begins: SK }, call)).map(viewOfCase);
}

export interface AnswerInput extends CaseAt {
  answer: Answer;
  amountFen: number;
  reasonCode: string | null;
  note: string;
  addressId: string | null;
  confirm?: string | undefined;
}
/** `to_confirm`: nothing has happened yet; the same again with `confirm` within ten minutes sends it. */
export type Answered =
  { state: "to_confirm"; confirm: string; say: { zh: string; en: string } } | { state: "planned" | "done" | "blocked" };

/** Answers a case in two steps, because it moves money: the first says what will happen, the second does it. The amount must be the one that stands in the case. */
export async function answerCase(input: AnswerInput, call: Call): Promise<Answered> {
  const shop = await shopOf(input.s, call);
  if (!shop.manages.after_sale)
    throw conflict("not_managed", { zh: "这家店的售后没有交给本系统", en: "after-sale of this shop is not ours" });
  const facts = adapterFor(shop.platform, call).effects.answerAfterSale;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const item = await call.ports.table.get(keys.afterSale(call.m, input.s, input.orderNo, input.caseNo));
  if (item === null) throw notFound({ zh: "这个售后单", en: "case" });
  const { answerState } = AnswerPart.parse(item);
  if (answerState === "planned") return { state: answerState };
  refuseMisfit(input, caseOf(item));
  if (input.confirm === undefined) return { state: "to_confirm", ...(await confirmation(input, call)) };
  const asked = await opened(input.confirm, input, call);
  await plan({ ...input, key: asked.key }, item, call);
  const message = { kind: "case", orderNo: input.orderNo, n: input.caseNo };
  await tellLane({ kind: "urgent", shop }, message, call);
  return { state: "planned" };
}

function refuseMisfit({ answer, amountFen }: AnswerInput, read: AfterSaleCase): void {
  if (!read.answers.includes(answer))
    throw wrongField("/answer", {
      zh: `现在可以的答复：${read.answers.join(", ") || "无"}`,
      en: `possible now: ${read.answers.join(", ") || "none"}`,
    });
  if (read.amountFen !== amountFen)
    throw conflict("amount_changed", {
      zh: `金额是 ¥${yuanFromFen(read.amountFen)}，请核对后再答复`,
      en: `the amount is ${read.amountFen} fen: look again`,
    });
}

const CONFIRM_MS = 10 * MINUTE_MS;
const Confirmation = z.object({ what: z.string(), until: z.string(), key: z.string() });

/** What a confirmation is for, and for nothing else. */
const purposeOf = ({ s, orderNo, caseNo }: CaseAt, { caller }: Call) =>
  `confirm|${s}|${orderNo}|${caseNo}|${caller.subject}`;
const whatOf = ({ answer, amountFen, reasonCode, note, addressId }: AnswerInput) =>
  JSON.stringify([answer, amountFen, reasonCode, note, addressId]);

async function confirmation(input: AnswerInput, call: Call) {
  const { ports, sealer, m } = call;
  const value = { what: whatOf(input), until: plus(ports.clock.now(), CONFIRM_MS), key: ports.ids.id() };
  const sealed = await sealer.seal(m, purposeOf(input, call), value);
  const yuan = yuanFromFen(fen(input.amountFen));
  const say = {
    zh: `${WORDS[input.answer]}，涉及 ¥${yuan}，请再次确认`,
    en: `${input.answer}: ¥${yuan} are at stake; confirm it once more`,
  };
  return { confirm: Buffer.from(sealed, "base64").toString("base64url"), say };
}

const WORDS: Readonly<Record<Answer, string>> = {
  agree_refund: "同意退款（立即付款）",
  agree_return: "同意退货",
  refuse: "拒绝",
  return_received: "确认收到退货（立即退款）",
};

async function opened(confirm: string, input: AnswerInput, call: Call): Promise<{ key: string }> {
  const found = Confirmation.safeParse(
    await call.sealer.open(call.m, purposeOf(input, call), confirm).catch(() => null),
  );
  const good = found.success && found.data.what === whatOf(input) && found.data.until > call.ports.clock.now();
  if (good) return found.data;
  throw conflict("confirm_again", {
    zh: "确认已过期或内容已变，请重新确认",
    en: "confirm it anew: too old, or changed",
  });
}

async function plan(input: AnswerInput & { key: string }, item: Item, { ports, m, caller }: Call): Promise<void> {
  const { s, orderNo, caseNo, answer, reasonCode, note, addressId, amountFen, key } = input;
  const now = ports.clock.now();
  const given: CaseAnswer = { answer, reasonCode, note, addressId, amountFen, by: caller.subject, at: now, key };
  const done = await ports.table.write({
    update: keys.afterSale(m, s, orderNo, caseNo),
    set: { answerState: "planned", given, ...work.due(orderNo, plus(now, NET_MS)) },
    remove: ["findings", "who"],
    add: { ver: 1 },
    if: {
      all: [
        ["ver", "=", Number(item["ver"])],
        ["turnId", "absent"],
      ],
    },
  });
  if (!done.ok) throw conflict("changed", { zh: "售后单刚刚变动，请刷新后再试", en: "the case changed just now" });
}
