import { describe, expect, it } from "vitest";
import { openShop, type Json, type TestShop } from "./test-shop.ts";

const CALLER = (shop: TestShop) => ({ buId: shop.venderId, operatePin: "clerk", operateNick: "clerk" });

/** A paid order of one ware, and the number of its sku. */
function paid(shop: TestShop, quantity = 1): { orderNo: string; wareId: string; skuId: string } {
  const ware = shop.onSale("OTHER");
  const lines = [{ merchantKey: "OTHER", quantity }];
  const { body } = shop.control("POST", "/orders", { shop: shop.venderId, lines, pay: true });
  return { orderNo: String(body["orderNo"]), ...ware };
}

/** A paid voucher order and its first code. */
function voucher(shop: TestShop, kind = "voucher"): { orderNo: string; code: Json } {
  const skus = [{ merchantKey: "STAY-A", priceFen: 26_800, stock: 9, name: "平日" }];
  const product = { shop: shop.venderId, merchantKey: "STAY", title: "瑶寨民宿 双人房", kind, onSale: true, skus };
  shop.control("POST", "/products", product);
  const lines = [{ merchantKey: "STAY-A", quantity: 1 }];
  const { body } = shop.control("POST", "/orders", { shop: shop.venderId, lines, pay: true });
  const orderNo = String(body["orderNo"]);
  const read = shop.ok("jingdong.pop.oto.locorderinfo.get", { order_id: orderNo, code_type: 0 });
  const [code] = (read["loccodeinfo_result"] as { loccodeinfo_list: Json[] }).loccodeinfo_list;
  return { orderNo, code: code ?? {} };
}

const text = (answer: Json): string => JSON.stringify(answer);

describe("reads of what a shop may use", () => {
  it("answer under the old names too", () => {
    const shop = openShop();
    const cid = shop.category("核桃").id;
    const attrId = shop.category("核桃").attribute("储存条件").id;

    expect(text(shop.ok("jingdong.vender.shop.query"))).toContain(shop.venderId);
    for (const name of ["findAttrsByCategoryId", "findAttrsByCategoryIdJos"]) {
      expect(text(shop.ok(`jingdong.category.read.${name}`, { cid, field: "id,name" }))).toContain("储存条件");
    }
    for (const name of ["findValuesByAttrIdUnlimit", "findValuesByAttrId", "findValuesByAttrIdJos"]) {
      const asked = { categoryAttrId: attrId, attrId, field: "id,name" };
      expect(text(shop.ok(`jingdong.category.read.${name}`, asked))).toContain("常温");
    }
    expect(text(shop.ok("jingdong.category.read.findAttrByIdUnlimitCate", { attrId, field: "id,name" }))).toContain(
      "储存条件",
    );
    expect(text(shop.ok("jingdong.category.read.findByPId", { parentCid: 0 }))).toContain("食品");
    expect(text(shop.ok("jingdong.vender.category.getValidCategoryResultByVenderId"))).toContain("success");
    expect(text(shop.ok("jingdong.vender.shopcategory.findShopCategoriesByVenderId"))).toContain("id");
    expect(text(shop.ok("jingdong.fce.alpha.getVenderCarrier"))).toContain("2087");
    expect(text(shop.ok("jingdong.areas.province.get"))).toContain("湖南");
    expect(text(shop.ok("jingdong.detection.textRedLineDetect", { text: "包治百病" }))).toContain("包治百病");
  });

  it("pictures are listed, known as used, and deleted when they are not", () => {
    const shop = openShop();
    const image_data = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(64)]).toString("base64");
    const uploaded = shop.ok("jingdong.imgzone.picture.upload", { image_data, picture_name: "a.png" });
    const id = String(uploaded["picture_id"]);

    expect(text(shop.ok("jingdong.imgzone.picture.query", { page_num: 1, page_size: 20 }))).toContain(id);
    expect(shop.ok("jingdong.imgzone.picture.isreferenced", { picture_id: id })["is_referenced"]).toBe(false);
    expect(text(shop.ok("jingdong.imgzone.userinfo.query"))).toContain("used_space");
    expect(text(shop.ok("jingdong.imgzone.category.query"))).toContain("默认");
    expect(shop.ok("jingdong.imgzone.picture.delete", { picture_ids: id })["return_code"]).toBe(1);
    expect(shop.refused("jingdong.imgzone.picture.isreferenced", { picture_id: id }).code).toBe("71");
  });
});

