import { describe, expect, it } from "vitest";
import { beijingText, DAY_MS } from "./time.ts";
import { openShop, START_MS, wire, type Json, type TestShop } from "./test-shop.ts";

const FIELDS =
  "orderId,orderType,orderState,orderStartTime,paymentConfirmTime,orderEndTime,modified,shouldPay,consigneeInfo,itemInfoList,waybill,logisticsId,parentOrderId";
const place = (shop: TestShop, more: Json = {}): string => {
  const lines = [{ merchantKey: "HAND-OIL-500", quantity: 1 }];
  const { status, body } = shop.control("POST", "/orders", { shop: shop.venderId, lines, ...more });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return String(body["orderNo"]);
};
const act = (shop: TestShop, orderNo: string, verb: string, body: Json = {}) =>
  shop.control("POST", `/orders/${orderNo}/${verb}`, body);
const window = (shop: TestShop, more: Json = {}): Json => ({
  start_date: beijingText(shop.clock.now() - DAY_MS),
  end_date: beijingText(shop.clock.now() + 1_000),
  order_state: "ALL",
  optional_fields: FIELDS,
  page: "1",
  page_size: "100",
  ...more,
});
const search = (shop: TestShop, more: Json = {}): Json[] =>
  (shop.ok("jingdong.pop.order.search", window(shop, more))["searchorderinfo_result"] as Json)[
    "orderInfoList"
  ] as Json[];
const ids = (rows: Json[]) => rows.map((row) => row["orderId"]);
const get = (shop: TestShop, order_id: string): Json =>
  (shop.ok("jingdong.pop.order.get", { order_id, optional_fields: FIELDS })["orderDetailInfo"] as Json)[
    "orderInfo"
  ] as Json;
const ship = (shop: TestShop, orderId: string, logiCoprId = "463", logiNo = "YT1234567890"): Json =>
  shop.ok("jingdong.pop.order.shipment", { orderId, logiCoprId, logiNo })["sopjosshipment_result"] as Json;
const oil = (shop: TestShop): Json =>
  ((shop.control("GET", "/products").body as unknown as Json[])[0]?.["skus"] as Json[])[0] ?? {};

