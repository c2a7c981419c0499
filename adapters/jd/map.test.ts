import { describe, expect, it } from "vitest";
import { fromBeijing } from "../../domain/time.ts";
import type { PlatformOrder } from "../contract.ts";
import adapter from "./adapter.ts";
import { context } from "./fixtures/replies.ts";

async function ordersOf(fixture: string, stream = 0) {
  const { sent, x } = context(fixture);
  const window = { from: fromBeijing("2026-11-21 00:00:00"), to: fromBeijing("2026-11-22 00:00:00"), at: null };
  const page = await adapter.orders.streams[stream]?.page(window, x);
  if (page === undefined) throw new TypeError("no such stream");
  return { ...page, sent: sent[0]?.body };
}
async function orderOf(fixture: string): Promise<PlatformOrder> {
  const row = (await ordersOf(fixture)).rows[0];
  if (!row?.ok || !("lines" in row.value)) throw new TypeError("no order in the first row");
  return row.value;
}

describe("orders", () => {
  it("reads a paid order with its receiver as mask and token", async () => {
    const order = await orderOf("order-two-lines");

    expect(order).toMatchObject({
      orderNo: "287901234567",
      pay: "paid",
      recognised: true,
      ended: false,
      placedAt: "2026-11-21T12:01:15.000Z",
      paidAt: "2026-11-21T12:01:40.000Z",
      updatedAt: "2026-11-21T12:01:41.000Z",
      holds: [],
      parcels: [],
      receiver: { form: "token", name: "李**", token: "OAID_EXAMPLE_1" },
    });
    expect(order.lines.map((line) => [line.lineNo, line.merchantKey, line.quantity, line.shipped])).toEqual([
      ["100012345678", "YB-WALNUT-01-500G", 1, 0],
      ["100012345679", "YB-WALNUT-01-1KG", 1, 0],
    ]);
  });

  it("spreads money of the order over its lines to the last fen", async () => {
    const { lines } = await orderOf("order-two-lines");
    const sum = (pick: (money: PlatformOrder["lines"][number]["money"]) => number | null) =>
      lines.reduce((total, line) => total + (pick(line.money) ?? 0), 0);

    expect([sum((m) => m.listFen), sum((m) => m.sellerDiscountFen), sum((m) => m.freightFen)]).toEqual([
      11190, 500, 800,
    ]);
    expect([sum((m) => m.buyerPaidFen), sum((m) => m.receivableFen)]).toEqual([11490, 10690]);
    for (const { money } of lines) {
      expect(money.buyerPaidFen).toBe(money.listFen - money.sellerDiscountFen + money.freightFen);
      expect(money.funders).toMatchObject([{ code: "100", payer: "seller" }]);
    }
  });

  it("keeps what JD ships from its own warehouse at home, and a telephone that is told masked only", async () => {
    const { rawState, holds, receiver } = await orderOf("order-jd-warehouse");

    expect(rawState).toBe("WAIT_SELLER_STOCK_OUT");
    expect(holds).toEqual([{ kind: "other", until: null, raw: "京仓订单" }]);
    expect(receiver).toMatchObject({ form: "token", phone: "138****5678" });
  });

  it("takes a local-life order in PAUSE as codes that are out, not as locked", async () => {
    const order = await orderOf("order-local-life");

    expect(order).toMatchObject({ orderNo: "9007199254740993123", rawState: "PAUSE", recognised: true, holds: [] });
    expect(order.lines[0]).toMatchObject({
      shipped: 1,
      money: { listFen: 29900, buyerPaidFen: 29900, receivableFen: null },
    });
    expect(order.receiver).toBeNull();
  });

  it("keeps what is new to it: state, coupon, absent times, the same sku twice", async () => {
    const order = await orderOf("order-odd");

    expect(order).toMatchObject({
      rawState: "SOME_NEW_STATE",
      recognised: false,
      ended: false,
      pay: "unpaid",
      paidAt: null,
      updatedAt: null,
      parentOrderNo: null,
      invoice: false,
    });
    expect(order.lines.map((line) => line.lineNo)).toEqual(["100012345678", "100012345678-2", "100012345679"]);
    expect(order.lines.map((line) => line.gift)).toEqual([false, true, false]);
    const funders = order.lines.flatMap((line) => line.money.funders);
    expect(funders).toContainEqual({ code: "39", payer: "platform", amountFen: 100 });
    expect(funders.filter((funder) => funder.payer === "unknown").reduce((sum, f) => sum + f.amountFen, 0)).toBe(200);
    expect(funders.filter((funder) => funder.payer === "seller").reduce((sum, f) => sum + f.amountFen, 0)).toBe(501);
  });

  it("tells parcels of several carriers apart, and their content only where there is one", async () => {
    const { parcels } = await orderOf("order-odd");

    expect(parcels).toEqual([
      { carrier: "yuantong", waybill: "YT1", lines: [] },
      { carrier: "yuantong", waybill: "YT2", lines: [] },
      { carrier: "shunfeng", waybill: "SF3", lines: [] },
    ]);
  });

  it("sets a broken row aside and goes on with its page", async () => {
    const { rows } = await ordersOf("order-broken-row");

    expect(rows.map((row) => row.ok)).toEqual([false, true]);
  });

  it.each([
    [0, 0, "ALL"],
    [1, 0, "PAUSE,WAIT_SEND_CODE"],
    [2, 1, "ALL"],
  ])("asks stream %i by its own clock and states", async (stream, dateType, order_state) => {
    const { sent, next, pages } = await ordersOf("order-two-lines", stream);

    expect(sent).toMatchObject({
      start_date: "2026-11-21 00:00:00",
      end_date: "2026-11-22 00:00:00",
      page: "1",
      page_size: "100",
      dateType,
      order_state,
    });
    expect([next, pages]).toEqual([null, 1]);
  });

  it("answers null for an order that is not this shop's", async () => {
    expect(await adapter.orders.read("1", context("order-absent").x)).toBeNull();
  });
});

