/** The table of contents: what an adapter promises by its contract. */
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import type { Adapter } from "../../../adapters/contract.ts";
import { openBench, type Bench } from "../bench.ts";
import type { Promised } from "./check.ts";
import { PROMISES } from "./promises.ts";

/** Holds an adapter to every promise that its declaration makes. */
export function describeAdapter(adapter: Adapter): void {
  for (const promised of PROMISES) {
    const why = promised.why(adapter);
    if (why === null) describePromise(adapter, promised);
    else it(`${adapter.id}: ${promised.title} does not apply: ${why}`, () => {});
  }
}

function describePromise(adapter: Adapter, promised: Promised): void {
  describe(`${adapter.id}: ${promised.title}`, () => {
    let bench: Bench | undefined;
    beforeAll(async () => {
      bench = await openBench(adapter);
    });
    afterEach(() => bench?.control("DELETE", "/faults"));
    afterAll(() => bench?.close());
    for (const { name, run } of promised.checks(adapter)) it(name, () => run(opened(bench)));
  });
}

function opened(bench: Bench | undefined): Bench {
  if (bench === undefined) throw new Error("the bench did not open");
  return bench;
}
