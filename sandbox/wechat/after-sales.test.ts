import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";
import { act, goodsOrder, order, parcel, ship, stateOf } from "./testing/trade.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const read = (at: Bench, id: string): Answer =>
  at.call("aftersale/getaftersaleorder", { after_sale_order_id: id })["after_sale_order"];
const accept = (at: Bench, id: string, more: object = {}): unknown =>
  at.call("aftersale/acceptapply", { after_sale_order_id: id, ...more })["errcode"];
const ask = (at: Bench, orderNo: string, body: Record<string, unknown> = {}): string[] =>
  act(at, "ask-refund", orderNo, body)["caseNos"] as string[];

const shipped = (at: Bench) => {
  const made = goodsOrder(at);
  const [one, two] = made.skuIds;
  ship(
    at,
    made.orderNo,
    parcel(made.productId, [
      [one, 2],
      [two, 1],
    ]),
  );
  return made;
};

test("a refund asked before shipping holds the order up until it is answered", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [id = ""] = ask(at, orderNo, { lines: [{ merchantKey: "ONE", quantity: 1 }] });
  const one = parcel(productId, [[skuIds[0], 1]]);

  expect(read(at, id)).toMatchObject({
    status: "MERCHANT_PROCESSING",
    type: "REFUND",
    order_id: orderNo,
    product_info: { count: 1 },
  });
  expect(read(at, id)["deadline"]).toBe(2 * 86_400);
  expect(ship(at, orderNo, one)).toBe(108009);
  expect(accept(at, id)).toBe(0);
  expect(read(at, id)["status"]).toBe("PLATFORM_REFUNDING");
  at.advance(3_000);
  expect(read(at, id)).toMatchObject({ status: "MERCHANT_REFUND_SUCCESS", refund_info: { refund_reason: 3 } });
  expect(read(at, id)).not.toHaveProperty("deadline");
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 2]]))).toBe(109000);
  expect(ship(at, orderNo, one)).toBe(0);
  expect(stateOf(at, orderNo)).toBe(21);
});

test("once each line is shipped or paid back the order is 30; all paid back is 200", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [id = ""] = ask(at, orderNo, { lines: [{ merchantKey: "TWO" }] });
  accept(at, id);
  at.advance(MINUTE_MS);

  ship(at, orderNo, parcel(productId, [[skuIds[0], 2]]));
  expect(stateOf(at, orderNo)).toBe(30);
  for (const next of ask(at, orderNo)) accept(at, next);
  at.advance(MINUTE_MS);
  expect(stateOf(at, orderNo)).toBe(200);
  expect(act(at, "ask-refund", orderNo)).toEqual({ refused: "101100" });
});

test("one refund a minute and order", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const [first = "", second = ""] = ask(at, orderNo);

  expect([accept(at, first), accept(at, second)]).toEqual([0, 10021059]);
  at.advance(MINUTE_MS);
  expect(accept(at, second)).toBe(0);
});

test("a return needs a return address, comes back a day later and is paid on receipt", () => {
  const at = bench();
  const { orderNo } = shipped(at);
  const [id = ""] = ask(at, orderNo, { kind: "return", lines: [{ merchantKey: "ONE", quantity: 2 }] });
  const address_id = at.shop.addresses[0]?.id;

  expect(accept(at, id)).toBe(10021058);
  expect(accept(at, id, { address_id: at.other.addresses[0]?.id })).toBe(10021060);
  expect(accept(at, id, { address_id, accept_type: 1 })).toBe(0);
  expect(read(at, id)["status"]).toBe("USER_WAIT_RETURN");
  expect(accept(at, id, { accept_type: 2 })).toBe(10021041);
  at.advance(DAY_MS);
  expect(read(at, id)).toMatchObject({ status: "MERCHANT_WAIT_RECEIPT", return_info: { delivery_id: "YTO" } });
  expect(accept(at, id, { accept_type: 2 })).toBe(0);
  at.advance(MINUTE_MS);
  expect(read(at, id)["status"]).toBe("MERCHANT_RETURN_SUCCESS");
});

