import { beforeEach, describe, expect, it } from "vitest";
import { packNoOf } from "../../domain/order/pack-no.ts";
import { writeConsignments } from "../shared/orders/consignment-rows.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";

let api: TestApi;
let supplier: string;
const KEY = keys.order("m1", SHOP, "9001");
const HOLD = { kind: "refund_review", until: null, raw: "R" } as const;

async function put(more: Parameters<typeof order>[0] = {}): Promise<void> {
  const row = { ver: 3, body: orderBody(order(more)), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...KEY, ...row } });
  await writeConsignments([{ m: "m1", s: SHOP, order: order(more), ver: 3 }], api.ports);
}
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  supplier = await api.token({ merchant: "m1", roles: ["supplier"], supplier: "sup-1" });
  await put();
});
const says = (body: object, more: object = { token: supplier }) =>
  api.ask(`POST /suppliers/sup-1/consignments/${SHOP}/9001/sup-1/answer`, body, more);
const decide = (body: object) => api.ask(`POST /shops/${SHOP}/orders/9001/consignments/sup-1/decide`, body);
const states = async () => {
  const row = await api.ports.table.get(KEY);
  return row === null ? [] : orderOf(row).consignments.map(({ supplierId, state }) => `${supplierId} ${state}`);
};
const list = async (token = supplier) =>
  (await api.ask("GET /suppliers/sup-1/consignments", undefined, { token })).body.items;

describe("a supplier", () => {
  it("accepts and packs its part; order and row say the same", async () => {
    expect((await says({ says: "accepted" })).body).toEqual({ state: "accepted" });
    expect((await says({ says: "packed" })).body).toEqual({ state: "packed" });
    expect((await says({ says: "packed" })).status).toBe(200);
    expect(await states()).toEqual(["self sent", "sup-1 packed"]);
    expect(await list()).toMatchObject([{ id: "sup-1", state: "packed" }]);
    expect((await says({ says: "refused", note: "没货" })).status).toBe(409);
  });

  it("packs nothing that is held, and refuses only with a reason", async () => {
    await put({ holds: [HOLD] });
    expect((await says({ says: "packed" })).body.detail).toContain("refund_review");
    expect((await says({ says: "refused" })).body.errors[0].pointer).toBe("/note");
  });

  it("has no say in another's part, nor sees its notices", async () => {
    const path = `POST /suppliers/self/consignments/${SHOP}/9001/self/answer`;
    expect((await api.ask(path, { says: "packed" }, { token: supplier })).status).toBe(404);
    expect((await api.ask("GET /notices/merchant", undefined, { token: supplier })).status).toBe(404);
    const other = await api.token({ merchant: "m1", roles: ["supplier"], supplier: "sup-2" });
    expect((await says({ says: "accepted" }, { token: other })).status).toBe(404);
    const stranger = await api.token({ merchant: "m2", roles: ["supplier"], supplier: "sup-1" });
    expect((await says({ says: "accepted" }, { token: stranger })).status).toBe(404);
    expect(await list(stranger)).toEqual([]);
  });
});

describe("goods that a supplier has not", () => {
  beforeEach(async () => void (await says({ says: "refused", note: "没货了" })));

  it("are told to the merchant once, and leave the supplier's list", async () => {
    expect(await list()).toEqual([]);
    const { body } = await api.ask("GET /notices/merchant");
    expect(body.items).toMatchObject([
      { kind: "consignment_refused", about: { orderNo: "9001", consignment: "sup-1" } },
    ]);
    expect(body.items[0].say.zh).toContain("没货了");
  });

  it("may come from another supplier: the new part is his, the old one stays to be seen", async () => {
    expect((await decide({ decision: "reassign", supplierId: "sup-2", locationId: "loc-2" })).status).toBe(422);
    await api.ports.table.batchPut([{ ...keys.supplier("m1", "sup-2") }, { ...keys.location("m1", "loc-2") }]);
    expect((await decide({ decision: "reassign", supplierId: "sup-2", locationId: "loc-2" })).status).toBe(200);
    expect(await states()).toEqual(["sup-1 reassigned", "self sent", "sup-2 sent"]);
    const token = await api.token({ merchant: "m1", roles: ["supplier"], supplier: "sup-2" });
    const { body } = await api.ask("GET /suppliers/sup-2/consignments", undefined, { token });
    expect(body.items).toMatchObject([{ state: "sent", lines: [{ lineNo: "2", quantity: 2 }] }]);
    const told = await api.ask("GET /notices/sup-2", undefined, { token });
    expect(told.body.items).toMatchObject([{ kind: "consignment_new" }]);
  });

  it("may come later, on the day that was agreed", async () => {
    expect((await decide({ decision: "negotiate", shipBy: "2026-12-01T00:00:00.000Z" })).body).toEqual({
      state: "sent",
    });
    expect(await list()).toMatchObject([{ state: "sent", shipBy: "2026-12-01T00:00:00.000Z" }]);
  });

  it("may be refunded: nobody packs them, and nothing is sent to the platform by a machine", async () => {
    api.sent.length = 0;
    expect((await decide({ decision: "refund", note: "联系买家" })).body).toEqual({
      state: "refused",
      how: { zh: "请在平台后台退款", en: "refund it in the back office" },
    });
    expect(api.sent).toEqual([]);
  });
});

describe("what to pack today", () => {
  it("is a list for a location, without receiver or price, and without what is held or gone", async () => {
    const seen = async () => (await api.ask("GET /locations/loc/pack-list")).body.items;
    const items = await seen();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(["self", "sup-1"]);
    expect(JSON.stringify(items)).not.toMatch(/Fen|receiver/);
    await says({ says: "refused", note: "没货" });
    expect((await seen()).map(({ id }: { id: string }) => id)).toEqual(["self"]);
    await put({ holds: [HOLD] });
    expect(await seen()).toEqual([]);
  });

  it("is found by its pack number, and a wrong digit is said", async () => {
    const packNo = packNoOf(SHOP, "9001", "self");
    const { body } = await api.ask(`GET /pack-numbers/${packNo}`);
    expect(body.items).toMatchObject([{ orderNo: "9001", id: "self", packNo }]);
    const wrong = `${(Number(packNo[0]) + 1) % 10}${packNo.slice(1)}`;
    expect((await api.ask(`GET /pack-numbers/${wrong}`)).status).toBe(422);
  });
});
