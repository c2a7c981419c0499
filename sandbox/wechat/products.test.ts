import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";
import { added, draftOf, listed, onlineOf, sku, walnut } from "./testing/goods.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const list = (at: Bench, id: string): unknown => at.call("product/listing", { product_id: id })["errcode"];
const update = (at: Bench, id: string, over: Record<string, unknown> = {}): Answer =>
  at.call("product/update", { ...walnut(at, over), product_id: id });
const audits = (at: Bench): unknown[] =>
  at.world.events
    .map(({ body }) => (body as Answer)["ProductSpuAudit"]?.status)
    .filter((status) => status !== undefined);

test("a new product is a draft that nobody can buy, and add tells no sku_ids", () => {
  const at = bench();

  const answer = at.call("product/add", walnut(at));

  expect(Object.keys(answer["data"])).toEqual(["product_id", "create_time"]);
  expect(answer["data"]["create_time"]).toMatch(/^2026-11-25 09:00:0\d$/);
  const both = at.call("product/get", { product_id: answer["data"]["product_id"], data_type: 3 });
  expect(both).not.toHaveProperty("product");
  expect(both["edit_product"]).toMatchObject({ status: 0, edit_status: 1, out_product_id: "WALNUT" });
  expect(both["edit_product"]["skus"]).toMatchObject([{ out_sku_id: "WALNUT-1" }, { out_sku_id: "WALNUT-2" }]);
});

test("listing submits; the audit that passes puts the draft on sale and pushes 3", () => {
  const at = bench();
  const id = added(at);

  expect(list(at, id)).toBe(0);
  expect(draftOf(at, id)).toMatchObject({ status: 0, edit_status: 2 });
  at.advance(11 * MINUTE_MS);

  expect(draftOf(at, id)).toMatchObject({ status: 5, edit_status: 4 });
  expect(onlineOf(at, id)).toMatchObject({ status: 5, title: "深山薄皮核桃 2026新果" });
  expect(audits(at)).toEqual([3]);
});

test("listing:1 in add submits at once", () => {
  const at = bench();

  const id = added(at, { listing: 1 });

  expect(draftOf(at, id)["edit_status"]).toBe(2);
});

test("a refused word leaves the draft at 3 with its reason; the push says 2", () => {
  const at = bench();
  sandbox.acts.setAuditPolicy({ afterMs: MINUTE_MS, refuseWords: ["治病"] }, at.scene());
  const id = listed(at, { title: "治病核桃 2026新果" });

  expect(draftOf(at, id)).toMatchObject({ status: 0, edit_status: 3 });
  expect(draftOf(at, id)["audit_info"]["reject_reason"]).toContain("治病");
  expect(audits(at)).toEqual([2]);
  expect(update(at, id)["errcode"]).toBe(0);
  expect(draftOf(at, id)).toMatchObject({ edit_status: 1 });
});

test("in the audit nothing may be written; the audit can be left, which pushes 4", () => {
  const at = bench();
  const id = added(at);
  list(at, id);

  expect(update(at, id)["errcode"]).toBe(10020049);
  expect(list(at, id)).toBe(10020049);
  expect(at.call("product/delete", { product_id: id })["errcode"]).toBe(10020049);
  expect(at.call("product/audit/cancel", { product_id: id })["errcode"]).toBe(0);
  expect(draftOf(at, id)["edit_status"]).toBe(1);
  expect(audits(at)).toEqual([4]);
  at.advance(HOUR_MS);
  expect(draftOf(at, id)["edit_status"]).toBe(1);
});

test("an update of a listed product keeps the old copy selling until its audit", () => {
  const at = bench();
  const id = listed(at);
  const [first] = draftOf(at, id)["skus"];
  const skus = [{ ...sku("OTHER", "1袋", 4_500), sku_id: first.sku_id }];

  update(at, id, { title: "深山薄皮核桃 产地直发", skus });

  expect(draftOf(at, id)).toMatchObject({ status: 5, edit_status: 1, title: "深山薄皮核桃 产地直发" });
  expect(onlineOf(at, id)).toMatchObject({ status: 5, title: "深山薄皮核桃 2026新果" });
  list(at, id);
  at.advance(HOUR_MS);
  const online = onlineOf(at, id);
  expect(online["title"]).toBe("深山薄皮核桃 产地直发");
  expect(online["skus"]).toMatchObject([{ sku_id: first.sku_id, out_sku_id: "WALNUT-1", sale_price: 4_500 }]);
});

test("delisting is at once; listing the unchanged draft again passes at once", () => {
  const at = bench();
  const id = listed(at);

  expect(at.call("product/delisting", { product_id: id })["errcode"]).toBe(0);
  expect(onlineOf(at, id)["status"]).toBe(11);
  expect(at.call("product/delisting", { product_id: id })["errcode"]).toBe(10020065);
  list(at, id);
  expect(onlineOf(at, id)["status"]).toBe(5);
});

test("more than 25 skus are written in the background", () => {
  const at = bench();
  const skus = Array.from({ length: 26 }, (_, index) => sku(`S${index}`, `${index}号`, 1_000 + index));
  const id = added(at, { skus });

  expect(draftOf(at, id)["edit_status"]).toBe(7);
  expect(list(at, id)).toBe(10020067);
  at.advance(5_000);
  expect(draftOf(at, id)["edit_status"]).toBe(1);
  expect(list(at, id)).toBe(0);
});

test("the first level of the category stays after the first listing", () => {
  const at = bench();
  const id = listed(at);
  const cats_v2 = at.leaf("竹编").path.map((node) => ({ cat_id: node.id }));
  const attrs = [
    { attr_key: "产地", attr_value: "江华" },
    { attr_key: "材质", attr_value: "毛竹" },
  ];
  const extra_service = { seven_day_return: 1, freight_insurance: 0 };

  expect(update(at, id, { cats_v2, attrs, extra_service })["errcode"]).toBe(10020297);
});

test("a second product with the title and first picture of one on sale is refused", () => {
  const at = bench();
  listed(at);

  expect(list(at, added(at))).toBe(10020228);
});

test("a deleted product is in the recycle bin: read as 6, out of the list, never written again", () => {
  const at = bench();
  const id = added(at);
  at.advance(10_000);

  expect(at.call("product/delete", { product_id: id })["errcode"]).toBe(0);

  expect(draftOf(at, id)["status"]).toBe(6);
  expect(at.call("product/list/get", { page_size: 30 })["product_ids"]).not.toContain(id);
  expect(at.call("product/list/get", { page_size: 30, status: 6 })["product_ids"]).toEqual([id]);
  expect(list(at, id)).toBe(10020052);
});
