import { expect, test } from "vitest";
import { bench, sandbox, type Bench } from "./testing/bench.ts";
import { added, draftOf, listed, onlineOf, sku } from "./testing/goods.ts";

const MINUTE_MS = 60_000;
const write = (at: Bench, id: string, change: object): unknown =>
  at.call("product/stock/update", { product_id: id, sku_id: firstSku(at, id), diff_type: 3, num: 5, ...change })[
    "errcode"
  ];
const firstSku = (at: Bench, id: string): string => String(draftOf(at, id)["skus"][0].sku_id);
const left = (at: Bench, id: string): unknown =>
  at.call("product/stock/batchget", { product_id: [id] })["data"]["spu_stock_list"][0]["sku_stock"][0][
    "total_stock_num"
  ];

test("stock moves only once the product was listed, and not in an audit", () => {
  const at = bench();
  const id = added(at);

  expect(write(at, id, {})).toBe(10020289);
  at.call("product/listing", { product_id: id });
  at.advance(11 * MINUTE_MS);
  expect(write(at, id, {})).toBe(0);
  expect(left(at, id)).toBe(5);
  at.call("product/update", { ...draftOf(at, id), product_id: id, title: "深山薄皮核桃 产地直发" });
  at.call("product/listing", { product_id: id });
  expect(write(at, id, {})).toBe(10020217);
});

test("set, add and subtract; never below nothing", () => {
  const at = bench();
  const id = listed(at);

  expect(write(at, id, { diff_type: 3, num: 0 })).toBe(0);
  expect(write(at, id, { diff_type: 1, num: 7 })).toBe(0);
  expect(write(at, id, { diff_type: 2, num: 3 })).toBe(0);
  expect(left(at, id)).toBe(4);
  expect(write(at, id, { diff_type: 2, num: 5 })).toBe(10020219);
  expect(write(at, id, { diff_type: 1, num: 0 })).toBe(10020218);
  expect(write(at, id, { diff_type: 4 })).toBe(10020051);
  expect(write(at, id, { sku_id: "1" })).toBe(10020034);
  expect(write(at, id, { num: "5" })).toBe(47001);
});

test("one sku may be written twenty times a minute", () => {
  const at = bench();
  const id = listed(at);
  for (let count = 0; count < 20; count++) expect(write(at, id, { num: count })).toBe(0);

  expect(write(at, id, {})).toBe(10020112);
  at.advance(MINUTE_MS);
  expect(write(at, id, {})).toBe(0);
});

test("a product is sold out at nothing and on sale again by itself", () => {
  const at = bench();
  const id = listed(at, { skus: [sku("ONE", "1袋", 3_000)] });

  write(at, id, { num: 0 });
  expect(onlineOf(at, id)["status"]).toBe(12);
  write(at, id, { num: 1 });
  expect(onlineOf(at, id)["status"]).toBe(5);
});

test("an order takes units at once; closing it unpaid brings them back, a refund does not", () => {
  const at = bench();
  const id = listed(at, { skus: [sku("ONE", "1袋", 3_000)] });
  const order = (pay: boolean): string => {
    const made = sandbox.acts.placeOrder(
      { shop: at.shop.appId, lines: [{ merchantKey: "ONE", quantity: 4 }], pay },
      at.scene(),
    );
    return made.ok ? String((made.value as { orderNo: string }).orderNo) : made.refusal.code;
  };

  order(false);
  expect(left(at, id)).toBe(26);
  at.advance(30 * MINUTE_MS);
  expect(left(at, id)).toBe(30);
  const paid = order(true);
  sandbox.acts.onOrder("ask-refund", paid, {}, at.scene());
  const [known] = [...at.world.afterSales.values()];
  at.call("aftersale/acceptapply", { after_sale_order_id: known?.id });
  at.advance(MINUTE_MS);
  expect(at.world.orders.get(paid)?.status).toBe(200);
  expect(left(at, id)).toBe(26);
});

test.each([
  ["NOWHERE", 1, "10020052"],
  ["ONE", 31, "10020219"],
  ["DRAFT", 1, "10020065"],
])("an order for %s × %i is refused with %s", (merchantKey, quantity, code) => {
  const at = bench();
  listed(at, { skus: [sku("ONE", "1袋", 3_000)] });
  added(at, { skus: [sku("DRAFT", "1袋", 3_000)] });

  const made = sandbox.acts.placeOrder({ shop: at.shop.appId, lines: [{ merchantKey, quantity }] }, at.scene());

  expect(made).toMatchObject({ ok: false, refusal: { status: 409, code } });
});

test("auditfree changes the online price at once and leaves the draft alone", () => {
  const at = bench();
  const id = listed(at);
  const sku_id = firstSku(at, id);

  expect(at.call("product/auditfree", { product_id: id, skus: [{ sku_id, sale_price: 4_444 }] })["errcode"]).toBe(0);

  expect(onlineOf(at, id)["skus"]).toMatchObject([{ sale_price: 4_444 }, { sale_price: 5_990 }]);
  expect(draftOf(at, id)["skus"]).toMatchObject([{ sale_price: 3_990 }, { sale_price: 5_990 }]);
  expect(left(at, id)).toBe(30);
});

test("auditfree refuses what is not listed, in audit, or wrong; nothing is half done", () => {
  const at = bench();
  const draft = added(at, { title: "山里的新核桃 2026" });
  const id = listed(at);
  const skus = onlineOf(at, id)["skus"];
  const price = (product_id: string, changes: object[]): unknown =>
    at.call("product/auditfree", { product_id, skus: changes })["errcode"];

  expect(price(draft, [{ sku_id: firstSku(at, draft), sale_price: 1_000 }])).toBe(10020065);
  expect(price(id, [{ sku_id: skus[0].sku_id, sale_price: 0 }])).toBe(10020039);
  expect(price(id, [{ sku_id: firstSku(at, draft), sale_price: 1_000 }])).toBe(10020209);
  const half = [
    { sku_id: skus[0].sku_id, stock_info: { diff_type: 3, num: 1 } },
    { sku_id: skus[1].sku_id, stock_info: { diff_type: 2, num: 99 } },
  ];
  expect(price(id, half)).toBe(10020219);
  expect(left(at, id)).toBe(30);
});

test("an audit that passes keeps the living stock of known skus unless the switch says otherwise", () => {
  const numbers = [false, true].map((draftStockOverwrites) => {
    const at = bench({ draftStockOverwrites });
    const id = listed(at);
    write(at, id, { num: 2 });
    at.call("product/update", { ...draftOf(at, id), product_id: id, title: "深山薄皮核桃 产地直发" });
    at.call("product/listing", { product_id: id });
    at.advance(11 * MINUTE_MS);
    return left(at, id);
  });

  expect(numbers).toEqual([2, 30]);
});
