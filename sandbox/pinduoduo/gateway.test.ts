import { describe, expect, it } from "vitest";
import { catalog } from "./catalog.ts";
import { codeOf, refusalOf } from "./handle.ts";
import { bench } from "./test-client.ts";

const CALL = "pdd.mall.info.get";

describe("the gateway refuses", () => {
  it.each([
    ["no type", { type: "" }, 10001],
    ["a type that nobody knows", { type: "pdd.no.such" }, 10017],
    ["a documented call that it does not imitate", { type: "pdd.order.note.update" }, 20031],
    ["no client", { client_id: "" }, 10001],
    ["another client", { client_id: "f".repeat(32) }, 10016],
    ["no sign", { sign: "" }, 10001],
    ["a wrong sign", { sign: "0".repeat(32) }, 20004],
    ["no timestamp", { timestamp: "" }, 10001],
    ["a timestamp in milliseconds", { timestamp: "1795313730000" }, 10001],
    ["an old timestamp", { timestamp: "1795313000" }, 10001],
    ["XML", { data_type: "XML" }, 10001],
  ])("%s", (_what, changes, code) => {
    expect(bench().raw(CALL, {}, changes)).toMatchObject({ error_response: { error_code: code } });
  });

  it("a body that is no object", () => {
    const { host } = bench();
    const headers = { "content-type": "application/json" };
    const request = { method: "POST", target: "/api/router", headers, body: Buffer.from("[1]"), remoteAddress: "" };

    expect(JSON.parse(String(host.exchange(request).answer?.body))).toMatchObject({
      error_response: { error_code: 10000 },
    });
  });

  it("more calls a second than the shop has", () => {
    const client = bench();
    const codes = Array.from(
      { length: 60 },
      () => client.raw(CALL, {})["error_response"] as { error_code: number } | undefined,
    );

    expect(codes.filter((one) => one?.error_code === 70031).length).toBeGreaterThan(0);
  });

  it("tokens that end, and takes them again once they are refreshed", () => {
    const client = bench();
    const { world } = client.host.scene();
    const refresh = [...world.tokens.values()][0]?.refresh ?? "";
    client.clock.advance(25 * 3_600_000);
    expect(client.refused(CALL)).toMatchObject({ error_code: 10019, sub_code: "10019" });

    const fresh = client.call<{ access_token: string; expires_at: number }>("pdd.pop.auth.token.refresh", {
      refresh_token: refresh,
    });

    expect(fresh.access_token).not.toBe(client.token);
    expect(fresh.expires_at * 1_000).toBeGreaterThan(client.clock.now());
    expect(client.refused("pdd.pop.auth.token.refresh", { refresh_token: refresh })).toMatchObject({
      error_code: 21001,
    });
  });
});

describe("the sign-in page", () => {
  const page = (client: ReturnType<typeof bench>, query: Record<string, string>) => {
    const target = `/service-market/auth?${new URLSearchParams(query)}`;
    return client.host.exchange({ method: "GET", target, headers: {}, body: new Uint8Array(), remoteAddress: "" })
      .answer;
  };

  it("gives a code that works once and for ten minutes", () => {
    const client = bench();
    const ask = () => {
      const { id } = client.host.scene().world.app;
      const location = page(client, {
        response_type: "code",
        client_id: id,
        redirect_uri: "http://a.test/cb",
        state: "s",
      });
      return new URL(location?.headers["location"] ?? "http://none/");
    };
    const [used, late] = [ask(), ask()];
    expect(used.searchParams.get("state")).toBe("s");

    const code = used.searchParams.get("code") ?? "";
    expect(client.call("pdd.pop.auth.token.create", { code })).toMatchObject({ owner_id: client.shop });
    expect(client.refused("pdd.pop.auth.token.create", { code })).toMatchObject({ error_code: 21001 });
    client.clock.advance(11 * 60_000);
    const expired = { code: late.searchParams.get("code") ?? "" };
    expect(client.refused("pdd.pop.auth.token.create", expired)).toMatchObject({ error_code: 21001 });
  });

  it("sends nobody away for a stranger's app", () => {
    const query = { response_type: "code", client_id: "x", redirect_uri: "http://a.test/cb" };

    expect(page(bench(), query)?.status).toBe(400);
  });
});

it("refuses by order with each documented code, and reads it back from the answer", () => {
  const scene = bench().host.scene();
  const request = { method: "POST", target: "/api/router", headers: {}, body: Buffer.from(""), remoteAddress: "" };
  const codes = Object.keys(catalog.codes);
  const answers = codes.map((code) => refusalOf(code, request, scene));

  expect(answers.map((answer) => answer && codeOf(answer))).toEqual(codes);
  expect(refusalOf("50001:nobody.knows", request, scene)).toBeNull();
  expect(codeOf({ status: 200, headers: {}, body: `{"mall_info_get_response":{}}` })).toBeNull();
});
