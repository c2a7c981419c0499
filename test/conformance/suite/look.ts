import { expect } from "vitest";
import type { ListingRef } from "../../../adapters/contract.ts";
import type { Bench } from "../bench.ts";
import type { Promised } from "./check.ts";

export const lookFor = (bench: Bench, merchantKey: string) =>
  bench.ask<readonly ListingRef[]>((x) => bench.adapter.look(merchantKey, x));
const UNANSWERED = ["no-answer", "http-500-before", "truncated", "malformed", "html"] as const;

/** Looking finds what is there by our key, and says "not there" only when the platform said so. */
export const look: Promised = {
  title: "look",
  why: ({ find }) => (find.by === "none" ? "find.by is none: the platform cannot be searched" : null),
  checks: (adapter) => [
    {
      name: "finds exactly the product with the key, and nothing for another key",
      async run(bench) {
        const [body, other] = [await bench.body(), await bench.body()];
        await bench.send("create", body, bench.newKey());
        await bench.send("create", other, bench.newKey());
        await bench.advance(adapter.find.readLagMs);

        const found = await lookFor(bench, body.merchantKey);

        expect(found).toMatchObject({ kind: "done", value: [{ merchantKey: body.merchantKey }] });
        expect(await lookFor(bench, `${body.merchantKey}-NOT`)).toEqual({ kind: "done", value: [] });
        if (found.kind !== "done") return;
        expect(found.value).toHaveLength(1);
        const reading = await bench.ask((x) => adapter.read(found.value[0] as ListingRef, x));
        expect(reading).toMatchObject({ kind: "done", value: { ref: { merchantKey: body.merchantKey } } });
      },
    },
    ...UNANSWERED.map((kind) => ({
      name: `${kind}: a look without an answer never reads as "not there"`,
      async run(bench: Bench) {
        await bench.control("POST", "/faults", { kind, delayMs: 20 });

        expect(await lookFor(bench, bench.newKey())).toMatchObject({ kind: "failed", failure: { kind: "retryable" } });
      },
    })),
  ],
};
