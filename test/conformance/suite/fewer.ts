import { expect } from "vitest";
import type { Adapter, Body, Facet } from "../../../adapters/contract.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { passAudit } from "../bench/publish-live.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** What an edit leaves out is no longer there, or a person hears of it. */
export const fewer: Promised = {
  title: "fewer pictures and options",
  why: (adapter) => whyAbsent(adapter, "update"),
  checks: (adapter) => [
    {
      name: "pictures that an edit leaves out are gone, and the others stand in their order",
      async run(bench) {
        const body = await bench.body();
        const pictures = body.pictures.slice(0, -1).reverse();
        if (pictures.length < adapter.limits.pictures.min) return;

        if (!(await edited(bench, { body, change: { pictures }, facet: "pictures" }))) return;

        const there = (await bench.product(body.merchantKey))?.pictures;
        if (there !== undefined) expect(there).toEqual(pictures);
      },
    },
    {
      name: "an option that an edit leaves out is sold no more, and the other keeps price and stock",
      async run(bench) {
        const body = await bench.body();
        const [kept] = body.skus;
        if (kept === undefined) throw new Error("the body has no sku");

        if (!(await edited(bench, { body, change: { skus: [kept] }, facet: "options" }))) return;

        // Some keep it with nothing in stock.
        const there = (await bench.product(body.merchantKey))?.skus.filter(({ stock }) => stock > 0);
        expect(there).toMatchObject([{ merchantKey: kept.merchantKey, priceFen: kept.priceFen, stock: kept.stock }]);
      },
    },
  ],
};

interface Edit {
  body: Body;
  change: Partial<Body>;
  facet: Facet;
}

/** A live product, edited and through the audit. False where the platform takes no such edit: then a person hears of it. */
async function edited(bench: Bench, { body, change, facet }: Edit): Promise<boolean> {
  const ref = await bench.publishLive(body);
  await bench.advance(MINUTE_MS);
  const facets = groupOf(bench.adapter, facet);

  const outcome = await bench.send("update", { ref, body: { ...body, ...change }, facets }, bench.newKey());
  if (outcome.kind === "failed") {
    expect(["needs_merchant", "needs_operator", "permanent"]).toContain(outcome.failure.kind);
    return false;
  }
  expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
  if (bench.adapter.goesOnSaleBy === "submit") await bench.send("submit", ref, bench.newKey());
  await bench.advance(MINUTE_MS);
  await passAudit(bench, body.merchantKey);
  await bench.advance(MINUTE_MS);
  return true;
}

function groupOf({ editGroups }: Adapter, facet: Facet): readonly Facet[] {
  return editGroups.find((group) => group.includes(facet)) ?? [facet];
}
