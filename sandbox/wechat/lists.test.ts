import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";
import { added, listed, sku, walnut } from "./testing/goods.ts";
import type { InnerFault } from "../kit/types.ts";

const DAY_SECONDS = 86_400;
const seconds = (at: Bench): number => Math.floor(at.now() / 1_000);

const shopWith = (count: number): { at: Bench; orders: string[] } => {
  const at = bench();
  listed(at, { skus: [{ ...sku("ONE", "1袋", 3_000), stock_num: 500 }] });
  const orders = Array.from({ length: count }, () => {
    at.advance(1_000);
    const made = sandbox.acts.placeOrder(
      { shop: at.shop.appId, lines: [{ merchantKey: "ONE", quantity: 1 }] },
      at.scene(),
    );
    return made.ok ? (made.value as { orderNo: string }).orderNo : "";
  });
  at.advance(10_000);
  return { at, orders };
};
const page = (at: Bench, more: object, fault?: InnerFault): Answer =>
  at.call(
    "order/list/get",
    { update_time_range: { start_time: seconds(at) - DAY_SECONDS, end_time: seconds(at) }, page_size: 4, ...more },
    fault,
  );
const readAll = (at: Bench, faultAt = -1, fault?: InnerFault): string[] => {
  const ids: string[] = [];
  let next_key: string | undefined;
  for (let index = 0; index < 20; index++) {
    const answer = page(at, next_key === undefined ? {} : { next_key }, index === faultAt ? fault : undefined);
    ids.push(...(answer["order_id_list"] as string[]));
    if (answer["has_more"] !== true) return ids;
    next_key = answer["next_key"];
  }
  return ids;
};

test("the order list gives numbers only, oldest change first, page by page", () => {
  const { at, orders } = shopWith(10);

  const first = page(at, {});

  expect(first["order_id_list"]).toEqual(orders.slice(0, 4));
  expect(orders[0]).toMatch(/^37\d{17}$/);
  expect(first["has_more"]).toBe(true);
  expect(readAll(at)).toEqual(orders);
});

test("a key belongs to its query and answers the same page again", () => {
  const { at } = shopWith(10);
  const next_key = page(at, {})["next_key"];

  expect(page(at, { next_key })["order_id_list"]).toEqual(page(at, { next_key })["order_id_list"]);
  expect(page(at, { next_key, page_size: 5 })["errcode"]).toBe(40097);
  expect(page(at, { next_key: "made-up" })["errcode"]).toBe(40097);
});

test("rows that move between pages are still seen once; repeated rows come twice", () => {
  const { at, orders } = shopWith(10);

  const shifted = readAll(at, 1, "page-shift");
  const repeated = readAll(at, 1, "duplicate-rows");

  expect(shifted).not.toEqual(orders);
  expect([...shifted].sort()).toEqual([...orders].sort());
  expect(repeated).toHaveLength(11);
  expect(repeated[4]).toBe(repeated[3]);
});

test("a page without rows leads on to those that follow", () => {
  const { at, orders } = shopWith(10);

  const rows = readAll(at, 0, "empty-page");

  expect(rows).toEqual(orders);
});

test.each([
  ["no window", { update_time_range: undefined }],
  ["eight days", { update_time_range: { start_time: 1_795_000_000, end_time: 1_795_000_000 + 8 * DAY_SECONDS } }],
  ["a window backwards", { update_time_range: { start_time: 2, end_time: 1 } }],
  ["both windows", { create_time_range: { start_time: 1, end_time: 2 } }],
  ["101 rows", { page_size: 101 }],
  ["the state 200 as a filter", { status: 200 }],
])("the order list refuses %s", (_, change) => {
  expect(page(shopWith(1).at, change)["errcode"]).toBe(40097);
});

test("times are numbers of seconds, both ends of the window included", () => {
  const { at, orders } = shopWith(3);
  const at0 = Math.floor((at.world.orders.get(orders[1] ?? "")?.updatedMs ?? 0) / 1_000);

  expect(page(at, { update_time_range: { start_time: at0, end_time: at0 } })["order_id_list"]).toEqual([orders[1]]);
  expect(page(at, { update_time_range: { start_time: `${at0}`, end_time: at0 } })["errcode"]).toBe(47001);
});

