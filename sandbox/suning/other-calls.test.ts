import { describe, expect, it } from "vitest";
import { bench, type Bench, categoryCode, list, ordered, published, saleParCode } from "./test-client.ts";
import { toBeijing } from "./time.ts";

const call = (b: Bench, name: string, params: Record<string, unknown> = {}) => b.call(`suning.custom.${name}`, params);
const rows = (b: Bench, name: string, params: Record<string, unknown> = {}) => b.rows(`suning.custom.${name}`, params);
const code = (b: Bench, name: string, params: Record<string, unknown> = {}) => b.code(`suning.custom.${name}`, params);
const PAGE = { pageNo: "1", pageSize: "50" };

/** Walnuts on sale, with an order of two lines. */
function sold(b: Bench, more: Record<string, unknown> = {}) {
  const item = published(b, { saleSet: "1", ...more });
  const orderCode = ordered(b, [
    { merchantKey: "WN-500", quantity: 1 },
    { merchantKey: "WN-1000", quantity: 1 },
  ]);
  b.clock.advance(5_000);
  const { orderDetail } = call(b, "order.get", { orderCode });
  return { ...item, orderCode, lines: list(orderDetail).map((line) => String(line["orderLineNumber"])) };
}
const window = (b: Bench, hoursBack = 2) => ({
  startTime: toBeijing(b.clock.now() - hoursBack * 3_600_000),
  endTime: toBeijing(b.clock.now() + 60_000),
});

describe("the shop", () => {
  it("answers the rest of its reads", () => {
    const b = bench();
    const [address] = rows(b, "invaddress.query", PAGE);
    const [template] = rows(b, "freighttemplate.query", PAGE);

    expect(call(b, "invaddress.get", { invAddrId: address?.["invAddrId"] })["invName"]).toBe(address?.["invName"]);
    expect(call(b, "freighttemplate.get", { freightTemplateId: template?.["freighttemplateid"] })).toHaveProperty(
      "freightTemplateName",
    );
    expect(call(b, "logisticcompany.get", { companyName: "顺丰" })["expressCompanyCode"]).toBe("S02");
    expect(b.call("suning.common.systime.get", {})["sysTime"]).toBe(toBeijing(b.clock.now()));
    expect(rows(b, "brand.query", PAGE).length).toBeGreaterThan(0);
    expect(rows(b, "nation.query", PAGE)[0]?.["nationCode"]).toBe("CN");
    expect(rows(b, "city.query", { nationCode: "CN", ...PAGE }).length).toBe(2);
    expect(rows(b, "shopcategory.query", PAGE).length).toBeGreaterThan(0);
    expect(call(b, "dsrinfo.get")).toHaveProperty("qualityScore");
    expect(code(b, "promotion.query", PAGE)).toBe("biz.handler.data-get:no-result");
    expect(call(b, "categoryredict.get", { cmTitle: "成县核桃 500g" })["categoryCode"]).toBe(categoryCode(b, "核桃"));
    expect(code(b, "categoryredict.get", { cmTitle: "手机壳" })).toBe("biz.handler.data-get:no-result");
  });

  it("writes, changes and deletes an address that is no default", () => {
    const b = bench();
    const made = {
      invContact: "仓管",
      invProvince: "170",
      invCity: "000001000173",
      invRegion: "00000001",
      streetAddress: "一号",
      zipCode: "425500",
      telePhone: "13800000000",
      invName: "新仓",
    };
    const { invAddrId } = call(b, "invaddress.add", made);

    expect(code(b, "invaddress.add", { ...made, zipCode: "1" })).toContain("zipCode");
    expect(call(b, "invaddress.modify", { invAddrId, invName: "二号仓" })["result"]).toBe("Y");
    expect(call(b, "invaddress.get", { invAddrId })["invName"]).toBe("二号仓");
    expect(call(b, "invaddress.delete", { invAddrId })["result"]).toBe("Y");
    expect(code(b, "invaddress.delete", { invAddrId })).toContain("invAddrId");
    const used = rows(b, "invaddress.query", PAGE).find((one) => one["invAddrProp"] === "2");
    expect(code(b, "invaddress.delete", { invAddrId: used?.["invAddrId"] })).toContain("invAddrProp");
  });

  it("lists and deletes pictures of its own", () => {
    const b = bench();
    const picUrl = b.picture();

    expect(
      rows(b, "picfiles.query", { fileType: "1", vendorCode: b.shop, ...PAGE }).map((row) => row["picUrl"]),
    ).toContain(picUrl);
    expect(call(b, "pic.delete", { picUrl })["result"]).toBe("Y");
    expect(code(b, "pic.delete", { picUrl })).toContain("picUrl");
  });
});

