import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { failures } from "./codes/index.ts";
import { fixture, FOLDER, orderOf, replyTo } from "./fixtures.ts";
import { toCase, toOrder } from "./map/index.ts";
import * as wire from "./wire/index.ts";

describe("fixtures", () => {
  it.each(readdirSync(FOLDER))("%s says where it comes from, and the README lists that source", (file) => {
    const { source } = fixture(file.replace(".json", ""));

    expect(readFileSync(new URL("README.md", import.meta.url), "utf8")).toMatch(new RegExp(`^\| ${source} +\|`, "m"));
  });
});

describe("an order", () => {
  const list = wire.ask("order.query", {}, wire.rawRows);

  it("with one paid line: money by funder, region taken off the address, no time of payment", () => {
    const { rows, pages } = replyTo(list, "order-one-line");

    const order = toOrder(wire.WireOrder.parse(rows[0]));

    expect(pages).toBe(1);
    expect(order).toMatchObject({
      orderNo: "45116804512",
      pay: "paid",
      recognised: true,
      ended: false,
      placedAt: "2026-11-20T01:41:07.000Z",
      paidAt: null,
      updatedAt: null,
      holds: [],
      freightFen: 1_000,
      buyerNote: "送人,请放贺卡",
      invoice: false,
      receiver: { form: "plain", region: "湖南 长沙市 岳麓区", address: "麓山路1号" },
    });
    expect(order.lines[0]).toMatchObject({
      merchantKey: "YC-RED-100G",
      quantity: 1,
      shipped: 0,
      cancelled: 0,
      money: {
        listFen: 12_800,
        sellerDiscountFen: 500,
        platformDiscountFen: 0,
        buyerPaidFen: 13_300,
        freightFen: 1_000,
      },
    });
  });

  it("balances: paid is the list price less the discounts plus freight", () => {
    const [line] = toOrder(wire.WireOrder.parse(replyTo(list, "order-one-line").rows[0])).lines;
    const money = line?.money;

    expect(money).toBeDefined();
    expect(money?.buyerPaidFen).toBe(
      (money?.listFen ?? 0) -
        (money?.sellerDiscountFen ?? 0) -
        (money?.platformDiscountFen ?? 0) +
        (money?.freightFen ?? 0),
    );
  });

  it("with lines in three states: shipped, held for a refund, closed before it left", () => {
    const order = toOrder(orderOf("order-mixed-lines"));

    expect(order.orderNo).toBe("4511680460");
    expect(
      order.lines.map(({ quantity, shipped, cancelled, refunded }) => [quantity, shipped, cancelled, refunded]),
    ).toEqual([
      [2, 2, 0, 0],
      [1, 0, 0, 0],
      [3, 0, 3, 3],
    ]);
    expect(order.holds).toEqual([{ kind: "refund_review", until: null, raw: "returnOrderFlag 1: 00120485973302" }]);
    expect(order.parcels).toEqual([
      { carrier: "shunfeng", waybill: "SF1600000000001", lines: [{ lineNo: "00120485973301", quantity: 2 }] },
    ]);
    expect(order).toMatchObject({
      updatedAt: "2026-11-20T10:00:00.000Z",
      receiver: { form: "masked" },
      sellerNote: "加急",
      invoice: true,
    });
  });

  it("keeps the coupon whose payer the sources dispute apart from both discounts", () => {
    const money = toOrder(orderOf("order-mixed-lines")).lines[1]?.money;

    expect(money).toMatchObject({ listFen: 5_500, sellerDiscountFen: 0, platformDiscountFen: 0, buyerPaidFen: 4_500 });
    expect(money?.funders).toEqual([{ code: "10003", payer: "unknown", amountFen: 1_000 }]);
  });

  it("in a state that is in no list: raw text kept, open, coupons with an unknown payer", () => {
    const order = toOrder(orderOf("order-unknown-state"));

    expect(order).toMatchObject({ rawState: "77", recognised: false, ended: false, pay: "unpaid", receiver: null });
    expect(order.lines[0]?.money.funders).toEqual([{ code: "coupontotalMoney", payer: "unknown", amountFen: 300 }]);
  });

  it("closed without payment: everything cancelled, nothing refunded", () => {
    const order = toOrder(orderOf("order-closed-unpaid"));

    expect(order).toMatchObject({ pay: "closed_unpaid", ended: true });
    expect(order.lines[0]).toMatchObject({ quantity: 4, cancelled: 4, refunded: 0 });
  });

  it.each(["1.5", "", "two"])("with the quantity %j is refused", (saleNum) => {
    const order = orderOf("order-closed-unpaid");
    const orderDetail = order.orderDetail.map((line) => ({ ...line, saleNum }));

    expect(() => toOrder({ ...order, orderDetail })).toThrow(RangeError);
  });
});

describe("a refund case", () => {
  it("without goods may be agreed or refused until its clock runs out", () => {
    const information = replyTo(
      wire.ask("refundinformation.query", {}, wire.WireRefundInformation),
      "refund-money-only",
    );

    expect(toCase(wire.WireRefund.parse(information?.data))).toMatchObject({
      caseNo: "100000028374823",
      orderNo: "45116804512",
      kind: "refund",
      state: "asked",
      amountFen: 13_300,
      answers: ["agree_refund", "refuse"],
      actBy: "2026-11-23T00:00:00.000Z",
      updatedAt: "2026-11-21T00:00:01.000Z",
    });
  });
});

describe("a refusal", () => {
  it.each([
    ["no-rows", "biz.handler.data-get:no-result"],
    ["error-tab", "biz.custom.inventory.invalid-biz:modify failed\tsold meanwhile"],
    ["price-refused", "result:N"],
  ])("%s is read as %s", (name, code) => {
    expect(failures.read(fixture(name).reply, 200)?.code).toBe(code);
  });

  it.each(["price-done", "delivery", "order-one-line", "refund-money-only"])("is not seen in %s", (name) => {
    expect(failures.read(fixture(name).reply, 200)).toBeNull();
  });

  it("has a sentence for whoever must act", () => {
    const people = Object.entries(failures.codes).filter(([, kind]) => kind === "needs_merchant" || kind === "auth");
    const silent = people.filter(([code]) => !Object.keys(failures.say).some((prefix) => code.startsWith(prefix)));

    expect(silent).toEqual([]);
  });
});
