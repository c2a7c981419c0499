import type { EffectKind, Failure, Outcome, Settle } from "../../adapters/contract.ts";
import type { Finding } from "../../domain/finding.ts";
import { MINUTE_MS, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { nobodyKnows } from "./unsettled.ts";

/** How a turn ends: what stands in the row when the message is acknowledged. */
export type Ending =
  | { state: "done" }
  | { state: "waiting"; waitFor: "audit" | "limit" | "retry" | "lock" | "stock" | "shop"; next: Instant }
  | { state: "blocked"; who: "merchant" | "operator"; findings: readonly Finding[] }
  | { state: "unknown"; next: Instant };

/** What an outcome is judged by. `tries`: how often this effect was tried before; `effect`: which, where it is one that nothing may look up. */
export interface Try {
  now: Instant;
  tries: number;
  settle: Settle;
  readLagMs: number;
  effect?: EffectKind;
}

/** What an outcome leaves in the row; null: the next step may go out. Pure. */
export function endingOf(outcome: Outcome<unknown>, t: Try): Ending | null {
  switch (outcome.kind) {
    case "done":
      return null;
    case "accepted":
      return { state: "waiting", waitFor: "audit", next: plus(t.now, outcome.readAfterMs) };
    case "partly":
      return afterFailure({ ...gravest(outcome.failed.map(({ failure }) => failure)), requestId: "" }, t);
    case "failed":
      return afterFailure(outcome.failure, t);
    case "unknown":
      if (t.settle === "idempotent")
        return { state: "waiting", waitFor: "retry", next: plus(t.now, backoffMs(t.tries)) };
      if (t.settle === "blind") return { state: "blocked", who: "operator", findings: [nobodyCanLook(t)] };
      return { state: "unknown", next: plus(t.now, t.readLagMs) };
    default:
      return outcome satisfies never;
  }
}

/** Refusals that repeat are a person's business, however harmless each one looks. */
const READ_TRIES = 12;

function afterFailure(failure: Failure, t: Try): Ending {
  switch (failure.kind) {
    case "throttled":
      return { state: "waiting", waitFor: "limit", next: plus(t.now, failure.retryAfterMs ?? 1_000) };
    case "retryable":
      if (t.tries >= READ_TRIES) return { state: "blocked", who: "operator", findings: [findingOf(failure)] };
      return { state: "waiting", waitFor: "retry", next: plus(t.now, backoffMs(t.tries)) };
    case "auth":
    case "needs_merchant":
      return { state: "blocked", who: "merchant", findings: [findingOf(failure)] };
    case "needs_operator":
    case "permanent":
      return { state: "blocked", who: "operator", findings: [findingOf(failure)] };
    default:
      return failure.kind satisfies never;
  }
}

const GRAVITY = ["throttled", "retryable", "auth", "needs_merchant", "needs_operator", "permanent"];

function gravest<F extends { kind: Failure["kind"] }>(failures: readonly F[]): F {
  const [worst] = [...failures].sort((a, b) => GRAVITY.indexOf(b.kind) - GRAVITY.indexOf(a.kind));
  if (worst === undefined) throw new TypeError("partly without a refused line");
  return worst;
}

/** Back-off with a ceiling of 30 minutes; jitter comes from the caller's ids, not from here. */
export function backoffMs(tries: number): number {
  return Math.min(30 * MINUTE_MS, 2_000 * 2 ** Math.min(tries, 10));
}

/** A platform's refusal as a finding: their code, our sentence, what to do. */
export function findingOf(failure: Pick<Failure, "code" | "message" | "say" | "pointer" | "kind">): Finding {
  const detail = failure.message === "" ? "" : `（${failure.message}）`;
  return {
    rule: `platform.${failure.kind}`,
    severity: "block",
    pointer: failure.pointer ?? "",
    say: { zh: `${failure.say.zh}${detail}`, en: `${failure.say.en} [${failure.code}] ${failure.message}` },
    remedy: {
      zh: "处理后点“重试”；改动商品后会自动重试",
      en: "Mend it, then retry; a change of the listing retries by itself",
    },
    platformCode: failure.code,
  };
}

function nobodyCanLook({ effect, now }: Try): Finding {
  if (effect === undefined) throw new TypeError("an answer that was lost, and of what nobody knows");
  return nobodyKnows({ effect, sentAt: now });
}
