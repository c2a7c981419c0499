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
