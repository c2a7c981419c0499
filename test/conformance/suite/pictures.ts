import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import { valueOf } from "../bench/body-maker.ts";
import { passAudit } from "../bench/publish-live.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** An edit of pictures or options arrives, and costs nothing else. */
export const pictures: Promised = {
  title: "pictures and options",
  why: (adapter) => whyAbsent(adapter, "update"),
  checks: (adapter) => [
    {
      name: "pictures in another order are taken; price, stock and keys stay",
      async run(bench) {
        const body = await bench.body();
        const ref = await bench.publishLive(body);
        const before = await bench.product(body.merchantKey);
        const edited = { ...body, pictures: [...body.pictures].reverse() };
        const facets = adapter.editGroups.find((group) => group.includes("pictures")) ?? ["pictures"];

        const outcome = await bench.send("update", { ref, body: edited, facets }, bench.newKey());
        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
        if (adapter.goesOnSaleBy === "submit") await bench.send("submit", ref, bench.newKey());
        await bench.advance(MINUTE_MS);
        await passAudit(bench, body.merchantKey);
        await bench.advance(MINUTE_MS);

        expect((await bench.product(body.merchantKey))?.skus).toEqual(before?.skus);
      },
    },
    {
      name: "one more option arrives under its own key, beside the others",
      async run(bench) {
        const body = await bench.body();
        const ref = await bench.publishLive(body);
        const [first] = body.skus;
        if (first === undefined) throw new Error("the body has no sku");
        const attributes = Object.fromEntries(Object.keys(first.attributes).map((id) => [id, "2000g家庭装"]));
        const added = { ...first, merchantKey: `${body.merchantKey}-C`, name: "2000g家庭装", attributes, stock: 7 };
        const edited = { ...body, skus: [...body.skus, added] };
        const facets = adapter.editGroups.find((group) => group.includes("options")) ?? ["options"];

        const outcome = await bench.send("update", { ref, body: edited, facets }, bench.newKey());
        if (outcome.kind === "failed") {
          // Some platforms take no new option afterwards: then a person hears of it in words.
          expect(["needs_merchant", "needs_operator", "permanent"]).toContain(outcome.failure.kind);
          return;
        }
        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
        if (adapter.goesOnSaleBy === "submit") await bench.send("submit", ref, bench.newKey());
        await bench.advance(MINUTE_MS);
        await passAudit(bench, body.merchantKey);
        await bench.advance(MINUTE_MS);

        const keys = (await bench.product(body.merchantKey))?.skus.map(({ merchantKey }) => merchantKey);
        expect(keys).toEqual(expect.arrayContaining(edited.skus.map(({ merchantKey }) => merchantKey)));
        const reading = valueOf(await bench.ask((x) => adapter.read(ref, x)));
        expect(reading?.skus.map(({ merchantKey }) => merchantKey)).toContain(added.merchantKey);
      },
    },
  ],
};
