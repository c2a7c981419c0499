import { expect, it } from "vitest";
import * as z from "zod";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import type { Adapter } from "../contract.ts";
import { openDoor } from "./attempt.ts";

const SAY = { zh: "商品不存在", en: "no such product" };

/** For how long calls like it were told to stay away. */
const quietMs: number[] = [];

/** One question that is answered with a code, "nothing there" unless told otherwise, asked in an effect. */
function send(reply: z.ZodType<unknown>, code = "NONE") {
  const call = { api: "a", method: "POST", path: "/", reply, repeatable: false };
  const adapter = {
    id: "p",
    rates: [],
    sign: () => ({}),
    failures: {
      read: () => ({ code, message: "" }),
      codes: { NONE: "empty", FAST: "throttled", FAST_AND_BAD: "needs_merchant" },
      say: { NONE: SAY },
      waitMs: { FAST: 60_000, FAST_TODAY: 3_600_000 },
    },
    effects: {
      delist: {
        settle: "lookup",
        send: async (_: unknown, x: { call: (wanted: unknown) => Promise<unknown> }) => ({
          kind: "done",
          value: await x.call(call),
        }),
      },
    },
  } as unknown as Adapter;
  const { clock, ids } = memoryPorts().ports;
  const body = new TextEncoder().encode("{}");
  const door = openDoor(
    { adapter, app: {}, shop: {}, baseUrl: "", urgency: "content", timeoutMs: 1_000 },
    {
      clock,
      ids,
      transport: { send: async () => ({ kind: "answer", status: 200, headers: {}, body }) },
      limiter: { ask: async () => ({ ok: true }), slowDown: async (_limits, ms) => void quietMs.push(ms) },
      tokens: { current: async () => null, renew: async () => false },
      record: () => undefined,
    },
  );
  return door.send("delist", { merchantKey: "k", platformId: "1", ticket: null }, "key");
}

it("a code of nothing is a value where the reply may be nothing", async () => {
  expect(await send(z.null())).toEqual({ kind: "done", value: null });
});

it("a code of nothing is a clear refusal where the reply may not be nothing, never a lost answer", async () => {
  expect(await send(z.object({ id: z.string() }))).toMatchObject({
    kind: "failed",
    failure: { kind: "needs_merchant", code: "NONE", say: SAY },
  });
});

it.each([
  ["FAST", 60_000],
  ["FAST_TODAY", 3_600_000],
])("%s: whoever shares the limit stays away as long as the platform wants", async (code, ms) => {
  quietMs.length = 0;

  expect(await send(z.null(), code)).toMatchObject({ failure: { kind: "throttled", retryAfterMs: ms } });
  expect(quietMs).toEqual([ms]);
});

it("a code that only begins like one of those is no reason to wait", async () => {
  expect(await send(z.null(), "FAST_AND_BAD")).not.toHaveProperty("failure.retryAfterMs");
});
