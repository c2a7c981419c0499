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
/** What is wrong and what to do, each in Chinese and English. */
export type Texts = readonly [zh: string, en: string, remedyZh: string, remedyEn: string];

type Maker = (rule: string, pointer: string, texts: Texts) => Finding;
const maker =
  (severity: Finding["severity"]): Maker =>
  (rule, at, [zh, en, remedyZh, remedyEn]) => ({
    rule,
    severity,
    pointer: at,
    say: { zh, en },
    remedy: { zh: remedyZh, en: remedyEn },
    platformCode: null,
  });
/** A finding of ours that never publishes. */
export const block = maker("block");
/** A finding of ours that waits for a person. */
export const review = maker("review");
/** A finding of ours that only shows. */
export const hint = maker("hint");
/** The maker of a severity that is data. */
export const MAKERS = { block, review, hint } as const;

/** A JSON pointer from its parts. */
export function pointer(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
