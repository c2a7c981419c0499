import { describe, expect, it } from "vitest";
import * as z from "zod";
import { fromBeijing } from "../../domain/time.ts";
import adapter from "./adapter.ts";
import { signatureOf } from "./sign.ts";
import { ask } from "./wire/index.ts";

const appKey = "7A1B2C3D4E5F60718293A4B5C6D7E8F9";
const appSecret = "9f3c1a7e5b2d4860a1c3e5f7092b4d6e";
const token = "0c4f7be2d19a4d53b8e6f1a2c3d4e5f6wq2t";
const facts = {
  app: { appKey, appSecret },
  shop: { venderId: "80200111", operatePin: "p", operateNick: "n" },
  token,
  baseUrl: "https://api.jd.com",
  now: fromBeijing("2026-11-22 10:30:00"),
};
const textOf = (body: Uint8Array | null) => new TextDecoder().decode(body ?? new Uint8Array());

describe("the signature of the reference", () => {
  const plain = "2026-11-22 10:30:00";
  const precise = "2026-11-22 10:30:00.000+0800";
  it.each([
    {
      what: "worked example",
      method: "jingdong.price.write.updateSkuJdPrice",
      timestamp: plain,
      json: '{"jdPrice":"39.90","skuId":100012345678}',
      expected: "DD7E672DCF8E49DEF24BCCDEF31AAA78",
    },
    {
      what: "Chinese value",
      method: "jingdong.ware.write.updateWareTitle",
      timestamp: precise,
      json: '{"title":"云南漾濞核桃 薄皮大果 500g","wareId":10023456789}',
      expected: "B7D034936BE31A8C9BD15AD1CAF20E64",
    },
    {
      what: "Python spacing",
      method: "jingdong.price.write.updateSkuJdPrice",
      timestamp: precise,
      json: '{"jdPrice": "39.90", "skuId": 100012345678}',
      expected: "0ED6563E6CEFEA10515229E5CE4A655B", // the reference prints …6CFEFA1…: digits transposed, no such MD5 of its own text
    },
    {
      what: "jd-sdk read call",
      method: "jingdong.ware.read.findWareById",
      timestamp: precise,
      json: '{"wareId": 10023456789}',
      expected: "32D2BDD21EA961B6AAF7BDFDCBD38DA1",
    },
  ])("$what", ({ method, timestamp, json, expected }) => {
    const parameters = { method, app_key: appKey, access_token: token, timestamp, v: "2.0", "360buy_param_json": json };

    expect(signatureOf(parameters, appSecret)).toBe(expected);
  });
});

describe("a signed request", () => {
  it("is the form of the worked example, byte for byte", () => {
    const body = { skuId: 100012345678, jdPrice: "39.90" };

    const request = adapter.sign(ask("jingdong.price.write.updateSkuJdPrice", body, z.unknown()), facts);

    expect(request.url).toBe("https://api.jd.com/routerjson");
    expect(textOf(request.body)).toBe(
      `method=jingdong.price.write.updateSkuJdPrice&app_key=${appKey}&access_token=${token}` +
        "&timestamp=2026-11-22+10%3A30%3A00&v=2.0&360buy_param_json=%7B%22jdPrice%22%3A%2239.90%22%2C%22skuId%22%3A100012345678%7D" +
        "&sign=DD7E672DCF8E49DEF24BCCDEF31AAA78",
    );
  });

  it("leaves the token out where there is none, and never holds the secret", () => {
    const request = adapter.sign(ask("jingdong.areas.province.get", {}, z.unknown()), { ...facts, token: null });
    const form = new URLSearchParams(textOf(request.body));

    expect(form.has("access_token")).toBe(false);
    expect(form.get("360buy_param_json")).toBe("{}");
    expect(textOf(request.body)).not.toContain(appSecret);
  });
});

describe("signing in", () => {
  it("goes to JD's own host from the gateway, and to the same host from any other", async () => {
    const auth = adapter.auth;
    if (auth.kind !== "oauth") throw new TypeError("JD signs in by OAuth");
    const page = (baseUrl: string) => new URL(auth.authorizeUrl({ ...facts, baseUrl }, "https://shop/back", "s1"));

    expect(page("https://api.jd.com").host).toBe("open-oauth.jd.com");
    expect(page("http://127.0.0.1:9000").host).toBe("127.0.0.1:9000");
    expect(page("https://api.jd.com").searchParams.get("redirect_uri")).toBe("https://shop/back");
  });

  it("counts the life of a token from now and keeps the old refresh token where none comes back", async () => {
    const auth = adapter.auth;
    if (auth.kind !== "oauth") throw new TypeError("JD signs in by OAuth");
    const call = async <T>(wanted: { reply: z.ZodType<T> }) =>
      wanted.reply.parse({ access_token: "new", expires_in: 86_400, scope: "snsapi_base" });
    const old = { value: "old", refresh: "r1", expiresAt: facts.now };

    const renewed = await auth.refresh(old, { ...facts, key: "", call });

    expect(renewed).toEqual({ value: "new", refresh: "r1", expiresAt: fromBeijing("2026-11-23 10:30:00") });
  });
});
