import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../shared/store/keys.ts";
import { connectShop, SHOP, testApi, WALNUTS, type TestApi } from "./fixtures.ts";

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  api.sent.length = 0;
});

describe("saving a listing", () => {
  it("makes a revision, finds its skus by key and by pool, and tells its publications", async () => {
    const saved = await api.ask("PUT /listings/goods-1", WALNUTS);
    expect(saved.status).toBe(200);
    expect(saved.body.revision).toBe(1);
    expect(await api.ports.table.get(keys.sku("m1", "HT-2500"))).toMatchObject({
      listingId: "goods-1",
      optionId: "a",
      kind: "goods",
      draws: [{ poolId: "heap", qty: 2500 }],
      locationId: "loc-1",
      undated: false,
    });
    expect(await api.ports.table.get(keys.draw("m1", "heap", "HT-2500"))).toMatchObject({ l: "goods-1", qty: 2500 });
    expect(await api.ports.table.get(keys.head("m1", "goods-1"))).toMatchObject({ rev: 1, ver: 1, VPK: "M#m1#LST" });
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["fanout", { v: 1, m: "m1", source: "listing", id: "goods-1", hop: 0 }],
    ]);
  });

  it("makes no revision of the same content, the next one of another", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    expect((await api.ask("PUT /listings/goods-1", WALNUTS)).body.revision).toBe(1);
    expect((await api.ask("PUT /listings/goods-1", { ...WALNUTS, titleShort: "成县核桃" })).body.revision).toBe(2);
    const stale = await api.ask("PUT /listings/goods-1?baseRevision=1", { ...WALNUTS, titleShort: "核桃" });
    expect(stale.status).toBe(409);
  });

  it("goes round a revision that an earlier save left without reaching the head", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    const first = await api.ports.table.get(keys.revision("m1", "goods-1", 1));
    await api.ports.table.write({ put: { ...first, ...keys.revision("m1", "goods-1", 2) } });
    expect((await api.ask("PUT /listings/goods-1", { ...WALNUTS, titleShort: "成县核桃" })).body.revision).toBe(3);
    expect((await api.ask("GET /listings/goods-1")).body.listing.titleShort).toBe("成县核桃");
  });

  it("refuses a key of another listing", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    const other = await api.ask("PUT /listings/goods-2", { ...WALNUTS, id: "goods-2", merchantKey: "HT2" });
    expect(other.status).toBe(409);
    expect(other.body.detail).toContain("goods-1");
    expect((await api.ask("GET /listings/goods-2")).status).toBe(404);
  });

  it("points at what is wrong, in both languages", async () => {
    const bad = { ...WALNUTS, options: [{ ...WALNUTS.options[0], price: { sellFen: 1.5 } }], extra: 1 };
    const { status, body } = await api.ask("PUT /listings/goods-1", bad);
    expect(status).toBe(422);
    const price = body.errors.find((error: { pointer: string }) => error.pointer === "/options/0/price/sellFen");
    expect(price.say).toEqual({ zh: "金额以分为单位, 必须是整数", en: "money is integer fen" });
    expect(body.errors).toHaveLength(2);
  });

  it("pages with cursors that open nowhere else", async () => {
    for (const n of [1, 2, 3]) {
      const options = [{ ...WALNUTS.options[0], merchantKey: `K${n}` }];
      await api.ask(`PUT /listings/goods-${n}`, { ...WALNUTS, id: `goods-${n}`, merchantKey: `L${n}`, options });
      api.pass(1_000);
    }
    const first = await api.ask("GET /listings?limit=2");
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(["goods-3", "goods-2"]);
    const cursor = encodeURIComponent(first.body.cursor);
    expect((await api.ask(`GET /listings?limit=2&cursor=${cursor}`)).body).toMatchObject({
      items: [{ id: "goods-1" }],
      cursor: null,
    });
    expect((await api.ask(`GET /pools?cursor=${cursor}`)).status).toBe(422);
  });
});

