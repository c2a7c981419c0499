import { describe, expect, it } from "vitest";
import type { Body, CategoryRules } from "../contract.ts";
import { fen } from "../../domain/money.ts";
import adapter from "./adapter.ts";
import { lint, mapping, rates } from "./rules/index.ts";

const sku = (more: Partial<Body["skus"][number]> = {}) => ({
  merchantKey: "k1",
  name: "2袋",
  attributes: { 规格: "2袋" },
  priceFen: fen(5_990),
  stock: 3,
  picture: null,
  ...more,
});
const attribute = (name: string, more: Partial<CategoryRules["attributes"][number]> = {}) => ({
  id: name,
  name,
  required: true,
  sale: false,
  type: "text" as const,
  units: [],
  options: [],
  ...more,
});
const names = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const food: CategoryRules = {
  categoryId: "1/2/3",
  certificates: [{ id: "1111700", name: "食品生产许可证" }],
  attributes: [
    attribute("产地"),
    attribute("储存条件", { type: "one", options: [{ id: "常温", name: "常温" }] }),
    attribute("规格", { sale: true }),
  ],
};
const good: Body = {
  merchantKey: "k",
  kind: "goods",
  title: "深山薄皮核桃",
  categoryId: "1/2/3",
  brandId: null,
  freightTemplateId: "1",
  returnAddressId: "2",
  attributes: { 产地: ["甘肃省陇南市成县"], 储存条件: ["常温"] },
  pictures: names(4),
  detailPictures: names(3),
  detailHtml: "",
  certificates: [{ type: "1111700", number: "SC", pictures: ["q"] }],
  shipWithinHours: 48,
  returns: "fresh_claim",
  weightGrams: 1_000,
  voucher: null,
  skus: [sku()],
};
const stay: Body = {
  ...good,
  kind: "homestay",
  freightTemplateId: null,
  returnAddressId: null,
  voucher: { useFrom: "2026-12-01", useUntil: "2027-03-31", refund: "any_time", storeIds: [] },
};
const found = (more: Partial<Body>, from = good) =>
  lint({ ...from, ...more }, food).map(({ platformCode, pointer }) => [platformCode, pointer]);

