import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";
import { added, draftOf, listed, onlineOf, walnut } from "./testing/goods.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const list = (at: Bench, id: string): unknown => at.call("product/listing", { product_id: id })["errcode"];
const update = (at: Bench, id: string, over: Record<string, unknown> = {}): Answer =>
  at.call("product/update", { ...walnut(at, over), product_id: id });

test("what the platform took down stays down until it is changed", () => {
  const at = bench();
  const id = listed(at);
  sandbox.acts.forceOff(id, { reason: "夸大宣传" }, at.scene());

  expect(onlineOf(at, id)["status"]).toBe(13);
  expect(sandbox.truth.products(at.world).find(({ productId }) => productId === id)?.shelf).toBe("forced_off");
  expect(list(at, id)).toBe(10020053);
  update(at, id, { title: "深山薄皮核桃 产地直发" });
  expect(list(at, id)).toBe(0);
});

test("products of another shop are not found", () => {
  const at = bench();
  const id = added(at);

  expect(at.callAs(at.other, "product/get", { product_id: id, data_type: 2 })["errcode"]).toBe(10020052);
  expect(at.callAs(at.other, "product/listing", { product_id: id })["errcode"]).toBe(10020052);
});

test("add, update and listing share one quota by hour and by day; stock is free", () => {
  const at = bench({ submitsPerHour: 3, submitsPerDay: 5 });
  const id = added(at);
  update(at, id);
  list(at, id);

  expect(at.call("product/add", walnut(at))["errcode"]).toBe(10020066);
  at.advance(HOUR_MS);
  const skuId = onlineOf(at, id)["skus"][0].sku_id;
  expect(at.call("product/stock/update", { product_id: id, sku_id: skuId, diff_type: 3, num: 9 })["errcode"]).toBe(0);
  expect(at.call("product/getauditquota", {})["audit_quota"]).toMatchObject({ avail_quota: 2, total_quota: 5 });
  added(at);
  added(at);
  expect(at.call("product/add", walnut(at))["errcode"]).toBe(10020111);
});

test("the control API's audit decisions and edits by hand", () => {
  const at = bench();
  const id = added(at);
  expect(sandbox.acts.decideAudit(id, { decision: "pass" }, at.scene()).ok).toBe(false);
  list(at, id);

  sandbox.acts.decideAudit(id, { decision: "refuse", reason: "图片模糊" }, at.scene());
  expect(draftOf(at, id)["audit_info"]["reject_reason"]).toBe("图片模糊");
  list(at, id);
  sandbox.acts.decideAudit(id, { decision: "pass" }, at.scene());
  sandbox.acts.editProduct(
    id,
    { title: "人手改的核桃", priceFen: 4_100, merchantKey: "WALNUT-1", stock: 3 },
    at.scene(),
  );

  const online = onlineOf(at, id);
  expect(online["title"]).toBe("人手改的核桃");
  expect(online["skus"]).toMatchObject([
    { sale_price: 4_100, stock_num: 3 },
    { sale_price: 5_990, stock_num: 30 },
  ]);
  sandbox.acts.editProduct(id, { shelf: "off" }, at.scene());
  expect(onlineOf(at, id)["status"]).toBe(11);
});

test("a longer or shorter audit delay reaches what is waiting already", () => {
  const at = bench();
  const id = added(at);
  list(at, id);

  sandbox.acts.setAuditPolicy({ afterMs: HOUR_MS }, at.scene());
  at.advance(30 * MINUTE_MS);
  expect(draftOf(at, id)["edit_status"]).toBe(2);
  sandbox.acts.setAuditPolicy({ afterMs: MINUTE_MS }, at.scene());
  at.advance(0);
  expect(draftOf(at, id)["edit_status"]).toBe(4);
});
