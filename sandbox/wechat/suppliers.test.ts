import { expect, test } from "vitest";
import { bench, type Bench } from "./testing/bench.ts";
import { goodsOrder, order, parcel, ship } from "./testing/trade.ts";

const SUPPLIER = "wxsupplier00000001";
const relation = (at: Bench, name: string, body: object = {}) => at.call(`supplier/relation/${name}`, body);

test("orders go to suppliers by hand, for the whole shop, or per product", () => {
  const at = bench();
  const { productId } = goodsOrder(at);
  const one = { supplier_appid: SUPPLIER, product_id: productId, is_distribute: true };

  expect(relation(at, "set_all_distribution", { supplier_appid: SUPPLIER })["errcode"]).toBe(9700230);
  expect(relation(at, "set_product_distribute", { list: [one] })["errcode"]).toBe(9700230);
  expect(relation(at, "invite_supplier", { supplier_appid: "nobody" })["errcode"]).toBe(40013);
  relation(at, "invite_supplier", { supplier_appid: SUPPLIER });

  expect(relation(at, "get_supplier_list")["supplier_list"]).toMatchObject([
    { supplier_appid: SUPPLIER, bind_audit_status: 2 },
  ]);
  expect(relation(at, "get_distribute")["distribute_type"]).toBe(1);
  relation(at, "set_all_distribution", { supplier_appid: SUPPLIER });
  expect(relation(at, "get_distribute")).toMatchObject({ distribute_type: 2, supplier_appid: SUPPLIER });
  relation(at, "set_product_distribute", { list: [one] });
  expect(relation(at, "get_distribute")["distribute_type"]).toBe(3);
  expect(relation(at, "get_product_list")["list"]).toHaveLength(1);
  const default_ = relation(at, "get_product_default_distribute", { product_id: productId });
  expect(default_).toMatchObject({ is_distribute: true, supplier_appid: SUPPLIER });
  relation(at, "set_product_distribute", { list: [{ ...one, is_distribute: false }] });
  expect(relation(at, "get_product_list")["list"]).toEqual([]);
  expect(relation(at, "set_product_distribute", { list: [] })["errcode"]).toBe(40097);
  const strange = { list: [{ ...one, product_id: "1" }] };
  expect(relation(at, "set_product_distribute", strange)["errcode"]).toBe(10020052);
  relation(at, "set_manually_distribute");
  expect(relation(at, "get_distribute")["distribute_type"]).toBe(1);
});

test("lines of an order are given to a supplier and taken back", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const lines = [{ spu_id: productId, sku_id: skuIds[0], product_cnt: 2 }];
  const assign = (over: object = {}) =>
    at.call("order/dropship/assign", {
      order_id: orderNo,
      supplier_appid: SUPPLIER,
      dropship_product_list: lines,
      ...over,
    });

  expect(assign()["errcode"]).toBe(9700232);
  relation(at, "invite_supplier", { supplier_appid: SUPPLIER });
  expect(assign({ supplier_appid: "wxsomebodyelse0001" })["errcode"]).toBe(610000);
  expect(assign({ dropship_product_list: [{ ...lines[0], product_cnt: 3 }] })["errcode"]).toBe(610002);
  const { ds_order_id } = assign();

  const flag = () =>
    at.call("order/get", { order_id: orderNo })["order"]["order_detail"]["delivery_info"]["dropship_flag"];
  expect(flag()).toBe(1);
  expect(at.call("order/dropship/get", { ds_order_id })["ds_order"]).toMatchObject({ order_id: orderNo });
  expect(at.call("order/dropship/list", { order_id: orderNo })["ds_order_id_list"]).toEqual([ds_order_id]);
  expect(at.call("order/dropship/search", {})["ds_order_id_list"]).toEqual([ds_order_id]);
  expect(at.call("order/dropship/cancel", { order_id: "1", ds_order_id })["errcode"]).toBe(610009);
  expect(at.call("order/dropship/cancel", { order_id: orderNo, ds_order_id })["errcode"]).toBe(0);
  expect(flag()).toBe(0);
  expect(at.call("order/dropship/get", { ds_order_id })["errcode"]).toBe(610009);
});

test("what is not paid, or has left, is nobody else's to ship", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  relation(at, "invite_supplier", { supplier_appid: SUPPLIER });
  const lines = [{ spu_id: productId, sku_id: skuIds[0], product_cnt: 1 }];
  const assign = (id: string) =>
    at.call("order/dropship/assign", { order_id: id, supplier_appid: SUPPLIER, dropship_product_list: lines });
  const { ds_order_id } = assign(orderNo);

  expect(assign(order(at, [{ merchantKey: "ONE", quantity: 1 }], { pay: false }))["errcode"]).toBe(610001);
  ship(
    at,
    orderNo,
    parcel(
      productId,
      skuIds.map((id, n) => [id, 2 - n]),
    ),
  );
  expect(assign(orderNo)["errcode"]).toBe(610003);
  expect(at.call("order/dropship/cancel", { order_id: orderNo, ds_order_id })["errcode"]).toBe(610004);
});
