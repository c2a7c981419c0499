import { expect } from "vitest";
import type { Body } from "../../../adapters/contract.ts";
import { fen } from "../../../domain/money.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** What lint lets through the platform takes; what lint blocks the platform refuses. */
export const limits: Promised = {
  title: "limits",
  why: (adapter) => whyAbsent(adapter, "create"),
  checks: (adapter) => [
    {
      name: "a valid listing: lint blocks nothing",
      async run(bench) {
        const blocks = await blocksOf(bench, await bench.body());

        expect(blocks).toEqual([]);
      },
    },
    {
      name: "a title at the limit is taken, by lint and by the platform",
      async run(bench) {
        const body = { ...(await bench.body()), title: titleOf(bench, adapter.limits.title.max) };

        expect(await blocksOf(bench, body)).toEqual([]);
        expect(["done", "accepted"]).toContain((await bench.send("create", body, bench.newKey())).kind);
        expect((await bench.product(body.merchantKey))?.title).toBe(body.title);
      },
    },
    {
      name: "a title one longer is refused, by lint and by the platform at creation or in an edit",
      async run(bench) {
        const body = { ...(await bench.body()), title: titleOf(bench, adapter.limits.title.max + 1) };

        expect((await blocksOf(bench, body)).length).toBeGreaterThan(0);
        const created = await bench.send("create", body, bench.newKey());
        if (created.kind === "failed") return;
        if (created.kind === "unknown") throw new Error("creation is unknown");
        expect(
          await bench.send("update", { ref: created.value, body, facets: ["text"] }, bench.newKey()),
        ).toMatchObject({
          kind: "failed",
        });
      },
    },
    {
      name: "a price below the smallest is blocked by lint",
      async run(bench) {
        const body = await bench.body();
        const skus = body.skus.map((sku) => ({ ...sku, priceFen: fen(Math.max(0, adapter.limits.priceFen.min - 1)) }));

        expect((await blocksOf(bench, { ...body, skus })).length).toBeGreaterThan(0);
      },
    },
    {
      name: "a required attribute that is missing is refused, by lint and by the platform",
      async run(bench) {
        const { rules } = await bench.ground();
        const [required] = rules.attributes.filter((one) => one.required && !one.sale);
        if (required === undefined) return;
        const whole = await bench.body();
        const left = Object.entries(whole.attributes).filter(([id]) => id !== required.id);
        const body = { ...whole, attributes: Object.fromEntries(left) };

        expect((await blocksOf(bench, body)).length).toBeGreaterThan(0);
        const outcome = await bench.send("create", body, bench.newKey());
        if (outcome.kind === "accepted") return bench.advance(adapter.auditMinutes * 60_000);
        expect(outcome.kind).toBe("failed");
      },
    },
  ],
};

async function blocksOf(bench: Bench, body: Body) {
  const { rules } = await bench.ground();
  return bench.adapter.lint(body, rules).filter(({ severity }) => severity === "block");
}

const CHARACTERS = "成县核桃薄皮原味山货土产新鲜好吃香脆可口产地直发";

/** A title of exactly that length in the platform's count. A byte count that three does not divide is filled with letters. */
function titleOf({ adapter }: Bench, length: number): string {
  const bytes = adapter.limits.title.count === "utf8_bytes";
  const count = bytes ? Math.floor(length / 3) : length;
  const text = Array.from({ length: count }, (_, n) => CHARACTERS[n % CHARACTERS.length]).join("");
  return bytes ? text + "abc".slice(0, length % 3) : text;
}
