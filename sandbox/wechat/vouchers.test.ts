import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";
import { stay } from "./testing/goods.ts";
import { act, order, stateOf, vouchers } from "./testing/trade.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const consume = (at: Bench, requestNo: string, body: object): Answer =>
  at.call("voucher/consume", { consume_request_no: requestNo, ...body });
const states = (at: Bench): number[] => [...at.world.vouchers.values()].map(({ status }) => status);

test("local life goes through the same audit; its add tells sku_ids, its get has other names", () => {
  const at = bench();
  const { product_id, sku_ids } = at.call("product/locallife/add", stay(at))["data"] as {
    product_id: string;
    sku_ids: string[];
  };

  expect(sku_ids).toHaveLength(1);
  const draft = at.call("product/locallife/get", { product_id });
  expect(draft).not.toHaveProperty("online_data");
  expect(draft["draft_data"]).toMatchObject({
    draft_status: 1,
    product_name: "星河民宿 瑶寨双床房一晚",
    out_product_id: "STAY",
  });
  at.call("product/listing", { product_id });
  expect(at.call("product/stock/update", { product_id, sku_id: sku_ids[0], diff_type: 3, num: 5 })["errcode"]).toBe(0);
  at.advance(11 * MINUTE_MS);
  expect(at.call("product/locallife/get", { product_id })["online_data"]).toMatchObject({
    online_status: 5,
    audit_result: { audit_status: 4 },
  });
  expect(at.call("product/locallife/list/get", { status: 5 })["product_ids"]).toEqual([product_id]);
  expect(at.call("product/list/get", { page_size: 30 })["product_ids"]).not.toContain(product_id);
  expect(
    at.call("product/locallife/auditfree", { product_id, skus: [{ sku_id: sku_ids[0], sale_price: 25_800 }] })[
      "errcode"
    ],
  ).toBe(0);
  expect(at.call("product/locallife/get", { product_id })["online_data"]["skus"]).toMatchObject([
    { sale_price: 25_800, stock_num: 5 },
  ]);
});

test.each<[string, number, (at: Bench) => object]>([
  ["a leaf of goods", 10020017, (at) => ({ category_id: at.leaf("核桃").id })],
  ["a name of two", 10020042, () => ({ product_name: "民宿" })],
  ["a foreign brand", 10020088, (at) => ({ brand_id: at.other.brands[0]?.brandId })],
  ["no validity", 10020051, () => ({ attr_kv_map: {} })],
  ["a map whose value is no JSON", 10020051, () => ({ attr_kv_map: { use_date_rule: "明天" } })],
  ["a map whose value is not text", 47001, () => ({ attr_kv_map: { use_date_rule: {} } })],
  ["a type that is none", 10020051, () => ({ product_type: 4 })],
  ["a multi-use card", 10020091, () => ({ product_type: 3 })],
  ["codes answered in real time", 10020051, () => ({ code_source_type: 1 })],
  ["two images", 10020106, (at) => ({ head_imgs: at.pictures(2) })],
  ["a price of zero", 10020039, () => ({ skus: [{ sale_price: 0 }] })],
  ["no sku", 10020038, () => ({ skus: [] })],
])("local life refuses %s with %i", (_, code, change) => {
  const at = bench();

  expect(at.call("product/locallife/add", stay(at, { ...change(at) }))["errcode"]).toBe(code);
});

test("a shop without the permission can't sell local life", () => {
  const at = bench();
  at.world.shops.set(at.shop.appId, { ...at.shop, localLife: false });

  expect(at.call("product/locallife/add", stay(at))["errcode"]).toBe(10020150);
});

test("a paid order gets its codes, and is complete when each is used", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 2);

  expect(codes).toHaveLength(2);
  expect(stateOf(at, orderNo)).toBe(30);
  const used = consume(at, "r1", { codes, sku_id: skuId, consume_store_name: "星河民宿" });
  expect(used).toMatchObject({ errcode: 0, errmsg: "成功", fail_voucher_list: [] });
  expect(used["voucher_list"]).toMatchObject([
    { status: 2, consume_store_name: "星河民宿", telphone_no: "138****8000" },
    { status: 2 },
  ]);
  expect(stateOf(at, orderNo)).toBe(100);
  const openid = at.world.orders.get(orderNo)?.openId;
  expect(at.call("voucher/get_list", { openid, status: 2, page_size: 1 })["voucher_list"]).toHaveLength(1);
  expect(at.call("voucher/get_list", { openid, page_size: 51 })["errcode"]).toBe(10020051);
});

test("redemption is all or nothing", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);

  const answer = consume(at, "r1", { codes: [codes[0], "NOSUCHCODE"], sku_id: skuId });

  expect(answer).toMatchObject({ errcode: 0, voucher_list: [] });
  expect(answer["fail_voucher_list"]).toMatchObject([
    { code: codes[0], ret_code: 4 },
    { code: "NOSUCHCODE", ret_code: 1 },
  ]);
  expect(states(at)).toEqual([1, 1]);
});

test("the same request number answers again and has one effect; with other codes it is refused", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);
  const first = consume(at, "r1", { codes: [codes[0]], sku_id: skuId });

  expect(consume(at, "r1", { codes: [codes[0]], sku_id: skuId })).toEqual(first);
  expect(at.world.vouchers.get(codes[0] ?? "")?.consumes).toBe(1);
  expect(consume(at, "r1", { codes: [codes[1]], sku_id: skuId })["errcode"]).toBe(10020051);
  expect(consume(at, "r2", { codes: [codes[0]], sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 2 }]);
});

