import { describe, expect, it } from "vitest";
import { signInfo } from "./gateway.ts";
import { bench, bmp, START_MS } from "./test-client.ts";
import { parseLiteral } from "./literal.ts";
import { toBeijing } from "./time.ts";
import { parseXml } from "./xml.ts";

const CATEGORY = "suning.custom.category.query";
const BODY = '{"sn_request":{"sn_body":{"category":{"categoryName":"核桃"}}}}';
const codeIn = (body: unknown): string => /"error_code":"([^"]*)"/.exec(String(body))?.[1] ?? "";

describe("the gateway's checks", () => {
  it.each([
    ["an unknown appKey", { appkey: "0".repeat(32) }, "sys.check.appkey:inexistence"],
    ["a UTC clock", { apprequesttime: toBeijing(START_MS - 8 * 3_600_000) }, "sys.check.request-apprequesttime:error"],
    ["another version", { versionno: "v1.3" }, "sys.check.versionno:error"],
    ["a wrong signature", { signinfo: "0".repeat(32) }, "sys.check.signinfo:error"],
    ["no token", { access_token: "" }, "sys.check.oauth-permission:authority"],
    ["an unknown token", { access_token: "nobody" }, "sys.oauth.check.access_token:inexistence"],
  ])("refuse %s with status 200", (_, headers, code) => {
    const answer = bench().send(CATEGORY, BODY, { headers });

    expect(answer.status).toBe(200);
    expect(codeIn(answer.body)).toBe(code);
  });

  it.each([
    [10 * 60_000, ""],
    [-10 * 60_000, ""],
    [10 * 60_000 + 2_000, "sys.check.request-apprequesttime:error"],
  ])("take a clock that is off by %i ms: %s", (offMs, code) => {
    const answer = bench().send(CATEGORY, BODY, { headers: { apprequesttime: toBeijing(START_MS + offMs) } });

    expect(codeIn(answer.body)).toBe(code);
  });

  it("tell a method that isn't there from one that the app may not call", () => {
    const b = bench();

    expect(b.code("suning.custom.nonsense.get", {})).toBe("sys.check.appmethod:inexistence");
    expect(b.code("suning.custom.mainproduct.get", {})).toBe("sys.check.method-permission:authority");
  });

  it("refuse a body that is no dialect, or whose root is another call's", () => {
    const b = bench();
    const ask = (body: string) => codeIn(b.send(CATEGORY, body).body);

    expect(ask("not json")).toBe("sys.check.request-params:error");
    expect(ask('{"sn_request":{"sn_body":{"item":{}}}}')).toBe("sys.check.request-params:error");
    expect(ask('{"sn_request":{"sn_body":{"category":""}}}')).toBe("");
  });

  it("throttle beyond the bucket and let go a second later", () => {
    const b = bench({ callsPerSecond: 2, callBurst: 2 });
    const codes = [1, 2, 3].map(() => b.code(CATEGORY, {}));
    b.clock.advance(1_000);

    expect(codes).toEqual(["", "", "sys.check.api-invoke:overfrequency"]);
    expect(b.code(CATEGORY, {})).toBe("");
  });

  it("act out the ordered faults: throttled once, a token that is dead from then on", () => {
    const b = bench();
    b.host.faults.order({ kind: "throttled", api: "*", shop: null, times: 1, delayMs: null });
    expect(b.code(CATEGORY, {})).toBe("sys.check.api-invoke:overfrequency");
    b.host.faults.order({ kind: "token-expired", api: "*", shop: null, times: 1, delayMs: null });

    expect([b.code(CATEGORY, {}), b.code(CATEGORY, {})]).toEqual([
      "sys.oauth.check.access_token:overdue",
      "sys.oauth.check.access_token:overdue",
    ]);
  });
});

