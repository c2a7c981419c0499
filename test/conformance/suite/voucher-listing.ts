import { expect } from "vitest";
import type { Adapter, Body, ListingRef } from "../../../adapters/contract.ts";
import { fen } from "../../../domain/money.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { STAY, valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import type { Check, Promised } from "./check.ts";
import { expectTaken, sendRef, settled } from "./listing-effects.ts";
import { codesOf } from "./order-effects.ts";

const NEW_PRICE = fen(23_405);

/** What a platform sells as a voucher lives like goods: made, audited, found again, edited, repriced, bought. */
export const voucherListing: Promised = {
  title: "voucher-listing",
  why({ mapping }) {
    const how = mapping.kinds[STAY.kind];
    if (how === undefined) return "stays are not mapped";
    if ("absent" in how) return `no stays: ${how.absent.en}`;
    return how.as === "voucher" ? null : "stays are sold as goods";
  },
  // What of a stay only an imitation shows, it need not let us edit.
  checks: ({ mapping }) => (isShown(mapping) ? [comesUp, isEdited, isBought] : [comesUp, isBought]),
};

function isShown({ kinds }: Adapter["mapping"]): boolean {
  const how = kinds[STAY.kind];
  return how !== undefined && !("absent" in how) && how.confidence !== "imitated_only";
}

const comesUp: Check = {
  name: "a stay comes onto the shelf with its price and stock, and is found by its code",
  async run(bench) {
    const { body, ref } = await liveStay(bench);

    const there = await bench.product(body.merchantKey);
    expect(there).toMatchObject({ title: body.title, shelf: "on" });
    expect(there?.skus).toMatchObject([{ priceFen: body.skus[0]?.priceFen, stock: body.skus[0]?.stock }]);
    const found = await bench.ask((x) => bench.adapter.look(body.merchantKey, x));
    expect(found).toMatchObject({ kind: "done", value: [{ platformId: ref.platformId }] });
    expect(await skuOf(bench, ref)).toMatchObject({ merchantKey: body.skus[0]?.merchantKey, shown: 200 });
  },
};

const isEdited: Check = {
  name: "a new price arrives and outlives an edit of the text",
  async run(bench) {
    const { body, ref } = await liveStay(bench);
    const merchantKey = body.skus[0]?.merchantKey ?? "";
    const { platformSkuId } = await skuOf(bench, ref);
    const skus = [{ merchantKey, platformSkuId: platformSkuId ?? "", value: NEW_PRICE }];
    if (!("absent" in bench.adapter.effects.setPrice))
      expectTaken(await bench.send("setPrice", { ref, skus }, bench.newKey()));
    await settled(bench, body.merchantKey);
    const before = await bench.product(body.merchantKey);

    await edit(bench, ref, { ...body, title: `${body.title}含双早` });

    const after = await bench.product(body.merchantKey);
    expect(after?.title).toBe(`${body.title}含双早`);
    expect(after?.skus).toEqual(before?.skus);
    expect(after?.skus).toMatchObject([{ priceFen: NEW_PRICE }]);
  },
};

const isBought: Check = {
  name: "a guest who buys it gets a code that is good",
  async run(bench) {
    const { body } = await liveStay(bench);
    const sold = (await bench.product(body.merchantKey))?.skus[0];
    const lines = [{ merchantKey: sold?.merchantKey || (sold?.skuId ?? ""), quantity: 1 }];
    const { shop } = bench.shop;
    const { orderNo } = await bench.control<{ orderNo: string }>("POST", "/orders", { shop, lines, pay: true });
    await bench.advance(2 * MINUTE_MS);

    expect((await codesOf(bench, orderNo)).map(({ state }) => state)).toEqual(
      "absent" in bench.adapter.vouchers ? [] : ["active"],
    );
  },
};

async function liveStay(bench: Bench): Promise<{ body: Body; ref: ListingRef }> {
  const body = await bench.stay();
  return { body, ref: await bench.publishLive(body) };
}

async function skuOf({ ask, adapter }: Bench, ref: ListingRef) {
  const [sku] = valueOf(await ask((x) => adapter.read(ref, x)))?.skus ?? [];
  if (sku === undefined) throw new Error("the stay has no sku");
  return sku;
}

async function edit(bench: Bench, ref: ListingRef, body: Body): Promise<void> {
  const { editGroups, goesOnSaleBy }: Adapter = bench.adapter;
  const facets = editGroups.find((group) => group.includes("text")) ?? ["text"];
  expectTaken(await bench.send("update", { ref, body, facets }, bench.newKey()));
  if (goesOnSaleBy === "submit") expectTaken(await sendRef(bench, "submit", ref));
  await settled(bench, body.merchantKey);
}