describe("wares", () => {
  it("take features, a template, market and cost prices, areas, timers and shelves of the shop", () => {
    const shop = openShop();
    const { wareId, skuId } = shop.onSale("MORE");
    const fares = shop.ok("jingdong.SkuFareTemplateService.getTemplates")["query_skuFareTemplate_result"] as Json;
    const transportId = (fares["template_list"] as Json[])[1]?.["id"];
    const shelf = /"id":"?(\d+)/.exec(text(shop.ok("jingdong.vender.shopcategory.findShopCategoriesByVenderId")))?.[1];
    const taken: [string, Json][] = [
      ["ware.write.mergeWareFeatures", { wareId, featureKey: "is7ToReturn", featureValue: "1" }],
      ["transport.write.updateWareTransportId", { wareId, transportId }],
      ["price.write.updateWareMarketPrice", { wareId, marketPrice: "99.00" }],
      ["price.write.updateWareCostPrice", { wareId, costPrice: "9.00" }],
      ["arealimit.write.updateWareAreaLimits", { wareId, areaId: "18,25", limitType: 1 }],
      ["ware.write.updateWareStatusByTimer", { wareId, upTime: shop.clock.now() + 86_400_000 }],
      ["shopcategories.write.saveWareShopCategories", { wareId, shopCategory: shelf }],
      ["stock.write.updateSkuStock", { skuId, stockNum: 21 }],
    ];

    for (const [method, params] of taken) expect(String(shop.ok(`jingdong.${method}`, params)["success"])).toBe("true");

    expect(text(shop.ok("jingdong.stock.read.findSkuStock", { skuId, field: "skuId,stockNum" }))).toContain("21");
    const more = { skuId, stockNum: 5, storeId: 0, stockRfId: "rf" };
    expect(String(shop.ok("jingdong.stock.write.increaseSkuStock", more)["success"])).toBe("true");
    expect(text(shop.ok("jingdong.ware.violation.detail", { wareId }))).toContain('"data":null');
    const audit = { wareAuditParam: { wareId, sourceLabel: 1 } };
    expect(text(shop.ok("jingdong.ware.audit.getWareAuditDetail", audit))).toContain("success");
    shop.control("POST", `/products/${wareId}/force-off`, { reason: "资质过期" });
    expect(text(shop.ok("jingdong.ware.violation.detail", { wareId }))).toContain("资质过期");
  });

  it.each<[string, Json, string]>([
    ["arealimit.write.updateWareAreaLimits", { areaId: "18", limitType: 3 }, "61"],
    ["arealimit.write.updateWareAreaLimits", { areaId: "湖南", limitType: 1 }, "61"],
    ["ware.write.updateWareStatusByTimer", {}, "61"],
    ["shopcategories.write.saveWareShopCategories", { shopCategory: "1" }, "71"],
    ["ware.write.transferMultiCategory", { multiCategoryId: 1 }, "61"],
  ])("%s refuses %j with %s", (method, params, code) => {
    const shop = openShop();
    const { wareId } = shop.onSale("MORE");

    expect(shop.refused(`jingdong.${method}`, { wareId, ...params }).code).toBe(code);
  });

  it("a documented method that is not imitated is one that the app may not call, any other is none", () => {
    const shop = openShop();

    expect(shop.refused("jingdong.seller.promotion.v2.list").code).toBe("24");
    expect(shop.refused("jingdong.no.such.method").code).toBe("15");
  });
});

