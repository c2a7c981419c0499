import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";

const MINUTE_MS = 60_000;
const stable = (at: Bench, more: object = {}): Answer =>
  at.send({
    target: "/cgi-bin/stable_token",
    body: JSON.stringify({ grant_type: "client_credential", appid: at.shop.appId, secret: at.shop.appSecret, ...more }),
  });
const plain = (at: Bench): Answer =>
  at.send({
    method: "GET",
    target: `/cgi-bin/token?grant_type=client_credential&appid=${at.shop.appId}&secret=${at.shop.appSecret}`,
  });
const info = (at: Bench, token: string): Answer =>
  at.send({ method: "GET", target: `/channels/ec/basics/info/get?access_token=${token}` });

test("the printed token serves the first shop", () => {
  const at = bench();

  expect(info(at, at.world.firstToken)["info"]["username"]).toBe(at.shop.userName);
  expect(sandbox.credentials(at.world).shop["appId"]).toBe(at.shop.appId);
});

test("a stable token stays the same with its remaining time, without errcode", () => {
  const at = bench();
  const first = stable(at);
  at.advance(60 * MINUTE_MS);

  const second = stable(at);

  expect(second["access_token"]).toBe(first["access_token"]);
  expect(second["expires_in"]).toBe(first["expires_in"] - 3_600);
  expect(second).not.toHaveProperty("errcode");
});

test("in its last five minutes a new stable token comes while the old one still serves", () => {
  const at = bench();
  const first = stable(at);
  at.advance(116 * MINUTE_MS);

  const second = stable(at);

  expect(second["access_token"]).not.toBe(first["access_token"]);
  expect(info(at, first["access_token"])["errcode"]).toBe(0);
  at.advance(5 * MINUTE_MS);
  expect(info(at, first["access_token"])["errcode"]).toBe(42001);
});

test("a forced refresh kills the old token at once, thirty seconds apart and twenty a day", () => {
  const at = bench();
  const first = stable(at);

  const forced = stable(at, { force_refresh: true });

  expect(info(at, first["access_token"])["errcode"]).toBe(40001);
  expect(info(at, forced["access_token"])["errcode"]).toBe(0);
  expect(stable(at, { force_refresh: true })["errcode"]).toBe(45011);
  for (let count = 1; count < 20; count++) {
    at.advance(31_000);
    expect(stable(at, { force_refresh: true })).toHaveProperty("access_token");
  }
  at.advance(31_000);
  expect(stable(at, { force_refresh: true })["errcode"]).toBe(45009);
});

test("a plain token ends its predecessor after five minutes and leaves the stable one alone", () => {
  const at = bench();
  const kept = stable(at)["access_token"];
  const first = plain(at)["access_token"];
  const second = plain(at)["access_token"];

  expect(info(at, first)["errcode"]).toBe(0);
  at.advance(5 * MINUTE_MS);
  expect(info(at, first)["errcode"]).toBe(40001);
  expect(info(at, second)["errcode"]).toBe(0);
  expect(info(at, kept)["errcode"]).toBe(0);
});

test.each([
  [{ grant_type: "password" }, 40002],
  [{ appid: undefined }, 41002],
  [{ secret: undefined }, 41004],
  [{ appid: "wx0000000000000000" }, 40013],
  [{ secret: "0".repeat(32) }, 40125],
  [{ force_refresh: "yes" }, 47001],
])("stable_token refuses %j with %i", (change, code) => {
  expect(stable(bench(), change)["errcode"]).toBe(code);
});

test("an address outside the list is refused where AppSecret is used", () => {
  const at = bench({ strictIpList: true });

  const answer = stable(at);

  expect(answer["errcode"]).toBe(40164);
  expect(answer["errmsg"]).toContain("127.0.0.1");
  expect(info(at, at.world.firstToken)["errcode"]).toBe(0);
});

test.each([
  ["", 41001],
  ["nonsense", 40014],
  [`83_${"0".repeat(110)}`, 40001],
])("the token %j is refused with %i", (token, code) => {
  expect(info(bench(), token)["errcode"]).toBe(code);
});

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
  expect(post("product/get", '{"product_id":10000190000123}')["errcode"]).toBe(47001);
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

test("a token that a fault killed stays dead, and the next stable token is another", () => {
  const at = bench();
  const before = stable(at)["access_token"];
  const target = `/channels/ec/basics/info/get?access_token=${before}`;

  expect(at.send({ method: "GET", target }, "token-expired")["errcode"]).toBe(42001);
  expect(info(at, before)["errcode"]).toBe(42001);
  const after = stable(at)["access_token"];
  expect(after).not.toBe(before);
  expect(info(at, after)["errcode"]).toBe(0);
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
