import { beforeEach, describe, expect, it } from "vitest";
import { secretPurpose } from "../shared/orders/voucher.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { line, order, PLACED } from "./order-fixtures.ts";

const at = `/shops/${SHOP}/orders/9001`;
const shown = { lineNo: "1", code: "ABC123", key: "phone-key-1" };
const CAN = { settle: "lookup" };
let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  const sold = order({ lines: [line("1", "self", "voucher"), line("2", "self")], consignments: [] });
  const row = { ver: 3, body: orderBody(sold), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
  api.sent.length = 0;
});
const redeem = (body: object = shown) => api.ask(`POST ${at}/redeem`, body);
const rowOf = (n: string) => api.ports.table.get(keys.voucher("m1", SHOP, "9001", n));
const set = (n: string, state: string) =>
  api.ports.table.write({ update: keys.voucher("m1", SHOP, "9001", n), set: { state } });
const may = (kind: string) => Object.assign(api.services.adapters["market"]?.effects ?? {}, { [kind]: CAN });

describe("a code that a guest shows", () => {
  it("is planned once under the phone's key, however often the phone asks", async () => {
    const { body } = await redeem();
    await redeem();
    expect(await rowOf(body.id)).toMatchObject({ state: "planned", effectKey: "phone-key-1", platformSkuId: "ps1" });
    await set(body.id, "redeemed");
    api.sent.length = 0;
    expect((await redeem()).body).toEqual({ id: body.id, state: "redeemed" });
    expect(api.sent).toEqual([]);
  });

  it("is refused to a second guest, while it is under way and when it is used", async () => {
    const { body } = await redeem();
    const second = { ...shown, key: "phone-key-2" };
    expect((await redeem(second)).body.type).toContain("in_use");
    await set(body.id, "redeemed");
    expect((await redeem(second)).body.type).toContain("used");
    await set(body.id, "blocked");
    expect((await redeem(second)).body.state).toBe("planned");
  });

  it("keeps a store that the clerk chose, and its password sealed", async () => {
    const { body } = await redeem({ ...shown, secret: "pass-word", store: { id: "st1", name: "苗寨店" } });
    const row = await rowOf(body.id);
    expect(row?.["store"]).toEqual({ id: "st1", name: "苗寨店" });
    expect(JSON.stringify(row)).not.toContain("pass-word");
    expect(JSON.stringify(api.sent)).not.toContain("pass-word");
    const purpose = secretPurpose(SHOP, "9001", body.id);
    expect(await api.services.sealer.open("m1", purpose, String(row?.["sealed"]))).toEqual({ secret: "pass-word" });
  });

  it("needs the phone's key, and a line that is a voucher", async () => {
    const { key: _key, ...keyless } = shown;
    expect((await redeem(keyless)).body.errors[0].pointer).toBe("/key");
    expect((await redeem({ ...shown, lineNo: "2" })).status).toBe(422);
  });
});

describe("a redemption that was wrong", () => {
  it("is taken back where the platform lets anybody, else its reason is said", async () => {
    const { body } = await redeem();
    await set(body.id, "redeemed");
    const undo = () => api.ask(`POST ${at}/redemptions/${body.id}/undo`, { key: "phone-key-9" });
    expect((await undo()).body.detail).toBe("不支持");
    may("undoRedeem");
    api.sent.length = 0;
    expect((await undo()).body).toEqual({ state: "undoing" });
    expect((await undo()).body).toEqual({ state: "undoing" });
    expect(await rowOf(body.id)).toMatchObject({ state: "undoing", undoKey: "phone-key-9" });
    expect(api.sent).toMatchObject([{ message: { body: { kind: "redeem", n: body.id } } }]);
  });

  it("can't be taken back before it happened", async () => {
    may("undoRedeem");
    const { body } = await redeem();
    expect((await api.ask(`POST ${at}/redemptions/${body.id}/undo`, { key: "phone-key-9" })).status).toBe(409);
  });
});

describe("the merchant's own codes", () => {
  const issue = (count: number, key = "phone-key-1") =>
    api.ask(`POST ${at}/vouchers`, {
      lineNo: "1",
      codes: Array.from({ length: count }, (_, n) => ({ code: `C${n}`, secret: "hush-hush" })),
      key,
    });

  it("are issued once, as many as were bought, sealed", async () => {
    expect((await issue(2)).status).toBe(409);
    may("issueVouchers");
    expect((await issue(1)).body.errors[0].pointer).toBe("/codes");
    const { body } = await issue(2);
    expect((await issue(2)).body).toEqual(body);
    const row = await api.ports.table.get(keys.issue("m1", SHOP, "9001", body.id));
    expect(JSON.stringify(row)).not.toContain("hush-hush");
    expect(api.sent).toMatchObject([{ message: { body: { kind: "issue", n: body.id } } }]);
  });
});

describe("stores", () => {
  it("are chosen from what was read there", async () => {
    expect((await api.ask(`GET /shops/${SHOP}/stores`)).body).toEqual({ stores: [], readAt: null });
    await api.ask(`POST /shops/${SHOP}/stores/read`);
    expect(api.sent).toMatchObject([{ queue: "pull:market", message: { body: { stores: true } } }]);
    const read = { stores: [{ id: "st1", name: "苗寨店" }], readAt: "2026-11-25T02:00:00.000Z" };
    await api.ports.table.write({ update: keys.stores("m1", SHOP), set: read });
    expect((await api.ask(`GET /shops/${SHOP}/stores`)).body).toEqual(read);
  });
});
