import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, brandCode, categoryCode, ordered, parsFor, published, record } from "./test-client.ts";
import { toBeijing } from "./time.ts";

const DAY_MS = 86_400_000;
const NO_RESULT = "biz.handler.data-get:no-result";
const act = (b: Bench, verb: string, order: string, body = {}) =>
  sandbox.acts.onOrder(verb, order, body, b.host.scene());
const head = (b: Bench, orderCode: string) => b.call("suning.custom.order.get", { orderCode });

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
const window = (b: Bench) => ({
  startModified: toBeijing(b.clock.now() - DAY_MS),
  endModified: toBeijing(b.clock.now()),
  pageNo: "1",
  pageSize: "50",
});

describe("vouchers", () => {
  function sold(flags: Record<string, unknown> = {}): { b: Bench; order: string; codes: readonly string[] } {
    const b = bench();
    const category = categoryCode(b, "民宿");
    const oto = {
      sellChannel: "01",
      priceType: "01",
      extractMode: "10",
      effectiveDay: "90",
      autoRefund: "1",
      insaleRefund: "1",
    };
    published(b, {
      ...oto,
      ...flags,
      categoryCode: category,
      brandCode: brandCode(b, category, "无品牌/其他"),
      productName: "瑶寨民宿 平日一晚",
      itemCode: "MS-WD",
      price: "268.00",
      invQty: "60",
      childItem: [],
      pars: parsFor(b, category),
      saleSet: "1",
    });
    const order = ordered(b, [{ merchantKey: "MS-WD", quantity: 2 }]);
    const rows = b.rows("suning.custom.code.get", { items: [{ orderNo: order }] });
    return { b, order, codes: rows.map((row) => String(row["eleCode"])) };
  }
  const redeem = (b: Bench, eleCode: string, changes = {}) => {
    const [store] = b.rows("suning.custom.storegroup.query", { pageNo: "1", pageSize: "10" });
    const { storeCode, storeName } = record(store);
    return b.code("suning.custom.code.modify", { eleCode, codeType: "1", storeCode, storeName, ...changes });
  };

  it("come with payment, one a unit, are redeemed once at a store of the shop, and end the order", () => {
    const { b, order, codes } = sold();
    const [first = "", second = ""] = codes;

    expect(codes).toHaveLength(2);
    expect(redeem(b, first, { storeCode: "S00000000" })).toBe("biz.custom.verificationInfo.invalid-biz:storeCode");
    expect([redeem(b, first), redeem(b, first)]).toEqual(["", "biz.custom.verificationInfo.invalid-biz:eleCode"]);
    expect(head(b, order)).toMatchObject({ orderTotalStatus: "10" });
    expect(redeem(b, second)).toBe("");
    expect(head(b, order)).toMatchObject({ orderTotalStatus: "30" });
    expect(sandbox.truth.vouchers(b.host.scene().world)).toMatchObject([{ state: "redeemed" }, { state: "redeemed" }]);
  });

  it("are refunded by themselves when they expire unused, or lapse where the flag is 0", () => {
    const [kind, hard] = [sold(), sold({ autoRefund: "0" })];
    const after = ({ b }: typeof kind) => {
      b.clock.advance(91 * DAY_MS);
      return sandbox.truth.vouchers(b.host.scene().world).map((one) => one.state);
    };

    expect(after(kind)).toEqual(["refunded", "refunded"]);
    expect(after(hard)).toEqual(["expired", "expired"]);
  });

  it("are dead after a refund", () => {
    const { b, order, codes } = sold();
    act(b, "ask-refund", order, { reason: "行程有变" });
    const [row] = b.rows("suning.custom.refundlistinformation.query", window(b));
    b.call("suning.custom.agreerefund.confirm", { returnApplyId: record(row)["returnApplyId"] });
    b.clock.advance(30_000);

    expect(head(b, order)).toMatchObject({ orderTotalStatus: "40" });
    expect(redeem(b, codes[0] ?? "")).toBe("biz.custom.verificationInfo.invalid-biz:eleCode");
  });

  it("are not there for orders of goods", () => {
    const { b, order } = asked();

    expect(b.code("suning.custom.code.get", { items: [{ orderNo: order }] })).toBe(NO_RESULT);
    expect(b.code("suning.custom.code.get", {})).toBe("biz.getCode.missing-parameter:items");
  });
});

describe("two worlds of one seed", () => {
  it("answer the same, unkindness and all", () => {
    const say = () => {
      const { b } = asked();
      return String(b.send("suning.custom.item.query", '{"sn_request":{"sn_body":{"item":""}}}').body);
    };

    expect(say()).toBe(say());
  });

  it("put keys in that nobody asked for, and let empty texts vary", () => {
    const b = bench();
    const body = '{"sn_request":{"sn_body":{"category":{"pageNo":"1","pageSize":"50"}}}}';
    const text = String(b.send("suning.custom.category.query", body).body);

    expect(text).toMatch(/reserveField1|extAttr|snVersionTag/);
    expect(text).toMatch(/"isBottom":null/);
    expect(text).toMatch(/"isBottom":""/);
  });
});
