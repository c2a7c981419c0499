import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import { valueOf } from "../bench/body-maker.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** A product that was created and never shown. */
async function draft(bench: Bench) {
  const body = await bench.body();
  const ref = valueOf(await bench.send("create", body, bench.newKey()));
  await bench.advance(Math.max(MINUTE_MS, bench.adapter.find.readLagMs));
  return { body, ref: valueOf(await bench.ask((x) => bench.adapter.look(body.merchantKey, x)))[0] ?? ref };
}

/** Out of the audit, and a draft again. */
export const withdraw: Promised = {
  title: "withdraw",
  why: (adapter) => whyAbsent(adapter, "withdraw"),
  checks: (adapter) => [
    {
      name: "what waits for the audit is taken out of it, and was never seen by buyers",
      async run(bench) {
        const { body, ref } = await draft(bench);
        const inward = adapter.goesOnSaleBy === "submit" ? "submit" : "list";
        await bench.send(inward, ref, bench.newKey());
        expect((await bench.product(body.merchantKey))?.audit).toBe("pending");

        expect(["done", "accepted"]).toContain((await bench.send("withdraw", ref, bench.newKey())).kind);

        const there = await bench.product(body.merchantKey);
        expect(there).toMatchObject({ audit: "none", shelf: "never" });
      },
    },
  ],
};

/** Gone from the shop, for us and for buyers; the second try finds it gone. */
export const remove: Promised = {
  title: "remove",
  why: (adapter) => whyAbsent(adapter, "remove"),
  checks: (adapter) => [
    {
      name: "a draft is removed, twice is no harm, and looking finds nothing",
      async run(bench) {
        const { body, ref } = await draft(bench);
        // An application that is still worked on has no number to remove by.
        await bench.advance(adapter.auditMinutes * MINUTE_MS);
        const reading = valueOf(await bench.ask((x) => adapter.read(ref, x)));
        const known = reading?.ref ?? ref;

        const outcome = await bench.send("remove", known, bench.newKey());
        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
        await bench.advance(MINUTE_MS);

        expect(await bench.product(body.merchantKey)).toBeNull();
        const again = await bench.send("remove", known, bench.newKey());
        if (again.kind === "failed") expect(["throttled", "auth"]).not.toContain(again.failure.kind);
        const left = valueOf(await bench.ask((x) => adapter.read(known, x)));
        expect(left?.shelf ?? "gone").toBe("gone");
        expect(await bench.ask((x) => adapter.look(body.merchantKey, x))).toMatchObject({ kind: "done", value: [] });
      },
    },
  ],
};
