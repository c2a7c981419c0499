import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";
import { act, stateOf, vouchers } from "./testing/trade.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const consume = (at: Bench, requestNo: string, body: object): Answer =>
  at.call("voucher/consume", { consume_request_no: requestNo, ...body });
const states = (at: Bench): number[] => [...at.world.vouchers.values()].map(({ status }) => status);

test("a paid order gets its codes, and is complete when each is used", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 2);

  expect(codes).toHaveLength(2);
  expect(stateOf(at, orderNo)).toBe(30);
  const used = consume(at, "r1", { codes, sku_id: skuId, consume_store_name: "星河民宿" });
  expect(used).toMatchObject({ errcode: 0, errmsg: "成功", fail_voucher_list: [] });
  expect(used["voucher_list"]).toMatchObject([
    { status: 2, consume_store_name: "星河民宿", telphone_no: "138****8000" },
    { status: 2 },
  ]);
  expect(stateOf(at, orderNo)).toBe(100);
  const openid = at.world.orders.get(orderNo)?.openId;
  expect(at.call("voucher/get_list", { openid, status: 2, page_size: 1 })["voucher_list"]).toHaveLength(1);
  expect(at.call("voucher/get_list", { openid, page_size: 51 })["errcode"]).toBe(10020051);
});

test("redemption is all or nothing", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);

  const answer = consume(at, "r1", { codes: [codes[0], "NOSUCHCODE"], sku_id: skuId });

  expect(answer).toMatchObject({ errcode: 0, voucher_list: [] });
  expect(answer["fail_voucher_list"]).toMatchObject([
    { code: codes[0], ret_code: 4 },
    { code: "NOSUCHCODE", ret_code: 1 },
  ]);
  expect(states(at)).toEqual([1, 1]);
});

test("the same request number answers again and has one effect; with other codes it is refused", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);
  const first = consume(at, "r1", { codes: [codes[0]], sku_id: skuId });

  expect(consume(at, "r1", { codes: [codes[0]], sku_id: skuId })).toEqual(first);
  expect(at.world.vouchers.get(codes[0] ?? "")?.consumes).toBe(1);
  expect(consume(at, "r1", { codes: [codes[1]], sku_id: skuId })["errcode"]).toBe(10020051);
  expect(consume(at, "r2", { codes: [codes[0]], sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 2 }]);
});

test("a try that failed may be repeated under its number once the cause is gone", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);
  const [caseNo] = act(at, "ask-refund", orderNo)["caseNos"];

  expect(consume(at, "r1", { codes, sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 2 }]);
  at.call("aftersale/rejectapply", { after_sale_order_id: caseNo, reject_reason_type: 1 });
  expect(consume(at, "r1", { codes, sku_id: skuId })["voucher_list"]).toHaveLength(1);
});

test("sealed codes serve as well; codes need their sku, ten at most", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 1);
  const sealed = at.world.vouchers.get(codes[0] ?? "")?.encryptedCode;

  expect(at.call("voucher/get", { encrypted_code: sealed })["voucher"]).toMatchObject({ code: codes[0], status: 1 });
  expect(at.call("voucher/get", { code: codes[0] })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { codes })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { codes: Array.from({ length: 11 }, (_, i) => `C${i}`), sku_id: skuId })["errcode"]).toBe(
    10020051,
  );
  expect(consume(at, "x".repeat(129), { codes, sku_id: skuId })["errcode"]).toBe(10020051);
  expect(consume(at, "r1", { encrypted_codes: [sealed] })["voucher_list"]).toHaveLength(1);
});

test("a use may be undone under both spellings, ten times at most", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);
  const item = { code: codes[0], sku_id: skuId };
  const revoke = (no: string, key: string): Answer =>
    at.call("voucher/revoke", { revoke_request_no: no, [key]: [item] });

  for (let count = 0; count < 10; count++) {
    consume(at, `c${count}`, { codes, sku_id: skuId });
    expect(revoke(`v${count}`, count % 2 === 0 ? "reovke_vouchers" : "revoke_vouchers")["voucher_list"]).toHaveLength(
      1,
    );
  }
  expect(stateOf(at, orderNo)).toBe(30);
  expect(consume(at, "c10", { codes, sku_id: skuId })["fail_voucher_list"]).toMatchObject([{ ret_code: 3 }]);
});

test("an expired voucher can't be used, and pays itself back", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 1);

  at.advance(127 * DAY_MS - 10 * 60 * MINUTE_MS);
  expect(states(at)).toEqual([4]);
  expect(consume(at, "r1", { codes, sku_id: skuId })["voucher_list"]).toEqual([]);
  at.advance(60 * MINUTE_MS);
  expect(states(at)).toEqual([3]);
  expect(stateOf(at, orderNo)).toBe(200);
});

test("a refund names its codes and pays them back; the rest stays to be used", () => {
  const at = bench();
  const { orderNo, skuId, codes } = vouchers(at, 2);
  const [caseNo] = act(at, "ask-refund", orderNo, { lines: [{ merchantKey: "STAY", quantity: 1 }] })["caseNos"];
  const known = at.call("aftersale/getaftersaleorder", { after_sale_order_id: caseNo })["after_sale_order"];

  expect(known["product_info"]["voucher_list"]).toEqual([{ vourcher_code: codes[0] }]);
  at.call("aftersale/acceptapply", { after_sale_order_id: caseNo });
  at.advance(MINUTE_MS);
  expect(states(at)).toEqual([3, 1]);
  consume(at, "r1", { codes: [codes[1]], sku_id: skuId });
  expect(stateOf(at, orderNo)).toBe(100);
  expect(sandbox.truth.vouchers(at.world).map(({ state }) => state)).toEqual(["refunded", "redeemed"]);
});

test("a day's bill lists what was used on it", () => {
  const at = bench();
  const { skuId, codes } = vouchers(at, 2);
  consume(at, "r1", { codes: [codes[0]], sku_id: skuId });
  const product_id = at.world.vouchers.get(codes[0] ?? "")?.productId;
  const bill = (bill_date: string): Answer =>
    at.call("voucher/get_bill_list", { product_id, bill_date, page_size: 100 });

  expect(bill("2026-11-25")["bill_list"]).toMatchObject([{ code: codes[0], voucher_pay_amount: 26_800 }]);
  expect(bill("2026-11-26")["bill_list"]).toEqual([]);
  expect(bill("26.11.2026")["errcode"]).toBe(10020051);
});
