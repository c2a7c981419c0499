import { describe, expect, it } from "vitest";
import { signature, verifies } from "./sign.ts";
import { readTime } from "./time.ts";
import { isRecord, readJson, writeJson, id } from "./json.ts";
import { fenOf, yuanText } from "./money.ts";
import { openShop, wire, START_MS, type Json } from "./test-shop.ts";

const SECRET = "9f3c1a7e5b2d4860a1c3e5f7092b4d6e";
const BASE = {
  app_key: "7A1B2C3D4E5F60718293A4B5C6D7E8F9",
  access_token: "0c4f7be2d19a4d53b8e6f1a2c3d4e5f6wq2t",
  v: "2.0",
};
const VECTORS = [
  [
    "jingdong.price.write.updateSkuJdPrice",
    "2026-11-22 10:30:00",
    '{"jdPrice":"39.90","skuId":100012345678}',
    "DD7E672DCF8E49DEF24BCCDEF31AAA78",
  ],
  [
    "jingdong.ware.write.updateWareTitle",
    "2026-11-22 10:30:00.000+0800",
    '{"title":"云南漾濞核桃 薄皮大果 500g","wareId":10023456789}',
    "B7D034936BE31A8C9BD15AD1CAF20E64",
  ],
  [
    "jingdong.price.write.updateSkuJdPrice",
    "2026-11-22 10:30:00.000+0800",
    '{"jdPrice": "39.90", "skuId": 100012345678}',
    // The reference prints …6CFEFA… here; two independent MD5s over its own text give …6CEFEA….
    "0ED6563E6CEFEA10515229E5CE4A655B",
  ],
  [
    "jingdong.ware.read.findWareById",
    "2026-11-22 10:30:00.000+0800",
    '{"wareId": 10023456789}',
    "32D2BDD21EA961B6AAF7BDFDCBD38DA1",
  ],
] as const;

function parameters(method: string, timestamp: string, json: string): Map<string, string> {
  return new Map(Object.entries({ ...BASE, method, timestamp, "360buy_param_json": json }));
}

describe("the published signatures", () => {
  it.each(VECTORS)("%s at %s", (method, timestamp, json, sign) => {
    expect(signature(parameters(method, timestamp, json), SECRET)).toBe(sign);
  });

  it.each([
    ["an empty value that was not signed", { empty: "" }],
    ["a format that was not signed", { format: "json" }],
    ["an upload marker that was not signed", { file: "@/a.png" }],
  ])("tolerates %s", (_name, extra) => {
    const signed = parameters(...([VECTORS[0][0], VECTORS[0][1], VECTORS[0][2]] as const));
    const sent = new Map([...signed, ...Object.entries(extra), ["sign", VECTORS[0][3]] as const]);
    expect(verifies(sent, SECRET)).toBe(true);
  });

  it("does not tolerate anything else, nor lower case", () => {
    const signed = parameters(VECTORS[0][0], VECTORS[0][1], VECTORS[0][2]);
    expect(verifies(new Map([...signed, ["other", "x"], ["sign", VECTORS[0][3]]]), SECRET)).toBe(false);
    expect(verifies(new Map([...signed, ["sign", VECTORS[0][3].toLowerCase()]]), SECRET)).toBe(false);
  });
});

describe("times, numbers and money", () => {
  it.each([
    ["2026-11-22 10:30:00", START_MS],
    ["2026-11-22 10:30:00.000+0800", START_MS],
    ["2026-11-22 02:30:00.000+0000", START_MS],
    ["2026-11-22T10:30:00", null],
    ["2026-02-30 10:30:00", null],
  ])("%s", (text, ms) => expect(readTime(text)).toBe(ms));

  it("keeps ids beyond 2^53, in and out", () => {
    const read = readJson('{"a":9007199254740993,"b":"9007199254740993","c":12,"d":"x 9007199254740993"}');
    expect(read).toEqual({ a: "9007199254740993", b: "9007199254740993", c: 12, d: "x 9007199254740993" });
    expect(writeJson({ a: id("9007199254740993"), b: "7" })).toBe('{"a":9007199254740993,"b":"7"}');
  });

  it.each([
    [39.9, 3990],
    ["39.90", 3990],
    ["0.01", 1],
    ["123456789.99", 12345678999],
    ["1234567890", null],
    ["39.901", null],
    ["-1", null],
    [null, null],
  ])("%j yuan", (yuan, fen) => expect(fenOf(yuan)).toBe(fen));

  it("writes two decimals", () => expect([3990, 5, 100].map(yuanText)).toEqual(["39.90", "0.05", "1.00"]));
});

