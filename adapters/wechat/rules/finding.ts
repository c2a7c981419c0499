import type { Finding } from "../../contract.ts";

/** What is wrong where, and what to do: each in Chinese and English. `code` is the platform's own refusal, where it has one. */
export interface Fault {
  rule: string;
  code: string | null;
  pointer: string;
  say: readonly [zh: string, en: string];
  remedy: readonly [zh: string, en: string];
}

const finding = (severity: Finding["severity"], fault: Fault): Finding => ({
  rule: `wechat.${fault.rule}`,
  severity,
  pointer: fault.pointer,
  say: { zh: fault.say[0], en: fault.say[1] },
  remedy: { zh: fault.remedy[0], en: fault.remedy[1] },
  platformCode: fault.code,
});

/** Findings that stop publication: those faults that are there. */
export const blocks = (...faults: readonly (Fault | false | undefined)[]): Finding[] =>
  faults.filter((fault) => fault !== false && fault !== undefined).map((fault) => finding("block", fault));

/** A finding that is only shown. */
export const hints = (...faults: readonly (Fault | false)[]): Finding[] =>
  faults.filter((fault) => fault !== false).map((fault) => finding("hint", fault));