test("agreeing to a return is not for a refund without goods", () => {
  const at = bench();
  const [id = ""] = ask(at, goodsOrder(at).orderNo);

  expect(accept(at, id, { accept_type: 1, address_id: at.shop.addresses[0]?.id })).toBe(10021041);
});

test("a refusal needs a type of the list, and sets the order free", () => {
  const at = bench();
  const { orderNo, productId, skuIds } = goodsOrder(at);
  const [id = ""] = ask(at, orderNo);
  const reject = (more: object): unknown =>
    at.call("aftersale/rejectapply", { after_sale_order_id: id, ...more })["errcode"];
  const [reason] = at.call("aftersale/rejectreason/get", {})["reason_list"];

  expect(reject({})).toBe(40097);
  expect(reject({ reject_reason_type: 99 })).toBe(40097);
  expect(reject({ reject_reason_type: reason.reject_reason_type, reject_reason: "已发货" })).toBe(0);
  expect(read(at, id)).toMatchObject({
    status: "MERCHANT_REJECT_REFUND",
    merchant_upload_info: { reject_reason: "已发货" },
  });
  const [, second] = [...at.world.afterSales.keys()];
  accept(at, second ?? "");
  at.advance(MINUTE_MS);
  expect(ship(at, orderNo, parcel(productId, [[skuIds[0], 2]]))).toBe(0);
});

test("without an answer the platform pays back", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const [id = ""] = ask(at, orderNo);

  at.advance(2 * DAY_MS + MINUTE_MS);

  expect(read(at, id)).toMatchObject({ status: "MERCHANT_REFUND_SUCCESS", refund_info: { refund_reason: 9 } });
});

test("the list takes one day by creation or by change, and gives numbers", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  const [id = "", second = ""] = ask(at, orderNo);
  at.advance(2 * DAY_MS - MINUTE_MS);
  accept(at, id);
  at.advance(MINUTE_MS / 2);
  const now = Math.floor(at.now() / 1_000);
  const list = (more: object): Answer => at.call("aftersale/getaftersalelist", more);

  expect(list({ begin_create_time: now - 86_400, end_create_time: now })["after_sale_order_id_list"]).toEqual([]);
  expect(list({ begin_update_time: now - 86_400, end_update_time: now })).toMatchObject({
    after_sale_order_id_list: [id],
    has_more: false,
  });
  expect(list({ begin_update_time: now - 86_401, end_update_time: now })["errcode"]).toBe(10020004);
  expect(list({})["errcode"]).toBe(10020004);
  const first = now - 2 * 86_400;
  expect(
    list({ begin_create_time: first, end_create_time: first + 86_400 })["after_sale_order_id_list"].sort(),
  ).toEqual([id, second].sort());
});

test("the number is a text; strangers' and unknown cases are told apart", () => {
  const at = bench();
  const [id = ""] = ask(at, goodsOrder(at).orderNo);

  expect(at.call("aftersale/getaftersaleorder", { after_sale_order_id: 2_000 })["errcode"]).toBe(47001);
  expect(at.call("aftersale/getaftersaleorder", { after_sale_order_id: "2000" })["errcode"]).toBe(10021050);
  expect(at.call("aftersale/getaftersaleorder", { after_sale_order_id: "x" })["errcode"]).toBe(10020000);
  expect(at.callAs(at.other, "aftersale/getaftersaleorder", { after_sale_order_id: id })["errcode"]).toBe(10021043);
});

test("units are asked back once; a later ask finds nothing left", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);
  ask(at, orderNo, { lines: [{ merchantKey: "ONE", quantity: 2 }] });

  expect(act(at, "ask-refund", orderNo, { lines: [{ merchantKey: "ONE", quantity: 1 }] })).toEqual({
    refused: "10021041",
  });
  expect(act(at, "ask-refund", orderNo, { kind: "return" })).toEqual({ refused: "10021041" });
  expect(act(at, "ask-refund", order(at, [{ merchantKey: "ONE", quantity: 1 }], { pay: false }))).toEqual({
    refused: "101100",
  });
});
