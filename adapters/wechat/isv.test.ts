/** A shop that is authorised to a component of ours, over the wire: its token comes by two calls and opens the shop's own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBench, type Bench } from "../../test/conformance/bench.ts";
import type { X } from "../../test/conformance/bench/doors.ts";
import adapter from "./adapter.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench(adapter);
});
afterAll(() => bench.close());

const isv = (changes: Record<string, unknown> = {}) => ({ app: { ...bench.doors.app, mode: "isv", ...changes } });
const fetchToken = (x: X) => {
  const { auth }: typeof bench.adapter = bench.adapter;
  if (auth.kind !== "client_credentials") throw new Error("the token is not fetched");
  return auth.fetch(x);
};

describe("a component", () => {
  it("gets a token of the shop that opens it as the shop's own does", async () => {
    const fetched = await bench.doors.open(isv()).ask(fetchToken);
    if (fetched.kind !== "done") throw new Error(JSON.stringify(fetched));
    expect(fetched.value.refresh).toBe(bench.doors.shop["authorizerRefreshToken"]);
    expect(fetched.value.expiresAt > bench.now()).toBe(true);

    const tokens = { current: async () => fetched.value.value, renew: async () => false };
    const seen = await bench.doors.open({ ...isv(), tokens }).ask((x) => bench.adapter.identify(x));

    expect(seen).toEqual(await bench.ask((x) => bench.adapter.identify(x)));
    expect(seen.kind).toBe("done");
  });

  it("with a ticket that is too old is told so: the county's team has to see to it", async () => {
    const outcome = await bench.doors.open(isv({ componentVerifyTicket: "ticket@@@old" })).ask(fetchToken);

    expect(outcome).toMatchObject({ kind: "failed", failure: { kind: "needs_operator", code: "61006" } });
  });

  it("that the shop has left has to be authorised again", async () => {
    const shop = { ...bench.doors.shop, authorizerRefreshToken: "refreshtoken@@@gone" };

    expect(await bench.doors.open({ ...isv(), shop }).ask(fetchToken)).toMatchObject({ failure: { code: "61023" } });
  });
});
