import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, list, ordered, published, START_MS } from "./test-client.ts";
import { instant, toBeijing } from "./time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const GET = "suning.custom.order.get";
const SHIP = "suning.custom.orderdelivery.add";

function selling(switches = {}): Bench {
  const b = bench(switches);
  published(b, { saleSet: "1" });
  return b;
}
const around = (b: Bench, beforeMs = DAY_MS / 2) => ({
  startTime: toBeijing(b.clock.now() - beforeMs),
  endTime: toBeijing(b.clock.now()),
  pageNo: "1",
  pageSize: "50",
});
const state = (b: Bench, orderCode: string) => b.call(GET, { orderCode })["orderTotalStatus"];
const lines = (b: Bench, orderCode: string) => list(b.call(GET, { orderCode })["orderDetail"]);
const numbers = (b: Bench, orderCode: string) => lines(b, orderCode).map((line) => String(line["orderLineNumber"]));
const place = (b: Bench, order: Record<string, unknown>) =>
  sandbox.acts.placeOrder({ shop: b.shop, lines: [{ merchantKey: "WN-500", quantity: 1 }], ...order }, b.host.scene());
const act = (b: Bench, verb: string, orderNo: string, body = {}) =>
  sandbox.acts.onOrder(verb, orderNo, body, b.host.scene());
const stock = (b: Bench) => sandbox.truth.products(b.host.scene().world).at(-1)?.skus[0]?.stock;

describe("buying", () => {
  it("needs something on sale and in stock", () => {
    const b = bench();
    published(b);
    const reason = (merchantKey: string, quantity = 1) => {
      const answer = place(b, { lines: [{ merchantKey, quantity }] });
      return answer.ok ? "" : `${answer.refusal.status} ${answer.refusal.code}`;
    };

    expect(reason("WN-500")).toBe("409 not-on-sale");
    expect(reason("nobody")).toBe("409 not-found");
    expect(reason("HAND-OIL-500", 61)).toBe("409 sold-out");
    expect(reason("HAND-OIL-500", 60)).toBe("");
    expect(reason("HAND-OIL-500")).toBe("409 sold-out");
  });

  it("takes stock at payment, not before, and a late payer may find none", () => {
    const b = selling();
    const first = ordered(b, [{ merchantKey: "WN-500", quantity: 20 }], false);
    const second = ordered(b, [{ merchantKey: "WN-500", quantity: 20 }], false);
    expect(stock(b)).toBe(30);

    expect(act(b, "pay", first)).toMatchObject({ ok: true });
    expect(stock(b)).toBe(10);
    expect(act(b, "pay", second)).toMatchObject({ ok: false, refusal: { status: 409, code: "sold-out" } });
    expect(act(b, "cancel", second)).toMatchObject({ ok: true });
    expect(act(b, "cancel", first)).toMatchObject({ ok: false });
    expect([state(b, first), state(b, second)]).toEqual(["10", "40"]);
  });

  it("closes what nobody paid", () => {
    const b = selling();
    const order = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }], false);
    expect(b.rows("suning.custom.unpaidorder.query", around(b))[0]).toMatchObject({ orderCode: order });
    b.clock.advance(30 * MINUTE_MS);

    expect(state(b, order)).toBe("40");
    expect(b.code("suning.custom.unpaidorder.query", around(b))).toBe("biz.handler.data-get:no-result");
  });
});

describe("an order", () => {
  it("has child codes, decimal counts, money in yuan, and sums that agree", () => {
    const b = selling({ couponShare: 1 });
    const order = ordered(b, [{ merchantKey: "WN-1000", quantity: 2 }]);
    const head = b.call(GET, { orderCode: order });
    const [line = {}] = list(head["orderDetail"]);
    const fen = (name: string, of = line) => Number(String(of[name]).replace(".", ""));

    expect(order).toMatch(/^4\d{10}$/);
    expect(line).toMatchObject({ itemCode: "WN-1000", saleNum: "2.0", unitPrice: "55.00", orderLineStatus: "10" });
    expect(String(line["orderLineNumber"])).toMatch(new RegExp(`^0?${order}01$`));
    expect(fen("payAmount") + fen("coupontotalMoney") - fen("transportFee")).toBe(11_000);
    expect(fen("payTotalAmount", head)).toBe(fen("payAmount") + fen("coupontotalMoney"));
    expect(
      list(line["paymentList"])
        .map((one) => fen("payamount", one))
        .reduce((a, n) => a + n),
    ).toBe(fen("payTotalAmount", head));
    expect(JSON.stringify(head)).not.toContain("orderLineStatusChangeTime");
  });

  it("is masked where the switch says so", () => {
    const b = selling({ maskReceivers: true });
    const order = b.call(GET, { orderCode: ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]) });

    expect(order).toMatchObject({
      mobNum: expect.stringMatching(/^\d{3}\*{4}\d{4}$/),
      customerName: expect.stringMatching(/^.\*\*$/),
    });
  });

  it("is unknown to the other shop, and asked for by digits only", () => {
    const b = selling();
    const orderCode = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]);
    const other = [...b.host.scene().world.tokens].find(([, { shop }]) => shop === b.otherShop)?.[0] ?? "";

    expect(b.code(GET, { orderCode }, other)).toBe("biz.handler.data-get:no-result");
    expect(b.code(GET, { orderCode: "ABC" })).toBe("biz.orderget.ordercode-format:error");
  });

  it("has another address when it is read again, until it has left", () => {
    const b = selling();
    const orderCode = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]);
    act(b, "change-address", orderCode, { address: "新村8号" });

    expect(b.call(GET, { orderCode })["customerAddress"]).toContain("新村8号");
    b.call(SHIP, {
      orderCode,
      expressCompanyCode: "S02",
      expressNo: "SF100001",
      orderLineNumbers: { orderLineNumber: numbers(b, orderCode) },
    });
    expect(act(b, "change-address", orderCode)).toMatchObject({ ok: false });
  });

  it("may have been placed in the past", () => {
    const b = selling();
    place(b, { placedAt: instant(START_MS - 40 * DAY_MS) });

    expect(b.code("suning.custom.order.query", around(b, 20 * DAY_MS))).toBe("biz.handler.data-get:no-result");
    const past = { startTime: toBeijing(START_MS - 41 * DAY_MS), endTime: toBeijing(START_MS - 39 * DAY_MS) };
    expect(b.rows("suning.custom.order.query", past)).toHaveLength(1);
  });

  it("keeps the merchant's note", () => {
    const b = selling();
    const orderCode = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]);
    b.call("suning.custom.ordernote.modify", { orderCode, noteContent: "先放冷库", noteFlag: "1", colorMarkFlag: "2" });

    expect(b.call(GET, { orderCode })).toMatchObject({ sellerOrdRemark: "先放冷库" });
    expect(b.code("suning.custom.ordernote.modify", { orderCode, noteContent: "x" })).toBe(
      "biz.orderNote.missing-parameter:noteFlag",
    );
  });
});
