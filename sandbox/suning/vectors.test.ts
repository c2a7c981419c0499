import { describe, expect, it } from "vitest";
import { signInfo } from "./gateway.ts";
import { handle } from "./handle.ts";
import { parseLiteral } from "./literal.ts";
import { bench } from "./test-client.ts";
import { fromBeijing } from "./time.ts";

const appSecret = "9d1f3c7a52b84e06aa17c5e0d2f4b683";
const appKey = "5f0c1e7b9a3d4826b1c7e94d20a6f358";
const time = "2026-11-22 10:15:30";

const VECTORS = [
  {
    name: "an inventory call without spaces",
    method: "suning.custom.inventory.modify",
    body: '{"sn_request":{"sn_body":{"inventory":{"itemCode":"HT-FC-500G","destInvNum":"120"}}}}',
    signature: "cdb95b3dd42a4fdd657e429cac38bdbd",
  },
  {
    name: "raw UTF-8",
    method: "suning.custom.category.query",
    body: '{"sn_request":{"sn_body":{"category":{"categoryName":"核桃","pageNo":"1","pageSize":"50"}}}}',
    signature: "417a8230bece667d37e1158861c288f6",
  },
  {
    name: "the same with the escapes of the PHP SDK",
    method: "suning.custom.category.query",
    body: '{"sn_request":{"sn_body":{"category":{"categoryName":"\\u6838\\u6843","pageNo":"1","pageSize":"50"}}}}',
    signature: "c2d72c84e5e9c2d1068df329acb60af6",
  },
  {
    name: "the literal of the Python SDK",
    method: "suning.custom.inventory.modify",
    body: `{"sn_request": { "sn_body": {"inventory":{'itemCode': 'HT-FC-500G', 'destInvNum': '120'}}}}`,
    signature: "d22910384e2ae01e7c527d984ca336eb",
  },
];

describe.each(VECTORS)("signing $name", ({ method, body, signature }) => {
  const bytes = Buffer.from(body, "utf8");

  it("gives the documented signInfo", () => {
    expect(signInfo(appSecret, { method, time, appKey, version: "v1.2", body: bytes })).toBe(signature);
  });

  it("is taken by the gateway, and not with one byte changed", () => {
    const { host, token, clock } = bench();
    const scene = host.scene();
    scene.world.app = { key: appKey, secret: appSecret };
    clock.set(fromBeijing(time) ?? 0);
    const headers = {
      appmethod: method,
      apprequesttime: time,
      format: "json",
      appkey: appKey,
      versionno: "v1.2",
      signinfo: signature,
      access_token: token,
    };
    const ask = (sent: Uint8Array) =>
      String(
        handle({ method: "POST", target: "/api/http/sopRequest", headers, body: sent, remoteAddress: "" }, scene).body,
      );

    expect(ask(bytes)).not.toContain('"error_code":"sys.');
    expect(ask(Buffer.concat([bytes, Buffer.from(" ")]))).toContain("sys.check.signinfo:error");
  });
});

describe("the body of vector 1", () => {
  it("is 85 bytes and encodes to the documented base64", () => {
    const bytes = Buffer.from(VECTORS[0]?.body ?? "");

    expect(bytes.length).toBe(85);
    expect(bytes.toString("base64")).toBe(
      "eyJzbl9yZXF1ZXN0Ijp7InNuX2JvZHkiOnsiaW52ZW50b3J5Ijp7Iml0ZW1Db2RlIjoiSFQtRkMtNTAwRyIsImRlc3RJbnZOdW0iOiIxMjAifX19fQ==",
    );
    expect(Buffer.from(VECTORS[1]?.body ?? "").length).toBe(94);
  });
});

describe("the captured request of the Python SDK", () => {
  it("parses: single quotes, and double ones where the text holds an apostrophe", () => {
    const body = `{"sn_request": { "sn_body": {"queryNewbrand":{'categoryCode': 'R1', 'brandName': "瑶山's茶"}}}}`;

    expect(parseLiteral(body)?.value).toEqual({
      sn_request: { sn_body: { queryNewbrand: { categoryCode: "R1", brandName: "瑶山's茶" } } },
    });
  });
});
