import { describe, expect, it } from "vitest";
import { fromBeijing } from "../../domain/time.ts";
import { sign, signInfo } from "./sign.ts";
import { act, TOKEN_API, TOKEN_PATH, WireDone, WireToken } from "./wire/index.ts";

const SECRET = "9d1f3c7a52b84e06aa17c5e0d2f4b683";
const KEY = "5f0c1e7b9a3d4826b1c7e94d20a6f358";
const TIME = "2026-11-22 10:15:30";
const facts = {
  app: { appKey: KEY, appSecret: SECRET },
  shop: { vendorCode: "70057239" },
  token: null,
  baseUrl: "https://open.suning.com",
  now: fromBeijing(TIME),
};
const stock = act("inventory.modify", { itemCode: "HT-FC-500G", destInvNum: "120" }, WireDone);

describe("the published vectors", () => {
  it.each([
    {
      name: "standard JSON",
      method: "suning.custom.inventory.modify",
      body: `{"sn_request":{"sn_body":{"inventory":{"itemCode":"HT-FC-500G","destInvNum":"120"}}}}`,
      expected: "cdb95b3dd42a4fdd657e429cac38bdbd",
    },
    {
      name: "raw UTF-8",
      method: "suning.custom.category.query",
      body: `{"sn_request":{"sn_body":{"category":{"categoryName":"核桃","pageNo":"1","pageSize":"50"}}}}`,
      expected: "417a8230bece667d37e1158861c288f6",
    },
    {
      name: "escapes of the PHP client",
      method: "suning.custom.category.query",
      body: String.raw`{"sn_request":{"sn_body":{"category":{"categoryName":"\u6838\u6843","pageNo":"1","pageSize":"50"}}}}`,
      expected: "c2d72c84e5e9c2d1068df329acb60af6",
    },
    {
      name: "literals of the Python client",
      method: "suning.custom.inventory.modify",
      body: `{"sn_request": { "sn_body": {"inventory":{'itemCode': 'HT-FC-500G', 'destInvNum': '120'}}}}`,
      expected: "d22910384e2ae01e7c527d984ca336eb",
    },
  ])("$name", ({ method, body, expected }) => {
    const bytes = Buffer.from(body, "utf8");

    expect(signInfo({ secret: SECRET, method, time: TIME, key: KEY, body: bytes })).toBe(expected);
  });
});

describe("a signed request", () => {
  it("carries the first vector's bytes, time and signature", () => {
    const request = sign(stock, facts);

    expect(request.url).toBe("https://open.suning.com/api/http/sopRequest");
    expect(request.body?.length).toBe(85);
    expect(request.headers).toMatchObject({
      AppMethod: "suning.custom.inventory.modify",
      AppRequestTime: TIME,
      AppKey: KEY,
      VersionNo: "v1.2",
      Format: "json",
      signInfo: "cdb95b3dd42a4fdd657e429cac38bdbd",
    });
  });

  it("adds the shop's token as a header that the signature does not cover", () => {
    const request = sign(stock, { ...facts, token: "a1c5" });

    expect(request.headers).toMatchObject({ access_token: "a1c5", signInfo: "cdb95b3dd42a4fdd657e429cac38bdbd" });
  });

  it("has no token header where there is no token, and never the secret", () => {
    const request = sign(stock, { ...facts, token: "" });

    expect(request.headers).not.toHaveProperty("access_token");
    expect(JSON.stringify(request.headers)).not.toContain(SECRET);
  });

  it("asks for a token with a form in the body, secrets never in the address", () => {
    const call = {
      api: TOKEN_API,
      method: "POST",
      path: TOKEN_PATH,
      body: { grant_type: "refresh_token", client_secret: SECRET },
      reply: WireToken,
      repeatable: false,
    } as const;

    const request = sign(call, facts);

    expect(request.url).toBe("https://open.suning.com/api/oauth/token");
    expect(Buffer.from(request.body ?? []).toString()).toBe(`grant_type=refresh_token&client_secret=${SECRET}`);
  });
});
