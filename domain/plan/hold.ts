import { later, MINUTE_MS, msBetween, plus } from "../time.ts";
import type { Instant } from "../units.ts";
import { isAbsent, type Capabilities } from "./effect.ts";
import type { Observation } from "./observation.ts";
import type { Step } from "./step.ts";

/** How long an edit waits for further ones where each submission counts: a person who mends a listing saves several times. */
export const HOLD_MS = 10 * MINUTE_MS;

/** Whether an edit there uses up quota or an audit; elsewhere it goes out at once. */
export function countsEdits({ update }: Pick<Capabilities, "update">): boolean {
  return !isAbsent(update) && update.costsQuota;
}

/** Whether a plan may wait for further edits: the product sells as it was, nothing was refused, and only its content changes. A price never waits. */
export function mayWait(steps: readonly Step[], seen: Observation, can: Capabilities): boolean {
  const sends = steps.filter((step) => step.do === "send");
  const edits = sends.filter(({ kind }) => kind === "update" || kind === "submit");
  const settled = seen.audit.state === "none" || seen.audit.state === "passed";
  const priced = sends.some(({ facets }) => facets.includes("price") || facets.includes("stock"));
  return countsEdits(can) && seen.shelf === "on" && settled && edits.length > 0 && !priced;
}

/** What is known of a wish on its way: how it was seen last, and when the content was last changed here. */
export interface OnItsWay {
  audit: Observation["audit"]["state"];
  since: Instant | null;
  shelf: Observation["shelf"];
  seenAt: Instant | null;
  changedAt: Instant;
}

/** About when buyers see what is wished: the audit's usual length after the submission, which is now, past, or after the wait for further edits. Null: it is so already, or it takes longer than usual and nobody knows. */
export function liveAbout(
  of: OnItsWay,
  can: Pick<Capabilities, "update" | "auditMinutes">,
  now: Instant,
): Instant | null {
  const auditMs = can.auditMinutes * MINUTE_MS;
  const held = of.seenAt !== null && of.changedAt > of.seenAt;
  const next = of.shelf === "on" && countsEdits(can) ? plus(of.changedAt, HOLD_MS) : now;
  if (of.audit === "pending" && of.since !== null) {
    const ends = plus(of.since, auditMs);
    return held ? plus(later(ends, now), auditMs) : ends > now ? ends : null;
  }
  if (of.shelf !== "on") return plus(now, auditMs);
  return held && msBetween(next, now) < HOLD_MS ? plus(later(next, now), auditMs) : null;
}
