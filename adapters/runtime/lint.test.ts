import { describe, expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import type { Body, CategoryRules, Limits } from "../contract.ts";
import { lintByData } from "./lint.ts";

const pictures = {
  min: 1,
  max: 3,
  minSidePx: 480,
  maxBytes: 1_000_000,
  types: ["image/jpeg" as const],
  distinct: true,
};
const limits: Limits = {
  title: { min: 2, max: 5, count: "code_points" },
  skus: 2,
  priceFen: { min: 100, max: 10_000 },
  stock: 9,
  pictures,
  detailPictures: { ...pictures, min: 0 },
  presaleDays: 0,
};
const sku = (merchantKey: string): Body["skus"][number] => ({
  merchantKey,
  name: merchantKey,
  attributes: { size: merchantKey },
  priceFen: fen(100),
  stock: 9,
  picture: null,
});
const body: Body = {
  merchantKey: "A",
  kind: "goods",
  title: "成县核桃",
  categoryId: "1",
  brandId: null,
  freightTemplateId: "f",
  returnAddressId: null,
  attributes: { storage: ["dry"], origin: ["成县"] },
  pictures: ["1", "2"],
  detailPictures: [],
  detailHtml: "",
  certificates: [],
  shipWithinHours: 48,
  returns: "none",
  weightGrams: 500,
  voucher: null,
  skus: [sku("A-1"), sku("A-2")],
};
const attribute = (id: string, more: Partial<CategoryRules["attributes"][number]> = {}) =>
  ({ id, name: id, required: true, sale: false, type: "text", units: [], options: [], ...more }) as const;
const rules: CategoryRules = {
  categoryId: "1",
  certificates: [],
  attributes: [
    attribute("storage", { type: "one", options: [{ id: "dry", name: "阴凉干燥" }] }),
    attribute("origin"),
    attribute("weight", { type: "number", required: false }),
    attribute("size", { sale: true }),
  ],
};

const found = (change: Partial<Body>, limit: Partial<Limits> = {}) =>
  lintByData({ ...body, ...change }, rules, {
    platform: "p",
    limits: { ...limits, ...limit },
    codes: { title: "T1" },
  }).map(({ rule, pointer, platformCode }) => `${rule} ${pointer} ${platformCode}`);

const withSku = (change: Partial<Body["skus"][number]>) => ({ skus: [sku("A-1"), { ...sku("A-2"), ...change }] });

describe("lint by data", () => {
  it("finds nothing at the limits themselves", () => {
    expect(found({})).toEqual([]);
    expect(found({ title: "成县" })).toEqual([]);
    expect(found({ title: "成县核桃仁", ...withSku({ priceFen: fen(10_000), stock: 0 }) })).toEqual([]);
    expect(found({ pictures: ["1", "2", "3"] })).toEqual([]);
    expect(found({ attributes: { ...body.attributes, weight: ["2.5 kg"] } })).toEqual([]);
  });

  it.each([
    ["a short title", { title: "成" }, ["p.title /title T1"]],
    ["a long title", { title: "成县核桃仁仁" }, ["p.title /title T1"]],
    ["no sku", { skus: [] }, ["p.sku_count /skus null"]],
    ["three skus", { skus: ["A-1", "A-2", "A-3"].map(sku) }, ["p.sku_count /skus null"]],
    ["one key twice", { skus: [sku("A-1"), sku("A-1")] }, ["p.sku_twice /skus/1/merchantKey null"]],
    ["a low price", withSku({ priceFen: fen(99) }), ["p.price /skus/1/priceFen null"]],
    ["a high price", withSku({ priceFen: fen(10_001) }), ["p.price /skus/1/priceFen null"]],
    ["much stock", withSku({ stock: 10 }), ["p.stock /skus/1/stock null"]],
    ["no picture", { pictures: [] }, ["p.pictures /pictures null"]],
    ["a picture twice", { pictures: ["1", "1"] }, ["p.pictures /pictures null"]],
    ["many detail pictures", { detailPictures: ["1", "2", "3", "4"] }, ["p.detail_pictures /detailPictures null"]],
    ["an attribute missing", { attributes: { storage: ["dry"] } }, ["p.required /attributes/origin null"]],
    ["a blank attribute", { attributes: { storage: ["dry"], origin: [" "] } }, ["p.required /attributes/origin null"]],
    ["no option", { attributes: { storage: ["wet"], origin: ["x"] } }, ["p.option /attributes/storage null"]],
    ["two of one", { attributes: { storage: ["dry", "dry"], origin: ["x"] } }, ["p.option /attributes/storage null"]],
    ["no number", { attributes: { ...body.attributes, weight: ["半斤"] } }, ["p.number /attributes/weight null"]],
    ["a sale attribute missing", withSku({ attributes: {} }), ["p.required /skus/1/attributes/size null"]],
  ] satisfies [string, Partial<Body>, string[]][])("finds %s", (_what, change, findings) => {
    expect(found(change)).toEqual(findings);
  });

  it("counts bytes where the platform does", () => {
    expect(found({}, { title: { min: 1, max: 12, count: "utf8_bytes" } })).toEqual([]);
    expect(found({}, { title: { min: 1, max: 11, count: "utf8_bytes" } })).toEqual(["p.title /title T1"]);
  });

  it("asks nothing of attributes where the category's rules are not known", () => {
    expect(lintByData({ ...body, attributes: {} }, null, { platform: "p", limits, codes: {} })).toEqual([]);
  });
});
