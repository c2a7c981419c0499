import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, order, parcel, ship, stateOf } from "./testing/trade.ts";
import { listed, sku } from "./testing/goods.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const detail = (at: Bench, orderNo: string): Answer =>
  at.call("order/get", { order_id: orderNo })["order"]["order_detail"];

test("an unpaid order closes by itself, by its buyer, or is paid", () => {
  const at = bench();
  listed(at, { skus: [sku("ONE", "1袋", 3_000)] });
  const [first = "", second = "", third = ""] = [1, 2, 3].map(() =>
    order(at, [{ merchantKey: "ONE", quantity: 1 }], { pay: false }),
  );

  act(at, "cancel", second);
  act(at, "pay", third);
  at.advance(HOUR_MS);

  expect([first, second, third].map((orderNo) => stateOf(at, orderNo))).toEqual([250, 250, 20]);
  expect(act(at, "cancel", third)).toEqual({ refused: "101100" });
  const cancels = at.world.events.filter(({ body }) => body["Event"] === "channels_ec_order_cancel");
  expect(cancels.map(({ body }) => (body["order_info"] as Answer)["cancel_type"])).toEqual([1, 2]);
});

test("money adds up line by line and in the whole", () => {
  const at = bench();
  listed(at, { skus: [sku("ONE", "1袋", 3_333)] });
  for (let count = 0; count < 15; count++) {
    const { price_info: price, product_infos: lines } = detail(at, order(at, [{ merchantKey: "ONE", quantity: 2 }]));
    expect(price["original_order_price"]).toBe(price["product_price"] + price["freight"]);
    expect(price["order_price"]).toBe(price["original_order_price"] - price["discounted_price"]);
    expect(lines[0]["real_price"] + price["freight"]).toBe(price["order_price"]);
    expect(price).toHaveProperty("merchant_receieve_price");
  }
});

test("the deadline of a line follows its freight template and stands in seconds", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  const { pay_info, product_infos } = detail(at, orderNo);

  expect(product_infos[0]["delivery_deadline"]).toBe(pay_info["pay_time"] + 48 * 3_600);
});

test("a receiver is masked, and decoded within the day's quota, each order once", () => {
  const at = bench({ sensitiveDecodesPerDay: 1 });
  const { orderNo } = goodsOrder(at);
  const another = order(at, [{ merchantKey: "ONE", quantity: 1 }]);
  const decode = (id: string): Answer => at.call("order/sensitiveinfo/decode", { order_id: id });

  expect(detail(at, orderNo)["delivery_info"]["address_info"]).toMatchObject({
    user_name: "唐**",
    tel_number: "138****8000",
  });
  expect(decode(orderNo)["address_info"]).toMatchObject({
    user_name: "唐小满",
    detail_info: "沱江镇瑶都大道88号2栋301",
  });
  expect(decode(orderNo)["virtual_number_info"]).toMatchObject({ extension: "8000" });
  expect(decode(another)["errcode"]).toBe(10020123);
  at.advance(DAY_MS);
  expect(decode(another)["errcode"]).toBe(0);
});

test("unpaid and closed orders are not decoded", () => {
  const at = bench();
  goodsOrder(at);
  const unpaid = order(at, [{ merchantKey: "ONE", quantity: 1 }], { pay: false });

  expect(at.call("order/sensitiveinfo/decode", { order_id: unpaid })["errcode"]).toBe(10020124);
  act(at, "cancel", unpaid);
  expect(at.call("order/sensitiveinfo/decode", { order_id: unpaid })["errcode"]).toBe(10020503);
});

test("an early change of address is at once; a late one waits, blocks shipping and is accepted after 12 h", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const hash = (): unknown => detail(at, orderNo)["delivery_info"]["address_info"]["hash_code"];
  const before = hash();

  act(at, "change-address", orderNo, { detail: "新地址1号" });
  const early = hash();
  expect(early).not.toBe(before);
  at.advance(7 * HOUR_MS);
  act(at, "change-address", orderNo, { detail: "新地址2号" });
  expect(hash()).toBe(early);
  expect(detail(at, orderNo)["delivery_info"]).toHaveProperty("address_under_review");
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(10020115);
  at.advance(12 * HOUR_MS);
  expect(hash()).not.toBe(early);
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(0);
});

test("the shop may accept or refuse a new address", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  at.advance(7 * HOUR_MS);
  act(at, "change-address", orderNo, { detail: "新地址2号" });

  expect(at.call("order/addressmodify/reject", { order_id: orderNo })["errcode"]).toBe(0);
  expect(at.world.orders.get(orderNo)?.address.detail).toBe("沱江镇瑶都大道88号2栋301");
  expect(at.call("order/addressmodify/accept", { order_id: orderNo })["errcode"]).toBe(606000);
});

test("the shop's note is kept", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  at.call("order/merchantnotes/update", { order_id: orderNo, merchant_notes: "多放一张卡片" });

  expect(detail(at, orderNo)["ext_info"]["merchant_notes"]).toBe("多放一张卡片");
});
