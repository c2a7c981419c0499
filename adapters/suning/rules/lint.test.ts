import { describe, expect, it } from "vitest";
import type { Body, CategoryRules } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import { lint } from "./lint.ts";

const picture = (n: number) => `https://uimgproxy.suning.cn/uimg1/sop/commodity/${n}.jpg`;

function aBody(change: Partial<Body> = {}): Body {
  return {
    merchantKey: "HT-FC",
    kind: "goods",
    title: "房陵薄皮核桃 当季新果",
    categoryId: "R9010101",
    brandId: "00HT",
    freightTemplateId: null,
    returnAddressId: null,
    attributes: { ORIGIN: ["甘肃成县"] },
    pictures: [1, 2, 3, 4, 5].map(picture),
    detailPictures: [],
    detailHtml: "<p>新果</p>",
    certificates: [],
    shipWithinHours: 48,
    returns: "fresh_claim",
    weightGrams: 500,
    voucher: null,
    skus: [sku()],
    ...change,
  };
}

function sku(change: Partial<Body["skus"][number]> = {}): Body["skus"][number] {
  const base = { merchantKey: "HT-FC-500G", name: "500克", attributes: { G00002: "500克" }, picture: null };
  return { ...base, priceFen: fen(2_990), stock: 3, ...change };
}

const attribute = (change: Partial<CategoryRules["attributes"][number]>): CategoryRules => ({
  categoryId: "R9010101",
  certificates: [],
  attributes: [
    { id: "ORIGIN", name: "产地", required: true, sale: false, type: "text", units: [], options: [], ...change },
  ],
});

const broken = (body: Body, rules: CategoryRules | null = null) =>
  lint(body, rules).map(({ rule, pointer }) => `${rule} ${pointer}`);

describe("lint", () => {
  it("finds nothing in a good listing", () => {
    expect(broken(aBody(), attribute({}))).toEqual([]);
  });

  it.each([
    ["a title of 61 characters", { title: "果".repeat(61) }, "suning.title /title"],
    ["a phone number", { title: "核桃 13800000001" }, "suning.phone /title"],
    ["no brand", { brandId: null }, "suning.brand /brandId"],
    ["Chinese text in a code", { merchantKey: "核桃" }, "suning.code /merchantKey"],
    [
      "eleven pictures",
      { pictures: Array.from({ length: 11 }, (_, n) => picture(n)) },
      "suning.pictures.count /pictures",
    ],
    ["no picture", { pictures: [] }, "suning.pictures.count /pictures"],
    ["few pictures", { pictures: [picture(1)] }, "suning.pictures.few /pictures"],
    ["one picture twice", { pictures: [1, 2, 3, 4, 1].map(picture) }, "suning.pictures.twice /pictures/4"],
    ["a foreign picture", { detailHtml: `<img src="https://example.com/a.jpg">` }, "suning.html.picture /detailHtml"],
    ["a script", { detailHtml: "<script>1</script>" }, "suning.html.script /detailHtml"],
    ["a link", { detailHtml: `<a href="https://example.com">` }, "suning.html.link /detailHtml"],
    ["no detail page", { detailHtml: " " }, "suning.html.empty /detailHtml"],
    ["no price", { skus: [sku({ priceFen: fen(0) })] }, "suning.price /skus/0/priceFen"],
    ["a stock over the limit", { skus: [sku({ stock: 100_000 })] }, "suning.stock /skus/0/stock"],
    ["no sku", { skus: [] }, "suning.skus.count /skus"],
    ["one option twice", { skus: [sku(), sku({ merchantKey: "B" })] }, "suning.skus.twice /skus/1/attributes"],
    [
      "one code twice",
      { skus: [sku(), sku({ attributes: { G00002: "1千克" } })] },
      "suning.skus.twice /skus/1/merchantKey",
    ],
    [
      "a bare sku among others",
      { skus: [sku(), sku({ merchantKey: "B", attributes: {} })] },
      "suning.skus.bare /skus/1/attributes",
    ],
    [
      "a bare single sku with a code of its own",
      { skus: [sku({ attributes: {} })] },
      "suning.skus.single_code /skus/0/merchantKey",
    ],
    [
      "a certificate",
      { certificates: [{ type: "green_food", number: "LB-1", pictures: [] }] },
      "suning.certificate /certificates",
    ],
  ] satisfies [string, Partial<Body>, string][])("finds %s", (_, change, expected) => {
    expect(broken(aBody(change))).toContain(expected);
  });

  it("takes a title of exactly 60 characters, a picture of ours in the page and a bare sku with the listing's code", () => {
    const body = aBody({
      title: "果".repeat(60),
      detailHtml: `<img src="http://127.0.0.1/x.jpg">`,
      detailPictures: ["http://127.0.0.1/x.jpg"],
      skus: [sku({ merchantKey: "HT-FC", attributes: {} })],
    });

    expect(broken(body)).toEqual([]);
  });

  it.each([
    ["nothing where it is required", attribute({}), { attributes: {} }, "suning.attribute.required /attributes/ORIGIN"],
    [
      "what is no option",
      attribute({ type: "one", options: [{ id: "01", name: "甘肃" }] }),
      {},
      "suning.attribute.option /attributes/ORIGIN",
    ],
    ["no number", attribute({ type: "number" }), {}, "suning.attribute.number /attributes/ORIGIN"],
    [
      "two values for one",
      attribute({}),
      { attributes: { ORIGIN: ["a", "b"] } },
      "suning.attribute.single /attributes/ORIGIN",
    ],
    [
      "a sku without its sales attribute",
      attribute({ sale: true }),
      {},
      "suning.attribute.required /skus/0/attributes/ORIGIN",
    ],
  ] satisfies [string, CategoryRules, Partial<Body>, string][])("finds %s", (_, rules, change, expected) => {
    expect(broken(aBody(change), rules)).toContain(expected);
  });

  it("takes a number with the attribute's unit", () => {
    const rules = attribute({ type: "number", units: ["g"] });

    expect(broken(aBody({ attributes: { ORIGIN: ["2500 g"] } }), rules)).toEqual([]);
    expect(broken(aBody({ attributes: { ORIGIN: ["2.5 kg"] } }), rules)).toHaveLength(1);
  });

  it("asks a person before a voucher, and wants a store", () => {
    const voucher = { useFrom: "2026-12-01", useUntil: "2027-03-01", refund: "any_time", storeIds: [] } as const;

    expect(broken(aBody({ voucher }))).toEqual([
      "suning.voucher.experimental /voucher",
      "suning.voucher.store /voucher/storeIds",
    ]);
  });
});
