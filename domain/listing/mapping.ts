import * as z from "zod";
import type { Day } from "../units.ts";
import { CANONICAL_ATTRIBUTES } from "./attributes.ts";
import { CalendarDay, line } from "./primitives.ts";

/** What fills an attribute of theirs: a fact of the listing, or a text that is always sent. */
export const AttributeSource = z.union([
  z.strictObject({ from: z.enum(CANONICAL_ATTRIBUTES) }),
  z.strictObject({ value: line(200) }),
]);
export type AttributeSource = z.infer<typeof AttributeSource>;

/** One version of a rule: where a canonical category goes on one platform, by names from the root of their tree to a leaf, and what fills their attributes. */
export const MappingRule = z.strictObject({
  path: z.array(line(60)).min(1).max(8).nullable(),
  attributes: z.record(line(60), AttributeSource).default({}),
  effectiveFrom: CalendarDay,
});
export type MappingRule = z.infer<typeof MappingRule>;

/** Who made a rule; the nearest to the merchant wins. */
export const LEVELS = ["merchant", "county", "default"] as const;
export type Level = (typeof LEVELS)[number];
/** Every version at every level, in any order. */
export type RuleVersions = Readonly<Record<Level, readonly MappingRule[]>>;
/** What holds today: the path with the level it comes from, and all attributes' sources. */
export interface MappingInForce {
  path: readonly string[] | null;
  level: Level | null;
  attributes: Readonly<Record<string, AttributeSource>>;
}

/** The rule in force on a day: path and each attribute from the nearest level that names it, in its newest version that has begun. */
export function mappingOn(day: Day, versions: RuleVersions): MappingInForce {
  const inForce = LEVELS.map((level) => ({ level, rule: newest(versions[level], day) }));
  const chosen = inForce.find(({ rule }) => rule?.path != null);
  const attributes = inForce.toReversed().map(({ rule }) => rule?.attributes ?? {});
  return {
    path: chosen?.rule?.path ?? null,
    level: chosen?.level ?? null,
    attributes: Object.assign({}, ...attributes) as MappingInForce["attributes"],
  };
}

/** Of two versions that begin on one day the later written one counts. */
function newest(rules: readonly MappingRule[], day: Day): MappingRule | undefined {
  return rules
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<MappingRule | undefined>(
      (best, rule) => (best === undefined || rule.effectiveFrom >= best.effectiveFrom ? rule : best),
      undefined,
    );
}