describe("orders", () => {
  it("are read in cipher, printed, noted, and given another receiver before they leave", () => {
    const shop = openShop();
    const { orderNo } = paid(shop);
    const fields = { optional_fields: "orderId,orderState,consigneeInfo" };
    const address = { provinceId: 18, cityId: 1, countyId: 1, townId: -1, detailAddr: "新街一号" };
    const receiver = { orderId: orderNo, customerName: "盘小妹", customerPhone: "13900000000", ...address };

    expect(text(shop.ok("jingdong.pop.order.enGet", { order_id: orderNo, ...fields }))).toContain(orderNo);
    const window = { start_date: "2026-11-22 00:00:00", end_date: "2026-11-23 00:00:00", page: "1", page_size: "10" };
    const asked = { ...window, order_state: "ALL", ...fields };
    expect(text(shop.ok("jingdong.pop.order.enSearch", asked))).toContain(orderNo);
    expect(text(shop.ok("jingdong.pop.order.print.data.get", { order_id: orderNo }))).toContain("cons_name");
    shop.ok("jingdong.pop.order.modifyVenderRemark", { order_id: orderNo, flag: 1, remark: "礼盒" });
    expect(text(shop.ok("jingdong.order.venderRemark.queryByOrderId", { order_id: orderNo }))).toContain("礼盒");
    const day = { startTime: "2026-11-22 00:00:00", endTime: "2026-11-23 00:00:00", page: 1 };
    expect(text(shop.ok("jingdong.pop.order.getRemarkByModifyTime", day))).toContain("礼盒");
    expect(text(shop.ok("jingdong.deliRecomdCarriers.search", { orderId: orderNo }))).toContain("2087");
    expect(text(shop.ok("jingdong.pop.order.getmobilelist", { orderId: orderNo }))).toContain("170");
    const wish = { order_id: orderNo, del_apply_type: 2, del_apply_reason: "缺货" };
    expect(text(shop.ok("jingdong.order.orderDelete.apply", wish))).toContain("true");
    expect(text(shop.ok("jingdong.pop.order.modifyOrderAddr", receiver))).toContain("true");
    shop.ok("jingdong.pop.order.shipment", { orderId: orderNo, logiCoprId: "467", logiNo: "SF1600000000001" });
    expect(text(shop.ok("jingdong.pop.order.modifyOrderAddr", receiver))).toContain("false");
    expect(shop.refused("jingdong.order.orderDelete.apply", { ...wish, del_apply_type: 1 }).code).toBe("61");
    expect(shop.refused("jingdong.deliRecomdCarriers.search", { orderId: "1" }).code).toBe("71");
  });

  it("unpaid ones are read by their number alone", () => {
    const shop = openShop();
    shop.onSale("OTHER");
    const lines = [{ merchantKey: "OTHER", quantity: 1 }];
    const { body } = shop.control("POST", "/orders", { shop: shop.venderId, lines, pay: false });

    expect(text(shop.ok("jingdong.pop.order.notPayOrderById", { orderId: body["orderNo"] }))).toContain(
      String(body["orderNo"]),
    );
  });

  it("refunds are counted and read", () => {
    const shop = openShop();
    const { orderNo } = paid(shop);
    shop.control("POST", `/orders/${orderNo}/ask-refund`, { reason: "不想要了" });
    const list = shop.ok("jingdong.pop.afs.soa.refundapply.queryPageList", { pageIndex: 1, pageSize: 10 });
    const id = /"id":"?(\d+)/.exec(text(list))?.[1];

    expect(text(shop.ok("jingdong.pop.afs.soa.refundapply.getWaitRefundNum"))).toContain("1");
    expect(text(shop.ok("jingdong.pop.afs.soa.refundapply.queryById", { id }))).toContain(orderNo);
  });
});

describe("service orders", () => {
  /** A shipped and received order whose buyer sends it back. */
  function service(shop: TestShop): Json {
    const { orderNo } = paid(shop);
    shop.ok("jingdong.pop.order.shipment", { orderId: orderNo, logiCoprId: "467", logiNo: "SF1600000000001" });
    shop.control("POST", `/orders/${orderNo}/receive`);
    shop.control("POST", `/orders/${orderNo}/ask-refund`, { kind: "return", reason: "碎了" });
    const list = shop.ok("jingdong.asc.audit.list", { ...CALLER(shop), pageNumber: 1, pageSize: 10 });
    const [one] = (list["pageResult"] as { data: Json[] }).data;
    return {
      ...CALLER(shop),
      serviceId: one?.["serviceId"],
      orderId: one?.["orderId"],
      sysVersion: one?.["sysVersion"],
    };
  }

  it.each(["refuse", "homepick", "fetch", "delivery", "send", "compensate", "reissue"])(
    "are answered by asc.audit.%s, once",
    (way) => {
      const shop = openShop();
      const one = service(shop);
      const answer = () =>
        text(shop.ok(`jingdong.asc.audit.${way}`, { ...one, approveNotes: "好", approveReasonCid1: 1 }));

      expect(text(shop.ok("jingdong.asc.audit.count", CALLER(shop)))).toContain('"data":1');
      expect(text(shop.ok("jingdong.asc.query.view", one))).toContain("true");
      expect(text(shop.ok("jingdong.asc.audit.detail", one))).toContain("true");
      expect(answer()).toContain('"success":true');
      expect(answer()).toContain('"success":false');
    },
  );

  it.each(["close", "back"])("goods that came back are registered, then asc.process.%s ends it", (way) => {
    const shop = openShop();
    const one = service(shop);
    const step = (method: string, version: number) =>
      text(shop.ok(`jingdong.asc.${method}`, { ...one, sysVersion: version, approveNotes: "好" }));
    const version = Number(one["sysVersion"]);

    step("audit.send", version);
    expect(text(shop.ok("jingdong.asc.receive.list", { ...CALLER(shop), pageNumber: 1, pageSize: 10 }))).toContain(
      "serviceId",
    );
    step("receive.register", version + 1);
    expect(text(shop.ok("jingdong.asc.process.list", { ...CALLER(shop), pageNumber: 1, pageSize: 10 }))).toContain(
      "serviceId",
    );
    expect(step(`process.${way}`, version + 2)).toContain('"success":true');
  });
});