describe("sign-in", () => {
  const get = (b: ReturnType<typeof bench>, target: string, form?: string) => {
    const method = form === undefined ? "GET" : "POST";
    const request = { method, target, headers: {}, body: Buffer.from(form ?? ""), remoteAddress: "" };
    return b.host.exchange(request).answer;
  };
  const grants = (b: ReturnType<typeof bench>, fields: Record<string, string>) => {
    const { key, secret } = b.host.scene().world.app;
    const form = new URLSearchParams({ client_id: key, client_secret: secret, ...fields }).toString();
    return JSON.parse(String(get(b, "/api/oauth/token", form)?.body)) as Record<string, unknown>;
  };

  it("gives a code, exchanges it once, and refreshes as long as the shop stands by it", () => {
    const b = bench();
    const redirect = "https://shanhuo.example/back";
    const { key } = b.host.scene().world.app;
    const query = new URLSearchParams({
      response_type: "code",
      client_id: key,
      redirect_uri: redirect,
      itemcode: "1",
      state: "s",
    });
    const location = new URL(get(b, `/api/oauth/authorize?${query}`)?.headers["location"] ?? "");
    const code = location.searchParams.get("code") ?? "";
    const exchange = { grant_type: "authorization_code", code, redirect_uri: redirect };

    const first = grants(b, exchange);

    expect(location.searchParams.get("state")).toBe("s");
    expect(first).toMatchObject({ token_type: "bearer", vendorCode: b.shop, expires_in: 86_400 });
    expect(grants(b, exchange)).toHaveProperty("error", "invalid_grant");
    b.clock.advance(86_400_000);
    expect(b.code(CATEGORY, {}, String(first["access_token"]))).toBe("sys.oauth.check.access_token:overdue");
    const second = grants(b, { grant_type: "refresh_token", refresh_token: String(first["refresh_token"]) });
    expect(b.code(CATEGORY, {}, String(second["access_token"]))).toBe("");
  });

  it("refuses another secret", () => {
    expect(grants(bench(), { client_secret: "x", grant_type: "refresh_token" })).toHaveProperty(
      "error",
      "invalid_client",
    );
  });
});

describe("dialects", () => {
  it("are all taken, on each of the four addresses", () => {
    const b = bench();
    const bodies = [
      BODY,
      `{"sn_request": { "sn_body": {"category":{'categoryName': '核桃', 'targetChannel': None, 'pageNo': 1, 'pageSize': 50}}}}`,
      '{"sn_request":{"sn_body":{"category":{"categoryName":"\\u6838\\u6843"}}}}',
      '<?xml version="1.0" encoding="UTF-8"?>\n<sn_request>\n <sn_body><category><categoryName><![CDATA[核桃]]></categoryName></category></sn_body>\n</sn_request>',
    ];
    const paths = ["", "/", "?", `/${CATEGORY}`].map((tail) => `/api/http/sopRequest${tail}`);

    const answers = bodies.map((body, n) => String(b.send(CATEGORY, body, { path: paths[n] ?? "" }).body));

    for (const answer of answers) expect(answer).toContain('"categoryName":"鲜核桃"');
  });

  it("answers in XML unless JSON is asked for, with repeated elements for rows", () => {
    const answer = bench().send(CATEGORY, BODY, { headers: { format: "" } });

    expect(answer.headers["content-type"]).toBe("text/xml;charset=UTF-8");
    expect(String(answer.body).match(/<category>/g)?.length).toBeGreaterThan(1);
    expect(parseXml(String(answer.body))).not.toBeNull();
  });

  it.each(["{'a': 1", "{'a' 1}", "[1 2]", "{a: 1}", "'\\q'", "{'a': __import__('os')}", '{"a":"b"c"}'])(
    "does not take %s",
    (text) => {
      expect(parseLiteral(text)).toBeNull();
    },
  );

  it("keeps numbers beyond 2^53 as they were written", () => {
    expect(parseLiteral('{"a":9007199254740993}')?.value).toEqual({ a: "9007199254740993" });
  });

  it("takes a multipart picture that is signed over nothing, and one signed over its JSON part", () => {
    const b = bench();
    const method = "suning.custom.npic.add";
    const part = (name: string, extra: string, content: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${content}\r\n`;
    const file = part("picFileData", '; filename="a.bmp"', bmp(800).toString("latin1"));
    const envelope = '{"sn_request":{"sn_body":{"addNPic":{}}}}';
    const ask = (body: string, signed: string) => {
      const signinfo = signatureOver(b, method, signed);
      const headers = { "content-type": "multipart/form-data; boundary=x", signinfo };
      return String(b.send(method, Buffer.from(`${body}--x--`, "latin1"), { headers }).body);
    };

    expect(ask(file, "")).toContain("uimgproxy.suning.cn");
    expect(ask(part("data", "", envelope) + file, envelope)).toContain("uimgproxy.suning.cn");
    expect(ask(file, "x")).toContain("sys.check.signinfo:error");
  });
});

function signatureOver(b: ReturnType<typeof bench>, method: string, body: string): string {
  const { key, secret } = b.host.scene().world.app;
  const time = toBeijing(b.clock.now());
  return signInfo(secret, { method, time, appKey: key, version: "v1.2", body: Buffer.from(body) });
}
