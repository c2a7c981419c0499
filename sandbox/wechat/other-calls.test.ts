import { expect, test } from "vitest";
import { bench } from "./testing/bench.ts";
import { stay } from "./testing/goods.ts";
import { act, goodsOrder } from "./testing/trade.ts";

test("qualification files, carriers, rules, brands and reasons", () => {
  const at = bench();
  const token = at.send({
    target: "/cgi-bin/stable_token",
    body: JSON.stringify({ grant_type: "client_credential", appid: at.shop.appId, secret: at.shop.appSecret }),
  })["access_token"];
  const body = '--x\r\nContent-Disposition: form-data; name="media"; filename="a.jpg"\r\n\r\nbytes\r\n--x--\r\n';
  const upload = (text: string) =>
    at.send({
      target: `/shop/ec/basics/qualification/upload?access_token=${token}`,
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: text,
    });

  expect(upload(body)["data"]["file_id"]).toMatch(/^F/);
  expect(upload("--x--")["errcode"]).toBe(10020059);
  expect(at.call("order/deliverycompanylist/get", {})["company_list"].length).toBeGreaterThan(5);
  expect(at.call("brand/all", { page_size: 50 })["brands"].length).toBeGreaterThan(0);
  expect(at.call("aftersale/reason/get", {})["reason_list"]).toContainEqual({ reason: "OTHERS", reason_text: "其它" });
  const rule = (id: string, leaf: string) =>
    at.send({
      target: `/shop/ec/category/getcategoryrule?access_token=${token}&rule_id=${id}`,
      body: JSON.stringify({ category_id: leaf }),
    });
  expect(rule("2", at.leaf("核桃").id)["list"]).toEqual({ deliver_type: 0, acct_type: [] });
  expect(rule("9", at.leaf("核桃").id)["errcode"]).toBe(9401020);
});

test("a stay is updated as a draft", () => {
  const at = bench();
  const { product_id } = at.call("product/locallife/add", stay(at))["data"];

  const update = { ...stay(at, { product_name: "星河民宿 瑶寨大床房一晚" }), product_id };
  expect(at.call("product/locallife/update", update)["errcode"]).toBe(0);

  expect(JSON.stringify(at.call("product/locallife/get", { product_id, data_type: 3 }))).toContain("大床房");
});

test("every way to a number behind which the buyer's own one hides", () => {
  const at = bench();
  const { orderNo } = goodsOrder(at);

  for (const name of ["virtualnumber/delay", "virtualtelnumber/get", "realnumber/apply", "realnumberviewaudit/get"]) {
    expect(at.call(`order/${name}`, { order_id: orderNo })["virtual_number_info"]["extension"]).toBe(orderNo.slice(-4));
  }
  act(at, "ask-refund", orderNo);
  expect(at.call("order/virtualnumber/delay", { order_id: "1" })["errcode"]).toBe(100002);
});
