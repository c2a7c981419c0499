import { describe, expect, it } from "vitest";
import adapter from "./adapter.ts";
import { aShop } from "./fixtures.ts";

const ref = { merchantKey: "sku-walnut-zhangbei", platformId: "10000190000123", ticket: null };

describe("a product", () => {
  const readingOf = (name: string) =>
    adapter.read(
      ref,
      aShop({ "product/get": name, "product/locallife/get": "product-absent", "product/stock/batchget": "stock" }).x,
    );

  it.each([
    ["product-draft", { audit: { state: "none" }, shelf: "never", listedOnce: false }],
    ["product-in-audit", { audit: { state: "pending", since: "2026-11-22T02:20:00.000Z" }, shelf: "never" }],
    ["product-in-audit-since-text", { audit: { state: "pending", since: "2026-11-22T02:20:00.000Z" } }],
    ["product-refused", { audit: { state: "refused", reason: "标题含违规词" }, shelf: "never" }],
    ["product-writing", { audit: { state: "pending" }, shelf: "never", listedOnce: false }],
    ["product-edited-on-sale", { audit: { state: "none" }, shelf: "on", listedOnce: true }],
    ["product-forced-off", { audit: { state: "passed" }, shelf: "forced_off", listedOnce: true }],
    ["product-sold-out", { shelf: "on", listedOnce: true }],
    ["product-unknown-status", { shelf: "forced_off" }],
  ])("%s", async (name, reading) => {
    expect(await readingOf(name)).toMatchObject({ ref, ...reading });
  });

  it("shows the price that buyers see and the stock of the stock call, not the draft's", async () => {
    expect((await readingOf("product-edited-on-sale"))?.skus).toEqual([
      { merchantKey: "walnut-2bag", platformSkuId: "2001", priceFen: 5_690, shown: 7, booked: null },
    ]);
  });

  it("that is neither goods nor voucher is null", async () => {
    expect(await readingOf("product-absent")).toBeNull();
  });

  it("of the voucher list is read under its other names; its only sku takes the product's code", async () => {
    const { x } = aShop({
      "product/get": "product-absent",
      "product/locallife/get": "life-on-sale",
      "product/stock/batchget": "stock",
    });
    expect(await adapter.read({ ...ref, platformId: "15000000000000" }, x)).toMatchObject({
      shelf: "on",
      audit: { state: "passed" },
      skus: [{ merchantKey: "stay-xinghe-01", priceFen: 26_800 }],
    });
  });

  it("of the voucher list takes its codes from the rules, where several skus have none of their own", async () => {
    const { x } = aShop({
      "product/get": "product-absent",
      "product/locallife/get": "life-two-departures",
      "product/stock/batchget": "stock",
    });
    const reading = await adapter.read({ ...ref, platformId: "15000000000001" }, x);
    expect(reading?.shelf).toBe("on");
    expect(reading?.skus.map(({ merchantKey, platformSkuId }) => [merchantKey, platformSkuId])).toEqual([
      ["JH-TOUR-1212", "71"],
      ["JH-TOUR-1219", "72"],
    ]);
  });

  describe("looked for by its code", () => {
    const list = ({ body }: { body?: unknown }) =>
      JSON.stringify(body).includes('"next_key":""') ? "product-list-full" : "product-list";
    const one = ({ body }: { body?: unknown }) =>
      JSON.stringify(body).includes('"10000190000123"') ? "product-draft" : "product-other";
    const shop = () =>
      aShop({ "product/list/get": list, "product/get": one, "product/locallife/list/get": "product-list-end" });
    const asked = (calls: readonly { api: string; body?: unknown }[], api: string) =>
      calls.filter((call) => call.api === api);

    it("is found by walking the list to its first short page, whatever key that gives", async () => {
      const { x, calls } = shop();
      expect(await adapter.look("sku-walnut-zhangbei", x)).toEqual([ref]);
      expect(asked(calls, "product/list/get").map(({ body }) => body)).toEqual([
        { page_size: 30, next_key: "" },
        { page_size: 30, next_key: "k0" },
      ]);
    });

    it("costs one reading of each product, however often somebody looks", async () => {
      const { x, calls } = shop();
      await adapter.look("sku-walnut-zhangbei", x);
      expect(await adapter.look("another", x)).toEqual([]);
      expect(await adapter.look("sku-walnut-zhangbei", x)).toEqual([ref]);
      expect(asked(calls, "product/get")).toHaveLength(31);
    });

    it("is read again when it was gone in between: another may bear its number then", async () => {
      let listed = true;
      const { x, calls } = aShop({
        "product/list/get": () => (listed ? "product-list" : "product-list-end"),
        "product/get": "product-draft",
        "product/locallife/list/get": "product-list-end",
      });
      expect(await adapter.look("sku-walnut-zhangbei", x)).toEqual([ref]);
      listed = false;
      expect(await adapter.look("sku-walnut-zhangbei", x)).toEqual([]);
      listed = true;
      await adapter.look("sku-walnut-zhangbei", x);
      expect(asked(calls, "product/get")).toHaveLength(2);
    });
  });
});

