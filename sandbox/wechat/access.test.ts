import { expect, test } from "vitest";
import { bench, type Answer, type Bench } from "./testing/bench.ts";

const MINUTE_MS = 60_000;
const info = (at: Bench, token: string): Answer =>
  at.send({ method: "GET", target: `/channels/ec/basics/info/get?access_token=${token}` });

test("method, path and body are judged before their contents", () => {
  const at = bench();
  const token = at.world.firstToken;
  const post = (name: string, body: string): Answer =>
    at.send({ target: `/channels/ec/${name}?access_token=${token}`, body });

  expect(at.send({ target: `/channels/ec/basics/info/get?access_token=${token}` })["errcode"]).toBe(43001);
  expect(at.send({ method: "GET", target: `/channels/ec/product/get?access_token=${token}` })["errcode"]).toBe(43002);
  expect(at.send({ method: "GET", target: "/cgi-bin/stable_token" })["errcode"]).toBe(43002);
  expect(post("product/nothing", "{}")["errcode"]).toBe(40066);
  expect(post("product/get", "")["errcode"]).toBe(44002);
  expect(post("product/get", "{product_id}")["errcode"]).toBe(47001);
  expect(post("product/get", '{"product_id":10000190000123}')["errcode"]).toBe(10020052);
  expect(post("aftersale/getaftersaleorder", '{"after_sale_order_id":2000000383000000}')["errcode"]).toBe(47001);
  expect(post("product/get", "{}")["errcode"]).toBe(40097);
  expect(post("product/get", "{}")["errmsg"]).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
});

test("only the shared calls answer under /shop/ec as well", () => {
  const at = bench();
  const token = at.world.firstToken;

  expect(at.send({ method: "GET", target: `/shop/ec/category/all?access_token=${token}` })["errcode"]).toBe(0);
  expect(at.send({ method: "GET", target: `/channels/ec/category/all?access_token=${token}` })["errcode"]).toBe(0);
  expect(at.send({ target: `/shop/ec/order/get?access_token=${token}`, body: "{}" })["errcode"]).toBe(40066);
});

test("a component serves both shops, each with a token of its own", () => {
  const at = bench();
  const { component } = at.world;
  const post = (name: string, body: object, token = ""): Answer =>
    at.send({ target: `/cgi-bin/component/${name}?component_access_token=${token}`, body: JSON.stringify(body) });
  const component_appid = component.appId;
  const login = { component_appid, component_appsecret: component.appSecret };

  expect(post("api_component_token", { ...login, component_verify_ticket: "old" })["errcode"]).toBe(61006);
  const own = post("api_component_token", { ...login, component_verify_ticket: component.ticket });
  const token = String(own["component_access_token"]);
  const list = post("api_get_authorizer_list", { component_appid, offset: 0, count: 10 }, token);
  expect(list["total_count"]).toBe(2);
  const tokens = [at.shop, at.other].map((shop) => {
    const wanted = {
      component_appid,
      authorizer_appid: shop.appId,
      authorizer_refresh_token: shop.authorizerRefreshToken,
    };
    return String(post("api_authorizer_token", wanted, token)["authorizer_access_token"]);
  });
  expect(tokens.map((value) => info(at, value)["info"]["username"])).toEqual([at.shop.userName, at.other.userName]);
  expect(info(at, token)["errcode"]).toBe(48001);
  const wrong = { component_appid, authorizer_appid: at.shop.appId, authorizer_refresh_token: "x" };
  expect(post("api_authorizer_token", wrong, token)["errcode"]).toBe(61023);
});

test("an authorisation without the order set may not read orders", () => {
  const at = bench({ isvWithoutOrders: true });
  const { component } = at.world;
  const own = at.send({
    target: "/cgi-bin/component/api_component_token",
    body: JSON.stringify({
      component_appid: component.appId,
      component_appsecret: component.appSecret,
      component_verify_ticket: component.ticket,
    }),
  });
  const granted = at.send({
    target: `/cgi-bin/component/api_query_auth?component_access_token=${own["component_access_token"]}`,
    body: JSON.stringify({ component_appid: component.appId, authorization_code: at.shop.authorizationCode }),
  });

  const token = granted["authorization_info"]["authorizer_access_token"];

  expect(at.send({ target: `/channels/ec/order/get?access_token=${token}`, body: '{"order_id":"1"}' })["errcode"]).toBe(
    48001,
  );
  expect(info(at, token)["errcode"]).toBe(0);
});

test("a minute and a day have limits; a throttled call has no effect", () => {
  const at = bench({ callsPerMinute: 3, callsPerDay: 5 });
  const read = (): number => Number(info(at, at.world.firstToken)["errcode"]);

  expect([read(), read(), read(), read()]).toEqual([0, 0, 0, 45011]);
  at.advance(MINUTE_MS);
  expect([read(), read(), read()]).toEqual([0, 0, 45009]);
  const quota = at.send({
    target: `/cgi-bin/openapi/quota/get?access_token=${at.world.firstToken}`,
    body: '{"cgi_path":"/channels/ec/basics/info/get"}',
  });
  expect(quota["quota"]).toEqual({ daily_limit: 5, used: 5, remain: 0 });
  at.send({
    target: `/cgi-bin/clear_quota?access_token=${at.world.firstToken}`,
    body: JSON.stringify({ appid: at.shop.appId }),
  });
  expect(read()).toBe(0);
  at.advance(15 * 60 * MINUTE_MS);
  const target = "/cgi-bin/stable_token";
  expect(at.send({ target, body: "{}" }, "throttled")["errcode"]).toBe(45011);
});