describe("publications", () => {
  it("are wished for by a person and worked on by the lane", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    const wanted = await api.ask(`PUT /listings/goods-1/publications/${SHOP}`, { want: "on" });
    expect(wanted).toMatchObject({ status: 202, body: { want: "on", state: "due", shelf: "never" } });
    expect(wanted.body.live).toEqual({
      at: "2026-11-25T03:00:00.000Z",
      say: { zh: "预计 11:00 上线", en: "will be live about 11:00" },
    });
    const told = { v: 1, m: "m1", s: SHOP, l: "goods-1" };
    expect(api.sent.slice(-2)).toMatchObject([
      { queue: "publish:market", message: { body: told, group: SHOP } },
      { queue: "urgent:market", message: { body: { ...told, kind: "stock" }, group: SHOP } },
    ]);
    expect((await api.ask(`GET /shops/${SHOP}/publications`)).body.items).toHaveLength(1);
    expect((await api.ask("GET /listings/goods-1/publications")).body.items).toHaveLength(1);
  });

  it("are not retried under a worker's hands", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    expect((await api.ask(`POST /listings/goods-1/publications/${SHOP}/retry`)).status).toBe(404);
    await api.ask(`PUT /listings/goods-1/publications/${SHOP}`, { want: "on" });
    expect((await api.ask(`POST /listings/goods-1/publications/${SHOP}/retry`)).status).toBe(202);
    const turn = { turnId: "t1", turnPhase: "run" };
    await api.ports.table.write({ update: keys.publication("m1", "goods-1", SHOP), set: turn });
    expect((await api.ask(`POST /listings/goods-1/publications/${SHOP}/retry`)).status).toBe(409);
    expect(await api.ports.table.get(keys.publication("m1", "goods-1", SHOP))).toMatchObject(turn);
  });
});

describe("codes of a listing", () => {
  const save = (options: object[], more: object = {}) =>
    api.ask("PUT /listings/goods-1", { ...WALNUTS, options, ...more });
  const option = (id: string, merchantKey: string) => ({ ...WALNUTS.options[0], id, merchantKey });
  const has = async (key: { PK: string; SK: string }) => (await api.ports.table.get(key)) !== null;

  it("may change until it is published; rows of what is gone go too, and the code is free again", async () => {
    await save([option("a", "HT-2500"), option("b", "HT-5000")]);
    await save([option("a", "HT-X")]);
    expect(await has(keys.sku("m1", "HT-X"))).toBe(true);
    for (const key of ["HT-2500", "HT-5000"]) {
      expect(await has(keys.sku("m1", key))).toBe(false);
      expect(await has(keys.draw("m1", "heap", key))).toBe(false);
    }
  });

  it("are frozen from then on; an option may go, and late orders for it still find it", async () => {
    await save([option("a", "HT-2500"), option("b", "HT-5000")]);
    await api.ports.table.write({ put: { ...keys.publication("m1", "goods-1", "shop00000001"), want: "on" } });
    expect((await save([option("a", "HT-X"), option("b", "HT-5000")])).body.type).toContain("key_frozen");
    expect((await save([option("a", "HT-2500")], { merchantKey: "OTHER" })).body.type).toContain("key_frozen");
    expect((await save([option("a", "HT-2500")])).status).toBe(200);
    expect(await has(keys.sku("m1", "HT-5000"))).toBe(true);
    expect(await has(keys.draw("m1", "heap", "HT-5000"))).toBe(false);
  });
});

describe("a supplier", () => {
  it("is stored with what is wrong of its papers: a credit code that does not add up, a licence that ran out", async () => {
    const licences = [{ type: "food_permit", no: "JY-1", validUntil: "2026-10-01" }];
    const supplier = { name: "示例供货方", type: "coop", uscc: "91110000000000000X", licences };

    const { status, body } = await api.ask("PUT /suppliers/sup-1", supplier);

    expect(status).toBe(200);
    expect(body.findings.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(["/licences", "/uscc"]);
  });
});
