import { expect } from "vitest";
import type { ListingRef } from "../../../adapters/contract.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Check, type Promised } from "./check.ts";

/** A stock target is what buyers may still order after the write, whatever is booked and whatever `push` and `counts` say. */
export const stockManner: Promised = {
  title: "stock-manner",
  why: (adapter) => whyAbsent(adapter, "setStock"),
  checks: () => [targetIsSellable, zeroStopsSelling],
};

const targetIsSellable: Check = {
  name: "after setStock buyers can order the target and not one more, with units booked before",
  async run(bench) {
    const body = await bench.body();
    const ref = await bench.publishLive(body);
    const [sku] = body.skus;
    if (sku === undefined) throw new Error("the body has no sku");
    const lines = (quantity: number) => [{ merchantKey: sku.merchantKey, quantity }];
    await bench.control("POST", "/orders", { shop: bench.shop.shop, lines: lines(3), pay: true });
    await bench.advance(MINUTE_MS);
    expect(await shownOf(bench, ref, sku.merchantKey)).toBe(sku.stock - 3);

    await setTarget(bench, { ref, merchantKey: sku.merchantKey, target: 7 });

    expect(await shownOf(bench, ref, sku.merchantKey)).toBe(7);
    await expect(
      bench.control("POST", "/orders", { shop: bench.shop.shop, lines: lines(8), pay: true }),
    ).rejects.toThrow();
    await bench.control("POST", "/orders", { shop: bench.shop.shop, lines: lines(7), pay: true });
    await bench.advance(MINUTE_MS);
    expect(await shownOf(bench, ref, sku.merchantKey)).toBe(0);
  },
};

const zeroStopsSelling: Check = {
  name: "a target of zero stops selling one option and leaves the other",
  async run(bench) {
    const body = await bench.body();
    const ref = await bench.publishLive(body);
    const [sku, other] = body.skus;
    if (sku === undefined || other === undefined) throw new Error("the body has no two skus");
    const order = (merchantKey: string) => ({
      shop: bench.shop.shop,
      lines: [{ merchantKey, quantity: 1 }],
      pay: true,
    });

    await setTarget(bench, { ref, merchantKey: sku.merchantKey, target: 0 });

    await expect(bench.control("POST", "/orders", order(sku.merchantKey))).rejects.toThrow();
    await bench.control("POST", "/orders", order(other.merchantKey));
  },
};

interface Target {
  ref: ListingRef;
  merchantKey: string;
  target: number;
}

async function setTarget(bench: Bench, { ref, merchantKey, target }: Target): Promise<void> {
  const seen = await skuOf(bench, ref, merchantKey);
  const value = { target, change: target - (seen.shown ?? 0) };
  const skus = [{ merchantKey, platformSkuId: seen.platformSkuId ?? "", value }];
  const outcome = await bench.send("setStock", { ref, skus }, bench.newKey());
  expect(["done", "accepted"]).toContain(outcome.kind);
  await bench.advance(MINUTE_MS);
}

async function shownOf(bench: Bench, ref: ListingRef, merchantKey: string): Promise<number | null> {
  return (await skuOf(bench, ref, merchantKey)).shown;
}

async function skuOf(bench: Bench, ref: ListingRef, merchantKey: string) {
  const reading = valueOf(await bench.ask((x) => bench.adapter.read(ref, x)));
  const sku = reading?.skus.find((one) => one.merchantKey === merchantKey);
  if (sku === undefined) throw new Error(`${merchantKey} is not in ${JSON.stringify(reading)}`);
  return sku;
}
