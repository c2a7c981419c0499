import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lint } from "../../domain/listing/rules/lint.ts";
import bases from "./bases.json" with { type: "json" };
import { contextOf, Entries, listingOf, type Entry } from "./build.ts";

const folder = new URL("./listings/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const entriesIn = (name: string): readonly Entry[] =>
  Entries.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));

describe("the corpus of listings", () => {
  it.each(Object.keys(bases))("the base %s is clean", (base) => {
    const entry = { is: base, base, with: {}, today: "2026-11-25", finds: [] };

    expect(lint(listingOf(entry), contextOf(entry))).toEqual([]);
  });

  describe.each(files)("%s", (file) => {
    it.each(entriesIn(file).map((entry) => [entry.is, entry] as const))("%s", (_is, entry) => {
      const found = lint(listingOf(entry), contextOf(entry)).map(({ rule, pointer, severity }) => [
        rule,
        pointer,
        severity,
      ]);

      expect(found.sort()).toEqual(entry.finds.map(([rule, pointer, severity]) => [rule, pointer, severity]).sort());
    });
  });

  it("holds good ones beside the bad ones, and no sentence twice", () => {
    const all = files.flatMap(entriesIn);

    expect(all.length + Object.keys(bases).length).toBeGreaterThanOrEqual(200);
    expect(all.filter(({ finds }) => finds.length === 0).length).toBeGreaterThanOrEqual(40);
    expect(new Set(all.map(({ is }) => is)).size).toBe(all.length);
  });
});
