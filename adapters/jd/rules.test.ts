import { describe, expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import type { Body, CategoryRules } from "../contract.ts";
import { answering } from "./fixtures/replies.ts";
import adapter from "./adapter.ts";

const body: Body = {
  merchantKey: "WAL-1",
  kind: "goods",
  title: "核".repeat(45),
  categoryId: "1595",
  brandId: "1",
  freightTemplateId: "2",
  returnAddressId: null,
  attributes: { "878": ["11034"], "879:unit": ["2500 g"], "1107": ["甘肃省陇南市成县"] },
  pictures: ["jfs/t1/1/1.jpg"],
  detailPictures: [],
  detailHtml: "<p>核桃</p>",
  certificates: [],
  shipWithinHours: null,
  returns: "none",
  weightGrams: null,
  voucher: null,
  skus: [
    { merchantKey: "A", name: "500g", attributes: { "20001": "500g" }, priceFen: fen(1), stock: 0, picture: null },
    {
      merchantKey: "B",
      name: "1kg",
      attributes: { "20001": "1kg" },
      priceFen: fen(999_999_999),
      stock: 1,
      picture: null,
    },
  ],
};
const first = (change: Partial<Body["skus"][number]>): Body => ({
  ...body,
  skus: body.skus.map((sku, index) => (index === 0 ? { ...sku, ...change } : sku)),
});

async function rulesOf(): Promise<CategoryRules> {
  const { call } = answering("attributes", "no-attributes");
  const facts = { app: { appKey: "k", appSecret: "s" }, shop: { venderId: "1", operatePin: "p", operateNick: "n" } };
  return adapter.taxonomy.rules("1595", { ...facts, token: null, baseUrl: "", now: "" as never, key: "", call });
}

describe("rules of a category", () => {
  it("says how each attribute wants its value", async () => {
    const { attributes } = await rulesOf();

    expect(attributes).toEqual([
      expect.objectContaining({ id: "878", type: "one", options: [{ id: "11034", name: "常温" }], required: true }),
      expect.objectContaining({ id: "879:unit", type: "number", units: ["g", "kg"], options: [] }),
      expect.objectContaining({ id: "1107", type: "text", options: [] }),
      expect.objectContaining({ id: "20001", type: "text", sale: true, required: true, options: [] }),
    ]);
  });
});

describe("lint", () => {
  it("finds nothing at the limits", async () => {
    expect(adapter.lint(body, await rulesOf())).toEqual([]);
  });

  it.each<[string, string, Body]>([
    ["jd.title", "/title", { ...body, title: "核".repeat(46) }],
    ["jd.title", "/title", { ...body, title: "" }],
    ["jd.freight_template", "/freightTemplateId", { ...body, freightTemplateId: null }],
    ["jd.brand", "/brandId", { ...body, brandId: null }],
    ["jd.detail_missing", "/detailHtml", { ...body, detailHtml: " " }],
    ["jd.detail_length", "/detailHtml", { ...body, detailHtml: "a".repeat(100_001) }],
    ["jd.pictures", "/pictures", { ...body, pictures: [] }],
    ["jd.pictures", "/pictures", { ...body, pictures: Array.from({ length: 11 }, (_, n) => `jfs/${n}`) }],
    ["jd.sku_count", "/skus", { ...body, skus: [] }],
    ["jd.price", "/skus/0/priceFen", first({ priceFen: fen(0) })],
    ["jd.price", "/skus/0/priceFen", first({ priceFen: fen(1_000_000_000) })],
    ["jd.stock", "/skus/0/stock", first({ stock: -1 })],
    ["jd.kind", "/kind", { ...body, kind: "homestay" }],
    ["jd.required", "/attributes/1107", { ...body, attributes: { ...body.attributes, "1107": [] } }],
    ["jd.option", "/attributes/878", { ...body, attributes: { ...body.attributes, "878": ["9"] } }],
    ["jd.number", "/attributes/879:unit", { ...body, attributes: { ...body.attributes, "879:unit": ["半斤"] } }],
    ["jd.required", "/skus/0/attributes/20001", first({ attributes: {} })],
    ["jd.sale_attributes_alike", "/skus/1/attributes", first({ attributes: { "20001": "1kg" } })],
    [
      "jd.attribute_count",
      "/attributes",
      {
        ...body,
        attributes: {
          ...body.attributes,
          ...Object.fromEntries(Array.from({ length: 98 }, (_, n) => [`x${n}`, ["1"]])),
        },
      },
    ],
  ])("%s at %s", async (rule, pointer, wrong) => {
    const found = adapter.lint(wrong, await rulesOf());

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ rule, pointer });
    expect(found[0]?.remedy.zh).not.toBe("");
  });
});

describe("the mapping", () => {
  it("keeps travel for the back office, with a reason", () => {
    const kinds = Object.entries(adapter.mapping.kinds).filter(([, kind]) => "absent" in kind);

    expect(kinds.map(([name]) => name)).toContain("homestay");
    expect(kinds).toHaveLength(9);
  });
});
