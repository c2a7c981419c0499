import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, list, ordered, published } from "./test-client.ts";
import { toBeijing } from "./time.ts";

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
const lines = (b: Bench, orderCode: string) => list(b.call(GET, { orderCode })["orderDetail"]);
const numbers = (b: Bench, orderCode: string) => lines(b, orderCode).map((line) => String(line["orderLineNumber"]));
const act = (b: Bench, verb: string, orderNo: string, body = {}) =>
  sandbox.acts.onOrder(verb, orderNo, body, b.host.scene());

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
