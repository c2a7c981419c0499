import { expect } from "vitest";
import type { ListingRef } from "../../../adapters/contract.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import { always, type Promised } from "./check.ts";

const BY_A_PERSON = ["auth", "needs_merchant", "needs_operator"];

/** Refusals are told apart by who can mend them, and say so in a sentence. */
export const failures: Promised = {
  title: "failures",
  why: always,
  checks: (adapter) => [
    {
      name: "a wrong app secret is for a person, never to be retried and never 'nothing there'",
      async run({ doors }) {
        const stranger = doors.stranger("0".repeat(32));

        const outcome = await stranger.ask<unknown>((x) =>
          adapter.auth.kind === "client_credentials" ? adapter.auth.fetch(x) : adapter.identify(x),
        );

        expect(outcome.kind).toBe("failed");
        if (outcome.kind !== "failed") return;
        expect(BY_A_PERSON).toContain(outcome.failure.kind);
        expect(outcome.failure.say.zh).toMatch(/\p{Script=Han}/u);
      },
    },
    {
      name: "a token that nobody gave is an auth failure",
      async run({ doors }) {
        if (adapter.auth.kind === "signature") return;
        const tokens = { current: () => Promise.resolve("f".repeat(32)), renew: () => Promise.resolve(false) };

        const outcome = await doors.open({ tokens }).ask((x) => adapter.identify(x));

        expect(outcome).toMatchObject({ kind: "failed", failure: { kind: "auth" } });
      },
    },
    {
      name: "throttled: says so for a read and for a write, and the write had no effect",
      async run(bench) {
        await bench.control("POST", "/faults", { kind: "throttled" });
        expect(await bench.ask((x) => adapter.identify(x))).toMatchObject({ failure: { kind: "throttled" } });
        await bench.advance(MINUTE_MS);
        if ("absent" in adapter.effects.create) return;
        const body = await bench.body();
        await bench.control("POST", "/faults", { kind: "throttled" });

        expect(await bench.send("create", body, bench.newKey())).toMatchObject({ failure: { kind: "throttled" } });

        expect(await bench.product(body.merchantKey)).toBeNull();
        await bench.advance(MINUTE_MS);
      },
    },
    {
      name: "token-expired: renewed once, and the call goes through",
      run: (bench) => expireToken(bench),
    },
    {
      name: "the connection is refused: a read is retryable and never 'nothing there'",
      async run(bench) {
        await bench.control("POST", "/faults", { kind: "refused" });

        const outcome = await bench.ask<readonly ListingRef[]>((x) => adapter.look("NOBODY", x));

        expect(outcome).toMatchObject({ kind: "failed", failure: { kind: "retryable" } });
      },
    },
    {
      name: "an edit of what does not exist is never done, and never worth a retry",
      async run(bench) {
        if ("absent" in adapter.effects.delist) return;
        const ref = { merchantKey: "NOBODY", platformId: "10000000000001", ticket: null };

        const outcome = await bench.send("delist", ref, bench.newKey());

        // Unknown is allowed: reading the product then settles it as gone.
        expect(["failed", "unknown"]).toContain(outcome.kind);
        if (outcome.kind === "failed") expect(["throttled", "retryable", "auth"]).not.toContain(outcome.failure.kind);
      },
    },
  ],
};

async function expireToken(bench: Bench): Promise<void> {
  const { auth } = bench.adapter;
  if (auth.kind === "signature" || (auth.kind === "oauth" && !auth.refreshable)) return;
  await bench.ask((x) => bench.adapter.identify(x));
  const before = await bench.doors.row.read();
  await bench.control("POST", "/faults", { kind: "token-expired", api: await identifyApi(bench) });

  const outcome = await bench.ask((x) => bench.adapter.identify(x));

  expect(outcome).toMatchObject({ kind: "done" });
  expect((await bench.doors.row.read()).version).toBe(before.version + 1);
}

function identifyApi(bench: Bench): Promise<string> {
  return bench.lastApiOf(() => bench.ask((x) => bench.adapter.identify(x)));
}
