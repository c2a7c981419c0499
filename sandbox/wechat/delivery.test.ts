import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, order, parcel, ship, stateOf } from "./testing/trade.ts";
import { listed, sku } from "./testing/goods.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const detail = (at: Bench, orderNo: string): Answer =>
  at.call("order/get", { order_id: orderNo })["order"]["order_detail"];

test("an order goes from 10 over 20, 21 and 30 to 100", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [one, two] = skuIds;

  expect(stateOf(at, orderNo)).toBe(20);
  expect(ship(at, orderNo, parcel(productId, [[one, 1]]))).toBe(0);
  expect(stateOf(at, orderNo)).toBe(21);
  expect(
    ship(
      at,
      orderNo,
      parcel(
        productId,
        [
          [one, 1],
          [two, 1],
        ],
        { waybill_id: "73120011223355" },
      ),
    ),
  ).toBe(0);
  expect(stateOf(at, orderNo)).toBe(30);
  expect(ship(at, orderNo, parcel(productId, [[one, 1]]))).toBe(109001);
  act(at, "receive", orderNo);
  expect(stateOf(at, orderNo)).toBe(100);
  const packages = detail(at, orderNo)["delivery_info"]["delivery_product_info"];
  expect(packages).toMatchObject([{ waybill_id: "73120011223344" }, { waybill_id: "73120011223355" }]);
});

test("several packages in one call, all or nothing", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [one, two] = skuIds;

  expect(ship(at, orderNo, parcel(productId, [[one, 2]]), parcel(productId, [[two, 2]]))).toBe(109000);
  expect(stateOf(at, orderNo)).toBe(20);
  expect(ship(at, orderNo, parcel(productId, [[one, 2]]), parcel(productId, [[two, 1]]))).toBe(0);
  expect(stateOf(at, orderNo)).toBe(30);
});

test.each<[string, number, object]>([
  ["an unknown carrier", 606004, { delivery_id: "YD" }],
  ["no waybill", 606005, { waybill_id: "" }],
  ["a waybill of another form", 6060479, { waybill_id: "运单1" }],
  ["a type that does not fit", 606008, { deliver_type: 3 }],
  ["no products", 109002, { product_infos: [] }],
  ["a product of another order", 606031, { product_infos: [{ product_id: "1", sku_id: "1", product_cnt: 1 }] }],
  ["ids as numbers", 47001, { product_infos: [{ product_id: 1, sku_id: 1, product_cnt: 1 }] }],
])("shipping refuses %s with %i", (_, code, change) => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);

  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]], change))).toBe(code);
});

test("shipping needs a paid order and a default return address", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const unpaid = order(at, [{ merchantKey: "ONE", quantity: 1 }], { pay: false });
  const one = parcel(productId, [[skuIds[0], 1]]);

  expect(ship(at, unpaid, one)).toBe(101100);
  expect(ship(at, "3700000000000000000", one)).toBe(100002);
  const addresses = at.shop.addresses.map((address) => ({ ...address, isDefault: false }));
  at.world.shops.set(at.shop.appId, { ...at.shop, addresses });
  expect(ship(at, orderNo, one)).toBe(606003);
});

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

test("a waybill of an order that is shipped whole may be corrected three times", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [one, two] = skuIds;
  const lines: [string | undefined, number][] = [
    [one, 2],
    [two, 1],
  ];
  const change = (waybill_id: string, of = lines): unknown =>
    at.call("order/deliveryinfo/update", { order_id: orderNo, delivery_list: [parcel(productId, of, { waybill_id })] })[
      "errcode"
    ];

  expect(change("73120099990000")).toBe(101100);
  ship(at, orderNo, parcel(productId, lines));
  expect(change("73120099990000", [[one, 2]])).toBe(606042);
  expect([1, 2, 3, 4].map((count) => change(`7312009999000${count}`))).toEqual([0, 0, 0, 606041]);
  expect(at.world.orders.get(orderNo)?.packages).toMatchObject([{ waybillId: "73120099990003" }]);
});

test("in a split order single packages are named by what they were", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [one, two] = skuIds;
  const first = parcel(productId, [[one, 2]]);
  ship(at, orderNo, first, parcel(productId, [[two, 1]], { waybill_id: "73120011223355" }));
  const change = (old: object): unknown =>
    at.call("order/deliveryinfo/update", {
      order_id: orderNo,
      change_infos: [{ old, new: { ...first, delivery_id: "YTO", waybill_id: "YT1234567890" } }],
    })["errcode"];

  expect(at.call("order/deliveryinfo/update", { order_id: orderNo, delivery_list: [first] })["errcode"]).toBe(606040);
  expect(change({ ...first, waybill_id: "73120000000000" })).toBe(606042);
  expect(change(first)).toBe(0);
  expect(at.world.orders.get(orderNo)?.packages).toMatchObject([
    { deliveryId: "YTO" },
    { waybillId: "73120011223355" },
  ]);
});

test("an order without express ships whole and only as type 3", () => {
  const at = bench();
  const leaf = at.leaf("服务预约");
  const productId = listed(at, {
    title: "瑶寨拍照服务预约",
    cats_v2: leaf.path.map(({ id }) => ({ cat_id: id })),
    attrs: [{ attr_key: "适用地址", attr_value: "江华" }],
    deliver_method: 1,
    express_info: undefined,
    skus: [sku("PHOTO", "1次", 9_900)],
  });
  const skuId = at.world.products.get(productId)?.online?.skus[0]?.id;
  const orderNo = order(at, [{ merchantKey: "PHOTO", quantity: 2 }]);
  const send = (count: number, deliver_type: number): unknown =>
    ship(at, orderNo, { deliver_type, product_infos: [{ product_id: productId, sku_id: skuId, product_cnt: count }] });

  expect(detail(at, orderNo)["delivery_info"]).toMatchObject({ deliver_method: 1 });
  expect(send(2, 1)).toBe(606008);
  expect(send(1, 3)).toBe(606051);
  expect(send(2, 3)).toBe(0);
  expect(stateOf(at, orderNo)).toBe(30);
});

test("the shop's note is kept", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  at.call("order/merchantnotes/update", { order_id: orderNo, merchant_notes: "多放一张卡片" });

  expect(detail(at, orderNo)["ext_info"]["merchant_notes"]).toBe("多放一张卡片");
});