describe("items", () => {
  it("a value of a size is renamed or dropped, never the last one", () => {
    const b = bench();
    const { productCode } = published(b);
    const sale = saleParCode(b, categoryCode(b, "核桃"));
    const rename = (from: string, to: string) =>
      code(b, "norm.modify", {
        productCode,
        valueItem: [{ modCharacterCode: sale, modCharacterOldVal: from, modCharacterNewVal: to }],
      });
    const drop = (value: string) =>
      code(b, "norm.delete", { productCode, valueItem: [{ delCharacterCode: sale, delCharacterValue: value }] });

    expect(rename("500克", "半斤装")).toBe("");
    expect(rename("500克", "一斤装")).toContain("modCharacterOldVal");
    expect(rename("半斤装", "1千克")).toContain("modCharacterNewVal");
    expect(drop("没有")).toContain("delCharacterValue");
    expect(drop("半斤装")).toBe("");
    expect(list(call(b, "itemdetail.query", { productCode })["childItem"])).toHaveLength(1);
    expect(drop("1千克")).toContain("delCharacterValue");
    expect(code(b, "norm.modify", { productCode: "1", valueItem: [{}] })).toContain("productCode");
  });

  it("what the platform took down is shown as abnormal", () => {
    const b = bench();
    const { productCode } = published(b, { saleSet: "1" });
    const asked = { abnormalCode: "1", senario: "1", supplierCode: b.shop, ...PAGE };
    expect(code(b, "abnormal.query", asked)).toBe("biz.handler.data-get:no-result");
    b.host.sandbox.acts.forceOff(productCode, { reason: "资质过期" }, b.host.scene());

    expect(rows(b, "abnormal.query", asked)).toMatchObject([{ productCode, abnormalReason: "资质过期" }]);
    expect(code(b, "abnormal.query", { ...asked, supplierCode: "70000000" })).toContain("supplierCode");
  });

  it("the library, areas, and the newer stock call", () => {
    const b = bench();
    const { productCode, children } = published(b);
    const categoryOf = categoryCode(b, "核桃");

    expect(rows(b, "product.query", { productName: "薄皮核桃", ...PAGE })).toMatchObject([{ productCode }]);
    expect(call(b, "product.get", { productCode })["productCode"]).toBe(productCode);
    expect(call(b, "productdetail.query", { productCode })["categoryCode"]).toBe(categoryOf);
    const judged = { categoryCode: categoryOf, productName: "成县薄皮核桃 新果 礼盒" };
    expect(call(b, "judgeproduct.confirm", judged)["isExist"]).toBe("Y");
    expect(call(b, "judgeproduct.confirm", { ...judged, productName: "没有" })["isExist"]).toBe("N");
    expect(call(b, "productsalearea.add", { productCode, provCode: "170,290", ciyCode: "" })["result"]).toBe("Y");
    expect(call(b, "productsalearea.query", { productCode })["provCode"]).toBe("170,290");
    expect(call(b, "newinventory.get", { productCode: children[0] })["invNum"]).toBe("30");
    expect(call(b, "price.get", { itemCode: "WN-500" })["price"]).toBe("29.90");
  });
});

describe("orders", () => {
  it("codes alone, history, countdown, delay, receiver, note and track", () => {
    const b = bench();
    const { orderCode, lines } = sold(b);
    const receiver = {
      orderCode,
      customerName: "盘小妹",
      mobphoneNum: "13900000000",
      provinceName: "湖南",
      cityName: "永州市",
      districtName: "江华",
      townName: "沱江镇",
      detailAddress: "一号",
    };

    expect(rows(b, "ordercode.query", { ...window(b), ...PAGE })).toMatchObject([{ orderCode }]);
    expect(code(b, "historyorder.query", { ...window(b), ...PAGE })).toBe("biz.handler.data-get:no-result");
    expect(code(b, "historyorder.query", PAGE)).toBe("sys.check.query-time:error");
    expect(code(b, "ordercountdown.query", { orderCode })).toContain("order-status");
    expect(call(b, "receiveaddress.modify", receiver)["result"]).toBe("Y");
    expect(call(b, "order.get", { orderCode })["customerName"]).toBe("盘小妹");
    const note = { orderCode, noteContent: "礼盒", noteFlag: "1", colorMarkFlag: "1" };
    call(b, "ordernote.modify", note);
    expect(call(b, "ordernote.get", { orderCode })["noteContent"]).toBe("礼盒");
    const pairs = lines.map((orderLineNumber) => ({ orderLineNumber, productCode: "" }));
    const ship = { orderCode, expressCompanyCode: "S02", expressNo: "SF1600000000001", orderLineNumbers: pairs };
    expect(list(call(b, "deliverynew.add", ship)["sendDetail"]).map((one) => one["sendresult"])).toEqual(["Y", "Y"]);
    expect(list(call(b, "ordercountdown.query", { orderCode })["countDownList"])).toHaveLength(2);
    const delay = { expressNo: "SF1600000000001", expressCompanyCode: "S02", delayTime: "3" };
    expect(call(b, "orderdelay.modify", delay)["result"]).toBe("Y");
    expect(code(b, "orderdelay.modify", { ...delay, delayTime: "2" })).toContain("delayTime");
    expect(code(b, "orderdelay.modify", { ...delay, expressNo: "SF9" })).toContain("expressno");
    expect(call(b, "logisticsnews.query", { logisticCode: "S02", waybillNo: "SF1600000000001" })["companyName"]).toBe(
      "顺丰速运",
    );
    expect(code(b, "logisticsnews.query", { logisticCode: "S02", waybillNo: "SF9" })).toContain("no-result");
    expect(code(b, "receiveaddress.modify", receiver)).toContain("order-status");
  });

  it("an own courier ships without a carrier", () => {
    const b = bench();
    const { orderCode, lines } = sold(b);
    const own = { orderCode, deliveryPerName: "老赵", deliveryPerPhone: "13900000001" };

    const sent = call(b, "orderselfdist.add", { ...own, orderLineNumbers: { orderLineNumber: lines } });

    expect(list(sent["sendDetail"]).map((one) => one["sendresult"])).toEqual(["Y", "Y"]);
  });
});