test("a try that failed may be repeated under its number once the cause is gone", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);
  const [caseNo] = act(at, "ask-refund", orderNo)["caseNos"];

  expect(consume(at, "r1", { codes, sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 2 }]);
  at.call("aftersale/rejectapply", { after_sale_order_id: caseNo, reject_reason_type: 1 });
  expect(consume(at, "r1", { codes, sku_id: skuId })["voucher_list"]).toHaveLength(1);
});

test("sealed codes serve as well; codes need their sku, ten at most", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 1);
  const sealed = at.world.vouchers.get(codes[0] ?? "")?.encryptedCode;

  expect(at.call("voucher/get", { encrypted_code: sealed })["voucher"]).toMatchObject({ code: codes[0], status: 1 });
  expect(at.call("voucher/get", { code: codes[0] })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { codes })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { codes: Array.from({ length: 11 }, (_, i) => `C${i}`), sku_id: skuId })["errcode"]).toBe(
    10020051,
  );
  expect(consume(at, "x".repeat(129), { codes, sku_id: skuId })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { encrypted_codes: [sealed] })["voucher_list"]).toHaveLength(1);
});

test("a use may be undone under both spellings, ten times at most", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);
  const item = { code: codes[0], sku_id: skuId };
  const revoke = (no: string, key: string): Answer =>
    at.call("voucher/revoke", { revoke_request_no: no, [key]: [item] });

  for (let count = 0; count < 10; count++) {
    consume(at, `c${count}`, { codes, sku_id: skuId });
    expect(revoke(`v${count}`, count % 2 === 0 ? "reovke_vouchers" : "revoke_vouchers")["voucher_list"]).toHaveLength(
      1,
    );
  }
  expect(stateOf(at, orderNo)).toBe(30);
  expect(consume(at, "c10", { codes, sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 3 }]);
});

test("an expired voucher can't be used, and pays itself back", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);

  at.advance(127 * DAY_MS - 10 * 60 * MINUTE_MS);
  expect(states(at)).toEqual([4]);
  expect(consume(at, "r1", { codes, sku_id: skuId })["voucher_list"]).toEqual([]);
  at.advance(60 * MINUTE_MS);
  expect(states(at)).toEqual([3]);
  expect(stateOf(at, orderNo)).toBe(200);
});

test("a refund names its codes and pays them back; the rest stays to be used", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 2);
  const [caseNo] = act(at, "ask-refund", orderNo, { lines: [{ merchantKey: "STAY", quantity: 1 }] })["caseNos"];
  const known = at.call("aftersale/getaftersaleorder", { after_sale_order_id: caseNo })["after_sale_order"];

  expect(known["product_info"]["voucher_list"]).toEqual([{ vourcher_code: codes[0] }]);
  at.call("aftersale/acceptapply", { after_sale_order_id: caseNo });
  at.advance(MINUTE_MS);
  expect(states(at)).toEqual([3, 1]);
  consume(at, "r1", { codes: [codes[1]], sku_id: skuId });
  expect(stateOf(at, orderNo)).toBe(100);
  expect(sandbox.truth.vouchers(at.world).map(({ state }) => state)).toEqual(["refunded", "redeemed"]);
});

test("eleven vouchers in one order, or goods beside them, can't be sold", () => {
  const at = bench();
  vouchers(at, 1);

  expect(() => order(at, [{ merchantKey: "STAY", quantity: 11 }])).toThrow("10020210");
  expect(() =>
    order(at, [
      { merchantKey: "STAY", quantity: 1 },
      { merchantKey: "HAND-OIL-500", quantity: 1 },
    ]),
  ).toThrow("10020091");
});

test("preloaded codes: bad ones fail one by one, stock may not exceed them, orders use them", () => {
  const at = bench();
  const { product_id, sku_ids } = at.call("product/locallife/add", stay(at, { code_source_type: 2 }))["data"] as {
    product_id: string;
    sku_ids: string[];
  };
  const upload = (codes: string[]): Answer =>
    at.call("voucher/codes/upload", { product_id, sku_id: sku_ids[0], codes });
  const stock = (num: number): unknown =>
    at.call("product/stock/update", { product_id, sku_id: sku_ids[0], diff_type: 3, num })["errcode"];

  expect(upload(["AA11", "坏码", "BB22"])).toMatchObject({
    errcode: 10001,
    total_count: 3,
    success_codes: ["AA11", "BB22"],
    fail_count: 1,
  });
  expect(upload(["AA11"])).toMatchObject({ errcode: 10001, fail_codes: [{ code: "AA11" }] });
  expect([stock(3), stock(2)]).toEqual([10020220, 0]);
  at.call("product/listing", { product_id });
  at.advance(11 * MINUTE_MS);
  order(at, [{ merchantKey: "STAY", quantity: 1 }]);
  at.advance(2_000);
  expect([...at.world.vouchers.keys()]).toEqual(["AA11"]);
});

test("a day's bill lists what was used on it", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);
  consume(at, "r1", { codes: [codes[0]], sku_id: skuId });
  const product_id = at.world.vouchers.get(codes[0] ?? "")?.productId;
  const bill = (bill_date: string): Answer =>
    at.call("voucher/get_bill_list", { product_id, bill_date, page_size: 100 });

  expect(bill("2026-11-25")["bill_list"]).toMatchObject([{ code: codes[0], voucher_pay_amount: 26_800 }]);
  expect(bill("2026-11-26")["bill_list"]).toEqual([]);
  expect(bill("26.11.2026")["errcode"]).toBe(10020051);
});