describe("orders", () => {
  it("books stock unpaid, and gives it back when nobody pays in a day", () => {
    const shop = openShop();
    const orderNo = place(shop, { pay: false });
    expect(oil(shop)["stock"]).toBe(59);
    expect(search(shop)).toEqual([]);
    const unpaid = () =>
      (shop.ok("jingdong.pop.order.notPayOrderInfo", { page: 1, pageSize: 10 })["paginatedInfo"] as Json)["totalItem"];
    expect(unpaid()).toBe(1);
    shop.clock.advance(DAY_MS);
    expect(unpaid()).toBe(0);
    expect(oil(shop)["stock"]).toBe(60);
    expect(get(shop, orderNo)).toMatchObject({
      orderState: "TRADE_CANCELED",
      paymentConfirmTime: "0001-01-01 00:00:00",
    });
  });

  it("shows a paid order masked, in texts", () => {
    const shop = openShop();
    const orderNo = place(shop, { buyer: { name: "王小明", phone: "13812345678" } });
    expect(get(shop, orderNo)).toMatchObject({
      orderId: orderNo,
      orderType: "22",
      orderState: "WAIT_SELLER_STOCK_OUT",
      shouldPay: "94.00",
      orderEndTime: "0001-01-01 00:00:00",
      consigneeInfo: { fullname: "王**", mobile: "138****5678", oaid: expect.stringMatching(/^OAID/) },
      itemInfoList: [{ outerSkuId: "HAND-OIL-500", jdPrice: "88.00", itemTotal: "1" }],
    });
  });

  it("sells only what is on sale, known and in stock", () => {
    const shop = openShop();
    const refusal = (merchantKey: string, quantity: number) =>
      shop.control("POST", "/orders", { shop: shop.venderId, lines: [{ merchantKey, quantity }] });
    expect(refusal("NONE", 1)).toMatchObject({ status: 409, body: { code: "unknown_code" } });
    expect(refusal("HAND-OIL-500", 61)).toMatchObject({ status: 409, body: { code: "sold_out" } });
    expect(refusal("HAND-OIL-500", 60).status).toBe(200);
    expect(refusal("HAND-OIL-500", 1)).toMatchObject({ status: 409, body: { code: "sold_out" } });
  });

  it.each<[string, string, Json]>([
    ["no fields", "60", { optional_fields: "" }],
    ["an unknown field", "68", { optional_fields: "orderId,nope" }],
    ["no state", "60", { order_state: "" }],
    ["an unknown state", "61", { order_state: "10" }],
    ["no page", "60", { page: "" }],
    ["page 0", "61", { page: "0" }],
    ["more than 100 rows", "61", { page_size: "101" }],
    ["no start", "60", { start_date: "" }],
    ["more than a month", "61", { start_date: "2026-10-22 10:29:59", end_date: "2026-11-22 10:30:00" }],
    ["a time that is none", "61", { start_date: "2026-11-22" }],
  ])("refuses a search with %s: %s", (_name, code, change) => {
    const shop = openShop();
    expect(shop.refused("jingdong.pop.order.search", window(shop, change)).code).toBe(code);
  });

  it("searches by change unless told, seconds inclusive, and both ways", () => {
    const shop = openShop();
    const first = place(shop, { placedAt: "2026-11-22T01:00:00Z" });
    const second = place(shop, { placedAt: "2026-11-22T01:00:00Z" });
    shop.clock.advance(60_000);
    ship(shop, first);
    const created = { dateType: 1, start_date: "2026-11-22 09:00:00", end_date: "2026-11-22 09:00:00" };
    expect(ids(search(shop, created)).sort()).toEqual([first, second].sort());
    expect(ids(search(shop))).toEqual([second, first]);
    expect(ids(search(shop, { sortType: 1 }))).toEqual([first, second]);
    expect(ids(search(shop, { start_date: "2026-11-22 10:31:00", end_date: "2026-11-22 10:31:00" }))).toEqual([first]);
    expect(ids(search(shop, { order_state: "WAIT_SELLER_STOCK_OUT,LOCKED" }))).toEqual([second]);
    expect(ids(search(shop, { order_state: "WAIT_SELLER_STOCK_OUT", start_date: "", end_date: "" }))).toEqual([second]);
  });

  it("holds 130 orders of one second, in pages of 100", () => {
    const shop = openShop();
    shop.control(
      "POST",
      `/products/${String((shop.control("GET", "/products").body as unknown as Json[])[0]?.["productId"])}/edit`,
      { stock: 500 },
    );
    for (let n = 0; n < 130; n++) place(shop, { placedAt: "2026-11-22T02:00:00Z" });
    const pages = ["1", "2", "3"].map((page) => ids(search(shop, { page })));
    expect(pages.map((page) => page.length)).toEqual([100, 30, 0]);
    expect(new Set(pages.flat()).size).toBe(130);
    shop.control("POST", "/faults", { kind: "page-shift" });
    expect(ids(search(shop, { page: "2" }))).not.toContain(pages[1]?.[0]);
    shop.control("POST", "/faults", { kind: "duplicate-rows" });
    expect(ids(search(shop, { page: "2" }))[0]).toBe(pages[0]?.[99]);
  });

  it("forgets changes older than three months", () => {
    const shop = openShop();
    place(shop);
    const then = { start_date: beijingText(START_MS - DAY_MS), end_date: beijingText(START_MS + DAY_MS) };
    shop.clock.advance(91 * DAY_MS);
    expect(search(shop, then)).toEqual([]);
    expect(search(shop, { ...then, dateType: 1 })).toHaveLength(1);
  });

  it("keeps a shop's orders from the other shop", () => {
    const shop = openShop();
    const orderNo = place(shop);
    const other = [...shop.host.scene().world.tokens.values()][1]?.value ?? "";
    const answer = shop.ok("jingdong.pop.order.get", { order_id: orderNo, optional_fields: FIELDS }, other);
    expect((answer["orderDetailInfo"] as Json)["apiResult"]).toMatchObject({ success: false, numberCode: 10100041 });
  });

  it("splits into children when it is paid", () => {
    const shop = openShop();
    const [, ham] = shop.control("GET", "/products").body as unknown as Json[];
    const lines = [
      { merchantKey: "HAND-OIL-500", quantity: 1 },
      { merchantKey: String((ham?.["skus"] as Json[])[0]?.["skuId"]), quantity: 2 },
    ];
    const parent = place(shop, { lines, buyer: { split: "yes" } });
    const rows = search(shop);
    expect(rows.filter((row) => row["parentOrderId"] === parent)).toHaveLength(2);
    expect(get(shop, parent)["orderState"]).toBe("PARENT_TRADE_CANCELED");
    expect(oil(shop)["stock"]).toBe(59);
  });

  it("refuses sensitive reads outside JD's cloud, when that is switched on", () => {
    const shop = openShop({ outsideCloud: true });
    expect(shop.refused("jingdong.pop.order.search", window(shop)).code).toBe("73");
    expect(shop.refused("jingdong.pop.order.search", {}).zh).toContain("敏感api");
  });
});