describe("the old refund family", () => {
  /** An order whose buyer asks for the money of its first line. */
  function asked(b: Bench, kind = "refund") {
    const order = sold(b);
    if (kind === "return") {
      const ship = { orderCode: order.orderCode, expressCompanyCode: "S02", expressNo: "SF1600000000001" };
      call(b, "orderdelivery.add", { ...ship, orderLineNumbers: { orderLineNumber: order.lines } });
    }
    const { acts } = b.host.sandbox;
    acts.onOrder("ask-refund", order.orderCode, { kind, lines: [{ merchantKey: "WN-500" }] }, b.host.scene());
    b.clock.advance(1_000);
    const [orderLineNumber] = order.lines;
    return { ...order, head: { orderCode: order.orderCode }, line: { orderLineNumber, reason: "好" } };
  }
  const stateOf = (b: Bench, orderCode: string) => rows(b, "singlerejected.get", { orderCode })[0]?.["statusDesc"];

  it("lists by state and by code, and agrees with the code of a phone", () => {
    const b = bench();
    const { orderCode, line } = asked(b);
    const agree = {
      childAccountName: "a",
      orderItemId: line.orderLineNumber,
      returnMoney: "29.90",
      applyTime: toBeijing(b.clock.now()),
      returnType: "2",
    };

    expect(rows(b, "rejectedord.query", { ...window(b), orderLineStatus: "C030", ...PAGE })).toMatchObject([
      { orderCode },
    ]);
    expect(rows(b, "batchrejectedOrd.query", { ...window(b), ...PAGE })).toMatchObject([{ orderCode }]);
    expect(code(b, "rejectedord.query", { ...window(b), orderLineStatus: "30", ...PAGE })).toContain("orderLineStatus");
    const sms = { childAccountName: "a", orderItemList: [{ orderItemId: line.orderLineNumber }] };
    expect(call(b, "verifycode.get", sms)["result"]).toBe("Y");
    expect(code(b, "agreerefund.modify", { ...agree, code: "0000" })).toContain("code");
    expect(call(b, "agreerefund.modify", { ...agree, code: "1234" })["result"]).toBe("Y");
    expect(stateOf(b, orderCode)).toBe("C110");
    expect(code(b, "agreerefund.modify", { ...agree, code: "1234" })).toContain("orderItemId");
  });

  it("refuses a refund, refuses or takes a return, and asks for time under its own root", () => {
    const b = bench();
    const { orderCode, head, line } = asked(b);
    const detail = (state: string) => ({ refundHead: head, refundDetail: [{ ...line, state }] });
    const body = JSON.stringify({ sn_request: { sn_body: { delayRefund: detail("C055") } } });

    expect(String(b.send("suning.custom.delayrefund.modify", body).body)).toContain('"delayRefund"');
    expect(code(b, "disagreerefund.modify", detail("C050"))).toContain("state");
    expect(code(b, "disagreerefund.modify", {})).toContain("orderCode");
    expect(code(b, "disagreerefund.modify", { refundHead: head })).toContain("productCode");
    expect(call(b, "disagreerefund.modify", detail("C051"))["result"]).toBe("Y");
    expect(stateOf(b, orderCode)).toBe("C051");
    const there = bench();
    const back = asked(there, "return");
    const rejected = (state: string) => ({ rejectedHead: back.head, rejectedDetail: [{ ...back.line, state }] });
    expect(call(there, "agreerejected.modify", rejected("C040"))["result"]).toBe("Y");
    expect(stateOf(there, back.orderCode)).toBe("C040");
    expect(code(there, "disagreerejected.modify", rejected("C041"))).toContain("orderCode");
  });
});
