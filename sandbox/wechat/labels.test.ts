import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, parcel, ship } from "./testing/trade.ts";

const biz = (at: Bench, name: string, body: object): Answer => at.call(`logistics/ewaybill/biz/${name}`, body);
const person = { name: "仓管员", mobile: "13800000000", province: "甘肃省", city: "陇南市", address: "一号库" };

/** What precreate and create take, for one order. */
const ask = (at: Bench, orderNo: string, over: object = {}): object => {
  const [account] = biz(at, "account/get", { need_balance: true })["account_list"];
  return {
    delivery_id: "ZTO",
    site_code: account["site_info"]["site_code"],
    ewaybill_acct_id: account["acct_id"],
    sender: person,
    receiver: { ...person, name: "唐*", mobile: "138****8000" },
    ec_order_list: [{ ec_order_id: orderNo, goods_list: [{ good_name: "核桃", good_count: 1 }] }],
    ...over,
  };
};

/** A label that was drawn: its own number and the carrier's. */
const drawn = (at: Bench, orderNo: string, over: object = {}): { id: string; waybill: string } => {
  const { ewaybill_order_id } = biz(at, "order/precreate", ask(at, orderNo));
  const made = biz(at, "order/create", { ...ask(at, orderNo), ewaybill_order_id, ...over });
  return { id: ewaybill_order_id, waybill: made["waybill_id"] };
};

test("precreate is never idempotent; the number comes with create, once", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  const [one, two] = [1, 2].map(() => biz(at, "order/precreate", ask(at, orderNo))["ewaybill_order_id"]);
  expect(one).not.toBe(two);
  const made = biz(at, "order/create", { ...ask(at, orderNo), ewaybill_order_id: one });

  expect(made["waybill_id"]).toMatch(/^781\d+/);
  expect(biz(at, "order/create", { ...ask(at, orderNo), ewaybill_order_id: one })["errcode"]).toBe(10025019);
  expect(biz(at, "order/get", { ewaybill_order_id: one })["order"]).toMatchObject({
    waybill_id: made["waybill_id"],
    status: 1,
  });
  expect(biz(at, "order/get", { ewaybill_order_id: two })["order"]).toMatchObject({ waybill_id: "", status: 0 });
});

test.each<[string, number, object]>([
  ["an id that is no uint64", 10025020, { ewaybill_order_id: "own-1" }],
  ["an id that precreate never gave", 10025010, { ewaybill_order_id: "123" }],
])("create refuses %s with %i", (_, code, over) => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  expect(biz(at, "order/create", { ...ask(at, orderNo), ...over })["errcode"]).toBe(code);
});

test.each<[string, number, object]>([
  ["a carrier that is not opened", 10025012, { delivery_id: "EMS" }],
  ["another account", 10025014, { ewaybill_acct_id: "x" }],
  ["another site", 10025013, { site_code: "x" }],
  ["no order", 10025017, { ec_order_list: [] }],
  ["a stranger's order", 10025017, { ec_order_list: [{ ec_order_id: "1", goods_list: [] }] }],
])("precreate refuses %s with %i", (_, code, over) => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  expect(biz(at, "order/precreate", ask(at, orderNo, over))["errcode"]).toBe(code);
});

test("an order under refund gets no label, nor one that a supplier ships", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  at.call("supplier/relation/invite_supplier", { supplier_appid: "wxsupplier00000001" });
  const lines = [{ spu_id: productId, sku_id: skuIds[0], product_cnt: 1 }];
  const assign = { order_id: orderNo, supplier_appid: "wxsupplier00000001", dropship_product_list: lines };
  const { ds_order_id } = at.call("order/dropship/assign", assign);
  const refused = () => biz(at, "order/precreate", ask(at, orderNo));

  expect(refused()["errmsg"]).toContain("供货商");
  at.call("order/dropship/cancel", { order_id: orderNo, ds_order_id });
  expect(refused()["errcode"]).toBe(0);
  act(at, "ask-refund", orderNo);
  expect(refused()["errcode"]).toBe(10025017);
});

test("printing needs the number, a template of the shop, and is counted", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const info = { template_name: "一联单", is_default: true };
  const { template_id } = biz(at, "template/create", { delivery_id: "ZTO", info });
  const { id, waybill } = drawn(at, orderNo);
  const print = (template: string) => biz(at, "print/get", { ewaybill_order_id: id, template_id: template });

  expect(print(template_id)["print_info"]).toBeTruthy();
  expect(print("single")["print_info"]).toBeTruthy();
  expect(print("7")["errcode"]).toBe(10025106);
  const printed = { ewaybill_order_id: id, delivery_id: "ZTO", waybill_id: waybill };
  expect(biz(at, "order/print", printed)["errcode"]).toBe(0);
  expect(biz(at, "order/batchprint", { print_list: [printed] })["errcode"]).toBe(0);
  expect(biz(at, "order/print", { ...printed, waybill_id: "1" })["errcode"]).toBe(10025010);
  expect(biz(at, "order/get", { ewaybill_order_id: id })["order"]["print_count"]).toBe(2);
  expect(biz(at, "template/get", {})["total_template"]).toMatchObject([{ default_template_id: template_id }]);
  expect(biz(at, "template/getbyid", { template_id })["template_info"]).toMatchObject({ template_name: "一联单" });
  const renamed = { delivery_id: "ZTO", info: { template_id, template_name: "新" } };
  expect(biz(at, "template/update", renamed)["errcode"]).toBe(0);
  expect(biz(at, "template/delete", { delivery_id: "ZTO", template_id })["errcode"]).toBe(0);
  expect(biz(at, "template/getbyid", { template_id })["errcode"]).toBe(10025106);
  expect(biz(at, "template/config", {})["config"].length).toBeGreaterThan(5);
  expect(biz(at, "delivery/get", {})["list"].length).toBeGreaterThan(2);
});

test("a cancelled number can't be used; sub-parcels want a number as JSON number and a carrier that has them", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const { id } = drawn(at, orderNo);

  expect(biz(at, "order/addsuborder", { ewaybill_order_id: id })["errcode"]).toBe(47001);
  expect(biz(at, "order/cancel", { ewaybill_order_id: id })["errcode"]).toBe(0);
  expect(biz(at, "order/cancel", { ewaybill_order_id: id })["errcode"]).toBe(10025010);
  expect(biz(at, "order/create", { ...ask(at, orderNo), ewaybill_order_id: id })["errcode"]).toBe(10025010);
});

test("where the platform's own labels are demanded, nothing else ships", () => {
  const at = bench({ labelsRequired: true });
  const { orderNo, productId, skuIds } = goodsOrder(at);

  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]]))).toBe(606046);
  const { waybill } = drawn(at, orderNo);
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 1]], { waybill_id: waybill }))).toBe(0);
});
