import { beforeEach, describe, expect, it } from "vitest";
import type { Adapter } from "../../adapters/contract.ts";
import { storeRead } from "../shared/catalog.ts";
import { keys } from "../shared/store/keys.ts";
import { connectShop, SHOP, testApi, WALNUTS, type TestApi } from "./fixtures.ts";

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  api.sent.length = 0;
});
const inForce = async (token?: string) => {
  const { body } = await api.ask("GET /mappings/market", undefined, token === undefined ? {} : { token });
  return body.items.find(({ category }: { category: string }) => category === "F-walnut").inForce;
};

describe("the mapping of categories", () => {
  it("is the merchant's own rule, in the version that has begun, and plans his shop anew", async () => {
    expect(await inForce()).toEqual({ path: null, level: null, attributes: {} });
    const rule = { path: ["食品", "核桃"], attributes: { 等级: { value: "特级" } } };
    expect((await api.ask("PUT /mappings/market/F-walnut", rule)).body).toMatchObject({
      effectiveFrom: "2026-11-25",
      by: "li",
    });
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["fanout", { v: 1, m: "m1", source: "shop", id: SHOP, hop: 0 }],
    ]);
    await api.ask("PUT /mappings/market/F-walnut", { path: ["食品", "坚果"], effectiveFrom: "2026-11-26" });

    expect(await inForce()).toMatchObject({ path: ["食品", "核桃"], level: "merchant" });
    api.pass(86_400_000);
    const later = await api.token({ merchant: "m1", roles: ["viewer"] }, "2026-11-27T00:00:00.000Z");
    expect(await inForce(later)).toMatchObject({ path: ["食品", "坚果"], attributes: {} });
  });

  it("takes the county's rule from an operator only, for every merchant", async () => {
    const rule = { path: ["食品", "干果"], level: "county" };
    expect((await api.ask("PUT /mappings/market/F-walnut", rule)).status).toBe(403);
    const operator = await api.token({ merchant: "m1", roles: ["operator"] });
    expect((await api.ask("PUT /mappings/market/F-walnut", rule, { token: operator })).status).toBe(200);

    const other = await api.token({ merchant: "m2", roles: ["viewer"] });
    expect(await inForce(other)).toMatchObject({ path: ["食品", "干果"], level: "county" });
    await api.ask("PUT /mappings/market/F-walnut", { path: ["食品", "核桃"] });
    expect(await inForce()).toMatchObject({ level: "merchant" });
    expect(await inForce(other)).toMatchObject({ level: "county" });
  });

  it("refuses a category of ours that is none, and a fact that no listing has", async () => {
    expect((await api.ask("PUT /mappings/market/Z-fish", { path: ["a"] })).status).toBe(422);
    const bad = { path: ["a"], attributes: { 等级: { from: "colour" } } };
    expect((await api.ask("PUT /mappings/market/F-walnut", bad)).status).toBe(422);
    expect((await api.ask("PUT /mappings/nowhere/F-walnut", { path: ["a"] })).status).toBe(422);
  });
});

const LEAVES = {
  "食品 / 核桃": { id: "c1", allowed: true, why: null },
  "食品 / 核桃油": { id: "c2", allowed: false, why: "缺资质" },
};
const storeCatalog = () =>
  storeRead(keys.catalog("m1", SHOP), { leaves: LEAVES, freightTemplates: [], addresses: [] }, api.ports);

describe("what is known of a platform's categories", () => {
  it("is asked for where nothing was read yet", async () => {
    expect((await api.ask(`GET /shops/${SHOP}/categories?category=F-walnut`)).body).toEqual({
      readAt: null,
      items: [],
    });
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["publish:market", { v: 1, m: "m1", s: SHOP, taxonomy: true }],
    ]);
    expect((await api.ask(`GET /shops/${SHOP}/taxonomy`)).body).toEqual({ readAt: null, changes: [], breaks: [] });
  });

  it("suggests leaves, and says which of them the shop may not use", async () => {
    await storeCatalog();
    const { body } = await api.ask(`GET /shops/${SHOP}/categories?category=F-walnut`);

    expect(body.items).toMatchObject([
      { path: ["食品", "核桃"], categoryId: "c1", allowed: true },
      { path: ["食品", "核桃油"], allowed: false, why: "缺资质" },
    ]);
  });

  it("goes into the findings of a listing for one shop, without a call", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    const own = await api.ask(`GET /listings/goods-1/publications/${SHOP}/findings`);
    expect(own.body.catalogAt).toBeNull();
    const rules = (findings: { rule: string }[]) => findings.map(({ rule }) => rule);
    expect(rules(own.body.findings)).toContain("draw.pool_unknown");
    await storeCatalog();
    const whole = await api.ask(`GET /listings/goods-1/publications/${SHOP}/findings`);
    expect(whole.body.findings[0]).toMatchObject({ rule: "category.unmapped", pointer: "/categoryCode" });
    expect(whole.body.findings[0].remedy.zh).toContain("食品 > 核桃");
    await api.ask("PUT /mappings/market/F-walnut", { path: ["食品", "核桃"] });
    await storeRead(keys.category("m1", SHOP, "c1"), CATEGORY, api.ports);
    const market = api.services.adapters["market"] as { -readonly [K in keyof Adapter]: Adapter[K] };
    market.lint = ({ title }) => [{ ...TITLE, pointer: "/title", say: { zh: title, en: title } }];
    const mapped = await api.ask(`GET /listings/goods-1/publications/${SHOP}/findings`);

    expect(rules(mapped.body.findings)).not.toContain("category.unmapped");
    expect(mapped.body.findings.at(-1)).toMatchObject({ pointer: "/titleShort", say: { zh: "成县薄皮核桃" } });
  });
});

const CATEGORY = { rules: { categoryId: "c1", certificates: [], attributes: [] }, brands: [] };
const TITLE = {
  rule: "market.title",
  severity: "block",
  remedy: { zh: "改", en: "change" },
  platformCode: "1",
} as const;
