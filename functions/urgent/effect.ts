import type { Effects } from "../../adapters/contract.ts";
import { isAbsent, type EffectKind } from "../../domain/plan/effect.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Instant, Text } from "../../domain/units.ts";
import { endingOf, findingOf, lookAfterMs, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { markRun, markSent, type Turn } from "../shared/turn.ts";

/** How an effect of a row ended. `left`: the row was taken out of our hands, nothing was sent. */
export type Played =
  Exclude<Ending, { state: "unknown" }> | { state: "unknown"; next: Instant; looks: number } | { state: "left" };

/** Whether an effect whose answer was lost shows there. `unclear`: the question was not answered. */
export type Look = "there" | "absent" | "unclear";

export interface RowEffect<K extends EffectKind> {
  kind: K;
  input: Effects[K][0];
  /** Made before the first try, and the same for all. */
  key: string;
  shop: OpenShop;
  tries: number;
  look(): Promise<Look>;
}

/** Plays the effect of one row under its turn, at most once: after silence it looks first, and what a platform refuses is final. */
export async function playEffect<K extends EffectKind>(
  turn: Turn,
  effect: RowEffect<K>,
  ports: Ports,
): Promise<Played> {
  return (await settleEffect(turn, effect, ports)) ?? sendEffect(turn, effect, ports);
}

/** Sends, and says how it ended. Only for an effect that is certainly not under way. */
export async function sendEffect<K extends EffectKind>(
  turn: Turn,
  effect: RowEffect<K>,
  ports: Ports,
): Promise<Played> {
  const { kind, input, shop, tries } = effect;
  const facts = shop.adapter.effects[kind];
  if (isAbsent(facts)) return { state: "blocked", who: "merchant", findings: [impossible(facts.absent)] };
  const key = turn.sent?.effectKey ?? effect.key;
  const mark = () => markSent(turn, kind, key, ports);
  const outcome = await shop.door.sendMarked(kind, input, { key, mark });
  if (outcome.kind === "left") return { state: "left" };
  const { readLagMs } = shop.adapter.find;
  const ending = endingOf(outcome, { now: ports.clock.now(), tries, settle: facts.settle, readLagMs });
  if (ending?.state === "unknown") return { ...ending, looks: 0 };
  await markRun(turn, ports);
  if (outcome.kind === "accepted") return { state: "done" };
  if (outcome.kind === "partly" && ending?.state === "blocked")
    return { ...ending, findings: outcome.failed.map(({ failure }) => findingOf(failure)) };
  return ending ?? { state: "done" };
}

/** Clear "not there" answers after which the same may go out again, with its key. */
const CLEAR_LOOKS = 3;
const UNCLEAR_MS = 15 * MINUTE_MS;

/** Finds out what became of an effect whose answer was lost. Null: nothing happened there, or repeating does no harm. */
export async function settleEffect<K extends EffectKind>(
  turn: Turn,
  { kind, shop, look }: RowEffect<K>,
  ports: Ports,
): Promise<Played | null> {
  const facts = shop.adapter.effects[kind];
  if (turn.sent === null || isAbsent(facts) || facts.settle === "idempotent") return null;
  if (facts.settle === "blind") return { state: "blocked", who: "operator", findings: [nobodyCanLook()] };
  const now = ports.clock.now();
  const { sentAt, looks } = turn.sent;
  const earliest = plus(sentAt, lookAfterMs(0, shop.adapter.find.readLagMs));
  if (now < earliest) return { state: "unknown", next: earliest, looks };
  const seen = await look();
  if (seen === "there") {
    await markRun(turn, ports);
    return { state: "done" };
  }
  const clear = looks + (seen === "absent" ? 1 : 0);
  if (clear >= CLEAR_LOOKS) return null;
  const waited = msBetween(sentAt, now);
  if (waited > DAY_MS) return { state: "blocked", who: "operator", findings: [nobodyCanLook()] };
  if (waited > UNCLEAR_MS) ports.log.metric("UnknownEffects", 1, { platform: shop.row.platform });
  const next = waited > UNCLEAR_MS ? HOUR_MS : lookAfterMs(looks + 1, shop.adapter.find.readLagMs);
  return { state: "unknown", next: plus(now, next), looks: clear };
}

function finding(rule: string, say: Text, remedy: Text): Finding {
  return { rule, severity: "block", pointer: "", say, remedy, platformCode: null };
}

/** What a platform can't do through its API, said with its reason. */
function impossible(why: Text): Finding {
  return finding("platform.absent", why, {
    zh: "请在平台后台处理",
    en: "Do it in the platform's back office",
  });
}

function nobodyCanLook(): Finding {
  return finding(
    "unknown.unsettled",
    {
      zh: "已发出但没有收到平台回复，也查不到结果，请人工核对",
      en: "Sent, no answer, and no look settles it: a person has to",
    },
    { zh: "在平台后台核对后再处理", en: "Check in the platform's back office first" },
  );
}

/** How a row ends whose question could not be answered: an effect that may be under way stays so. */
export function unanswered({ sent }: Turn, ending: Ending, now: Instant): Played {
  if (sent === null) return ending.state === "unknown" ? { ...ending, looks: 0 } : ending;
  const next = "next" in ending ? ending.next : plus(now, HOUR_MS);
  return { state: "unknown", next, looks: sent.looks };
}
