import type { Ware } from "./ware.ts";
import type { World } from "./world.ts";

/** Puts a ware before the auditors; its base state stays until they have decided. */
export function submitForAudit(world: World, ware: Ware, now: number): void {
  ware.audit = "pending";
  ware.auditDueAt = now + world.auditPolicy.afterMs;
  ware.reason = null;
}

/** The auditors' word. Never listed and passed: on sale. Refused before it was on sale: 1028; while on sale: 1032. */
export function decide(ware: Ware, decision: { pass: boolean; reason: string; now: number }): void {
  const { pass, reason, now } = decision;
  ware.auditDueAt = null;
  ware.modified = now;
  ware.audit = pass ? "passed" : "refused";
  ware.reason = pass ? null : reason;
  ware.mended = false;
  if (!ware.listsWhenPassed) return;
  if (pass) ware.onlineAt = now;
  ware.base = pass ? 8 : 4;
  ware.listsWhenPassed = false;
}

/** Decides every audit that is due. */
export function settleAudits(world: World, now: number): void {
  for (const ware of world.wares.values()) {
    if (ware.audit !== "pending" || ware.auditDueAt === null || ware.auditDueAt > now) continue;
    const word = world.auditPolicy.refuseWords.find((one) => ware.title.includes(one));
    const reason = word === undefined ? "" : `标题含有违规词: ${word}`;
    decide(ware, { pass: word === undefined, reason, now: ware.auditDueAt });
  }
}

/** After an edit of what buyers see: a ware on sale is audited again, a refused one may be submitted again. */
export function edited(world: World, ware: Ware, now: number): void {
  ware.modified = now;
  ware.mended = true;
  if (ware.base === 8 && world.switches["auditAll"] === true) submitForAudit(world, ware, now);
}
