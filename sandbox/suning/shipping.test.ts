import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, list, ordered, published, record } from "./test-client.ts";

const DAY_MS = 86_400_000;
const GET = "suning.custom.order.get";
const SHIP = "suning.custom.orderdelivery.add";

function selling(switches = {}): Bench {
  const b = bench(switches);
  published(b, { saleSet: "1" });
  return b;
}
const state = (b: Bench, orderCode: string) => b.call(GET, { orderCode })["orderTotalStatus"];
const lines = (b: Bench, orderCode: string) => list(b.call(GET, { orderCode })["orderDetail"]);
const numbers = (b: Bench, orderCode: string) => lines(b, orderCode).map((line) => String(line["orderLineNumber"]));
const act = (b: Bench, verb: string, orderNo: string, body = {}) =>
  sandbox.acts.onOrder(verb, orderNo, body, b.host.scene());

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
