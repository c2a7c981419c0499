import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { instantFrom } from "../../domain/time.ts";
import type { Facts } from "../contract.ts";
import type { App, Shop } from "./rules/index.ts";
import { sign, signature } from "./sign.ts";
import { mall } from "./wire/index.ts";

const SECRET = "testsecret0123456789";
const facts: Facts<App, Shop> = {
  app: { clientId: "testclient", clientSecret: SECRET },
  shop: { mallId: "1001" },
  token: "testtoken",
  baseUrl: "https://gw-api.pinduoduo.com",
  now: instantFrom("2026-11-25T06:00:00Z"),
};

/** No source prints an example; this is the text of the rule that three public clients share, spelt out by hand. */
it("is the MD5 of secret, keys in order with their values, and secret", () => {
  const text = `${SECRET}access_tokentesttokenclient_idtestclientdata_typeJSONpage1timestamp1764050400typepdd.goods.list.get${SECRET}`;
  const parameters = {
    type: "pdd.goods.list.get",
    timestamp: "1764050400",
    page: "1",
    data_type: "JSON",
    client_id: "testclient",
    access_token: "testtoken",
  };

  expect(signature(SECRET, parameters)).toBe(createHash("md5").update(text).digest("hex").toUpperCase());
});

describe("a signed request", () => {
  const sent = (body: object, token: string | null = "testtoken"): Record<string, string> => {
    const request = sign({ ...mall(), body }, { ...facts, token });
    expect(request.url).toBe("https://gw-api.pinduoduo.com/api/router");
    return JSON.parse(Buffer.from(request.body ?? []).toString("utf8"));
  };

  it("holds texts only: lists and objects as their JSON, what is absent not at all", () => {
    const body = sent({ goods_id_list: ["7"], page: 2, is_folt: false, none: undefined });

    expect(body).toMatchObject({ goods_id_list: '["7"]', page: "2", is_folt: "false", timestamp: "1795586400" });
    expect(body).not.toHaveProperty("none");
  });

  it("signs everything that it holds, the token too", () => {
    const { sign: given, ...rest } = sent({ page: 1 });

    expect(given).toBe(signature(SECRET, rest));
    expect(given).not.toBe(signature(SECRET, { ...rest, access_token: "other" }));
    expect(sent({}, null)).not.toHaveProperty("access_token");
  });

  it("never holds the secret", () => {
    expect(JSON.stringify(sent({}))).not.toContain(SECRET);
  });
});
