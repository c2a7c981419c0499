/** Looking for what became of an effect whose answer was lost: when, and what a person is told when no look settles it. */
import type { Finding } from "../../domain/finding.ts";
import type { EffectKind } from "../../domain/plan/effect.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, msBetween, plus, toBeijing } from "../../domain/time.ts";
import type { Instant, Text } from "../../domain/units.ts";
import type { Ports } from "./ports.ts";
import type { Sent } from "./turn.ts";

/** Clear "not there" answers after which the same may go out again, with its key. */
export const CLEAR_LOOKS = 3;
/** After so long without a clear answer it is a person's. */
const UNCLEAR_MS = 15 * MINUTE_MS;
const LOOKS_MS = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, UNCLEAR_MS];

/** An effect that a person has to settle; `next`: when it is looked for once more all the same, null: no more. */
export interface Unsettled {
  state: "unsettled";
  since: Instant;
  next: Instant | null;
  findings: readonly Finding[];
}
/** How it stands after a look that settled nothing. */
export type Open = { state: "unknown"; next: Instant } | Unsettled;

/** Not sooner is it looked for: the read lag after the try, and after the look before, so that three clear answers are three. */
export function mayLookAt({ sentAt, lookedAt }: Sent, readLagMs: number): Instant {
  return plus(lookedAt ?? sentAt, readLagMs);
}

/** Looks come at the read lag, 1, 2, 5 and 15 minutes after the try, then each hour for a day; from the 15 minutes on a person is asked, too. */
export function stillOpen(sent: Sent, readLagMs: number, now: Instant): Open {
  const waitedMs = msBetween(sent.sentAt, now);
  const soon = [readLagMs, ...LOOKS_MS].find((ms) => ms > waitedMs);
  if (soon !== undefined) return { state: "unknown", next: later(plus(sent.sentAt, soon), mayLookAt(sent, readLagMs)) };
  const next = waitedMs < DAY_MS ? later(plus(now, HOUR_MS), mayLookAt(sent, readLagMs)) : null;
  return { state: "unsettled", since: plus(sent.sentAt, UNCLEAR_MS), next, findings: [nobodyKnows(sent)] };
}

/** Of an effect that nothing can look up: a person's at once. */
export function blind(sent: Pick<Sent, "effect" | "sentAt">): Unsettled {
  return { state: "unsettled", since: sent.sentAt, next: null, findings: [nobodyKnows(sent)] };
}

/** One more effect of which nobody knows whether it happened: raises the alarm. */
export function alarmUnknown({ log }: Pick<Ports, "log">): void {
  log.metric("UnknownEffects", 1);
}

const NAMES: Readonly<Record<EffectKind, Text>> = {
  create: { zh: "创建商品", en: "creation" },
  update: { zh: "修改商品", en: "edit" },
  submit: { zh: "提交审核", en: "submission" },
  withdraw: { zh: "撤回审核", en: "withdrawal" },
  setPrice: { zh: "改价", en: "price" },
  setStock: { zh: "改库存", en: "stock" },
  list: { zh: "上架", en: "listing" },
  delist: { zh: "下架", en: "delisting" },
  remove: { zh: "删除商品", en: "removal" },
  ship: { zh: "发货", en: "shipment" },
  changeWaybill: { zh: "改运单号", en: "change of the waybill" },
  issueVouchers: { zh: "发券码", en: "issue of codes" },
  redeem: { zh: "核销", en: "redemption" },
  undoRedeem: { zh: "撤销核销", en: "taking back of a redemption" },
  answerAfterSale: { zh: "答复售后", en: "answer to a case" },
  createLabel: { zh: "取面单号", en: "draw of a label" },
  addLabelParcel: { zh: "加子件", en: "further box of a label" },
  cancelLabel: { zh: "作废面单", en: "cancelling of a label" },
  askLaterShipping: { zh: "延迟发货协商", en: "question for a later ship date" },
};

/** What was sent and when, without an answer that tells what became of it. */
export function nobodyKnows({ effect, sentAt }: Pick<Sent, "effect" | "sentAt">): Finding {
  const name = NAMES[effect];
  return {
    rule: "unknown.unsettled",
    severity: "block",
    pointer: "",
    say: {
      zh: `${toBeijing(sentAt)} 发出的“${name.zh}”没有收到平台回复，也查不到结果，请人工核对`,
      en: `The ${name.en} sent at ${sentAt} got no answer, and no look settles it: a person has to`,
    },
    remedy: { zh: "在平台后台核对后再点“重试”", en: "Check in the platform's back office, then retry" },
    platformCode: null,
  };
}
