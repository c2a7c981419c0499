import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { stay } from "./testing/goods.ts";
import { order, vouchers } from "./testing/trade.ts";

const MINUTE_MS = 60_000;

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