describe("lint", () => {
  it("finds nothing in a good product, nor in a good voucher", () => {
    expect(lint(good, food)).toEqual([]);
    expect(lint(stay, food)).toEqual([]);
  });

  it.each<[string, Partial<Body>, string, string]>([
    ["a title of 61", { title: "核".repeat(61) }, "10020021", "/title"],
    ["a title of 4 letters", { title: "核桃礼盒！！" }, "10020042", "/title"],
    ["no title", { title: "" }, "10020020", "/title"],
    ["a title of digits", { title: "1234567" }, "10020045", "/title"],
    ["a sign that they refuse", { title: "深山薄皮核桃Ⅲ级" }, "10020045", "/title"],
    ["3 pictures of food", { pictures: names(3) }, "10020229", "/pictures"],
    ["10 pictures", { pictures: names(10) }, "10020023", "/pictures"],
    ["a picture twice", { pictures: [...names(4), "p0"] }, "10020225", "/pictures"],
    ["2 details of food", { detailPictures: names(2) }, "10020230", "/detailPictures"],
    ["21 details", { detailPictures: names(21) }, "10020025", "/detailPictures"],
    ["a detail twice", { detailPictures: [...names(3), "p0"] }, "10020226", "/detailPictures"],
    ["price 0", { skus: [sku({ priceFen: fen(0) })] }, "10020039", "/skus/0/priceFen"],
    ["a price too high", { skus: [sku({ priceFen: fen(1_000_000_001) })] }, "10020028", "/skus/0/priceFen"],
    ["no skus", { skus: [] }, "10020038", "/skus"],
    ["501 skus", { skus: Array.from({ length: 501 }, () => sku()) }, "10020013", "/skus"],
    [
      "skus with other attributes",
      { skus: [sku(), sku({ attributes: { 规格: "3袋", 颜色: "红" } })] },
      "10020251",
      "/skus/1/attributes",
    ],
    [
      "a long attribute name",
      { skus: [sku({ attributes: { 规格: "1", ["长".repeat(41)]: "1" } })] },
      "10020032",
      "/skus/0/attributes",
    ],
    ["a sku without the sale attribute", { skus: [sku({ attributes: {} })] }, "10020216", "/skus/0/attributes/规格"],
    ["a required attribute missing", { attributes: { 储存条件: ["常温"] } }, "10020097", "/attributes/产地"],
    [
      "a value off the list",
      { attributes: { 产地: ["成县"], 储存条件: ["室温"] } },
      "10020098",
      "/attributes/储存条件",
    ],
    ["no certificate", { certificates: [] }, "10020018", "/certificates"],
    [
      "11 pictures of a certificate",
      { certificates: [{ type: "1111700", number: "", pictures: names(11) }] },
      "10020027",
      "/certificates/0/pictures",
    ],
    ["no freight template", { freightTemplateId: null }, "10020019", "/freightTemplateId"],
    ["no return address", { returnAddressId: null }, "10020290", "/returnAddressId"],
    ["a weight of 0", { weightGrams: 0 }, "10020068", "/weightGrams"],
    ["a presale of two months", { shipWithinHours: 60 * 24 }, "10020099", "/shipWithinHours"],
  ])("finds %s, and that alone", (_name, more, code, pointer) => {
    expect(found(more)).toEqual([[code, pointer]]);
  });

  it("refuses a presale where the category allows none", () => {
    const demands = { brand: false, sevenDayReturn: false, floorPriceFen: null, inStock: true };
    const late = { ...good, shipWithinHours: 72 };
    expect(lint(late, { ...food, demands }).map(({ platformCode }) => platformCode)).toEqual(["10020099"]);
    expect(lint({ ...good, shipWithinHours: 48 }, { ...food, demands })).toEqual([]);
    expect(lint(late, food)).toEqual([]);
  });

  it("lets a title of exactly 60 and the least of everything else pass", () => {
    expect(found({ title: "核".repeat(60) })).toEqual([]);
    expect(
      lint(
        { ...good, pictures: names(3), detailPictures: names(1), attributes: {}, certificates: [] },
        { categoryId: "1", certificates: [], attributes: [] },
      ),
    ).toEqual([]);
  });

  it("refuses a second price band, but not a tour's departures", () => {
    const skus = [sku(), sku({ merchantKey: "k2" })];
    expect(found({ skus }, stay)).toEqual([[null, "/skus"]]);
    expect(found({ skus, kind: "package_tour" }, stay)).toEqual([]);
  });

  it("refuses a validity that ends before it begins, and hints that refund terms have no force", () => {
    const voucher = { useFrom: "2027-01-01", useUntil: "2026-12-01", refund: "none" as const, storeIds: [] };
    expect(lint({ ...stay, voucher }, food).map(({ rule, severity }) => [rule, severity])).toEqual([
      ["wechat.validity", "block"],
      ["wechat.refund", "hint"],
    ]);
  });
});

describe("declarations", () => {
  it("map every goods and travel category by names, to a leaf of its own", () => {
    const paths = Object.values(mapping.categories).map((path) => path.join("/"));
    expect(new Set(paths).size).toBe(paths.length);
    expect(mapping.categories["F-walnut"]).toEqual(["食品生鲜", "粮油干货", "核桃"]);
    expect(mapping.categories["T-homestay"]).toEqual(["本地生活", "文旅", "民宿"]);
  });

  it("never let a minute or an hour see more than the published number", () => {
    const submit = rates.find(({ id }) => id === "submit");
    expect((submit?.calls ?? 0) + (submit?.burst ?? 0)).toBeLessThanOrEqual(200);
    for (const { calls, burst, id } of rates.filter(({ perMs, scope }) => perMs === 60_000 && scope === "shop")) {
      expect(calls + burst).toBeLessThanOrEqual(id === "picture" ? 5_000 : 1_000);
    }
  });

  it("define each effect or say in two languages why not", () => {
    const { cancelLabel, ...documented } = adapter.effects;
    expect(cancelLabel).toMatchObject({ confidence: "imitated_only" });
    for (const effect of Object.values(documented)) {
      if ("absent" in effect) expect([effect.absent.zh, effect.absent.en].every((text) => text.length > 0)).toBe(true);
      else expect(effect.confidence).toBe("documented");
    }
  });
});
