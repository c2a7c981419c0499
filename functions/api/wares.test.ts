import { beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "../../domain/hash.ts";
import { pictureName } from "../shared/picture-name.ts";
import { pack } from "../shared/pack.ts";
import { keys, work } from "../shared/store/keys.ts";
import { seenOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, WALNUTS, type TestApi } from "./fixtures.ts";

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  await api.ask("PUT /listings/goods-1", WALNUTS);
  await found("W1");
  api.sent.length = 0;
});

async function found(platformId: string): Promise<void> {
  const sku = (platformSkuId: string, merchantKey: string | null) => ({
    platformSkuId,
    merchantKey,
    barcode: null,
    name: "2.5kg",
    priceFen: 4900,
    shown: 7,
  });
  const skus = [sku(`${platformId}-a`, "HT-2500"), sku(`${platformId}-b`, null)];
  const ware = { platformId, merchantKey: null, title: "核桃", picture: null, shelf: "on", skus };
  const row = { ware: pack(ware), title: "核桃", state: "found", ...work.todo("m1", "2026-11-25T00:00:00.000Z") };
  await api.ports.table.write({ put: { ...keys.ware("m1", SHOP, platformId), ...row } });
}

describe("what already lies in a shop", () => {
  it("is bound by keys that match or by pairs that a person gives; nothing is sent to the platform", async () => {
    const bound = await api.ask(`POST /shops/${SHOP}/wares/W1`, { answer: "bind", listing: "goods-1" });
    expect(bound).toMatchObject({ status: 200, body: { state: "bound", unmatched: ["W1-b"] } });
    expect(await api.ports.table.get(keys.shopSku("m1", SHOP, "W1-a"))).toMatchObject({ merchantKey: "HT-2500" });
    expect(await api.ports.table.get(keys.publication("m1", "goods-1", SHOP))).toMatchObject({
      want: "on",
      bound: true,
    });
    expect(seenOf(await api.ports.table.get(keys.publicationDetail("m1", "goods-1", SHOP)))).toMatchObject({
      ref: { platformId: "W1", ticket: null },
      shelf: "on",
      listedOnce: true,
      skus: [{ merchantKey: "HT-2500", platformSkuId: "W1-a", priceFen: 4900, shown: 7 }],
    });
    expect(api.sent).toEqual([]);
    const row = await api.ports.table.get(keys.ware("m1", SHOP, "W1"));
    expect([row?.["state"], row?.["WPK"]]).toEqual(["bound", undefined]);
  });

  it("is bound to one product of a listing at most", async () => {
    await found("W2");
    await api.ask(`POST /shops/${SHOP}/wares/W1`, { answer: "bind", listing: "goods-1" });
    expect((await api.ask(`POST /shops/${SHOP}/wares/W2`, { answer: "bind", listing: "goods-1" })).status).toBe(409);
    expect((await api.ask(`POST /shops/${SHOP}/wares/W1`, { answer: "ignore" })).status).toBe(409);
  });

  it("points at a pair that names no sku of the listing", async () => {
    const skus = [{ platformSkuId: "W1-b", merchantKey: "NO" }];
    const { status, body } = await api.ask(`POST /shops/${SHOP}/wares/W1`, {
      answer: "bind",
      listing: "goods-1",
      skus,
    });
    expect([status, body.errors[0].pointer]).toEqual([422, "/skus/0/merchantKey"]);
  });

  it("must be answered, or said to be nothing, before the shop counts as adopted", async () => {
    expect((await api.ask(`POST /shops/${SHOP}/adopted`, { empty: true })).status).toBe(409);
    await api.ask(`POST /shops/${SHOP}/wares/W1`, { answer: "ignore" });
    expect((await api.ask(`POST /shops/${SHOP}/adopted`, {})).status).toBe(409);
    expect((await api.ask(`POST /shops/${SHOP}/adopted`, { empty: true })).status).toBe(200);
    expect((await api.ask(`GET /shops/${SHOP}`)).body.adopted).toBe(true);
    expect(api.sent.at(-1)).toMatchObject({ queue: "fanout", message: { body: { source: "shop", id: SHOP } } });
  });
});

describe("pictures", () => {
  it("are named by their bytes and judged by them", async () => {
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("rest")]);
    const base64 = png.toString("base64");
    const kept = await api.ask("POST /pictures", { base64, type: "image/png" });
    expect(kept).toMatchObject({ status: 201, body: { hash: hashOf(png) } });
    expect(api.blobs.get(pictureName("m1", hashOf(png)))).toEqual(png);
    expect((await api.ask("POST /pictures", { base64, type: "image/jpeg" })).body.errors[0].pointer).toBe("/type");
    const gif = Buffer.from("GIF89a").toString("base64");
    expect((await api.ask("POST /pictures", { base64: gif, type: "image/png" })).status).toBe(422);
  });
});

describe("pools", () => {
  it("are of a kind that the stock flows know", async () => {
    const made = await api.ask("PUT /pools/room", { name: "大床房", unit: "night", kind: "per_night", onHand: 3 });
    expect(made.status).toBe(422);
    expect(JSON.stringify(made.body)).toContain("/kind");
  });

  it("move by corrections with a line in the ledger, and explain what a shop shows", async () => {
    await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 33_000, policy: "shared" });
    const places = { [`left_${SHOP}_HT-2500`]: 13, "draw_HT-2500": 2_500 };
    await api.ports.table.write({ update: keys.pool("m1", "heap"), set: places });
    const counted = await api.ask("POST /pools/heap/corrections", { count: 30_000, reason: "盘点" });
    expect(counted.body).toMatchObject({ onHand: 30_000, exposure: 2_500, split: false });
    expect(counted.body.places[0]).toMatchObject({
      shop: SHOP,
      left: 13,
      wish: 12,
      say: { zh: "12 份 = 30 kg ÷ 2.5 kg" },
    });
    const { items } = await api.ports.table.query({ pk: keys.pool("m1", "heap").PK, begins: "COR#" });
    expect(items).toMatchObject([{ by: -3_000, before: 33_000, reason: "盘点", who: "li" }]);
    expect((await api.ask("POST /pools/heap/corrections", { reason: "x" })).status).toBe(422);
    const changed = await api.ask("PUT /pools/heap", {
      name: "核桃",
      unit: "g",
      onHand: 1,
      safety: 500,
      policy: "shared",
    });
    expect(changed.body).toMatchObject({ onHand: 30_000, safety: 500 });
    expect((await api.ask("PUT /pools/heap", { name: "核桃", unit: "kg" })).status).toBe(422);
  });
});
