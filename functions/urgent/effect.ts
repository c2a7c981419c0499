import type { Effects } from "../../adapters/contract.ts";
import { isAbsent, type EffectKind } from "../../domain/plan/effect.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Instant, Text } from "../../domain/units.ts";
import { endingOf, findingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { markRun, markSending, type Sent, type Turn } from "../shared/turn.ts";
import { alarmUnknown, blind, CLEAR_LOOKS, mayLookAt, stillOpen, type Unsettled } from "../shared/unsettled.ts";

/** How an effect of a row ended. `left`: the row was taken out of our hands, nothing was sent. */
export type Played =
  | Exclude<Ending, { state: "unknown" }>
  | ({ state: "unknown"; next: Instant } & Looked)
  | (Unsettled & { next: Instant } & Looked)
  | { state: "left" };
type Looked = Pick<Sent, "looks" | "lookedAt">;

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
  /** Written together with the intent. */
  note?: Record<string, unknown>;
  /** What of the answer must not be lost, written as the effect is settled; null: the look found it. */
  keep?(value: Effects[K][1] | null): Record<string, unknown>;
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
  const { kind, input, shop, tries, note = {} } = effect;
  const facts = shop.adapter.effects[kind];
  if (isAbsent(facts)) return { state: "blocked", who: "merchant", findings: [impossible(facts.absent)] };
  const key = turn.sent?.effectKey ?? effect.key;
  const mark = () => markSending(turn, { effect: kind, effectKey: key, set: note }, ports);
  const outcome = await shop.door.sendMarked(kind, input, { key, mark });
  if (outcome.kind === "left") return { state: "left" };
  const { readLagMs } = shop.adapter.find;
  const ending = endingOf(outcome, { now: ports.clock.now(), tries, settle: facts.settle, readLagMs, effect: kind });
  if (outcome.kind === "unknown" && facts.settle === "blind") alarmUnknown(ports);
  if (ending?.state === "unknown") return { ...ending, looks: 0, lookedAt: null };
  await markRun(turn, ports, outcome.kind === "done" ? effect.keep?.(outcome.value) : {});
  if (outcome.kind === "accepted") return { state: "done" };
  if (outcome.kind === "partly" && ending?.state === "blocked")
    return { ...ending, findings: outcome.failed.map(({ failure }) => findingOf(failure)) };
  return ending ?? { state: "done" };
}

/** Finds out what became of an effect whose answer was lost. Null: nothing happened there, or repeating does no harm. */
export async function settleEffect<K extends EffectKind>(
  turn: Turn,
  { kind, shop, look, keep }: RowEffect<K>,
  ports: Ports,
): Promise<Played | null> {
  const { sent } = turn;
  const facts = shop.adapter.effects[kind];
  if (sent === null || isAbsent(facts) || facts.settle === "idempotent") return null;
  if (facts.settle === "blind") return asks(blind(sent));
  const { readLagMs } = shop.adapter.find;
  const now = ports.clock.now();
  if (now < mayLookAt(sent, readLagMs)) return notYet(sent, readLagMs, now);
  const seen = await look();
  if (seen === "there") {
    await markRun(turn, ports, keep?.(null));
    return { state: "done" };
  }
  const looks = sent.looks + (seen === "absent" ? 1 : 0);
  if (looks >= CLEAR_LOOKS) return null;
  const played = notYet({ ...sent, looks, lookedAt: now }, readLagMs, now);
  if (played.state !== "unknown") alarmUnknown(ports);
  return played;
}

/** After a day of looking it is a person's alone. */
function notYet(sent: Sent, readLagMs: number, now: Instant): Played {
  const open = stillOpen(sent, readLagMs, now);
  const { looks, lookedAt } = sent;
  if (open.state === "unknown") return { ...open, looks, lookedAt };
  return open.next === null ? asks(open) : { ...open, next: open.next, looks, lookedAt };
}

function asks({ findings }: Unsettled): Played {
  return { state: "blocked", who: "operator", findings };
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

/** How a row ends whose question could not be answered: an effect that may be under way stays so. */
export function unanswered({ sent }: Turn, ending: Ending, { shop, ports }: { shop: OpenShop; ports: Ports }): Played {
  if (sent === null) return ending.state === "unknown" ? { ...ending, looks: 0, lookedAt: null } : ending;
  const { readLagMs } = shop.adapter.find;
  const now = ports.clock.now();
  const asked = now < mayLookAt(sent, readLagMs) ? sent : { ...sent, lookedAt: now };
  const played = notYet(asked, readLagMs, now);
  if (played.state !== "unknown") alarmUnknown(ports);
  return played;
}
