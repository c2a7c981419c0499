import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { day } from "../../time.ts";
import { Supplier } from "../supplier.ts";
import { aStay, aTour, anOil, anOption, aWalnut, CONTEXT } from "./cases/base.ts";
import { block } from "./context.ts";
import { GOODS_CASES } from "./cases/goods.ts";
import { TRAVEL_CASES } from "./cases/travel.ts";
import { lint, lintSupplier, RULE_BOOK, rulesOn } from "./lint.ts";

const CASES = [...GOODS_CASES, ...TRAVEL_CASES];
/** Rules whose ids are made of a word group's name; words.test.ts has a case for each group. */
const MADE = /^word\./;

describe("rules", () => {
  it.each([
    ["goods", aWalnut()],
    ["pre-packed goods", anOil()],
    ["a tour", aTour()],
    ["a homestay", aStay()],
  ])("find nothing in clean %s", (_name, listing) => {
    expect(lint(listing, CONTEXT)).toEqual([]);
  });

  it.each(CASES.map(([rule, listing, more]) => ({ rule, listing, more })))(
    "$rule is found (%#)",
    ({ rule, listing, more }) => {
      const found = lint(listing, { ...CONTEXT, ...more }).filter((finding) => finding.rule === rule);

      expect(found.length).toBeGreaterThan(0);
      for (const { pointer, say, remedy, platformCode } of found) {
        expect(pointer).toMatch(/^\//);
        expect([say.zh, remedy.zh].every((text) => /\p{Script=Han}/u.test(text))).toBe(true);
        expect([say.en, remedy.en].every((text) => text.length > 0)).toBe(true);
        expect(platformCode).toBeNull();
      }
    },
  );

  it("have each a case that finds them", () => {
    const folder = new URL("./", import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    const ids = sources.flatMap((name) =>
      [...readFileSync(new URL(name, folder), "utf8").matchAll(/"([a-z]+\.[a-z_]+)"/g)].map(([, id = ""]) => id),
    );

    expect(new Set(ids.filter((id) => !MADE.test(id) && id !== "node.fs"))).toEqual(
      new Set(CASES.map(([rule]) => rule)),
    );
  });

  it("check only what the context knows", () => {
    const { today, holidays } = CONTEXT;

    expect(
      lint(aWalnut({ supplierId: "gone", ship: { locationId: "gone", promiseHours: 48 } }), { today, holidays }),
    ).toEqual([]);
  });
});

describe("versions of a topic", () => {
  const book = ["2026-01-01", "2026-12-01"].map((from, n) => ({
    topic: "title",
    effectiveFrom: day(from),
    rule: () => [block(`title.v${n + 1}`, "/titleShort", ["一", "a", "二", "b"])],
  }));
  const found = (today: string) => rulesOn(day(today), book).flatMap((rule) => rule(aWalnut(), CONTEXT));

  it("begin on their day, the newer instead of the older", () => {
    expect(found("2025-12-31")).toEqual([]);
    expect(found("2026-11-30").map(({ rule }) => rule)).toEqual(["title.v1"]);
    expect(found("2026-12-01").map(({ rule }) => rule)).toEqual(["title.v2"]);
  });

  it("hold every topic that is in force today", () => {
    expect(rulesOn(CONTEXT.today)).toHaveLength(new Set(RULE_BOOK.map(({ topic }) => topic)).size);
  });
});

describe("near misses", () => {
  it.each([
    ["price.slip", aWalnut({ options: [anOption()] })],
    ["price.jump", aWalnut()],
    ["season.over", aWalnut({ season: { from: "11-01", to: "03-31", state: "active" } })],
    ["season.over", aWalnut({ season: { from: "05-01", to: "06-30", state: "dormant" } })],
    ["cert.region", aWalnut({ certs: [{ type: "geographical_indication", no: "1", regions: ["62"] }] })],
    ["cert.scope", aWalnut({ certs: [{ type: "organic", no: "1", scope: ["核桃"] }] })],
    ["title.old_year", aWalnut({ titleLong: "2026 新核桃" })],
    [
      "tour.cutoff_late",
      aTour({
        departures: [{ date: "2026-12-12", optionId: "std", poolId: "seats", cutoffAt: "2026-12-04T16:00:00.000Z" }],
      }),
    ],
    ["class.quarantine_animal", aWalnut({ categoryCode: "G-egg" })],
    ["stay.request", aStay({ saleMode: "open_voucher" })],
  ])("%s is not found (%#)", (rule, listing) => {
    expect(lint(listing, CONTEXT).map((finding) => finding.rule)).not.toContain(rule);
  });

  it("a household without a promise certificate only gets a hint", () => {
    const household = Supplier.parse({ id: "coop", name: "农户", type: "household" });
    const found = lint(aWalnut({ supplierId: "coop", promiseCert: undefined }), {
      ...CONTEXT,
      suppliers: new Map([["coop", household]]),
    });

    expect(found.find(({ rule }) => rule === "class.promise_certificate")?.severity).toBe("hint");
  });

  it("a wrong check digit of an SC number doesn't block", () => {
    const found = lint(anOil({ scNo: "SC10243112900105" }), CONTEXT);

    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([["label.sc_check", "review"]]);
  });
});

describe("lintSupplier", () => {
  it("finds a wrong credit code and an expired licence", () => {
    const supplier = Supplier.parse({
      id: "a",
      name: "a",
      type: "coop",
      uscc: "93431129MA0DEM0001",
      licences: [{ type: "business", no: "1", validUntil: "2026-11-24" }],
    });

    expect(lintSupplier(supplier, CONTEXT).map(({ rule }) => rule)).toEqual(["uscc.check", "licence.expired"]);
    expect(lintSupplier({ ...supplier, uscc: "93431129MA0DEM0000", licences: [] }, CONTEXT)).toEqual([]);
  });
});
