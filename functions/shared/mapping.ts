import * as z from "zod";
import type { Adapter } from "../../adapters/contract.ts";
import { MappingRule, type MappingInForce, mappingOn } from "../../domain/listing/mapping.ts";
import { day, dayOf } from "../../domain/time.ts";
import { pack, unpack } from "./pack.ts";
import type { Item, Ports } from "./ports.ts";
import { keys } from "./store/keys.ts";
import { COUNTY } from "./tenant.ts";

/** A version of a rule with who wrote it and when. */
export const WrittenRule = MappingRule.extend({ by: z.string(), at: z.string() });
export type WrittenRule = z.infer<typeof WrittenRule>;

/** The versions in a row, oldest first; none where the row is absent. */
export function versionsOf(item: Item | null | undefined): readonly WrittenRule[] {
  return item == null ? [] : z.array(WrittenRule).parse(unpack(item["body"]));
}

/** The attribute that holds versions. */
export function versionsBody(versions: readonly WrittenRule[]): Uint8Array {
  return pack(versions);
}

/** What an adapter brings along: the rule at the level `default`. */
export function defaultRule({ mapping }: Adapter, category: string): MappingRule {
  const path = mapping.categories[category];
  return {
    path: path === undefined ? null : [...path],
    attributes: { ...mapping.attributes },
    effectiveFrom: day("2000-01-01"),
  };
}

/** A rule in force, and what of it people wrote. */
export interface Mapping extends MappingInForce {
  ofPeople: MappingInForce;
}

/** The rule in force today for a category of ours: the merchant's, else the county's, else the adapter's. */
export async function mappingOf(
  of: { m: string; adapter: Adapter; category: string },
  { table, clock }: Pick<Ports, "table" | "clock">,
): Promise<Mapping> {
  const { m, adapter, category } = of;
  const [own, county] = [keys.mapping(m, adapter.id, category), keys.mapping(COUNTY, adapter.id, category)];
  const rows = await table.batchGet([own, county]);
  const at = (PK: string) => versionsOf(rows.find((row) => row.PK === PK));
  const today = dayOf(clock.now());
  const written = { merchant: at(own.PK), county: at(county.PK) };
  const ofPeople = mappingOn(today, { ...written, default: [] });
  return { ...mappingOn(today, { ...written, default: [defaultRule(adapter, category)] }), ofPeople };
}
