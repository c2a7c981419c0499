import { describe, expect, it } from "vitest";
import type { Call } from "../contract.ts";
import adapter from "./adapter.ts";
import { aShop, fixture } from "./fixtures.ts";
import { toLabelRequest, toLabelSeen } from "./map/label.ts";
import { toJson } from "./sign/json.ts";
import { WireWholeOrder } from "./wire/order.ts";

const sender = { name: "李", phone: "138", province: "湖南省", city: "永州市", county: "江华", address: "一号库" };
const line = { lineNo: "1", platformId: "10", platformSkuId: "20", quantity: 2, name: "核桃" };
const account = { id: "acct1", carrier: "yunda", site: "S1", owner: null };
const wanted = { orderNo: "371", account, templateId: null, sender, lines: [line], note: "" };

describe("a label's request", () => {
  it("names the carrier in their words, and the receiver as masked as the order shows it", () => {
    const order = WireWholeOrder.parse(fixture("order-two-lines").reply);

    const request = toLabelRequest(wanted, order);

    expect(request).toMatchObject({ delivery_id: "YUNDA", ewaybill_acct_id: "acct1", site_code: "S1" });
    expect(request.ec_order_list).toEqual([
      { ec_order_id: "371", goods_list: [{ good_name: "核桃", good_count: 2, product_id: "10", sku_id: "20" }] },
    ]);
    expect(request.receiver.name).toBe(order?.delivery_info.address_info?.receiver.name);
    expect(Object.values(request.receiver)).not.toContain("");
    expect(Object.keys(request)).not.toContain("shop_id");
  });

  it("sends an id above 2^53 as a bare number where they want a number", () => {
    expect(toJson({ ewaybill_order_id: BigInt("1823372036854775807"), none: undefined, list: [1, null, "甲"] })).toBe(
      '{"ewaybill_order_id":1823372036854775807,"list":[1,null,"甲"]}',
    );
  });
});

describe("a label that is read", () => {
  it.each([
    [{ waybill_id: null, status: 0 }, "reserved"],
    [{ waybill_id: "781", status: 1 }, "drawn"],
    [{ waybill_id: "781", status: 77 }, "drawn"],
    [{ waybill_id: "781", status: 2 }, "cancelled"],
  ])("%o is %s", (wire, state) => {
    expect(toLabelSeen({ ...wire, sub_waybill_id_list: [] }).state).toBe(state);
  });
});

it("asks for its number with the id that was reserved, and reserves none by itself", async () => {
  const asked: Call<unknown>[] = [];
  const { x } = aShop({ "order/get": "order-two-lines" });
  const { createLabel } = adapter.effects;
  if ("absent" in createLabel) throw new Error("no labels");
  const call: typeof x.call = async (one) => {
    if (one.api === "order/get") return x.call(one);
    asked.push(one);
    return one.reply.parse({ errcode: 0, waybill_id: "78100000000001" });
  };

  const sent = await createLabel.send({ ...wanted, ticket: "18233" }, { ...x, call });

  expect(sent).toEqual({ kind: "done", value: { waybill: "78100000000001" } });
  expect(asked).toMatchObject([
    { api: "logistics/ewaybill/biz/order/create", repeatable: false, body: { ewaybill_order_id: "18233" } },
  ]);
});
