import { expect } from "vitest";
import { HOUR_MS } from "../../../domain/time.ts";
import { passAudit } from "../bench/publish-live.ts";
import { valueOf } from "../bench/body-maker.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** Creating shows nothing to buyers, whatever the auditors say meanwhile, and carries what `createSets` declares. */
export const createInvisible: Promised = {
  title: "create-invisible",
  why: (adapter) => whyAbsent(adapter, "create"),
  checks: (adapter) => [
    {
      name: "a created product is not on the shelf, now or a day later",
      async run(bench) {
        const body = await bench.body();

        const ref = valueOf(await bench.send("create", body, bench.newKey()));

        expect(ref.merchantKey).toBe(body.merchantKey);
        expect((await bench.product(body.merchantKey))?.shelf).toBe("never");
        await passAudit(bench, body.merchantKey);
        await bench.advance(24 * HOUR_MS);
        expect((await bench.product(body.merchantKey))?.shelf).toBe("never");
      },
    },
    {
      name: "price, stock and keys arrive as they were given",
      async run(bench) {
        const body = await bench.body();

        await bench.send("create", body, bench.newKey());

        const there = await bench.product(body.merchantKey);
        expect(there?.title).toBe(body.title);
        for (const { merchantKey, priceFen, stock } of body.skus) {
          const wanted = {
            merchantKey,
            ...(adapter.createSets.includes("price") && { priceFen }),
            ...(adapter.createSets.includes("stock") && { stock }),
          };
          expect(there?.skus.find((sku) => sku.merchantKey === merchantKey)).toMatchObject(wanted);
        }
        expect(there?.skus).toHaveLength(body.skus.length);
      },
    },
  ],
};
