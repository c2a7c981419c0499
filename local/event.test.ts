import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { toAnswer, toEvent } from "./event.ts";

function asked(target: string, given: { method?: string; headers?: Record<string, string>; body?: Buffer } = {}) {
  const request = new IncomingMessage(new Socket());
  request.method = given.method ?? "GET";
  request.headers = given.headers ?? {};
  return {
    request,
    url: new URL(target, "http://127.0.0.1"),
    body: given.body ?? Buffer.alloc(0),
    routeKey: "$default",
    claims: null,
    now: Date.UTC(2026, 10, 25),
  };
}

describe("a request becomes an event of format 2.0", () => {
  it("with its path decoded, and values of one name joined", () => {
    const event = toEvent(asked("/listings/%E6%A0%B8%E6%A1%83?state=a&state=b&q=%E8%8C%B6"));

    expect(event).toMatchObject({
      version: "2.0",
      rawPath: "/listings/核桃",
      rawQueryString: "state=a&state=b&q=%E8%8C%B6",
      queryStringParameters: { state: "a,b", q: "茶" },
      isBase64Encoded: false,
    });
  });

  it("with JSON as text and a workbook as base64", () => {
    const json = toEvent(
      asked("/", { headers: { "content-type": "application/json" }, body: Buffer.from('{"名":1}') }),
    );
    const bytes = Buffer.from([0x50, 0x4b, 0xff, 0x00]);
    const workbook = toEvent(asked("/", { headers: { "content-type": "application/vnd.ms-excel" }, body: bytes }));

    expect(json).toMatchObject({ body: '{"名":1}', isBase64Encoded: false });
    expect(workbook).toMatchObject({ body: bytes.toString("base64"), isBase64Encoded: true });
  });

  it("with claims as texts, lists in brackets", () => {
    const event = toEvent({ ...asked("/"), claims: { merchant: "m1", roles: ["owner", "packer"], exp: 7 } });

    expect(event).toMatchObject({
      requestContext: { authorizer: { jwt: { claims: { merchant: "m1", roles: "[owner packer]", exp: "7" } } } },
    });
  });

  it("with cookies apart from the headers", () => {
    const event = toEvent(asked("/", { headers: { cookie: "a=1; b=2", accept: "*/*" } }));

    expect(event).toMatchObject({ cookies: ["a=1", "b=2"], headers: { accept: "*/*" } });
    expect(event).not.toHaveProperty("headers.cookie");
  });
});

describe("a function's answer", () => {
  it("goes out as it is when it has a status", () => {
    const answer = { statusCode: 404, headers: { "Content-Type": "application/problem+json" }, body: "{}" };

    expect(toAnswer(answer)).toEqual({
      status: 404,
      headers: { "content-type": "application/problem+json" },
      body: "{}",
    });
  });

  it("is bytes when it says base64", () => {
    expect(toAnswer({ statusCode: 200, body: "UEv/AA==", isBase64Encoded: true }).body).toEqual(
      Buffer.from([0x50, 0x4b, 0xff, 0x00]),
    );
  });

  it("is a body of JSON when it has no status", () => {
    expect(toAnswer({ ok: true })).toMatchObject({ status: 200, body: '{"ok":true}' });
  });
});
