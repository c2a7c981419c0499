import type { Effects, ListingRef, Outcome } from "../../adapters/contract.ts";
import type { Left, Marked } from "../../adapters/runtime/attempt.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { readAgainAt } from "../../domain/plan/plan.ts";
import { later, plus } from "../../domain/time.ts";
import { endingOf, findingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { Seen } from "../shared/store/rows.ts";
import { markSending, type Turn } from "../shared/turn.ts";
import { alarmUnknown, blind } from "../shared/unsettled.ts";
import { bodyOf } from "../shared/offer/draft.ts";
import { confirmed, confirmedInPart } from "./confirmed.ts";
import type { Ended } from "./ending.ts";
import { readThere, saveSeen } from "./observe.ts";
import type { Taken } from "./publish.ts";
import { again, isFinal, refused, SHELF, type SendStep } from "./refused.ts";
import type { Situation } from "./situation.ts";
import { likelyTwin } from "./twins.ts";

interface Sending {
  turn: Turn;
  now: Situation;
  ports: Ports;
  /** Names exactly this content: a refusal of it is not asked for again. */
  print: string;
}

/** Before the first create, after one that gave no number, and after a restore: is it there already? What we did not make is never adopted by a machine. */
export async function lookBeforeCreate(now: Situation, ports: Ports): Promise<Taken> {
  const like = now.seen.looked < 0 ? await likelyTwin(now, ports) : null;
  if (like !== null) return { ending: { state: "blocked", who: "merchant", findings: [like] }, seen: now.seen };
  const looked = await now.shop.door.ask((x) => now.shop.adapter.look(now.listing.merchantKey, x));
  const tries = now.publication.tries;
  const ending = endingOf(looked, { now: ports.clock.now(), tries, settle: "idempotent", readLagMs: 0 });
  if (ending !== null || looked.kind !== "done") return { ending: ending ?? { state: "done" }, seen: now.seen };
  const epoch = now.shop.row.epoch;
  const [there] = looked.value;
  const { tried, ...known } = now.seen;
  if (there === undefined) return { ending: null, seen: { ...known, looked: epoch } };
  if (now.seen.looked < 0 && tried !== true)
    return { ending: { state: "blocked", who: "merchant", findings: [twin(now.listing.merchantKey)] }, seen: now.seen };
  const seen = { ...known, looked: epoch, ref: there };
  await saveSeen(now, seen, ports);
  return readThere({ ...now, seen }, ports);
}

/** Sends one effect: phase `sent` where a repetition could do harm, once the limiter lets it go; then the call, then what became of it. */
export async function sendStep(step: SendStep, { turn, now, ports, print }: Sending): Promise<Taken> {
  const facts = now.can[step.kind];
  if (isAbsent(facts)) throw new TypeError(`planned an absent ${step.kind}`);
  const key = ports.ids.id();
  const careful = facts.settle !== "idempotent";
  const sending = { effect: step.kind, effectKey: key, ...(step.kind === "create" && { print: now.source }) };
  const mark = async () => !careful || markSending(turn, sending, ports);
  const outcome = await sendOne(step, now, { key, mark });
  if (outcome.kind === "left") return { ending: { state: "done" }, seen: now.seen };
  if (outcome.kind === "unknown" && careful) return { ending: unknown(step, now, ports), seen: now.seen };
  const { tries } = now.publication;
  const { readLagMs } = now.can.find;
  const ending = endingOf(outcome, { now: ports.clock.now(), tries, settle: facts.settle, readLagMs });
  return became(step, { outcome, ending }, { now, ports, print });
}

function unknown(step: SendStep, { can }: Situation, ports: Ports): Ended {
  const now = ports.clock.now();
  const facts = can[step.kind];
  if (isAbsent(facts) || facts.settle !== "blind") return { state: "unknown", next: plus(now, can.find.readLagMs) };
  alarmUnknown(ports);
  return blind({ effect: step.kind, sentAt: now });
}

interface Answered {
  outcome: Outcome<ListingRef | null>;
  ending: Ending | null;
}

/** What became of an effect that was answered, and where the turn stands with it. */
async function became(
  step: SendStep,
  { outcome, ending }: Answered,
  { now, ports, print }: Omit<Sending, "turn">,
): Promise<Taken> {
  switch (outcome.kind) {
    case "done":
    case "accepted": {
      const done = confirmed(step, now, outcome.value);
      const audited = outcome.kind === "accepted" && SHELF[step.kind] === "on";
      const audit = { state: "pending", since: ports.clock.now(), reason: null } as const;
      const seen = audited ? { ...done, audit } : done;
      // A new product's number is stored at once, all else with the end. Until then the row stays in phase `sent`: a crash looks, and finds it done.
      if (step.kind === "create") await saveSeen(now, seen, ports);
      if (ending !== null) return { ending: notBefore(ending, seen), seen };
      return readThere({ ...now, seen }, ports, step.facets.includes("price") ? step.skus : []);
    }
    case "partly": {
      const final = ending?.state === "blocked";
      const seen = confirmedInPart(step, outcome, { now, print, final });
      if (step.kind === "create") await saveSeen(now, seen, ports);
      const findings = outcome.failed.map(({ failure }) => findingOf(failure));
      return { ending: final ? { ...ending, findings } : (ending ?? again(now, ports)), seen };
    }
    case "failed":
      if (isFinal(outcome.failure.kind)) return refused(step, outcome.failure, { now, ports, print });
      return { ending: ending ?? again(now, ports), seen: now.seen };
    case "unknown":
      return { ending: ending ?? again(now, ports), seen: now.seen };
    default:
      return outcome satisfies never;
  }
}

/** Who waits for an audit is not woken before the planner would read it. */
function notBefore(ending: Ending, seen: Seen): Ending {
  const waits = ending.state === "waiting" && ending.waitFor === "audit";
  return waits ? { ...ending, next: later(ending.next, readAgainAt(seen)) } : ending;
}

function sendOne(step: SendStep, now: Situation, how: Marked): Promise<Outcome<ListingRef | null> | Left> {
  const { door } = now.shop;
  if (step.kind === "create") return door.sendMarked("create", bodyNow(now), how);
  const ref = now.seen.ref;
  if (ref === null) throw new TypeError(`planned ${step.kind} of nothing`);
  switch (step.kind) {
    case "update":
      return door.sendMarked("update", { ref, body: bodyNow(now), facets: step.facets }, how);
    case "setPrice":
      return door.sendMarked("setPrice", { ref, skus: skuValues(step, now, (sku) => sku.priceFen) }, how);
    case "setStock":
      return door.sendMarked("setStock", { ref, skus: stockValues(step, now) }, how);
    case "submit":
    case "withdraw":
    case "list":
    case "delist":
    case "remove":
      return door.sendMarked(step.kind, ref, how);
    default:
      return step.kind satisfies never;
  }
}

function bodyNow({ draft, pictures, wish }: Situation) {
  if (draft === null) throw new TypeError("planned the content of a listing that goes away");
  return bodyOf(draft, pictures, new Map(wish.skus.map((sku) => [sku.merchantKey, sku.stock])));
}

type Wished = Situation["wish"]["skus"][number];

function skuValues<V>(step: SendStep, now: Situation, value: (sku: Wished) => V) {
  return now.wish.skus
    .filter((sku) => step.skus.includes(sku.merchantKey))
    .flatMap((sku) => {
      const there = now.seen.skus.find((seen) => seen.merchantKey === sku.merchantKey)?.platformSkuId;
      return there == null ? [] : [{ merchantKey: sku.merchantKey, platformSkuId: there, value: value(sku) }];
    });
}

function stockValues(step: SendStep, now: Situation): Effects["setStock"][0]["skus"] {
  return skuValues(step, now, (sku) => {
    const shown = now.seen.skus.find((seen) => seen.merchantKey === sku.merchantKey)?.shown ?? 0;
    return { target: sku.stock, change: sku.stock - shown };
  });
}

function twin(merchantKey: string) {
  return {
    rule: "twin_found",
    severity: "block",
    pointer: "/merchantKey",
    say: {
      zh: `店里已有编码为 ${merchantKey} 的商品，不是系统创建的`,
      en: `a ware with the code ${merchantKey} is there already, not made by us`,
    },
    remedy: { zh: "认领它，或给这件商品换一个编码", en: "adopt it, or change the code of this listing" },
    platformCode: null,
  } as const;
}
