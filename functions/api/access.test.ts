import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../shared/store/keys.ts";
import { connectShop, SHOP, testApi, WALNUTS, type TestApi } from "./fixtures.ts";

let api: TestApi;
const untouched = { to: null, lastChange: null, everyMinutes: 1, lateFound: 0, gaps: [] };
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
});

describe("tokens", () => {
  it("are asked for everywhere but at health and description", async () => {
    expect((await api.ask("GET /health", undefined, { token: "" })).status).toBe(200);
    const description = await api.ask("GET /openapi.json", undefined, { token: "" });
    expect(description.body.openapi).toBe("3.1.0");
    expect(Object.keys(description.body.paths)).toContain("/shops/{id}/orders/{no}/handover");
    for (const token of [
      "",
      "a.b.c",
      await api.token({ merchant: "m1", roles: ["owner"] }, "2026-11-25T01:00:00.000Z"),
    ])
      expect((await api.ask("GET /shops", undefined, { token })).status).toBe(401);
  });

  it("never speak for the county's own data key", async () => {
    const token = await api.token({ merchant: "county", roles: ["owner"] });
    expect((await api.ask("GET /shops", undefined, { token })).status).toBe(401);
  });

  it("open only what their role may do", async () => {
    const token = await api.token({ merchant: "m1", roles: ["viewer"] });
    expect((await api.ask("GET /shops", undefined, { token })).status).toBe(200);
    expect((await api.ask("PUT /listings/goods-1", WALNUTS, { token })).status).toBe(403);
    expect((await api.ask(`POST /shops/${SHOP}/orders/1/receiver`, {}, { token })).status).toBe(403);
  });

  it("of another merchant find nothing", async () => {
    await api.ask("PUT /listings/goods-1", WALNUTS);
    await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 10_000 });
    const token = await api.token({ merchant: "m2", roles: ["owner"] });
    const hidden = [
      `GET /shops/${SHOP}`,
      `POST /shops/${SHOP}/test`,
      `POST /shops/${SHOP}/pull`,
      `POST /shops/${SHOP}/wares/read`,
      `GET /shops/${SHOP}/wares`,
      `GET /shops/${SHOP}/coverage`,
      `GET /shops/${SHOP}/callback`,
      `GET /shops/${SHOP}/orders`,
      `GET /shops/${SHOP}/orders/1`,
      `GET /shops/${SHOP}/publications`,
      "GET /listings/goods-1",
      "GET /pools/heap",
    ];
    for (const line of hidden) expect([line, (await api.ask(line, undefined, { token })).status]).toEqual([line, 404]);
    const want = await api.ask(`PUT /listings/goods-1/publications/${SHOP}`, { want: "off" }, { token });
    expect(want.status).toBe(404);
    for (const line of ["GET /shops", "GET /listings", "GET /pools", "GET /coverage", "GET /suppliers"])
      expect((await api.ask(line, undefined, { token })).body.items).toEqual([]);
  });

  it("of a supplier open its own consignments and nothing else", async () => {
    const token = await api.token({ merchant: "m1", roles: ["supplier"], supplier: "sup-1" });
    expect((await api.ask("GET /suppliers/sup-1/consignments", undefined, { token })).status).toBe(200);
    expect((await api.ask("GET /suppliers/sup-2/consignments", undefined, { token })).status).toBe(404);
    expect((await api.ask("GET /suppliers", undefined, { token })).status).toBe(403);
  });
});

describe("repeated requests", () => {
  const change = { change: 500, reason: "收货" };
  beforeEach(() => api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 10_000 }));

  it("do their work once and answer the same", async () => {
    const first = await api.ask("POST /pools/heap/corrections", change, { key: "k1" });
    const again = await api.ask("POST /pools/heap/corrections", change, { key: "k1" });
    expect(again).toEqual(first);
    expect((await api.ask("GET /pools/heap")).body.onHand).toBe(10_500);
  });

  it("under a used key are refused when they ask for something else, and forgotten after a day", async () => {
    await api.ask("POST /pools/heap/corrections", change, { key: "k1" });
    const other = await api.ask("POST /pools/heap/corrections", { ...change, change: 1 }, { key: "k1" });
    expect(other.status).toBe(422);
    api.pass(25 * 3_600_000);
    const token = await api.token({ merchant: "m1", roles: ["owner"] }, "2026-11-27T00:00:00.000Z");
    const later = await api.ask("POST /pools/heap/corrections", { ...change, change: 1 }, { key: "k1", token });
    expect(later.body.onHand).toBe(10_501);
  });
});

