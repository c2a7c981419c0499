import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, list, ordered, published, record } from "./test-client.ts";
import { toBeijing } from "./time.ts";

const DAY_MS = 86_400_000;
const NO_RESULT = "biz.handler.data-get:no-result";
const act = (b: Bench, verb: string, order: string, body = {}) =>
  sandbox.acts.onOrder(verb, order, body, b.host.scene());
const head = (b: Bench, orderCode: string) => b.call("suning.custom.order.get", { orderCode });
const lines = (b: Bench, orderCode: string) => list(head(b, orderCode)["orderDetail"]);

function asked(body = {}): { b: Bench; order: string; id: string } {
  const b = bench();
  published(b, { saleSet: "1" });
  const order = ordered(b, [
    { merchantKey: "WN-500", quantity: 2 },
    { merchantKey: "WN-1000", quantity: 1 },
  ]);
  const answer = act(b, "ask-refund", order, { lines: [{ merchantKey: "WN-500" }], reason: "不想要了", ...body });
  const value = answer.ok ? record(answer.value)["caseNos"] : [];
  return { b, order, id: Array.isArray(value) ? String(value[0]) : "" };
}
const refund = (b: Bench, returnApplyId: string) =>
  record(b.call("suning.custom.refundinformation.query", { returnApplyId })["data"]);
const window = (b: Bench) => ({
  startModified: toBeijing(b.clock.now() - DAY_MS),
  endModified: toBeijing(b.clock.now()),
  pageNo: "1",
  pageSize: "50",
});

describe("a refund before shipping", () => {
  it("marks the line, which keeps its status and can still be shipped", () => {
    const { b, order, id } = asked();

    expect(id).toMatch(/^\d{18}$/);
    expect(lines(b, order)).toMatchObject([
      { orderLineStatus: "10", returnOrderFlag: "1" },
      { orderLineStatus: "10", returnOrderFlag: "0" },
    ]);
    expect(refund(b, id)).toMatchObject({
      orderNo: order,
      supplierCommodityCode: "WN-500",
      returnType: "2",
      onlyRefund: "1",
      returnMoney: "59.80",
      returnStatusValue: "1",
    });
  });

  it("is paid some seconds after the merchant agreed; the line closes, stock stays away", () => {
    const { b, order, id } = asked();
    const stock = () => sandbox.truth.products(b.host.scene().world).at(-1)?.skus[0]?.stock;
    b.call("suning.custom.agreerefund.confirm", { returnApplyId: id });
    expect(refund(b, id)).toMatchObject({ returnStatusValue: "6" });
    b.clock.advance(30_000);

    expect(refund(b, id)).toMatchObject({ returnStatusValue: "8" });
    expect(lines(b, order)).toMatchObject([{ orderLineStatus: "40", returnOrderFlag: "1" }, { orderLineStatus: "10" }]);
    expect(head(b, order)).toMatchObject({ orderTotalStatus: "10" });
    expect(stock()).toBe(28);
    expect(b.code("suning.custom.agreerefund.confirm", { returnApplyId: id })).toBe(
      "biz.custom.confirmAgreerefund.invalid-biz:returnApplyId",
    );
  });

  it("closes the order with its last line", () => {
    const { b, order } = asked();
    act(b, "ask-refund", order);
    for (const row of b.rows("suning.custom.refundlistinformation.query", window(b))) {
      b.call("suning.custom.agreerefund.confirm", { returnApplyId: row["returnApplyId"] });
    }
    b.clock.advance(30_000);

    expect(head(b, order)).toMatchObject({ orderTotalStatus: "40" });
  });

  it("is refused with a remark, and the mark goes away", () => {
    const { b, order, id } = asked();

    expect(b.code("suning.custom.rejectrefund.modify", { returnApplyId: id })).toBe(
      "biz.modifyRejectrefund.missing-parameter:remark",
    );
    b.call("suning.custom.rejectrefund.modify", { returnApplyId: id, remark: "已备货" });
    expect(refund(b, id)).toMatchObject({ returnStatusValue: "2" });
    expect(lines(b, order)[0]).toMatchObject({ returnOrderFlag: "0" });
  });

  it("is agreed by silence, later when the merchant asked for time", () => {
    const { b, id } = asked();
    b.call("suning.custom.delayrefund.modify", { returnApplyId: id });
    b.clock.advance(3 * DAY_MS);
    expect(refund(b, id)).toMatchObject({ returnStatusValue: "1" });
    b.clock.advance(3 * DAY_MS);

    expect(Number(refund(b, id)["returnStatusValue"])).toBeGreaterThanOrEqual(6);
  });

  it("can't be asked for twice, nor for what was never paid", () => {
    const { b, order } = asked();
    const unpaid = ordered(b, [{ merchantKey: "WN-500", quantity: 1 }], false);

    expect(act(b, "ask-refund", order, { lines: [{ merchantKey: "WN-500" }] })).toMatchObject({ ok: false });
    expect(act(b, "ask-refund", unpaid)).toMatchObject({ ok: false, refusal: { status: 409 } });
  });
});

describe("goods that come back", () => {
  it("go 1, 3, 4, 6, 8, to an address of the shop", () => {
    const { b, id } = asked({ kind: "return" });
    const [address] = b.rows("suning.custom.invaddress.query", { pageNo: "1", pageSize: "10" });
    const agree = (invAddrId: unknown) =>
      b.code("suning.custom.agreereturn.confirm", { returnApplyId: id, invAddrId, remark: "请寄回" });
    const status = () => refund(b, id)["returnStatusValue"];

    expect(b.code("suning.custom.agreerefund.confirm", { returnApplyId: id })).not.toBe("");
    expect(agree("999999999")).toBe("biz.custom.confirmAgreereturn.invalid-biz:invAddrId");
    expect(agree(record(address)["invAddrId"])).toBe("");
    expect(status()).toBe("3");
    b.clock.advance(DAY_MS);
    expect(refund(b, id)).toMatchObject({ returnStatusValue: "4", expressCompanyCode: "YTO" });
    b.call("suning.custom.agreerefund.confirm", { returnApplyId: id });
    b.clock.advance(30_000);
    expect(status()).toBe("8");
  });
});

describe("refund lists", () => {
  it("go by time of change and by status", () => {
    const { b, id } = asked();
    const at = (returnStatus: string) =>
      b.code("suning.custom.refundlistinformation.query", { ...window(b), returnStatus });

    expect(b.rows("suning.custom.refundlistinformation.query", window(b))[0]).toMatchObject({ returnApplyId: id });
    expect([at("1"), at("8"), at("9")]).toEqual([
      "",
      NO_RESULT,
      "biz.queryRefundlistinformation.returnStatus-format:error",
    ]);
  });

  it("show the same in the old family, without an id", () => {
    const { b, order } = asked();
    const times = { startTime: toBeijing(b.clock.now() - DAY_MS), endTime: toBeijing(b.clock.now()) };
    const [row] = b.rows("suning.custom.batchrejected.query", { ...times, pageNo: "1", pageSize: "10" });

    expect(row).toMatchObject({ orderCode: order, statusDesc: "C030", refundtype: "1", returnMoney: "59.80" });
    expect(row).not.toHaveProperty("returnApplyId");
    expect(b.rows("suning.custom.singlerejected.get", { orderCode: order })).toHaveLength(1);
    expect(b.code("suning.custom.batchrejected.query", times)).toBe("biz.batchQueryRejected.missing-parameter:pageNo");
  });
});