describe("cases and codes", () => {
  it.each([
    ["refund", "asked", ["agree_refund", "refuse"]],
    ["refund-2023", "refunded", []],
  ])("reads %s under either set of names", async (fixture, state, answers) => {
    if ("absent" in adapter.afterSale) throw new TypeError("absent");

    const row = await adapter.afterSale.read("77001", context(fixture).x);

    expect(row).toMatchObject({ ok: true, value: { caseNo: "77001", state, answers, amountFen: 11490 } });
  });

  it("shows a service order with JD's own word, and leaves its answer to the back office", async () => {
    if ("absent" in adapter.afterSale) throw new TypeError("absent");
    const { sent, x } = context("service");

    const row = await adapter.afterSale.read("asc-880012345", x);

    expect(sent[0]?.body).toMatchObject({ buId: "80200111", operateNick: "县域客服", serviceId: "880012345" });
    expect(row).toMatchObject({
      ok: true,
      value: {
        caseNo: "asc-880012345",
        orderNo: "287901234567",
        lineNo: "100012345678",
        kind: "exchange",
        rawState: "待审核",
        state: "unrecognised",
        amountFen: 3990,
        quantity: 1,
        answers: [],
        updatedAt: "2026-11-23T01:00:00.000Z",
      },
    });
  });

  it("maps every state of a code, and keeps a new one unrecognised", async () => {
    if ("absent" in adapter.vouchers) throw new TypeError("absent");

    const codes = await adapter.vouchers.read("287901234567", context("codes").x);

    expect(codes.map((code) => code.state)).toEqual([
      "refunded",
      "waiting_code",
      "active",
      "redeemed",
      "expired",
      "locked",
      "locked",
      "unrecognised",
    ]);
    expect(codes[0]).toMatchObject({
      code: "8801234567",
      lineNo: "100012349001",
      validUntil: "2027-02-28T15:59:59.000Z",
    });
  });
});