describe("shipping", () => {
  it("takes all parcels in one call, once", () => {
    const shop = openShop();
    const orderNo = place(shop);
    expect(ship(shop, orderNo, "463|467", "YT12345,YT12346|SF12345")).toMatchObject({
      success: true,
      errorCode: "10100000",
    });
    expect(get(shop, orderNo)).toMatchObject({ orderState: "WAIT_GOODS_RECEIVE_CONFIRM", logisticsId: "463|467" });
    expect(shop.control("GET", "/shipments").body).toHaveLength(3);
    expect(ship(shop, orderNo)).toMatchObject({ success: false, chineseErrCode: "订单已出库" });
    expect(oil(shop)).toMatchObject({ stock: 59, sold: 1 });
    expect(act(shop, orderNo, "receive").body).toMatchObject({ state: "FINISHED_L" });
  });

  it.each([
    ["999", "YT12345", "物流公司"],
    ["463", "", "格式"],
    ["463|467", "YT12345", "不匹配"],
    ["2087", "JD12345,JD12346", "京东快递"],
    ["1274", "X12345", "厂家自送"],
    ["463", Array.from({ length: 11 }, (_, n) => `YT1000${n}`).join(), "10个"],
    ["463", "Y".repeat(201), "200"],
  ])("refuses carrier %s with %s", (carrier, numbers, words) => {
    const shop = openShop();
    const answer = ship(shop, place(shop), carrier, numbers);
    expect(answer["success"]).toBe(false);
    expect(answer["chineseErrCode"]).toContain(words);
    expect(shop.control("GET", "/shipments").body).toEqual([]);
  });

  it("refuses unknown, unpaid, locked and foreign orders", () => {
    const shop = openShop();
    const unpaid = place(shop, { pay: false });
    const locked = place(shop);
    act(shop, locked, "ask-refund");
    expect(ship(shop, "12")["errorCode"]).toBe("10100041");
    expect(ship(shop, unpaid)["chineseErrCode"]).toContain("状态");
    expect(ship(shop, locked)["chineseErrCode"]).toContain("锁定");
  });
});

describe("refunds and service orders", () => {
  const list = (shop: TestShop): Json[] =>
    (shop.ok("jingdong.pop.afs.soa.refundapply.queryPageList", { pageIndex: 1, pageSize: 50 })["queryResult"] as Json)[
      "result"
    ] as Json[];
  const reply = (shop: TestShop, id: unknown, status: number, more: Json = { remark: "好" }) =>
    shop.ok("jingdong.pop.afs.soa.refundapply.replyRefund", { id, status, checkUserName: "a", ...more })[
      "replyResult"
    ] as Json;

  it("locks, is approved, and JD's finance ends the order", () => {
    const shop = openShop();
    const orderNo = place(shop);
    act(shop, orderNo, "ask-refund", { reason: "拍错" });
    expect(get(shop, orderNo)["orderState"]).toBe("LOCKED");
    const [row] = list(shop);
    expect(row).toMatchObject({ status: 0, reason: "拍错", applyRefundSum: 94 });
    expect(reply(shop, row?.["id"], 1, {})).toMatchObject({ success: false });
    expect(reply(shop, row?.["id"], 1)).toMatchObject({ success: true });
    expect(reply(shop, row?.["id"], 1)).toMatchObject({ success: false });
    shop.clock.advance(60_000);
    expect(list(shop)[0]).toMatchObject({ status: 3 });
    expect(get(shop, orderNo)["orderState"]).toBe("TRADE_CANCELED");
    expect(oil(shop)).toMatchObject({ stock: 60, sold: 0 });
  });

  it("goes on after a refusal", () => {
    const shop = openShop();
    const orderNo = place(shop);
    act(shop, orderNo, "ask-refund");
    reply(shop, list(shop)[0]?.["id"], 2);
    expect(get(shop, orderNo)["orderState"]).toBe("WAIT_SELLER_STOCK_OUT");
    expect(ship(shop, orderNo)["success"]).toBe(true);
  });

  it("after shipping it is a service order with a lock", () => {
    const shop = openShop();
    const orderNo = place(shop);
    ship(shop, orderNo);
    const asked = act(shop, orderNo, "ask-refund", { kind: "return" });
    const caller = { buId: shop.venderId, operatePin: "p", operateNick: "n" };
    const rows = () => (shop.ok("jingdong.asc.query.list", caller)["pageResult"] as Json)["data"] as Json[];
    expect(String(rows()[0]?.["serviceId"])).toBe(asked.body["caseNo"]);
    const step = (name: string, sysVersion: number) =>
      shop.ok(`jingdong.asc.${name}`, {
        ...caller,
        serviceId: asked.body["caseNo"],
        orderId: orderNo,
        sysVersion,
        approveNotes: "x",
      })["result"] as Json;
    expect(step("audit.send", 2)).toMatchObject({ success: false });
    expect(step("audit.send", 1)).toMatchObject({ success: true });
    expect(step("receive.register", 2)).toMatchObject({ success: true });
    expect(step("process.close", 3)).toMatchObject({ success: true });
    expect((shop.control("GET", "/orders").body as unknown as Json[])[0]).toMatchObject({ lines: [{ refunded: 1 }] });
    expect(shop.refused("jingdong.asc.query.list", { ...caller, buId: "1" }).code).toBe("71");
  });
});

