import { describe, expect, it } from "vitest";
import type { Effect, EffectKind, Effects } from "../contract.ts";
import adapter from "./adapter.ts";
import { aShop } from "./fixtures.ts";
import type { X } from "./rules/index.ts";

const send = <K extends EffectKind>(kind: K, input: Effects[K][0], x: X) => {
  const effect: Effect<K, X> | { absent: unknown } = adapter.effects[kind];
  if ("absent" in effect) throw new Error("absent");
  return effect.send(input, x);
};
describe("orders, vouchers and cases", () => {
  const trade = {
    "order/get": "order-partly-shipped",
    "order/delivery/send": "done",
    "order/deliveryinfo/update": "done",
    "voucher/consume": "redeemed",
    "voucher/revoke": "redeemed",
    "aftersale/acceptapply": "done",
    "aftersale/rejectapply": "done",
  };

  it("ships product and quantity with their carrier code", async () => {
    const { x, calls } = aShop(trade);
    await send(
      "ship",
      {
        orderNo: "37",
        parcels: [
          {
            carrier: "jtexpress",
            waybill: "JT1",
            lines: [{ lineNo: "1", platformId: "10", platformSkuId: "2001", quantity: 2 }],
          },
        ],
      },
      x,
    );
    expect(calls.at(-1)?.body).toEqual({
      order_id: "37",
      delivery_list: [
        {
          deliver_type: 1,
          delivery_id: "JTSD",
          waybill_id: "JT1",
          product_infos: [{ product_id: "10", sku_id: "2001", product_cnt: 2 }],
        },
      ],
    });
  });

  it("corrects a waybill with the parcel's own lines, and finds that it is done already", async () => {
    const { x, calls } = aShop(trade);
    await send("changeWaybill", { orderNo: "37", from: "73120011223344", carrier: "shunfeng", waybill: "SF1" }, x);
    expect(calls.at(-1)).toMatchObject({
      api: "order/deliveryinfo/update",
      body: {
        delivery_list: [{ delivery_id: "SF", waybill_id: "SF1", product_infos: [{ sku_id: "2001", product_cnt: 2 }] }],
      },
    });
    expect(
      await send("changeWaybill", { orderNo: "37", from: "SF0", carrier: "zhongtong", waybill: "73120011223344" }, x),
    ).toEqual({ kind: "done", value: null, already: true });
  });

  const codes = [{ code: "A7K2M9QP", secret: null, platformSkuId: "2001" }];

  it("redeems and undoes under the key of the intent", async () => {
    const { x, calls } = aShop(trade);
    expect(
      await send("redeem", { orderNo: "37", lineNo: "1", codes, store: { id: "s", name: "星河民宿" } }, x),
    ).toEqual({ kind: "done", value: null });
    expect(calls.at(-1)?.body).toEqual({
      consume_request_no: "intent000001",
      codes: ["A7K2M9QP"],
      sku_id: "2001",
      consume_store_name: "星河民宿",
    });
    await send("undoRedeem", { orderNo: "37", codes }, x);
    expect(calls.at(-1)?.body).toEqual({
      revoke_request_no: "intent000001",
      reovke_vouchers: [{ code: "A7K2M9QP", sku_id: "2001" }],
    });
  });

  it("takes none of the codes where one was refused", async () => {
    const { x } = aShop({ ...trade, "voucher/consume": "voucher-refused" });
    const both = [...codes, { code: "SECOND", secret: null, platformSkuId: "2001" }];
    expect(await send("redeem", { orderNo: "37", lineNo: "1", codes: both, store: null }, x)).toMatchObject({
      kind: "partly",
      failed: [
        { merchantKey: "A7K2M9QP", failure: { kind: "needs_merchant", code: "10020500", message: "voucher used" } },
        { merchantKey: "SECOND", failure: { kind: "needs_merchant" } },
      ],
    });
  });

  it.each([
    ["agree_refund", "aftersale/acceptapply", { after_sale_order_id: "20", accept_type: 2 }],
    ["agree_return", "aftersale/acceptapply", { after_sale_order_id: "20", accept_type: 1, address_id: "771001" }],
    ["return_received", "aftersale/acceptapply", { after_sale_order_id: "20", accept_type: 2 }],
    ["refuse", "aftersale/rejectapply", { after_sale_order_id: "20", reject_reason: "已发货", reject_reason_type: 7 }],
  ] as const)("answers %s", async (answer, api, body) => {
    const { x, calls } = aShop(trade);
    await send(
      "answerAfterSale",
      {
        caseNo: "20",
        answer,
        reasonCode: answer === "refuse" ? "7" : null,
        note: "已发货",
        addressId: answer === "agree_return" ? "771001" : null,
      },
      x,
    );
    expect(calls.at(-1)).toMatchObject({ api, body });
  });
});

describe("the token", () => {
  const { auth } = adapter;
  const fetch = (x: X) => (auth.kind === "client_credentials" ? auth.fetch(x) : null);

  it("is asked for without force and ends when the platform says", async () => {
    const { x, calls } = aShop({ stable_token: "token" });
    expect(await fetch(x)).toEqual({ value: "83_sandbox", refresh: null, expiresAt: "2026-11-22T03:55:20.000Z" });
    expect(calls[0]?.body).toMatchObject({
      grant_type: "client_credential",
      appid: "wx0c0ffee0walnut01",
      force_refresh: false,
    });
  });

  it("of a shop that is authorised to a component comes by that component's own token", async () => {
    const { x, calls } = aShop({
      "component/api_component_token": "token-component",
      "component/api_authorizer_token": "token-authorizer",
    });
    const app = {
      mode: "isv" as const,
      componentAppId: "wxc",
      componentAppSecret: "s",
      componentVerifyTicket: "ticket@@@1",
    };
    const token = await fetch({ ...x, app, shop: { ...x.shop, authorizerRefreshToken: "refreshtoken@@@1" } });
    expect(token).toEqual({ value: "auth_1", refresh: "refreshtoken@@@1", expiresAt: "2026-11-22T04:30:00.000Z" });
    expect(calls[1]).toMatchObject({
      query: { component_access_token: "comp_1" },
      body: {
        component_appid: "wxc",
        authorizer_appid: "wx0c0ffee0walnut01",
        authorizer_refresh_token: "refreshtoken@@@1",
      },
    });
  });
});
