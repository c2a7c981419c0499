import { expect, test } from "vitest";
import { bench, type Bench } from "./testing/bench.ts";
import { added, listed, sku } from "./testing/goods.ts";

const DAY = 86_400;
const second = (at: Bench): number => Math.floor(at.now() / 1_000);

const coupon = (at: Bench, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 2,
  name: "瑶茶满减",
  promote_info: { promote_type: 1 },
  discount_info: { discount_condition: { product_price: 9_900 }, discount_fee: 1_000 },
  receive_info: { start_time: second(at), end_time: second(at) + DAY, limit_num_one_person: 1, total_num: 200 },
  valid_info: { valid_type: 2, valid_day_num: 7 },
  auto_valid_info: { auto_valid_type: 0 },
  ...over,
});

test("a coupon is made, put into force, changed, voided and deleted", () => {
  const at = bench();
  const { coupon_id } = at.call("coupon/create", coupon(at))["data"];
  const status = () => at.call("coupon/get", { coupon_id })["coupon"]["status"];
  const set = (to: number) => at.call("coupon/update_status", { coupon_id, status: to })["errcode"];

  expect(status()).toBe(1);
  expect(set(2)).toBe(0);
  expect(status()).toBe(2);
  expect(at.call("coupon/update", { ...coupon(at, { name: "瑶茶" }), coupon_id })["errcode"]).toBe(0);
  expect(at.call("coupon/get", { coupon_id })["coupon"]["coupon_info"]["name"]).toBe("瑶茶");
  expect(at.call("coupon/get_list", { page: 1, page_size: 10, status: 2 })).toMatchObject({ total_num: 1 });
  expect(set(3)).toBe(10021075);
  expect(set(4)).toBe(0);
  expect(set(2)).toBe(10021075);
  expect(set(5)).toBe(0);
  expect(at.call("coupon/get", { coupon_id })["errcode"]).toBe(10021074);
  expect(at.call("coupon/get_user_coupon_list", { openid: "o1" })["user_coupon_list"]).toEqual([]);
  expect(at.call("coupon/get_user_coupon", { user_coupon_id: "1" })["errcode"]).toBe(10021074);
});

const receive = (at: Bench, over: object) => ({
  receive_info: { start_time: second(at), end_time: second(at) + DAY, limit_num_one_person: 1, total_num: 9, ...over },
});

test.each<[string, number, (at: Bench) => Record<string, unknown>]>([
  ["an unknown type", 10021035, () => ({ type: 9 })],
  ["a long name", 10021005, () => ({ name: "一二三四五六七八九十一" })],
  ["an unknown promotion", 10021014, () => ({ promote_info: { promote_type: 3 } })],
  ["members that the shop has not", 10021061, () => ({ promote_info: { promote_type: 9 } })],
  ["a share that is none", 10021006, () => ({ type: 3, discount_info: { discount_num: 7_050 } })],
  ["a fee above the highest", 10021007, () => ({ discount_info: { discount_fee: 20_001 } })],
  [
    "a price that falls too low",
    10021008,
    () => ({ discount_info: { discount_fee: 900, discount_condition: { product_price: 1_000 } } }),
  ],
  [
    "two conditions",
    10021071,
    () => ({ discount_info: { discount_fee: 100, discount_condition: { product_price: 1_000, product_cnt: 2 } } }),
  ],
  [
    "too many products",
    10021072,
    () => ({
      discount_info: {
        discount_fee: 100,
        discount_condition: { product_ids: Array.from({ length: 201 }, (_, n) => String(n)) },
      },
    }),
  ],
  ["a time that is over", 10021009, (at) => receive(at, { end_time: second(at) - 1 })],
  ["a range above a year", 10021077, (at) => receive(at, { end_time: second(at) + 366 * DAY })],
  ["none to give", 10021010, (at) => receive(at, { total_num: 0 })],
  ["more for one than for all", 10021011, (at) => receive(at, { limit_num_one_person: 10 })],
  ["an unknown validity", 10021012, () => ({ valid_info: { valid_type: 3 } })],
  ["a validity that ends first", 10021013, () => ({ valid_info: { valid_type: 1, start_time: 9, end_time: 8 } })],
  ["a validity above a year", 10021078, () => ({ valid_info: { valid_type: 1, start_time: 0, end_time: 366 * DAY } })],
  ["too many days", 10021073, () => ({ valid_info: { valid_type: 2, valid_day_num: 181 } })],
  [
    "another shop's product",
    10021021,
    () => ({ discount_info: { discount_fee: 100, discount_condition: { product_ids: ["1"] } } }),
  ],
  [
    "a product that is not listed",
    10021080,
    (at) => ({ discount_info: { discount_fee: 100, discount_condition: { product_ids: [added(at)] } } }),
  ],
])("a coupon with %s is refused with %i", (_, code, over) => {
  const at = bench();

  expect(at.call("coupon/create", coupon(at, over(at)))["errcode"]).toBe(code);
});