describe("local life", () => {
  const hut = (shop: TestShop, kind = "voucher"): void => {
    shop.control("POST", "/products", {
      shop: shop.venderId,
      title: "瑶寨民宿",
      kind,
      skus: [{ merchantKey: "HUT", priceFen: 19_900, stock: 5 }],
    });
  };
  const book = (shop: TestShop) => place(shop, { lines: [{ merchantKey: "HUT", quantity: 2 }] });
  const codes = (shop: TestShop, order_id: string, code_type = "0"): Json[] =>
    (shop.ok("jingdong.pop.oto.locorderinfo.get", { order_id, code_type })["loccodeinfo_result"] as Json)[
      "loccodeinfo_list"
    ] as Json[];
  const redeem = (shop: TestShop, code: Json | undefined, requestId: string) =>
    shop.ok("jingdong.loc.code.consume", {
      requestId,
      codeNum: code?.["card_number"],
      pwdNumber: code?.["pwd_number"],
    })["returnType"] as Json;

  it("gives codes, redeems each once, repeats an answer by requestId, and ends", () => {
    const shop = openShop();
    hut(shop);
    const orderNo = book(shop);
    expect(get(shop, orderNo)).toMatchObject({ orderType: "75", orderState: "PAUSE" });
    const [one, two] = codes(shop, orderNo);
    expect(redeem(shop, one, "r1")).toMatchObject({ success: true });
    expect(redeem(shop, one, "r1")).toMatchObject({ success: true });
    expect(redeem(shop, one, "r2")).toMatchObject({ success: false });
    expect(get(shop, orderNo)["orderState"]).toBe("PAUSE");
    redeem(shop, two, "r3");
    expect(get(shop, orderNo)["orderState"]).toBe("FINISHED_L");
    expect((shop.control("GET", "/vouchers").body as unknown as Json[]).map((code) => code["state"])).toEqual([
      "redeemed",
      "redeemed",
    ]);
    expect(ship(shop, orderNo)["success"]).toBe(false);
  });

  it("locks codes while a refund is asked, and expires them", () => {
    const shop = openShop();
    hut(shop);
    const orderNo = book(shop);
    act(shop, orderNo, "ask-refund");
    expect(codes(shop, orderNo).map((code) => code["code_status"])).toEqual([101, 101]);
    expect(redeem(shop, codes(shop, orderNo)[0], "r")).toMatchObject({ success: false });
    const other = book(shop);
    shop.clock.advance(91 * DAY_MS);
    expect(codes(shop, other).map((code) => code["code_status"])).toEqual([3, 3]);
  });

  it("keeps how often a code may be used, and how", () => {
    const shop = openShop();
    hut(shop);
    const wareId = (shop.control("GET", "/products").body as unknown as Json[])[0]?.["productId"];
    const featureParam = { multiCouponUseTimes: 2, consumeConfig: 1 };

    shop.ok("jingdong.loc.ware.feature.write", { wareId, featureParam });

    const { ware } = shop.ok("jingdong.ware.read.findWareById", { wareId, field: "features" }) as { ware: Json };
    expect(ware["features"]).toEqual(
      expect.arrayContaining([
        { key: "multiCouponUseTimes", value: "2" },
        { key: "consumeConfig", value: "1" },
      ]),
    );
  });

  it("waits for the merchant's own codes, one for each unit", () => {
    const shop = openShop();
    hut(shop, "voucher_own_codes");
    const order_id = book(shop);
    const upload = (pwd_number: string) =>
      shop.ok("jingdong.pop.oto.checkNumbers.upload", { order_id, pwd_number })["result"];
    expect(get(shop, order_id)["orderState"]).toBe("WAIT_SEND_CODE");
    expect(upload("P1")).toMatchObject({ is_success: false });
    expect(upload("P1,P2")).toMatchObject({ is_success: true });
    expect(codes(shop, order_id, "1")).toHaveLength(2);
    expect(get(shop, order_id)["orderState"]).toBe("PAUSE");
  });
});