describe("an after-sale case", () => {
  const caseOf = async (name: string) => {
    if ("absent" in adapter.afterSale) throw new Error("absent");
    const row = await adapter.afterSale.read(
      "2000000123456789",
      aShop({ "aftersale/getaftersaleorder": name, "order/get": "order-two-lines" }).x,
    );
    return row?.ok ? row.value : null;
  };

  it.each([
    [
      "case-refund-asked",
      {
        kind: "refund",
        state: "asked",
        lineNo: "1",
        amountFen: 5_490,
        quantity: 1,
        answers: ["agree_refund", "refuse"],
        actBy: "2026-11-23T02:30:00.000Z",
        reason: "不想要了",
      },
    ],
    ["case-goods-back", { kind: "return", state: "returned", answers: ["return_received", "refuse"] }],
    ["case-withdrawn", { state: "closed", rawState: "USER_CANCELD", answers: [], actBy: null }],
    ["case-disputed", { kind: "dispute", state: "disputed" }],
    ["case-unknown-state", { state: "unrecognised", rawState: "SOMETHING_NEW", answers: [] }],
  ])("%s", async (name, expected) => {
    expect(await caseOf(name)).toMatchObject(expected);
  });
});

describe("vouchers", () => {
  it("are those of the order alone, with their line", async () => {
    if ("absent" in adapter.vouchers) throw new Error("absent");
    const { x, calls } = aShop({ "order/get": "order-two-lines", "voucher/get_list": "vouchers" });
    expect(await adapter.vouchers.read("3712345678901234567", x)).toEqual([
      {
        code: "A7K2M9QP",
        orderNo: "3712345678901234567",
        lineNo: "1",
        validUntil: "2027-03-31T15:59:59.000Z",
        state: "active",
      },
    ]);
    expect(calls.at(-1)?.body).toEqual({ openid: "oBuyer1", page_size: 50, page_ctx: "" });
  });
});

describe("taxonomy", () => {
  it("makes ids that are the whole path, since a product names the path", async () => {
    const { x } = aShop({ "category/all": "categories", "category/get_category_relation_list": "relations" });
    expect(await adapter.taxonomy.categories(x)).toEqual([
      { id: "10000301", name: "食品生鲜", parentId: null, leaf: false, allowed: true, why: null },
      { id: "10000301/10000322", name: "粮油干货", parentId: "10000301", leaf: false, allowed: true, why: null },
      {
        id: "10000301/10000322/545888",
        name: "核桃",
        parentId: "10000301/10000322",
        leaf: true,
        allowed: true,
        why: null,
      },
    ]);
  });

  it("reads attributes with their options and units, and the certificates that must be there", async () => {
    const { x, calls } = aShop({ "category/detail": "category" });
    const rules = await adapter.taxonomy.rules("10000301/10000322/545888", x);
    expect(calls[0]?.body).toEqual({ cat_id: "545888" });
    expect(rules.certificates).toEqual([{ id: "1111700", name: "食品生产许可证" }]);
    expect(rules.demands).toEqual({ brand: false, sevenDayReturn: true, floorPriceFen: null, inStock: false });
    expect(rules.attributes).toMatchObject([
      { id: "产地", required: true, type: "text", options: [] },
      { id: "储存条件", type: "one", options: [{ id: "常温" }, { id: "冷藏" }] },
      { id: "净含量", type: "number", units: ["g", "kg"], options: [] },
      { id: "等级", required: false, options: [] },
      { id: "规格", sale: true, required: true },
    ]);
  });
});