test("an order shows in the list only after the read lag, in order/get at once", () => {
  const { at } = shopWith(0);
  const made = sandbox.acts.placeOrder(
    { shop: at.shop.appId, lines: [{ merchantKey: "ONE", quantity: 1 }] },
    at.scene(),
  );
  const orderNo = made.ok ? (made.value as { orderNo: string }).orderNo : "";

  expect(page(at, {})["order_id_list"]).toEqual([]);
  expect(at.call("order/get", { order_id: orderNo })["errcode"]).toBe(0);
  at.advance(3_000);
  expect(page(at, {})["order_id_list"]).toEqual([orderNo]);
});

test("an order may have been placed days ago; the other shop sees none of it", () => {
  const { at } = shopWith(0);
  const placedAt = new Date(at.now() - 3 * DAY_SECONDS * 1_000).toISOString();
  sandbox.acts.placeOrder({ shop: at.shop.appId, lines: [{ merchantKey: "ONE", quantity: 1 }], placedAt }, at.scene());
  const range = { start_time: seconds(at) - 4 * DAY_SECONDS, end_time: seconds(at) - 2 * DAY_SECONDS };
  const ask = { create_time_range: range, page_size: 10 };

  const mine = at.call("order/list/get", ask);

  expect(mine["order_id_list"]).toHaveLength(1);
  expect(at.callAs(at.other, "order/list/get", ask)["order_id_list"]).toEqual([]);
  const id = mine["order_id_list"][0];
  expect(at.callAs(at.other, "order/get", { order_id: id })["errcode"]).toBe(100002);
});

test("search answers under orders", () => {
  const { at, orders } = shopWith(3);

  const found = at.call("order/search", { search_condition: { tel_number_last4: "8000" }, page_size: 2 });

  expect(found["orders"]).toEqual(orders.slice(0, 2));
  expect(found["has_more"]).toBe(true);
});

test("the product list shows a new draft late, newest first, and gives a key after its last page too", () => {
  const at = bench();
  const hand = at.call("product/list/get", { page_size: 30 })["product_ids"] as string[];
  const id = added(at);

  expect(hand).toHaveLength(2);
  expect(at.call("product/list/get", { status: 0 })["product_ids"]).toEqual([]);
  at.advance(3_000);
  const all = at.call("product/list/get", { page_size: 30 });
  expect(all["product_ids"]).toEqual([id, ...hand]);
  expect(all["total_num"]).toBe(3);
  expect(at.call("product/list/get", { page_size: 30, next_key: all["next_key"] })["product_ids"]).toEqual([]);
  expect(at.call("product/list/get", { page_size: 31 })["errcode"]).toBe(10020051);
});

test("a create under late-visibility is hidden for a minute more", () => {
  const at = bench();
  const id = at.call("product/add", walnut(at), "late-visibility")["data"]["product_id"];

  at.advance(60_000);
  expect(at.call("product/list/get", { status: 0 })["product_ids"]).toEqual([]);
  at.advance(3_000);
  expect(at.call("product/list/get", { status: 0 })["product_ids"]).toEqual([id]);
});

test("ids come as text or as bare numbers beyond 2^53", () => {
  const { at, orders } = shopWith(1);
  const target = `/channels/ec/order/get?access_token=${at.world.firstToken}`;
  const body = new TextEncoder().encode(JSON.stringify({ order_id: orders[0] }));
  const texts = Array.from({ length: 20 }, () =>
    String(sandbox.handle({ method: "POST", target, headers: {}, body, remoteAddress: "" }, at.scene()).body),
  );

  expect(texts.some((text) => text.includes(`"order_id":"${orders[0]}"`))).toBe(true);
  expect(texts.some((text) => text.includes(`"order_id":${orders[0]}`))).toBe(true);
});
