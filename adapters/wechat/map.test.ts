import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlatformOrder } from "../contract.ts";
import adapter from "./adapter.ts";
import { aShop, fixture, FOLDER } from "./fixtures.ts";

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