/** A product of one sku at 30 yuan, and what a task for it takes. */
const task = (at: Bench) => {
  const productId = listed(at, { skus: [sku("ONE", "1袋", 3_000)] });
  const skuId = at.world.products.get(productId)?.online?.skus[0]?.id ?? "";
  const body = (over: object = {}, skuOver: object = {}) => ({
    product_id: productId,
    start_time: second(at),
    end_time: second(at) + DAY,
    limited_discount_skus: [{ sku_id: skuId, sale_price: 1_900, sale_stock: 10, ...skuOver }],
    ...over,
  });
  return { productId, skuId, body };
};
const tasks = (at: Bench, name: string, body: object) => at.call(`product/limiteddiscounttask/${name}`, body);

test("a limited-time discount puts stock aside, locks the sku and gives back what is left", () => {
  const at = bench();
  const { productId, skuId, body } = task(at);
  const stock = () => at.call("product/stock/get", { product_id: productId, sku_id: skuId })["data"];
  const free = { product_id: productId, skus: [{ sku_id: skuId, sale_price: 2_900 }] };

  const { task_id } = tasks(at, "add", body());

  expect(stock()).toMatchObject({ normal_stock_num: 20, limited_discount_stock_num: 10, total_stock_num: 30 });
  expect(at.call("product/auditfree", free)["errcode"]).toBe(10020014);
  expect(tasks(at, "add", body())["errcode"]).toBe(10020075);
  expect(tasks(at, "list/get", { status: 1, page_size: 10 })["limited_discount_tasks"]).toMatchObject([{ task_id }]);
  expect(tasks(at, "delete", { task_id })["errcode"]).toBe(10020072);
  expect(tasks(at, "stop", { task_id })["errcode"]).toBe(0);
  expect(stock()).toMatchObject({ normal_stock_num: 30, limited_discount_stock_num: 0 });
  expect(tasks(at, "stop", { task_id })["errcode"]).toBe(10020072);
  expect(tasks(at, "delete", { task_id })["errcode"]).toBe(0);
  expect(at.call("product/auditfree", free)["errcode"]).toBe(0);
  tasks(at, "add", body());
  at.advance(DAY * 1_000);
  expect(stock()).toMatchObject({ normal_stock_num: 30, limited_discount_stock_num: 0 });
});

test.each<[string, number, object, object]>([
  ["a day and more", 10020072, { end_time: 9_999_999_999 }, {}],
  ["more than there is", 10020073, {}, { sale_stock: 31 }],
  ["another sku", 10020074, {}, { sku_id: "1" }],
  ["less than ten yuan off", 10020078, {}, { sale_price: 2_100 }],
  ["nearly nothing", 10020078, {}, { sale_price: 100 }],
])("a limited-time discount with %s is refused with %i", (_, code, over, skuOver) => {
  const at = bench();

  expect(tasks(at, "add", task(at).body(over, skuOver))["errcode"]).toBe(code);
});

test("what is not listed can't be discounted, nor linked to", () => {
  const at = bench();
  const product_id = added(at);

  expect(tasks(at, "add", task(at).body({ product_id }))["errcode"]).toBe(10020071);
  for (const name of ["h5url", "taglink", "qrcode", "scheme"]) {
    expect(at.call(`product/${name}/get`, { product_id })["errcode"]).toBe(10020065);
  }
  expect(at.call("product/h5url/get", { product_id: listed(at, { title: "深山薄皮核桃 另一个" }) })["errcode"]).toBe(0);
});

test("the flow tells what moved a stock, with the order", () => {
  const at = bench();
  const { productId: product_id, skuId: sku_id } = task(at);
  at.call("product/stock/update", { product_id, sku_id, diff_type: 2, num: 5 });

  const flow = at.call("product/stock/getflow", { product_id, sku_id, stock_type: 0, page_size: 10 });

  expect(flow["data"]["stock_flow_info_list"]).toMatchObject([
    { amount: 5, beginning_amount: 30, ending_amount: 25, op_type: 1 },
  ]);
});

test("the audit strategy keeps what 0 leaves alone", () => {
  const at = bench();
  const set = (audit_strategy: object) => at.call("product/auditstrategy/set", { audit_strategy })["errcode"];

  expect(set({ hit_duplicated_flag: 1, hide_err_field_flag: 0 })).toBe(0);
  expect(set({ hit_duplicated_flag: 3 })).toBe(10020051);
  expect(at.call("product/auditstrategy/get", {})["audit_strategy"]).toMatchObject({
    hit_duplicated_flag: 1,
    hide_err_field_flag: 2,
  });
});
