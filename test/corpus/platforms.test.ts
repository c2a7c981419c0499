import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { adapters } from "../../adapters/registry.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { mappingOn } from "../../domain/listing/mapping.ts";
import { skusOf } from "../../domain/listing/sku.ts";
import { day } from "../../domain/time.ts";
import type { Catalog, CategoryCatalog } from "../../functions/shared/catalog.ts";
import { defaultRule } from "../../functions/shared/mapping.ts";
import { judge, leafFor } from "../../functions/shared/offer/judge.ts";
import { contextOf, Entries, listingOf, type Entry } from "./build.ts";

const Whole = z.object({
  /** Fields that every entry of the file has before its own. */
  always: z.record(z.string(), z.unknown()),
  catalog: z.custom<Catalog>(),
  category: z.custom<CategoryCatalog>(),
  listings: Entries,
});

const fileOf = (id: string) => new URL(`../../adapters/${id}/rules/corpus.json`, import.meta.url);
const corpora = Object.values(adapters)
  .filter(({ id }) => existsSync(fileOf(id)))
  .map((adapter) => ({ adapter, ...Whole.parse(JSON.parse(readFileSync(fileOf(adapter.id), "utf8"))) }));

describe.each(corpora)("$adapter.id: the corpus of listings", ({ adapter, always, catalog, category, listings }) => {
  const findingsOf = (entry: Entry) => {
    const listing = listingOf({ ...entry, with: { ...always, ...entry.with } });
    const context = contextOf(entry);
    const skus = skusOf(listing, { today: context.today, holidays: HOLIDAYS, shopId: "shop1" });
    const rule = mappingOn(day(entry.today), {
      merchant: [],
      county: [],
      default: [defaultRule(adapter, listing.categoryCode)],
    });
    const shop = { row: { id: "shop1", platform: adapter.id }, adapter };
    const judged = { listing, skus, shop, context, catalog, rule, pinned: null };
    return judge(judged, leafFor(judged), category).findings;
  };

  it.each(listings.map((entry) => [entry.is, entry] as const))("%s", (_is, entry) => {
    const found = findingsOf(entry);
    const told = found.map(({ rule, pointer, severity, platformCode }) => [rule, pointer, severity, platformCode]);

    expect(told.sort()).toEqual(entry.finds.map(([...find]) => (find.length === 4 ? find : [...find, null])).sort());
    for (const { say, remedy } of found)
      expect([say.zh, remedy.zh].every((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});

it("the platforms' corpora hold at least forty listings together", () => {
  expect(corpora.length).toBeGreaterThanOrEqual(3);
  expect(corpora.flatMap(({ listings }) => listings).length).toBeGreaterThanOrEqual(40);
});
