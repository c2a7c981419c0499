import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, order, parcel, ship, stateOf } from "./testing/trade.ts";
import { listed, sku } from "./testing/goods.ts";

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