/** Every way in which an SDK is known to put the same call on the wire. */
describe("what SDKs send", () => {
  const shop = openShop({ extraKeys: false });
  const app = shop.host.sandbox.credentials(shop.host.scene().world).app;
  const sent = (changes: Record<string, string> = {}): string => {
    const all = new Map(
      Object.entries({
        method: "jingdong.seller.vender.info.get",
        app_key: app["appKey"] ?? "",
        access_token: shop.token,
        timestamp: "2026-11-22 10:30:00",
        v: "2.0",
        "360buy_param_json": "{}",
        ...changes,
      }),
    );
    all.set("sign", signature(all, app["appSecret"] ?? ""));
    return new URLSearchParams([...all]).toString();
  };
  const answerOf = (request: ReturnType<typeof wire>): Json =>
    JSON.parse(String(shop.host.exchange(request).answer?.body)) as Json;
  const works = (request: ReturnType<typeof wire>): void => {
    expect(Object.keys(answerOf(request))).toEqual(["jingdong_seller_vender_info_get_responce"]);
  };

  it("POST form", () => works(wire("/routerjson", sent())));
  it("GET with a trailing &", () => works({ ...wire(`/routerjson?${sent()}&`), method: "GET" }));
  it("an absolute target and no body", () => works(wire(`http://api.jd.com/routerjson?${sent()}`)));
  it("null as parameters", () => works(wire("/routerjson", sent({ "360buy_param_json": "null" }))));
  it("an offset", () => works(wire("/routerjson", sent({ timestamp: "2026-11-22 02:30:00.000+0000" }))));
  it("parameters in the body, the rest in the query", () => {
    const all = new URLSearchParams(sent());
    const json = all.get("360buy_param_json") ?? "";
    all.delete("360buy_param_json");
    works(wire(`/routerjson?${all.toString()}`, new URLSearchParams({ "360buy_param_json": json }).toString()));
  });
  it("multipart", () => {
    const parts = [...new URLSearchParams(sent())].map(
      ([name, value]) => `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    works(wire("/routerjson", `${parts.join("")}--b1--\r\n`, { "content-type": "multipart/form-data; boundary=b1" }));
  });
  it("no parameters at all", () => {
    const all = new Map(
      [...new URLSearchParams(sent())].filter(([name]) => name !== "360buy_param_json" && name !== "sign"),
    );
    all.set("sign", signature(all, app["appSecret"] ?? ""));
    works(wire("/routerjson", new URLSearchParams([...all]).toString()));
  });

  it.each([
    ["14", { method: "" }],
    ["15", { method: "jingdong.seller.vender.info.Get" }],
    ["15", { method: "constructor" }],
    ["20", { app_key: "" }],
    ["21", { app_key: "X" }],
    ["4", { v: "" }],
    ["5", { v: "1.0" }],
    ["7", { timestamp: "" }],
    ["8", { timestamp: "2026-11-22 10:19:59" }],
    ["8", { timestamp: "1795314600000" }],
    ["18", { access_token: "" }],
    ["19", { access_token: "x" }],
    ["63", { "360buy_param_json": "{" }],
    ["62", { "360buy_param_json": "[]" }],
    ["6", { v: "two" }],
  ])("refuses with %s: %j", (code, changes) => {
    const { error_response: error } = answerOf(wire("/routerjson", sent(changes as Record<string, string>)));
    expect(isRecord(error) ? error["code"] : null).toBe(code);
  });

  it("refuses a wrong sign with 12 and a missing one with 11", () => {
    const error = (query: string): unknown => (answerOf(wire("/routerjson", query))["error_response"] as Json)["code"];
    expect(error(sent().replace(/sign=../, "sign=ZZ"))).toBe("12");
    expect(error(sent().replace(/&sign=.*$/, ""))).toBe("11");
  });
});
