import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, list, ordered, published, record, START_MS } from "./test-client.ts";
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

describe("lists by time", () => {
  it.each([
    ["suning.custom.order.query", {}, "sys.check.starttime-value:null"],
    ["suning.custom.order.query", { startTime: "2026-11-01 00:00:00" }, "sys.check.endtime-value:null"],
    [
      "suning.custom.order.query",
      { startTime: "2026-11-01", endTime: "2026-11-02 00:00:00" },
      "biz.orderquery.startTime-format:error",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2026-11-01 00:00:00", endTime: "20261102" },
      "biz.orderquery.endTime-format:error",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2026-11-02 00:00:00", endTime: "2026-11-01 00:00:00" },
      "sys.check.query-time:error",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2026-10-01 00:00:00", endTime: "2026-10-31 00:00:01" },
      "sys.check.query-time:outofrange",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2026-08-01 00:00:00", endTime: "2026-08-02 00:00:00" },
      "biz.orderquery.time-value:outofrange",
    ],
    [
      "suning.custom.ord.query",
      { startTime: "2026-11-01 00:00:00", endTime: "2026-11-02 00:00:01", orderLineStatus: "10" },
      "sys.check.query-time:outofrange",
    ],
    [
      "suning.custom.ord.query",
      { startTime: "2026-11-01 00:00:00", endTime: "2026-11-02 00:00:00" },
      "biz.orderquery.orderLineStatus-value:inexistence",
    ],
    [
      "suning.custom.ord.query",
      { startTime: "2026-11-01 00:00:00", endTime: "2026-11-02 00:00:00", orderLineStatus: "40" },
      "biz.orderquery.orderLineStatus-value:inexistence",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2026-11-01 00:00:00", endTime: "2026-11-02 00:00:00" },
      "biz.handler.data-get:no-result",
    ],
    [
      "suning.custom.order.query",
      { startTime: "2027-11-01 00:00:00", endTime: "2027-11-02 00:00:00" },
      "biz.handler.data-get:no-result",
    ],
  ])("%s %j: %s", (method, params, code) => {
    expect(bench().code(method, params)).toBe(code);
  });

  it("include both ends of their window, to the second", () => {
    const b = selling();
    ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]);
    const now = toBeijing(b.clock.now());

    expect(b.rows("suning.custom.order.query", { startTime: now, endTime: now, orderStatus: "" })).toHaveLength(1);
  });

  it("follow a line through its states, with the time of change in ord.query only", () => {
    const b = selling();
    const order = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }]);
    const inStatus = (orderLineStatus: string) => {
      const params = { ...around(b), orderLineStatus };
      return b.code("suning.custom.ord.query", params) === "" ? b.rows("suning.custom.ord.query", params) : [];
    };
    b.clock.advance(MINUTE_MS);
    expect(inStatus("10")[0]).toMatchObject({
      orderCode: order,
      orderDetail: [{ orderLineStatusChangeTime: expect.any(String) }],
    });

    b.call(SHIP, {
      orderCode: order,
      expressCompanyCode: "S02",
      expressNo: "SF100002",
      orderLineNumbers: { orderLineNumber: numbers(b, order) },
    });
    expect([inStatus("10"), inStatus("20")]).toMatchObject([[], [{ orderCode: order }]]);
    expect(b.code("suning.custom.ordmodtime.query", { ...around(b), orderLineStatus: "20" })).toBe("");
    act(b, "receive", order);
    expect(inStatus("30")).toHaveLength(1);
    expect(b.rows("suning.custom.order.query", { ...around(b), orderStatus: "30" })).toHaveLength(1);
  });

  it("hide unpaid orders from order.query and show them by time of modification", () => {
    const b = selling();
    const order = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }], false);

    expect(b.code("suning.custom.order.query", around(b))).toBe("biz.handler.data-get:no-result");
    expect(b.rows("suning.custom.ordmodtime.query", around(b))[0]).toMatchObject({
      orderCode: order,
      orderTotalStatus: "5",
    });
  });
});

