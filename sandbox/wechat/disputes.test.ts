import { expect, test } from "vitest";
import { bench, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, parcel, ship } from "./testing/trade.ts";

/** A shipped order whose buyer says that the goods came damaged. */
const damaged = (at: Bench) => {
  const { orderNo, productId, skuIds } = goodsOrder(at);
  ship(
    at,
    orderNo,
    parcel(
      productId,
      skuIds.map((id, n) => [id, 2 - n]),
    ),
  );
  const [id = ""] = act(at, "ask-refund", orderNo, { kind: "damage" })["guaranteeNos"] as string[];
  return { orderNo, id };
};
const guarantee = (at: Bench, id: string) =>
  at.call("aftersale/getguaranteeorder", { guarantee_order_id: id })["guarantee_order"];

test("a damage claim is searched, lowered by a share, or paid", () => {
  const at = bench({ discounts: false });
  const { orderNo, id } = damaged(at);
  const found = at.call("aftersale/searchguaranteeorder", { order_id_list: [orderNo], type: 2, status_list: [10] });
  expect(found["guarantee_order_id_list"]).toContain(id);
  expect(guarantee(at, id)).toMatchObject({ status: 10, pay_amount: 6_000, type: 2 });
  const modify = (bad_level: number) =>
    at.call("aftersale/merchantmodifyguarantee", { guarantee_order_id: id, bad_level })["errcode"];

  expect(modify(40)).toBe(40097);
  expect(modify(30)).toBe(0);

  expect(guarantee(at, id)).toMatchObject({ status: 12, pay_amount: 1_800, bad_level: 30 });
  expect(modify(30)).toBe(10021041);
  const there = bench();
  const { id: other } = damaged(there);
  expect(there.call("aftersale/merchantacceptguarantee", { guarantee_order_id: other })["errcode"]).toBe(0);
  expect(guarantee(there, other)["status"]).toBe(40);
  expect(at.call("aftersale/getguaranteeorder", { guarantee_order_id: "1" })["errcode"]).toBe(10021050);
});

test("a refused claim goes to the platform, which may want proof; silence pays", () => {
  const at = bench();
  const { id } = damaged(at);
  const refuse = { guarantee_order_id: id, reason: "外箱完好" };

  expect(at.call("aftersale/merchantrefuseguarantee", refuse)["errcode"]).toBe(0);
  expect(guarantee(at, id)["status"]).toBe(15);
  expect(at.call("aftersale/merchantproofguarantee", { guarantee_order_id: id, proof: "照片" })["errcode"]).toBe(0);
  const there = bench();
  const { id: silent } = damaged(there);
  there.advance(2 * 86_400_000);
  expect(guarantee(there, silent)["status"]).toBe(40);
  expect(there.world.events.some(({ body }) => body["Event"] === "channels_ec_guarantee_update")).toBe(true);
});

/** A paid order with one open case for money. */
const asked = (at: Bench, kind = "refund") => {
  const { orderNo } = goodsOrder(at);
  const answer = act(at, "ask-refund", orderNo, { kind, lines: [{ merchantKey: "ONE" }] });
  return { orderNo, id: String((answer["caseNos"] as string[])[0]), answer };
};
const stateOf = (at: Bench, id: string) => at.world.afterSales.get(id)?.status;

test("another amount waits for the buyer", () => {
  const at = bench();
  const { id } = asked(at);
  const ask = (amount: number) =>
    at.call("aftersale/merchantupdateaftersale", { after_sale_order_id: id, amount, update_reason_type: 1 })["errcode"];

  expect(ask(0)).toBe(40097);
  expect(ask(1_000)).toBe(0);
  expect(stateOf(at, id)).toBe("USER_WAIT_CONFIRM_UPDATE");
  expect(ask(900)).toBe(10021041);
});

test("money that went back elsewhere is proved by a picture", () => {
  const at = bench();
  const { id } = asked(at);
  const prove = (refund_certificates: string[]) =>
    at.call("aftersale/uploadrefundcertificate", { after_sale_order_id: id, desc: "转账", refund_certificates })[
      "errcode"
    ];

  expect(prove([])).toBe(40097);
  expect(prove(["media1"])).toBe(0);
  at.advance(5_000);
  expect(stateOf(at, id)).toBe("MERCHANT_REFUND_SUCCESS");
  expect(prove(["media1"])).toBe(10021041);
});

test("the shop gives money back by itself", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const make = (over: object = {}) => at.call("aftersale/genaftersaleorder", { order_id: orderNo, count: 1, ...over });

  const { after_sale_order_id } = make();
  at.advance(5_000);

  expect(stateOf(at, after_sale_order_id)).toBe("MERCHANT_REFUND_SUCCESS");
  expect(make({ sku_id: "1" })["errcode"]).toBe(606031);
  expect(make({ count: 9 })["errcode"]).toBe(10021041);
  expect(at.call("aftersale/refundpricediff", { order_id: "1" })["errcode"]).toBe(100002);
});

test("no exchange ever waits here", () => {
  const at = bench();
  const { id } = asked(at);
  const answer = { after_sale_order_id: id, waybill_id: "1", delivery_id: "ZTO" };

  expect(at.call("aftersale/acceptexchangereship", answer)["errcode"]).toBe(10021041);
  expect(at.call("aftersale/acceptexchangereship", { ...answer, delivery_id: "XX" })["errcode"]).toBe(606004);
  expect(at.call("aftersale/rejectexchangereship", { after_sale_order_id: id })["errcode"]).toBe(10021041);
});

test("a complaint is read and answered", () => {
  const at = bench();
  const { answer } = asked(at, "complaint");
  const [complaint_id] = answer["complaintNos"] as string[];
  const tell = (name: string) => at.call(`aftersale/${name}`, { complaint_id, content: "已补发", media_id_list: [] });

  expect(tell("addcomplaintmaterial")["errcode"]).toBe(0);
  expect(tell("addcomplaintproof")["errcode"]).toBe(0);
  expect(at.call("aftersale/getcomplaintorder", { complaint_id })["complaint"]).toMatchObject({
    complaint_id,
    status: 100,
    history: [{ item_type: 1 }, { item_type: 2 }, { item_type: 2 }],
  });
  expect(at.call("aftersale/getcomplaintorder", { complaint_id: "1" })["errcode"]).toBe(10021057);
});

test("money of a day shows at four in the afternoon of the next", () => {
  const at = bench({ discounts: false });
  goodsOrder(at);
  const list = () => at.call("funds/getfundsflowlist", { page: 1, page_size: 10 })["flow_ids"];

  expect(list()).toEqual([]);
  at.advance(2 * 86_400_000);

  const [flow_id] = list();
  expect(at.call("funds/getfundsflowdetail", { flow_id })["funds_flow"]).toMatchObject({
    flow_type: 1,
    amount: 11_500,
  });
  expect(at.call("funds/getfundsflowdetail", { flow_id: "1" })["errcode"]).toBe(40097);
  expect(at.call("funds/getfundsflowlist", { page: 1_001, page_size: 10 })["errcode"]).toBe(40097);
});
