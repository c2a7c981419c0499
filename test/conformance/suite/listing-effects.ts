import { expect } from "vitest";
import type { Body, Effects, ListingRef, Outcome } from "../../../adapters/contract.ts";
import type { ListingEffectKind } from "../../../domain/plan/effect.ts";
import { fen } from "../../../domain/money.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { passAudit } from "../bench/publish-live.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";

/** A live product, and the numbers of its skus there. */
async function live(bench: Bench) {
  const body = await bench.body();
  const ref = await bench.publishLive(body);
  const reading = valueOf(await bench.ask((x) => bench.adapter.read(ref, x)));
  const idOf = (merchantKey: string) =>
    reading?.skus.find((sku) => sku.merchantKey === merchantKey)?.platformSkuId ?? "";
  return { body, ref, idOf };
}

/** A minute later, when the auditors have said yes. */
export async function settled(bench: Bench, merchantKey: string): Promise<void> {
  await bench.advance(MINUTE_MS);
  await passAudit(bench, merchantKey);
  await bench.advance(MINUTE_MS);
}

export function expectTaken(outcome: Outcome<unknown>): void {
  expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
}

/** An edit carries what it was given and nothing else. */
export const update: Promised = {
  title: "update",
  why: (adapter) => whyAbsent(adapter, "update"),
  checks: (adapter) => [
    {
      name: "a new title arrives; price, stock and keys stay as they were",
      async run(bench) {
        const { body, ref } = await live(bench);
        const edited: Body = { ...body, title: body.title.replace("薄皮原味", "手剥薄皮") };
        const facets = adapter.editGroups.find((group) => group.includes("text")) ?? ["text"];
        const before = await bench.product(body.merchantKey);

        expectTaken(await bench.send("update", { ref, body: edited, facets }, bench.newKey()));

        // Where passing the audit is the way onto the shelf, an edit is a draft until it is submitted.
        if (adapter.goesOnSaleBy === "submit") expectTaken(await sendRef(bench, "submit", ref));
        await settled(bench, body.merchantKey);
        const after = await bench.product(body.merchantKey);
        expect(after?.title).toBe(edited.title);
        expect(after?.skus).toEqual(before?.skus);
      },
    },
  ],
};

/** Prices arrive to the fen, for one sku at a time and no other. */
export const setPrice: Promised = {
  title: "setPrice",
  why: (adapter) => whyAbsent(adapter, "setPrice"),
  checks: (adapter) => [
    {
      name: "odd fen arrive exactly, on the sku that was named",
      async run(bench) {
        const { body, ref, idOf } = await live(bench);
        const [sku, other] = body.skus;
        if (sku === undefined || other === undefined) throw new Error("the body has no two skus");
        const { merchantKey } = sku;

        for (const priceFen of [fen(12_345), fen(101), fen(2_999)]) {
          const skus = [{ merchantKey, platformSkuId: idOf(merchantKey), value: priceFen }];
          expectTaken(await bench.send("setPrice", { ref, skus }, bench.newKey()));
          await settled(bench, body.merchantKey);

          const there = await bench.product(body.merchantKey);
          expect(there?.skus.find((one) => one.merchantKey === merchantKey)?.priceFen).toBe(priceFen);
          expect(there?.skus.find((one) => one.merchantKey === other.merchantKey)?.priceFen).toBe(other.priceFen);
          const reading = valueOf(await bench.ask((x) => adapter.read(ref, x)));
          expect(reading?.skus.find((one) => one.merchantKey === merchantKey)?.priceFen).toBe(priceFen);
        }
      },
    },
  ],
};