describe("shops", () => {
  it("keep settings and token sealed and show neither", async () => {
    const text = JSON.stringify(await api.ports.table.batchGet([keys.secret("m1", SHOP), keys.token("m1", SHOP)]));
    expect(text).toContain("sealed");
    expect(text).not.toContain("token-value");
    expect(text).not.toContain("12345678");
    expect(JSON.stringify((await api.ask(`GET /shops/${SHOP}`)).body)).not.toContain("12345678");
    const sealed = String((await api.ports.table.get(keys.secret("m1", SHOP)))?.["sealed"]);
    expect(await api.services.sealer.open("m1", `shop|${SHOP}`, sealed)).toEqual({ vendorCode: "12345678" });
  });

  it("say where the platform may push to, or why it can't", async () => {
    expect((await api.ask(`GET /shops/${SHOP}/callback`)).body).toEqual({
      path: null,
      absent: { zh: "不支持", en: "not there" },
    });
    Object.assign(api.services.adapters["market"] ?? {}, { events: { receive: () => null } });
    const { body } = await api.ask(`GET /shops/${SHOP}/callback`);
    expect(body).toEqual({ path: `/callbacks/market/m1/${SHOP}`, absent: null });
  });

  it("have a row for every stream, and are read and tested by the pull lane", async () => {
    expect((await api.ask("GET /coverage")).body.items).toEqual([
      {
        shop: SHOP,
        platform: "market",
        streams: ["created", "orders"].map((stream) => ({ stream, ...untouched })),
      },
    ]);
    expect((await api.ask(`GET /shops/${SHOP}/coverage`)).body.streams).toHaveLength(2);
    api.sent.length = 0;
    await api.ask(`POST /shops/${SHOP}/test`);
    await api.ask(`POST /shops/${SHOP}/pull`);
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["pull:market", { v: 1, m: "m1", s: SHOP, identify: true }],
      ["pull:market", { v: 1, m: "m1", s: SHOP, stream: "orders" }],
      ["pull:market", { v: 1, m: "m1", s: SHOP, stream: "created" }],
    ]);
  });

  it("refuse settings that the platform does not know, by pointer, and never say the values", async () => {
    const bad = { platform: "market", app: "own", name: "x", settings: { vendorCode: "secret-text", more: 1 } };
    const { status, body } = await api.ask("PUT /shops/shop00000002", bad);
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain("/settings/vendorCode");
    expect(JSON.stringify(body)).not.toContain("secret-text");
  });

  it("keep what they are when they are changed", async () => {
    await api.ports.table.write({ update: keys.shop("m1", SHOP), set: { state: "tested", adopted: true } });
    const changed = await api.ask(`PUT /shops/${SHOP}`, { platform: "market", app: "own", name: "新名字" });
    expect(changed.body).toMatchObject({ name: "新名字", state: "tested", adopted: true });
  });
});

describe("apps", () => {
  const settings = { appKey: "k", appSecret: "very-secret" };
  it("are the county's from an operator and the merchant's own from its owner", async () => {
    await api.ask("PUT /apps/market/own", { settings });
    const token = await api.token({ merchant: "m1", roles: ["operator"] });
    await api.ask("PUT /apps/market/isv", { settings }, { token });
    const own = await api.ports.table.get(keys.ownApp("m1", "market", "own"));
    const shared = await api.ports.table.get(keys.app("market", "isv"));
    expect(await api.services.sealer.open("m1", "app|market|own", String(own?.["sealed"]))).toEqual(settings);
    expect(await api.services.sealer.open("county", "app|market|isv", String(shared?.["sealed"]))).toEqual(settings);
  });
});
