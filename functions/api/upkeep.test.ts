import { beforeEach, describe, expect, test } from "vitest";
import { instantFrom } from "../../domain/time.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order } from "./order-fixtures.ts";

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  const key = keys.order("m1", SHOP, "9001");
  await api.ports.table.batchPut([
    { ...key, ver: 1, body: orderBody(order()), ...work.orderDue("m1", "2026-11-26T00:00:00.000Z") },
    await aside("h1", { no: "9001", buyer: "王五" }),
    await aside("h2", { no: "9002" }),
  ]);
  const sealed = await api.services.sealer.seal("m1", `receiver|${SHOP}|9001`, { receiver: null, buyerNote: "x" });
  await api.ports.receivers.batchPut([{ ...key, sealed, ttl: 9_999_999_999 }]);
});

const aside = async (hash: string, raw: object) => ({
  ...keys.setAside("m1", SHOP, "orders", hash),
  sealed: await api.services.sealer.seal("m1", `aside|${SHOP}`, JSON.stringify(raw)),
  why: "no such field",
  at: "2026-11-24T00:00:00.000Z",
  ...work.todo("m1", "2026-11-24T00:00:00.000Z"),
});
const row = (key: { PK: string; SK: string }) => api.ports.table.get(key);
const operator = () => api.token({ merchant: "m1", roles: ["operator"] });

describe("erasing a buyer", () => {
  const erase = () => api.ask(`POST /shops/${SHOP}/orders/9001/erase`, {});

  test("marks the order, leaves a tombstone, and takes the text out of what was set aside of that order alone", async () => {
    expect((await erase()).body).toEqual({ erased: true });
    expect((await erase()).status).toBe(200);
    const key = keys.order("m1", SHOP, "9001");
    expect(orderOf((await row(key)) ?? { ...key })).toMatchObject({ erased: true, receiverVersion: null });
    expect(await api.ports.receivers.get(key)).toEqual({ ...key, erased: true, at: expect.any(String) });
    expect(await row(keys.setAside("m1", SHOP, "orders", "h1"))).not.toHaveProperty("sealed");
    expect(await row(keys.setAside("m1", SHOP, "orders", "h2"))).toHaveProperty("sealed");
    expect((await api.ask(`POST /shops/${SHOP}/orders/9001/receiver`, {})).status).toBe(404);
  });

  test("is the owner's and the operator's to do", async () => {
    const token = await api.token({ merchant: "m1", roles: ["clerk"] });
    expect((await api.ask(`POST /shops/${SHOP}/orders/9001/erase`, {}, { token })).status).toBe(403);
    const other = await api.token({ merchant: "m2", roles: ["owner"] });
    expect((await api.ask(`POST /shops/${SHOP}/orders/9001/erase`, {}, { token: other })).status).toBe(404);
  });
});

describe("what was set aside", () => {
  test("is shown by reason and never by content, and is taken up by the pull lane", async () => {
    const { body } = await api.ask(`GET /shops/${SHOP}/set-aside`);
    expect(body.items.map(({ id, why }: { id: string; why: string }) => [id, why])).toEqual([
      ["orders#h1", "no such field"],
      ["orders#h2", "no such field"],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/sealed|王五/);
    api.sent.length = 0;
    expect((await api.ask(`POST /shops/${SHOP}/set-aside/replay`, {})).status).toBe(202);
    expect(api.sent.map(({ message }) => message.body)).toMatchObject([{ replay: true, s: SHOP }]);
  });
});

describe("after a restore", () => {
  const at = "2026-11-24T12:00:00Z";
  beforeEach(async () => {
    await api.ports.table.write({
      update: keys.stream("m1", SHOP, "orders"),
      set: { to: "2026-11-24T20:00:00.000Z", leaseId: "x", leaseUntil: "2026-11-30T00:00:00.000Z" },
    });
    await api.ports.table.batchPut([
      { ...keys.publication("m1", "l1", SHOP), want: "on", ...views.publication("m1", SHOP, "l1") },
    ]);
  });

  test("everything is looked for before it is made, orders are read again, and publications come at once", async () => {
    api.sent.length = 0;
    const { body } = await api.ask("POST /restore", { at }, { token: await operator() });
    expect(body).toEqual({ shops: 1, streams: 2, erasedAgain: 0 });
    expect(await row(keys.shop("m1", SHOP))).toMatchObject({ epoch: 1 });
    const stream = await row(keys.stream("m1", SHOP, "orders"));
    expect(stream).toMatchObject({ to: "2026-11-24T11:00:00.000Z" });
    expect(stream).not.toHaveProperty("leaseId");
    expect(await row(keys.publication("m1", "l1", SHOP))).toMatchObject({ WPK: expect.stringMatching(/^W#due/) });
    expect(api.sent.map(({ queue }) => queue)).toEqual(["pull:market", "pull:market", "fanout"]);
  });

  test("who was erased since the backup is erased again, from the tombstone", async () => {
    await api.ask(`POST /shops/${SHOP}/orders/9001/erase`, {});
    const key = keys.order("m1", SHOP, "9001");
    await api.ports.table.batchPut([{ ...key, ver: 1, body: orderBody(order()) }]);
    const { body } = await api.ask("POST /restore", { at }, { token: await operator() });
    expect(body.erasedAgain).toBe(1);
    expect(orderOf((await row(key)) ?? { ...key }).erased).toBe(true);
  });

  test("is an operator's to say", async () => {
    expect((await api.ask("POST /restore", { at })).status).toBe(403);
  });

  test("says when, or is refused", async () => {
    expect((await api.ask("POST /restore", { at: "yesterday" }, { token: await operator() })).status).toBe(422);
    expect(instantFrom(at)).toBe("2026-11-24T12:00:00.000Z");
  });
});
