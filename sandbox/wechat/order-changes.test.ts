import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { listed, sku } from "./testing/goods.ts";
import { act, goodsOrder, order, parcel, ship, stateOf } from "./testing/trade.ts";

const HOUR_MS = 3_600_000;
const orderOf = (at: Bench, id: string): Answer => at.call("order/get", { order_id: id })["order"];

/** An unpaid order of two bags at 30 yuan. */
const unpaid = (at: Bench) => {
  const productId = listed(at, { skus: [sku("ONE", "1袋", 3_000)] });
  const skuId = at.world.products.get(productId)?.online?.skus[0]?.id ?? "";
  return { productId, skuId, orderNo: order(at, [{ merchantKey: "ONE", quantity: 2 }], { pay: false }) };
};

test("a price is lowered for an unpaid order, each time from what it was first", () => {
  const at = bench({ discounts: false });
  const { productId: product_id, skuId: sku_id, orderNo } = unpaid(at);
  const change = (change_price: number, id = sku_id) =>
    at.call("order/price/update", {
      order_id: orderNo,
      change_order_infos: [{ product_id, sku_id: id, change_price }],
    });

  expect(change(5_000)["errcode"]).toBe(0);
  expect(change(5_500)["errcode"]).toBe(0);

  const { price_info, product_infos } = orderOf(at, orderNo)["order_detail"];
  expect(price_info).toMatchObject({ original_order_price: 6_000, change_down_price: 500, order_price: 5_500 });
  expect(product_infos[0]).toMatchObject({ real_price: 5_500, change_price: 5_500, is_change_price: true });
  expect(change(6_001)["errcode"]).toBe(108021);
  expect(change(0)["errcode"]).toBe(108023);
  expect(change(5_000, "1")["errcode"]).toBe(606031);
  for (let n = 2; n < 50; n++) expect(change(5_000)["errcode"]).toBe(0);
  expect(change(5_000)["errcode"]).toBe(6060481);
  act(at, "pay", orderNo);
  expect(change(5_000)["errcode"]).toBe(101100);
  const express = { order_id: orderNo, change_express: true, express_fee: 9_999, change_order_infos: [] };
  expect(at.call("order/price/update", { ...express, order_id: unpaid(at).orderNo })["errcode"]).toBe(108022);
});

test("the shop changes an address five times before shipping", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const change = (province_name = "云南省") =>
    at.call("order/address/update", { order_id: orderNo, user_address: { province_name, detail_info: "新街1号" } });

  expect(change()["errcode"]).toBe(0);

  expect(orderOf(at, orderNo)["order_detail"]["delivery_info"]["address_info"]["province_name"]).toBe("云南省");
  expect(change("滇省")["errcode"]).toBe(606002);
  for (let n = 1; n < 5; n++) expect(change()["errcode"]).toBe(0);
  expect(change()["errcode"]).toBe(606001);
  ship(
    at,
    orderNo,
    parcel(
      productId,
      skuIds.map((id, n) => [id, 2 - n]),
    ),
  );
  expect(stateOf(at, orderNo)).toBe(30);
  expect(change()["errcode"]).toBe(606000);
});

test("an address change that the buyer asked for comes first", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  at.advance(7 * HOUR_MS);
  act(at, "change-address", orderNo, { detail: "别处" });

  const change = { order_id: orderNo, user_address: { detail_info: "新街1号" } };
  expect(at.call("order/address/update", change)["errcode"]).toBe(611031);
});

test.each<[string, string, number]>([
  ["approve", "TWO", 10],
  ["reject", "ONE", 11],
])("a buyer's wish for another sku holds shipping until the shop says %s", (answer, code, type) => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  act(at, "change-address", orderNo, { kind: "sku" });
  const line = () => at.world.orders.get(orderNo)?.lines[0];

  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(10020276);
  const asked = at.call("order/preshipmentchangesku/get", { order_id: orderNo })["change_sku_info"];
  expect(asked).toMatchObject({ preshipment_change_sku_state: 3, old_sku_id: skuIds[0], new_sku_id: skuIds[1] });
  expect(at.call(`order/preshipmentchangesku/${answer}`, { order_id: orderNo })["errcode"]).toBe(0);

  expect(line()?.outSkuId).toBe(code);
  expect(at.world.events.at(-1)?.body["order_info"]).toMatchObject({ type });
  expect(at.call(`order/preshipmentchangesku/${answer}`, { order_id: orderNo })["errcode"]).toBe(101100);
});

test("a later ship date: agreed by the buyer, shown beside the deadline, which stays", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const deadline = () => orderOf(at, orderNo)["order_detail"]["product_infos"][0]["delivery_deadline"];
  const before = deadline();
  const ask = (predict: number) =>
    at.call("order/deliverynegotiation/submit", { order_id: orderNo, predict_delivery_time: predict, reason: 2 });

  expect(ask(before)["errcode"]).toBe(40097);
  expect(ask(before + 86_400)["errcode"]).toBe(0);
  expect(ask(before + 86_400)["errcode"]).toBe(101100);
  at.advance(600_000);

  const [one] = at.call("order/deliverynegotiation/result/get", { order_id_list: [orderNo] })["negotiation_list"];
  expect(one).toMatchObject({ state: 2, predict_delivery_time: before + 86_400 });
  const { delivery_info } = orderOf(at, orderNo)["order_detail"];
  expect(delivery_info).toMatchObject({ delivery_time_type: 2, predict_delivery_time: before + 86_400 });
  expect(deadline()).toBe(before);
  at.advance((before - 3 * 3_600) * 1_000 - at.now());
  expect(ask(before + 172_800)["errcode"]).toBe(101100);
  expect(at.call("order/deliverynegotiation/result/get", { order_id_list: ["1"] })["errcode"]).toBe(100002);
});

test("a compensating package moves no count", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const more = parcel(productId, [[skuIds[0], 1]], { waybill_id: "73120011229999" });
  const send = () => at.call("order/delivery/compensation", { order_id: orderNo, delivery_list: [more] })["errcode"];

  expect(send()).toBe(101100);
  ship(
    at,
    orderNo,
    parcel(
      productId,
      skuIds.map((id, n) => [id, 2 - n]),
    ),
  );
  expect(send()).toBe(0);

  expect(at.world.orders.get(orderNo)?.packages).toHaveLength(2);
  expect(at.world.orders.get(orderNo)?.lines.map(({ shipped }) => shipped)).toEqual([2, 1]);
});

test("fresh goods ship after their packing was told, where the switch asks for it", () => {
  const at = bench({ freshInspection: true });
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const tell = (audit_items: unknown[]) =>
    at.call("order/freshinspect/submit", { order_id: orderNo, audit_items })["errcode"];

  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(606045);
  expect(tell([])).toBe(40097);
  expect(tell([{ item_name: "冰袋", item_value: "2" }])).toBe(0);
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(0);
});

test("virtual numbers are for paid goods that have not left", () => {
  const at = bench();
  const { orderNo } = unpaid(at);
  const ask = () => at.call("order/virtualnumber/applyagain", { order_id: orderNo });

  expect(ask()["errcode"]).toBe(10020124);
  act(at, "pay", orderNo);
  expect(ask()["virtual_number_info"]).toMatchObject({ extension: orderNo.slice(-4) });
});

test("no buyer of this world books a ship date", () => {
  expect(bench().call("order/userbooking/list", {})["record_list"]).toEqual([]);
});
