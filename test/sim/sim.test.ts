import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { cellOf } from "./exhaustive.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { run } from "./run.ts";

const Kept = z.array(z.object({ seed: z.int(), profile: z.enum(["short", "long"]), why: z.string() }));
const kept = Kept.parse(JSON.parse(readFileSync(`${import.meta.dirname}/regressions.json`, "utf8")));
/** A bounded number of seeds for every run of the tests; `npm run sim` runs as many as are asked for. */
const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepare();
});

/** Some machines are busy with other things: a seed is a fifth of a second of computing. */
const PATIENCE_MS = 300_000;

describe("the simulation", { timeout: PATIENCE_MS }, () => {
  it("gives the same history for the same seed, and another for another", async () => {
    const first = await run(prepared, { seed: 7, profile: "short" });
    const second = await run(prepared, { seed: 7, profile: "short" });
    const other = await run(prepared, { seed: 8, profile: "short" });

    expect(second.lines).toEqual(first.lines);
    expect(second.hash).toBe(first.hash);
    expect(other.hash).not.toBe(first.hash);
  });

  it.each(kept)("seed $seed does not come back: $why", async ({ seed, profile }) => {
    expect((await run(prepared, { seed, profile })).violations).toEqual([]);
  });

  it(`finds no broken promise in ${SEEDS.length} seeds`, async () => {
    for (const seed of SEEDS) {
      const { violations, hash } = await run(prepared, { seed, profile: "short" });

      expect(violations, `seed ${seed} history ${hash}`).toEqual([]);
    }
  });

  it("stands a crash before and after every third port call of storing an order", async () => {
    const { runs, failed } = await cellOf(prepared, { flow: "ingest", row: "F11", every: 3 });

    expect(runs).toBeGreaterThan(10);
    expect(failed).toEqual([]);
  });
});
