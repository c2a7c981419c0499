import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { storedNews } from "../shared/catalog-news.ts";
import { versionsBody, WrittenRule } from "../shared/mapping.ts";
import { keys } from "../shared/store/keys.ts";
import { sendTaxonomyReads } from "../shared/taxonomy-night.ts";
import { COUNTY } from "../shared/tenant.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";
import { refreshTaxonomy } from "./taxonomy.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  await lane.save(walnuts());
  await lane.want("on");
});

async function night() {
  lane.pass(DAY_MS);
  lane.sent.length = 0;
  await refreshTaxonomy({ m: M, s: SHOP }, lane);
  return (await storedNews(M, SHOP, lane.table))?.value;
}
const attribute = (name: string) =>
  ({ id: name, name, required: true, sale: false, type: "text", units: [], options: [] }) as const;

describe("the nightly reading of a shop's taxonomy", () => {
  it("has no news when nothing changed, and wakes nobody", async () => {
    await lane.run();

    expect(await night()).toEqual({ changes: [], breaks: [] });
    expect(lane.sent).toEqual([]);
  });

  it("names the listings that a leaf takes with it, and leaves the product there alone", async () => {
    await lane.run();
    lane.pass(2 * HOUR_MS);
    await lane.run();
    lane.there.leaves.splice(0, 1, "坚果");

    expect(await night()).toMatchObject({
      changes: [
        { kind: "leaf_new", path: ["食品", "坚果"] },
        { kind: "leaf_gone", path: ["食品", "核桃"] },
      ],
      breaks: [{ listing: "g-1", findings: [{ rule: "category.unmapped", pointer: "/categoryCode" }] }],
    });
    expect(lane.sent.map(({ queue }) => queue)).toEqual(["publish:market"]);
    expect(await lane.run()).toMatchObject({ state: "done", findings: [], seen: { shelf: "on" } });
  });

  it("names an attribute that is newly required, and the listings that lack it", async () => {
    await lane.run();
    lane.there.rules.attributes = [attribute("产季")];
    lane.there.finding = (body, rules) => {
      const lacks = rules?.attributes.some(({ id }) => body.attributes[id] === undefined) ?? false;
      return lacks ? LACKING : null;
    };

    expect(await night()).toMatchObject({
      changes: [{ kind: "attribute_required", path: ["食品", "核桃"], what: "产季" }],
      breaks: [{ listing: "g-1", findings: [{ pointer: `/shopOverrides/${SHOP}/attributes/产季` }] }],
    });
  });

  it("plans those anew that only a category has stopped: a rule of the county may have come", async () => {
    lane.there.leaves.splice(0, 1, "坚果");
    expect(await lane.run()).toMatchObject({ state: "blocked", findings: [{ rule: "category.unmapped" }] });
    await writeRule(COUNTY, ["食品", "坚果"]);

    await night();
    expect(lane.sent.map(({ message }) => message.body)).toEqual([{ v: 1, m: M, l: "g-1", s: SHOP }]);
    expect(await lane.run()).toMatchObject({ state: "waiting" });
    expect([...lane.there.products.values()][0]?.draft.categoryId).toBe("c-坚果");
  });

  it("moves nothing that stands when a rule changes", async () => {
    await lane.run();
    lane.there.leaves.push("坚果");
    await writeRule(M, ["食品", "坚果"]);
    await night();
    lane.pass(2 * HOUR_MS);

    expect(await lane.run()).toMatchObject({ state: "done" });
    expect(lane.there.asked).toEqual(["create", "submit"]);
  });

  it("is asked for once a night, each shop in its own minute", async () => {
    const table = lane.table;
    for (const s of ["shop00000001", "shop00000002", "shop00000003"])
      await table.write({
        put: { ...keys.stream("m1", s, "orders"), WPK: "W#pull#market#0", WSK: `01#${s}#orders` },
      });
    for (let minute = 0; minute < 24 * 60; minute++) {
      await sendTaxonomyReads("market", lane.ports);
      lane.pass(MINUTE_MS);
    }

    expect(lane.sent.map(({ message }) => message.group).sort()).toEqual([
      "shop00000001",
      "shop00000002",
      "shop00000003",
    ]);
  });
});

async function writeRule(m: string, path: string[]): Promise<void> {
  const rule = WrittenRule.parse({ path, effectiveFrom: "2026-01-01", by: "li", at: "2026-01-01T00:00:00.000Z" });
  await lane.table.write({
    put: { ...keys.mapping(m, "market", "F-walnut"), body: versionsBody([rule]), ver: 1 },
  });
}
const LACKING = {
  rule: "market.attribute",
  severity: "block",
  pointer: "/attributes/产季",
  say: { zh: "缺产季", en: "no season" },
  remedy: { zh: "填写", en: "fill it in" },
  platformCode: "97",
} as const;
