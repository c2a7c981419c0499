import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlatformOrder } from "../contract.ts";
import adapter from "./adapter.ts";
import { aShop, fixture, FOLDER } from "./fixtures.ts";

const ref = { merchantKey: "sku-walnut-zhangbei", platformId: "10000190000123", ticket: null };

describe("fixtures", () => {
  it.each(readdirSync(FOLDER))("%s says where it comes from, and the README lists that source", (file) => {
    const { source } = fixture(file.replace(".json", ""));
    expect(readFileSync(new URL("README.md", import.meta.url), "utf8")).toMatch(new RegExp(`^\\| ${source} +\\|`, "m"));
  });
});

describe("an order", () => {
  const orderOf = async (name: string): Promise<PlatformOrder> => {
    const row = await adapter.orders.read("3712345678901234567", aShop({ "order/get": name }).x);
    if (row === null || !row.ok) throw new Error(`unread: ${row?.why}`);
    return row.value;
  };

  it("with two lines: money by funder, freight spread, receiver masked", async () => {
    const order = await orderOf("order-two-lines");

    expect(order).toMatchObject({
      orderNo: "3712345678901234567",
      pay: "paid",
      recognised: true,
      ended: false,
      placedAt: "2026-11-22T02:20:00.000Z",
      paidAt: "2026-11-22T02:21:00.000Z",
      shipBy: { at: "2026-11-23T02:13:20.000Z", basis: "platform" },
      holds: [],
      freightFen: 601,
      buyerNote: "请周五前送到",
      sellerNote: null,
      mergeKey: "9f3a",
      receiver: { form: "masked", name: "王*", region: "湖南省 长沙市 岳麓区", address: "麓山路*号" },
    });
    expect(order.lines).toMatchObject([
      { lineNo: "1", merchantKey: "walnut-2bag", platformSkuId: "2001", quantity: 2, cancelled: 0, shipped: 0 },
      { lineNo: "2", merchantKey: "TEA-100", platformId: "10000190000777", platformSkuId: "2002", quantity: 1 },
    ]);
    expect(order.lines[0]?.money).toMatchObject({
      listFen: 11_980,
      sellerDiscountFen: 1_000,
      creatorDiscountFen: 0,
      platformDiscountFen: 0,
      funders: [{ code: "merchant_discounted_price", payer: "seller", amountFen: 1_000 }],
    });
    expect(order.lines[1]?.money).toMatchObject({ creatorDiscountFen: 500 });
  });

  it.each(["order-two-lines", "order-points", "order-price-changed"])(
    "%s: each line adds up, and the lines give the order's price",
    async (name) => {
      const { lines } = await orderOf(name);

      for (const { money } of lines) {
        const off = money.sellerDiscountFen + money.platformDiscountFen + money.creatorDiscountFen;
        expect(money.buyerPaidFen).toBe(money.listFen - off + money.freightFen);
      }
      const { reply } = fixture(name);
      expect(reply).toMatchObject({
        order: {
          order_detail: { price_info: { order_price: lines.reduce((sum, line) => sum + line.money.buyerPaidFen, 0) } },
        },
      });
      expect(lines.reduce((sum, line) => sum + (line.money.receivableFen ?? 0), 0)).toBe(20_500);
    },
  );

  it("keeps a lowered price as the seller's discount", async () => {
    const { lines } = await orderOf("order-price-changed");
    expect(lines[0]?.money.funders).toContainEqual({ code: "change_price", payer: "seller", amountFen: 1_000 });
  });

  it("partly shipped: parcel with our carrier code, the other line open", async () => {
    const order = await orderOf("order-partly-shipped");
    expect(order.parcels).toEqual([
      { carrier: "zhongtong", waybill: "73120011223344", lines: [{ lineNo: "1", quantity: 2 }] },
    ]);
    expect(order.lines.map(({ shipped }) => shipped)).toEqual([2, 0]);
  });

  it("of vouchers has no parcel: from status 30 on its units are out, but for the refunded", async () => {
    expect((await orderOf("order-vouchers")).lines[0]).toMatchObject({
      quantity: 2,
      shipped: 1,
      cancelled: 1,
      refunded: 1,
    });
  });

  it.each([
    ["order-gift-unaccepted", { kind: "gift_unaccepted", until: null }],
    ["order-refund-asked", { kind: "refund_review", until: null }],
    ["order-address-change", { kind: "address_change", until: "2026-11-22T14:28:20.000Z" }],
    ["order-sku-change", { kind: "sku_change", until: "2026-11-22T04:00:00.000Z" }],
  ])("%s: is held", async (name, hold) => {
    expect((await orderOf(name)).holds).toMatchObject([hold]);
  });

  it("counts a refunded unit that never left as cancelled", async () => {
    expect((await orderOf("order-line-refunded")).lines[0]).toMatchObject({
      quantity: 2,
      cancelled: 1,
      refunded: 1,
      shipped: 0,
    });
  });

  it("refunded whole: paid, ended, every unit cancelled and refunded", async () => {
    const order = await orderOf("order-all-refunded");
    expect(order).toMatchObject({ pay: "paid", ended: true });
    expect(order.lines.map(({ cancelled, refunded }) => [cancelled, refunded])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it("closed unpaid: no time of payment, nothing refunded", async () => {
    const order = await orderOf("order-closed-unpaid");
    expect(order).toMatchObject({ pay: "closed_unpaid", ended: true, paidAt: null });
    expect(order.lines.map(({ cancelled, refunded }) => [cancelled, refunded])).toEqual([
      [2, 0],
      [1, 0],
    ]);
  });

  it("pay after use is not taken for paid", async () => {
    expect(await orderOf("order-pay-after-use")).toMatchObject({ pay: "pay_after_use", recognised: true });
  });

  it("takes the agreed ship date, since the deadline field does not move", async () => {
    expect((await orderOf("order-negotiated")).shipBy).toEqual({ at: "2026-11-28T21:06:40.000Z", basis: "negotiated" });
  });

  it("keeps a status new to us as it is: not recognised, still open", async () => {
    expect(await orderOf("order-unknown-state")).toMatchObject({
      rawState: "47",
      recognised: false,
      ended: false,
      pay: "paid",
    });
  });

  it("that does not exist is null", async () => {
    expect(await adapter.orders.read("1", aShop({ "order/get": "order-absent" }).x)).toBeNull();
  });

  it("is a hint in the list, with the key of the next page", async () => {
    const [stream] = adapter.orders.streams;
    const { x, calls } = aShop({ "order/list/get": "order-list" });
    const ask = { from: x.now, to: x.now, at: null };
    const page = await stream?.page(ask, x);
    expect(page).toEqual({
      rows: [
        { ok: true, value: { orderNo: "3712345678901234567" } },
        { ok: true, value: { orderNo: "3712345678901234568" } },
      ],
      next: "k2",
      pages: null,
    });
    expect(calls[0]?.body).toEqual({
      update_time_range: { start_time: 1795314600, end_time: 1795314600 },
      page_size: 100,
    });
  });

  it("shows its receiver in the clear, with the extension of a virtual number", async () => {
    const { receiver } = adapter;
    if ("absent" in receiver) throw new Error("absent");
    expect(await receiver.reveal("1", aShop({ "order/sensitiveinfo/decode": "decoded" }).x)).toMatchObject({
      form: "plain",
      name: "王小明",
      phone: "17012345678-1234",
    });
  });
});

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

  it("is found by walking the lists to their empty pages", async () => {
    const list = ({ body }: { body?: unknown }) =>
      JSON.stringify(body).includes('"next_key":""') ? "product-list" : "product-list-end";
    const { x, calls } = aShop({
      "product/list/get": list,
      "product/get": "product-draft",
      "product/locallife/list/get": "product-list-end",
    });
    expect(await adapter.look("sku-walnut-zhangbei", x)).toEqual([ref]);
    expect(await adapter.look("another", x)).toEqual([]);
    expect(calls.filter(({ api }) => api === "product/list/get").map(({ body }) => body)).toContainEqual({
      page_size: 30,
      next_key: "k1",
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
    expect(rules.attributes).toMatchObject([
      { id: "产地", required: true, type: "text", options: [] },
      { id: "储存条件", type: "one", options: [{ id: "常温" }, { id: "冷藏" }] },
      { id: "净含量", type: "number", units: ["g", "kg"], options: [] },
      { id: "等级", required: false, options: [] },
      { id: "规格", sale: true, required: true },
    ]);
  });
});