describe("local life", () => {
  it("codes are read in every way, used by the old call and taken back", () => {
    const shop = openShop();
    const { orderNo, code } = voucher(shop);
    const [card, pwd] = [code["card_number"], code["pwd_number"]];
    const range = {
      time_type: 2,
      start_date: "2026-11-22 00:00:00",
      end_date: "2026-11-23 00:00:00",
      page_index: 1,
      page_size: 10,
    };
    const asked: [string, Json][] = [
      ["pop.oto.checknumberinfo.get", { order_id: orderNo, card_number: card, pwd_number: pwd }],
      ["pop.oto.checknumberinfo.enget", { order_id: orderNo, card_number: card, pwd_number: pwd }],
      ["pop.oto.locorderinfo.enget", { order_id: orderNo, code_type: 0 }],
      ["pop.oto.locorderinfos.get", { ...range, code_type: 0 }],
      ["pop.oto.locorderinfos.enget", { ...range, code_type: 0 }],
    ];

    for (const [method, params] of asked) expect(text(shop.ok(`jingdong.${method}`, params))).toContain(orderNo);
    expect(text(shop.ok("jingdong.queryOrderInfoByLocCode", { couponCode: pwd }))).toContain("success");
    const page = { page: 1, pageSize: 10, orderCreateTimeBegin: range.start_date, orderCreateTimeEnd: range.end_date };
    expect(text(shop.ok("jingdong.loc.order.search", page))).toContain(orderNo);
    const used = { order_id: orderNo, card_number: card, pwd_umber: pwd, code_type: 0 };
    expect(text(shop.ok("jingdong.pop.oto.CheckNumber.consumer", used))).toContain("is_success");
    const undo = { orderId: orderNo, requestId: "u1", codeNum: card, pwdNumber: pwd, cardList: [] };
    expect(text(shop.ok("jingdong.pop.order.loc.revokeCheckNumber", { revokeCheckNumParam: undo }))).toContain(
      "success",
    );
  });
});

describe("e-waybills", () => {
  const address = { provinceName: "湖南", cityName: "永州市", address: "一号", contact: "仓" };
  const content = (over: Json = {}): Json => ({
    waybillType: 1,
    waybillCount: 1,
    providerCode: "ZTO",
    platformOrderNo: "1",
    vendorCode: "v",
    fromAddress: address,
    toAddress: address,
    ...over,
  });
  const draw = (shop: TestShop, params: Json) =>
    (shop.ok("jingdong.ldop.alpha.waybill.receive", params)["resultInfo"] as Json)["data"] as {
      waybillCodeList: string[];
    };

  it("a number is drawn from an object or its text, read, printed and given back", () => {
    const shop = openShop();
    const [one] = draw(shop, { content: content() }).waybillCodeList;
    const [two] = draw(shop, { content: JSON.stringify(content()) }).waybillCodeList;
    const named = { waybillCode: one, providerCode: "ZTO" };

    expect(one).not.toBe(two);
    expect(text(shop.ok("jingdong.ldop.alpha.waybill.query", { platformOrderNo: "1" }))).toContain(String(one));
    expect(text(shop.ok("jingdong.ldop.alpha.vendor.bigshot.query", named))).toContain("bigShotName");
    expect(text(shop.ok("jingdong.ldop.alpha.waybill.api.unbind", named))).toContain('"statusCode":0');
    expect(text(shop.ok("jingdong.ldop.alpha.waybill.api.unbind", named))).toContain('"statusCode":-1');
    expect(text(shop.ok("jingdong.ldop.alpha.vendor.bigshot.query", named))).toContain('"statusCode":-1');
    expect(text(shop.ok("jingdong.ldop.alpha.provider.sign.success.info.get", { venderCode: "v" }))).toContain("ZTO");
    const left = { vendorCode: "v", providerCode: "EMS" };
    expect(text(shop.ok("jingdong.ldop.alpha.vendor.stock.queryByProviderCode", left))).toContain('"statusCode":1');
  });

  it.each<[string, Json]>([
    ["another carrier", { providerCode: "EMS" }],
    ["no order", { platformOrderNo: "" }],
    ["half an address", { toAddress: { contact: "仓" } }],
  ])("%s draws none", (_, over) => {
    expect(draw(openShop(), { content: content(over) })).toBeNull();
  });

  it("numbers of JD's own express are reserved, a hundred at most", () => {
    const shop = openShop();
    const reserve = (preNum: number) =>
      text(shop.ok("jingdong.etms.waybillcode.get", { preNum, customerCode: "c", orderType: 0 }));

    expect(reserve(2)).toContain('"code":100');
    expect(reserve(101)).toContain('"code":101');
  });
});