describe("shipping", () => {
  const two = [
    { merchantKey: "WN-500", quantity: 1 },
    { merchantKey: "WN-1000", quantity: 1 },
  ];
  const parcel = (orderCode: string, changes = {}) => ({
    orderCode,
    expressCompanyCode: "S02",
    expressNo: "SF1600000000001",
    deliveryTime: "2026-11-22 16:05:00",
    ...changes,
  });

  it("goes line by line: 21, then 20, a result for each line, and completes by itself", () => {
    const b = selling();
    const order = ordered(b, two);
    const [first = "", second = ""] = numbers(b, order);
    const ship = (orderLineNumber: unknown, expressNo: string) =>
      list(
        b.call(SHIP, parcel(order, { expressNo, sendDetail: {}, orderLineNumbers: { orderLineNumber } }))["sendDetail"],
      );

    expect(ship(first, "SF100003")).toMatchObject([{ orderLineNumber: first, sendresult: "Y" }]);
    expect(state(b, order)).toBe("21");
    expect(ship([first, second], "SF100004")).toMatchObject([{ sendresult: "N" }, { sendresult: "Y" }]);
    expect(state(b, order)).toBe("20");
    expect(lines(b, order).map((line) => line["expressno"])).toEqual(["SF100003", "SF100004"]);
    expect(sandbox.truth.shipments(b.host.scene().world)).toHaveLength(2);
    b.clock.advance(15 * DAY_MS);
    expect(state(b, order)).toBe("30");
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no number", { expressNo: "" }, "biz.orderDelivery.missing-parameter:expressNo"],
    ["no carrier", { expressCompanyCode: "" }, "biz.orderDelivery.missing-parameter:expressCompanyCode"],
    [
      "a carrier that isn't there",
      { expressCompanyCode: "YTO" },
      "biz.orderDelivery.expresscompanycode-value:inexistence",
    ],
    ["a carrier in Chinese", { expressCompanyCode: "顺丰" }, "biz.orderDelivery.expresscompanycode-format:error"],
    ["a malformed number", { expressNo: "单号" }, "biz.orderDelivery.expressno-format:error"],
    ["a malformed time", { deliveryTime: "2026-11-22T16:05" }, "biz.custom.orderDelivery.invalid-biz:deliveryTime"],
    [
      "no lines at all",
      { sendDetail: "", orderLineNumbers: {} },
      "biz.custom.orderDelivery.invalid-biz:orderLineNumber",
    ],
    [
      "an unknown line",
      { orderLineNumbers: { orderLineNumber: ["1"] } },
      "biz.custom.orderDelivery.invalid-biz:orderLineNumber",
    ],
    [
      "an unknown product",
      { sendDetail: { productCode: "12345678901" } },
      "biz.orderDelivery.productcode-value:inexistence",
    ],
    ["a product twice", { sendDetail: { productCode: ["1", "1"] } }, "biz.orderDelivery.productcode-value:repeat"],
    ["an unknown order", { orderCode: "41" }, "biz.orderDelivery.ordercode-value:inexistence"],
    ["a long order code", { orderCode: "4".repeat(21) }, "biz.orderDelivery.ordercode-length:overlong"],
  ])("is refused for %s", (_, changes, code) => {
    const b = selling();
    const order = ordered(b, two);
    const all = { orderLineNumbers: { orderLineNumber: numbers(b, order) } };

    expect(b.code(SHIP, parcel(order, "sendDetail" in changes ? changes : { ...all, ...changes }))).toBe(code);
    expect(state(b, order)).toBe("10");
  });

  it("takes a product code for a line, and line numbers where a product stands on two", () => {
    const b = selling();
    const order = ordered(b, [...two, { merchantKey: "WN-500", quantity: 2 }]);
    const codes = lines(b, order).map((line) => line["productCode"]);

    expect(b.code(SHIP, parcel(order, { sendDetail: { productCode: codes[0] } }))).toBe(
      "biz.orderDelivery.productcode-value:repeat",
    );
    expect(b.code(SHIP, parcel(order, { sendDetail: { productCode: [codes[1]] } }))).toBe("");
    expect(state(b, order)).toBe("21");
  });

  it("wants numbers that no other order has", () => {
    const b = selling();
    const [one, other] = [ordered(b, two), ordered(b, two)];
    const ship = (order: string, number: string) =>
      b.code(SHIP, parcel(order, { expressNo: number, orderLineNumbers: { orderLineNumber: numbers(b, order) } }));

    expect([ship(one, "SF100005"), ship(other, "SF100005"), ship(one, "SF100006")]).toEqual([
      "",
      "biz.orderDelivery.expressno-value:existence",
      "biz.orderDelivery.order-status:error",
    ]);
    const change = {
      expressNo: "SF100007",
      expressCompanyCode: "Y01",
      orderLineNumbers: { orderLineNumber: numbers(b, one) },
    };
    expect(b.code("suning.custom.orderdelivery.modify", parcel(one, change))).toBe("");
    expect(lines(b, one)[0]).toMatchObject({ expressno: "SF100007", expresscompanycode: "Y01" });
    expect(b.code("suning.custom.orderdelivery.modify", parcel(other, { ...change, expressNo: "SF100008" }))).toBe(
      "biz.custom.orderDelivery.invalid-biz:orderLineNumber",
    );
  });

  it("needs paid orders that are open, and default addresses", () => {
    const b = selling();
    const unpaid = ordered(b, two, false);
    const ship = (order: string) =>
      b.code(SHIP, parcel(order, { orderLineNumbers: { orderLineNumber: numbers(b, order) } }));
    expect(ship(unpaid)).toBe("biz.orderDelivery.order-status:error");
    act(b, "cancel", unpaid);
    expect(ship(unpaid)).toBe("biz.shutdown.order.cannot.delivery");

    const [address] = b.rows("suning.custom.invaddress.query", { pageNo: "1", pageSize: "10" });
    const set = (invAddrProp: string) =>
      b.call("suning.custom.invaddress.set", { invAddrId: record(address)["invAddrId"], invAddrProp });
    const order = ordered(b, two);
    set("3");
    expect(ship(order)).toBe("biz.orderDelivery.default-sendaddress:inexistence");
    set("0");
    expect(ship(order)).toBe("biz.orderDelivery.default-returnaddress:inexistence");
    set("2");
    expect(ship(order)).toBe("");
  });
});