/** The way onto the shelf and off it; a second try of either does no harm. */
export const shelf: Promised = {
  title: "list, submit and delist",
  why: (adapter) => whyAbsent(adapter, "delist"),
  checks: (adapter) => [
    {
      name: "the planner gets it onto the shelf, and buyers and `read` see the same",
      async run(bench) {
        const { body, ref } = await live(bench);

        expect((await bench.product(body.merchantKey))?.shelf).toBe("on");
        expect(valueOf(await bench.ask((x) => adapter.read(ref, x)))).toMatchObject({ shelf: "on", listedOnce: true });
        await bench.control("POST", "/orders", orderOf(bench, body));
      },
    },
    {
      name: "delisting takes it from buyers, twice is no harm, and it comes back",
      async run(bench) {
        const { body, ref } = await live(bench);

        expectTaken(await bench.send("delist", ref, bench.newKey()));
        await bench.advance(MINUTE_MS);

        expect((await bench.product(body.merchantKey))?.shelf).toBe("off");
        expect(valueOf(await bench.ask((x) => adapter.read(ref, x)))).toMatchObject({ shelf: "off" });
        await expect(bench.control("POST", "/orders", orderOf(bench, body))).rejects.toThrow();
        expect((await bench.send("delist", ref, bench.newKey())).kind).not.toBe("unknown");
        expect((await bench.product(body.merchantKey))?.shelf).toBe("off");
        const back = adapter.goesOnSaleBy === "submit" && "absent" in adapter.effects.list ? "submit" : "list";
        expectTaken(await sendRef(bench, back, ref));
        await settled(bench, body.merchantKey);
        expect((await bench.product(body.merchantKey))?.shelf).toBe("on");
      },
    },
    {
      name: "what the platform took down reads as forced off, or as off and cannot be listed again",
      async run(bench) {
        const { body, ref } = await live(bench);
        const there = await bench.product(body.merchantKey);

        await bench.control("POST", `/products/${there?.productId}/force-off`, { reason: "违规" });
        await bench.advance(MINUTE_MS);

        const reading = valueOf(await bench.ask((x) => adapter.read(ref, x)));
        expect(["forced_off", "off"]).toContain(reading?.shelf);
        if (reading?.shelf === "forced_off") return;
        expect(await sendRef(bench, "list", ref)).toMatchObject({ kind: "failed" });
        expect((await bench.product(body.merchantKey))?.shelf).toBe("forced_off");
      },
    },
  ],
};

export function sendRef(bench: Bench, kind: Extract<ListingEffectKind, "list" | "submit">, ref: ListingRef) {
  const input: Effects[typeof kind][0] = ref;
  return bench.send(kind, input, bench.newKey());
}

function orderOf(bench: Bench, { skus }: Body): object {
  return { shop: bench.shop.shop, lines: [{ merchantKey: skus[0]?.merchantKey ?? "", quantity: 1 }], pay: true };
}

/** A call of several skus says which of them was refused, and never "done" for one that was not. */
export const partly: Promised = {
  title: "partly",
  why(adapter) {
    const { setStock } = adapter.effects;
    if (!("absent" in setStock) && setStock.batch < 2)
      return "setStock carries one sku a call: nothing is done by half";
    return whyAbsent(adapter, "setStock");
  },
  checks: () => [
    {
      name: "one sku that is not there: named as failed, or the whole call failed",
      async run(bench) {
        const { body, ref, idOf } = await live(bench);
        const value = { target: 5, change: -195 };
        const good = body.skus[0]?.merchantKey ?? "";
        const skus = [
          { merchantKey: good, platformSkuId: idOf(good), value },
          { merchantKey: "NOBODY", platformSkuId: "10000000000001", value },
        ];

        const outcome = await bench.send("setStock", { ref, skus }, bench.newKey());

        expect(["partly", "failed"]).toContain(outcome.kind);
        if (outcome.kind !== "partly") return;
        expect(outcome.failed.map(({ merchantKey }) => merchantKey)).toEqual(["NOBODY"]);
        expect((await bench.product(body.merchantKey))?.skus.find((sku) => sku.merchantKey === good)?.stock).toBe(5);
      },
    },
  ],
};
