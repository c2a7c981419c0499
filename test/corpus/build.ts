import * as z from "zod";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { Listing } from "../../domain/listing/listing.ts";
import { Location } from "../../domain/listing/location.ts";
import type { LintContext } from "../../domain/listing/rules/context.ts";
import { SELF, Supplier } from "../../domain/listing/supplier.ts";
import { day } from "../../domain/time.ts";
import bases from "./bases.json" with { type: "json" };
import parties from "./parties.json" with { type: "json" };

/** One listing of the corpus: a clean base, fields put in their place by JSON pointer (null takes one away), and everything that must be found: rule, field, severity, the platform's code where it has one. */
const Entry = z.strictObject({
  is: z.string().min(3),
  base: z.string(),
  with: z.record(z.string().startsWith("/"), z.unknown()).default({}),
  today: z.string().default("2026-11-25"),
  finds: z
    .array(
      z.union([
        z.tuple([z.string(), z.string(), z.enum(["block", "review", "hint"])]),
        z.tuple([z.string(), z.string(), z.enum(["block", "review", "hint"]), z.string().nullable()]),
      ]),
    )
    .default([]),
});
export type Entry = z.infer<typeof Entry>;
/** A file of the corpus. */
export const Entries = z.array(Entry).min(1);

/** The listing of an entry. Throws for a base that is none, and for what is no listing. */
export function listingOf({ base, with: changes }: Entry): Listing {
  const clean: unknown = Object.entries(bases).find(([name]) => name === base)?.[1];
  if (clean === undefined) throw new Error(`no base ${base}`);
  const copy: unknown = structuredClone(clean);
  for (const [pointer, value] of Object.entries(changes)) put(copy, pointer.slice(1).split("/"), value);
  return Listing.parse(copy);
}

function put(into: unknown, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (typeof into !== "object" || into === null) throw new Error(`nothing to put ${name} into`);
  const old: unknown = Reflect.get(into, name);
  if (rest.length === 0) {
    if (value === null) Reflect.deleteProperty(into, name);
    else Reflect.set(into, name, value);
    return;
  }
  if (old === undefined) Reflect.set(into, name, /^\d+$/.test(rest[0] ?? "") ? [] : {});
  put(Reflect.get(into, name), rest, value);
}

/** What the rules know beside a listing: the county's suppliers, places and pools of `parties.json`. */
export function contextOf({ today }: Pick<Entry, "today">): LintContext {
  const suppliers = [SELF, ...z.array(Supplier).parse(parties.suppliers)];
  const locations = z.array(Location).parse(parties.locations);
  return {
    today: day(today),
    holidays: HOLIDAYS,
    suppliers: new Map(suppliers.map((one) => [one.id, one])),
    locations: new Map(locations.map((one) => [one.id, one])),
    pools: new Map(Object.entries(parties.pools).map(([id, unit]) => [id, { unit }])),
  };
}
