import { beforeEach, expect, it } from "vitest";
import * as z from "zod";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import type { Adapter } from "../contract.ts";
import { openDoor } from "./attempt.ts";
import type { Leave } from "./ports.ts";

const REF = { merchantKey: "k", platformId: "1", ticket: null };
const GO: Leave = { ok: true };

let happened: string[];
let leaves: Leave[];
let replies: string[];
beforeEach(() => {
  happened = [];
  leaves = [];
  replies = [];
});

/** An effect that reads first and then writes; all that happens on the way is written down. */
function sendMarked(allowed = true) {
  const call = (api: string, repeatable: boolean) => ({ api, method: "POST", path: "/", reply: z.null(), repeatable });
  const adapter = {
    id: "p",
    rates: [],
    sign: (wanted: { api: string }) => ({ url: wanted.api }),
    unwrap: () => null,
    failures: {
      read: () => (replies.shift() === "DEAD" ? { code: "DEAD", message: "" } : null),
      codes: { DEAD: "auth" },
      say: {},
    },
    effects: {
      delist: {
        settle: "lookup",
        send: async (_: unknown, x: { call: (wanted: unknown) => Promise<unknown> }) => {
          await x.call(call("read", true));
          return { kind: "done", value: await x.call(call("write", false)) };
        },
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
      transport: {
        send: async ({ url }) => {
          happened.push(url);
          return { kind: "answer", status: 200, headers: {}, body };
        },
      },
      limiter: {
        ask: async () => {
          happened.push("slot");
          return leaves.shift() ?? GO;
        },
        slowDown: async () => undefined,
      },
      tokens: { current: async () => null, renew: async () => true },
      record: () => undefined,
    },
  );
  const mark = async () => {
    happened.push("mark");
    return allowed;
  };
  return door.sendMarked("delist", REF, { key: "key", mark });
}

it("an effect is marked once its first change has a slot, and before that goes out", async () => {
  expect(await sendMarked()).toEqual({ kind: "done", value: null });

  expect(happened).toEqual(["slot", "read", "slot", "mark", "write"]);
});

it("an effect that the limiter puts off was never under way", async () => {
  leaves = [GO, { ok: false, why: "rate", retryAfterMs: 700 }];

  expect(await sendMarked()).toMatchObject({ kind: "failed", failure: { kind: "throttled", retryAfterMs: 700 } });

  expect(happened).toEqual(["slot", "read", "slot"]);
});

it("an effect that may not be marked does not go out", async () => {
  expect(await sendMarked(false)).toEqual({ kind: "left" });

  expect(happened).not.toContain("write");
});

it("an effect that goes again with a new token is marked once", async () => {
  replies = ["", "DEAD"];

  expect(await sendMarked()).toMatchObject({ kind: "done" });

  expect(happened).toEqual(["slot", "read", "slot", "mark", "write", "slot", "write"]);
});