describe("tokens", () => {
  const oauth = (
    shop: TestShop,
    path: string,
    query: Record<string, string>,
  ): { status: number; headers: Json; body: Json } => {
    const { app } = shop.host.sandbox.credentials(shop.host.scene().world);
    const keys = { app_key: app["appKey"] ?? "", app_secret: app["appSecret"] ?? "" };
    const { answer } = shop.host.exchange({
      ...wire(`${path}?${new URLSearchParams({ ...keys, ...query }).toString()}`),
      method: "GET",
    });
    const text = String(answer?.body);
    return {
      status: answer?.status ?? 0,
      headers: { ...answer?.headers },
      body: text === "" ? {} : (JSON.parse(text) as Json),
    };
  };
  const signIn = (shop: TestShop): Json => {
    const asked = { response_type: "code", redirect_uri: "https://shop.example/back", state: "s1" };
    const back = new URL(String(oauth(shop, "/oauth2/to_login", asked).headers["location"]));
    expect(back.searchParams.get("state")).toBe("s1");
    const code = back.searchParams.get("code") ?? "";
    const { body } = oauth(shop, "/oauth2/access_token", { grant_type: "authorization_code", code });
    expect(oauth(shop, "/oauth2/access_token", { grant_type: "authorization_code", code }).body).not.toHaveProperty(
      "access_token",
    );
    return body;
  };
  const api = "jingdong.seller.vender.info.get";
  const refresh = (shop: TestShop, token: Json) =>
    oauth(shop, "/oauth2/refresh_token", { grant_type: "refresh_token", refresh_token: String(token["refresh_token"]) })
      .body;

  it("come for a code that works once, and are renewed once with a short overlap", () => {
    const shop = openShop();
    const old = signIn(shop);
    expect(old).toMatchObject({ expires_in: 365 * 24 * 3_600, scope: "snsapi_base" });
    const fresh = refresh(shop, old);
    expect(refresh(shop, old)).toMatchObject({ code: 405 });
    shop.ok(api, {}, String(old["access_token"]));
    shop.clock.advance(60_000);
    expect(shop.refused(api, {}, String(old["access_token"])).code).toBe("19");
    shop.ok(api, {}, String(fresh["access_token"]));
  });

  it("token-expired kills the token, and its refresh token saves the day", () => {
    const shop = openShop();
    const token = signIn(shop);
    shop.control("POST", "/faults", { kind: "token-expired" });
    expect(shop.refused(api, {}, String(token["access_token"])).code).toBe("19");
    expect(shop.refused(api, {}, String(token["access_token"])).code).toBe("19");
    shop.ok(api, {}, String(refresh(shop, token)["access_token"]));
  });

  it("end after their hours, and then nothing refreshes them", () => {
    const shop = openShop({ tokenLifeHours: 24 });
    const token = signIn(shop);
    shop.clock.advance(DAY_MS);
    expect(shop.refused(api, {}, String(token["access_token"])).code).toBe("19");
    expect(refresh(shop, token)).not.toHaveProperty("access_token");
  });

  it("the quota ends with 2, for a day", () => {
    const shop = openShop({ callsPerDay: 1 });
    shop.ok(api);
    expect(shop.refused(api).code).toBe("2");
    shop.clock.advance(DAY_MS);
    shop.control("POST", "/faults", { kind: "throttled" });
    expect(shop.refused(api).code).toBe("2");
    shop.ok(api);
  });
});

describe("the seed", () => {
  it("makes the same world again, and another one for another seed", () => {
    const of = (seed: number) => JSON.stringify(openShop({}, seed).control("GET", "/products").body);
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });
});
