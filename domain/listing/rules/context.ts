import type { Finding } from "../../finding.ts";
import type { Day, Fen } from "../../units.ts";
import type { Holidays } from "../holidays.ts";
import type { Listing } from "../listing.ts";
import type { Location } from "../location.ts";
import type { Supplier } from "../supplier.ts";

/**
 * What the rules may ask beside the listing. A part that is absent is not checked: the live editor knows less than the worker.
 * `takenKeys`: merchant keys of the merchant's other listings, each with the listing that has it. `lastPrices`: by sku key, what sells now.
 */
export interface LintContext {
  today: Day;
  holidays: Holidays;
  suppliers?: ReadonlyMap<string, Supplier>;
  locations?: ReadonlyMap<string, Location>;
  pools?: ReadonlyMap<string, { unit: string }>;
  takenKeys?: ReadonlyMap<string, string>;
  lastPrices?: Readonly<Record<string, Fen>>;
}

/** One topic of rules: total and pure. */
export type Rule = (listing: Listing, context: LintContext) => readonly Finding[];

/** Chinese and English, side by side. */
export type Pair = readonly [zh: string, en: string];

/** A finding of ours (no platform's code): `say` what is wrong, `remedy` what to do. */
export function finding(
  rule: string,
  severity: Finding["severity"],
  pointer: string,
  texts: { say: Pair; remedy: Pair },
): Finding {
  const [zh, en] = texts.say;
  const [remedyZh, remedyEn] = texts.remedy;
  return { rule, severity, pointer, say: { zh, en }, remedy: { zh: remedyZh, en: remedyEn }, platformCode: null };
}

/** Shorthands of `finding` by severity. */
export const block = (rule: string, pointer: string, say: Pair, remedy: Pair): Finding =>
  finding(rule, "block", pointer, { say, remedy });
export const review = (rule: string, pointer: string, say: Pair, remedy: Pair): Finding =>
  finding(rule, "review", pointer, { say, remedy });
export const hint = (rule: string, pointer: string, say: Pair, remedy: Pair): Finding =>
  finding(rule, "hint", pointer, { say, remedy });

/** A JSON pointer from its parts. */
export function pointer(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
