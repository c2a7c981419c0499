import { beforeEach, describe, expect, it } from "vitest";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order } from "./order-fixtures.ts";

let api: TestApi;
const available = async () => (await api.ask("GET /pools/heap")).body.available;

beforeEach(async () => {
  api = await testApi();
  await api.ask("PUT /pools/heap", { name: "核桃堆", unit: "g", onHand: 100_000, policy: "shared" });
});

describe("a shop just connected", () => {
  it("counts stock from now on, and asks of open orders whether they were taken off already", async () => {
    const settings = { vendorCode: "12345678" };
    await api.ask(`PUT /shops/${SHOP}`, { platform: "market", app: "own", name: "县供销店", settings });
    const before = { ...order(), lines: order().lines.map((line) => ({ ...line, claims: [] })) };
    const due = work.orderDue("m1", "2026-11-26T00:00:00.000Z");
    await api.ports.table.batchPut([
      { ...keys.order("m1", SHOP, before.orderNo), body: orderBody(before), ver: 1, ...due },
    ]);
    const open = (counted: boolean) => ({ orders: [{ orderNo: "9001", placedAt: before.placedAt, counted }] });

    expect((await api.ask(`GET /shops/${SHOP}/open-orders`)).body).toMatchObject(open(false));
    await api.ask(`POST /shops/${SHOP}/open-orders`, { deducted: true });
    expect(await available()).toBe(100_000);

    expect((await api.ask(`POST /shops/${SHOP}/open-orders`, { deducted: false })).body).toMatchObject(open(true));
    await api.ask(`POST /shops/${SHOP}/open-orders`, { deducted: false });
    expect(await available()).toBe(100_000 - 2 * 2 * 2_500);
  });
});

describe("a shop that rests", () => {
  it("is paused with a reason and an end, and opened again; every publication hears of it", async () => {
    await connectShop(api);
    await api.ports.table.write({ update: keys.shop("m1", SHOP), set: { state: "tested" } });
    api.sent.length = 0;

    const until = "2026-12-01T00:00:00.000Z";
    expect((await api.ask(`POST /shops/${SHOP}/pause`, { reason: "大雪封路", until })).body.state).toBe("paused");
    expect(api.sent.map(({ message }) => message.body)).toMatchObject([{ source: "shop", id: SHOP }]);
    expect(
      (await api.ask(`POST /shops/${SHOP}/pause`, { reason: "晚了", until: "2026-01-01T00:00:00.000Z" })).status,
    ).toBe(422);
    expect((await api.ask(`POST /shops/${SHOP}/resume`)).body.state).toBe("tested");
    expect((await api.ask(`POST /shops/${SHOP}/resume`)).status).toBe(409);
  });
});

describe("stock that a second system wrote", () => {
  it("is ours again once a person says so", async () => {
    await connectShop(api);
    const ask = () => api.ask(`POST /listings/goods-1/publications/${SHOP}/stock`, { answer: "ours" });
    expect((await ask()).status).toBe(409);

    const drift = { at: "2026-11-25T01:00:00.000Z", risen: { "HT-2500": 30 } };
    await api.ports.table.batchPut([{ ...keys.stockTurn("m1", "goods-1", SHOP), drift, state: "blocked" }]);
    expect((await ask()).status).toBe(202);
    expect((await api.ports.table.get(keys.stockTurn("m1", "goods-1", SHOP)))?.["drift"]).toBeUndefined();
  });
});
