import { beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../../domain/order/order.ts";
import { keepSheets } from "../shared/orders/label.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";

const HOLD = { kind: "refund_review", until: null, raw: "R" } as const;
const ACCOUNT = { id: "acct1", carrier: "yuantong", name: "县城网点", site: "S1", owner: null, left: 9 };
const PATH = `POST /shops/${SHOP}/orders/9001/consignments/self/label`;
const WISH = { carrier: "yuantong", account: "acct1" };
const LOCATION = {
  name: "一号库",
  divisionCode: "621221",
  address: "城关镇一号库",
  contactName: "李仓管",
  phone: "13800000001",
};
let api: TestApi;

async function start(more: Partial<Order> = {}): Promise<void> {
  api = await testApi("line");
  await connectShop(api);
  await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 50_000 });
  await api.ask("PUT /locations/loc", LOCATION);
  const accounts = [{ ...ACCOUNT, templates: [{ id: "t1", name: "一联单" }] }];
  await api.ports.table.batchPut([{ ...keys.labelAccounts("m1", SHOP), accounts, readAt: PLACED }]);
  const row = { ver: 3, body: orderBody(order(more)), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
  api.sent.length = 0;
}
beforeEach(() => start());

const keyOf = (n: string) => keys.label("m1", SHOP, "9001", n);
const consignment = async () => {
  const row = await api.ports.table.get(keys.order("m1", SHOP, "9001"));
  return row === null ? undefined : orderOf(row).consignments[0];
};
const planned = async (): Promise<string> => (await api.ask(PATH, WISH)).body.id;
/** What the urgent lane leaves. */
async function made(more: object = {}): Promise<string> {
  const n = await planned();
  const set = { state: "made", waybill: "YT90001", ticket: "T1", ...more };
  await api.ports.table.write({ update: keyOf(n), set, remove: ["WPK", "WSK"] });
  return n;
}
const act = (n: string, verb: string, body?: object) =>
  api.ask(`POST /shops/${SHOP}/orders/9001/labels/${n}/${verb}`, body);

describe("asking for a label", () => {
  it("plans one row with its sender, bound to its consignment, and wakes the urgent lane", async () => {
    const { status, body } = await api.ask(PATH, WISH);
    expect([status, body]).toEqual([202, { id: expect.any(String), state: "planned", waybill: null }]);
    expect(await api.ports.table.get(keyOf(body.id))).toMatchObject({
      state: "planned",
      consignment: "self",
      account: { id: "acct1", carrier: "yuantong", site: "S1", owner: null },
      templateId: "t1",
      sender: { name: "李仓管", province: "甘肃省", city: "陇南市", county: "成县" },
      receiverVersion: "rv1",
      lines: [{ lineNo: "1", quantity: 2 }],
      WPK: expect.stringContaining("W#due"),
    });
    expect((await consignment())?.label).toBe(body.id);
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["urgent:market", { v: 1, m: "m1", s: SHOP, kind: "label", orderNo: "9001", n: body.id }],
    ]);
  });

  it("asked again, by a key or without, answers with the label that is there", async () => {
    const n = await planned();
    expect((await api.ask(PATH, WISH)).body).toMatchObject({ id: n, state: "planned" });
    await api.ports.table.write({ update: keyOf(n), set: { state: "made", waybill: "YT90001" } });
    expect((await api.ask(PATH, WISH)).body).toEqual({ id: n, state: "made", waybill: "YT90001" });
    expect((await api.ask(`GET /shops/${SHOP}/orders/9001/labels`)).body.items).toHaveLength(1);
  });

  it("asked again after a refusal plans another, but not where nobody knows the end of the last", async () => {
    const n = await planned();
    const findings = [{ rule: "platform.needs_merchant" }];
    await api.ports.table.write({ update: keyOf(n), set: { state: "blocked", findings } });
    const second = await planned();
    expect(second).not.toBe(n);
    const unsettled = { state: "blocked", findings: [{ rule: "unknown.blind" }] };
    await api.ports.table.write({ update: keyOf(second), set: unsettled });
    expect((await api.ask(PATH, WISH)).body.type).toContain("unsettled");
    expect((await act(second, "settle", { waybill: "YT90009" })).body).toEqual({ state: "made" });
    expect((await api.ask(PATH, WISH)).body).toMatchObject({ id: second, waybill: "YT90009" });
  });

  it("whose answer was lost is settled by a person, though the lane still looks for it", async () => {
    const n = await planned();
    const lost = { turnId: "t1", turnPhase: "sent", turnEffect: "createLabel", turnKey: "k", turnSentAt: PLACED };
    await api.ports.table.write({ update: keyOf(n), set: lost });
    expect((await act(n, "settle", { waybill: null })).status).toBe(409);
    await api.ports.table.write({ update: keyOf(n), set: { findings: [{ rule: "unknown.unsettled" }] } });
    expect((await act(n, "settle", { waybill: null })).body).toEqual({ state: "cancelled" });
    const row = await api.ports.table.get(keyOf(n));
    expect(row).toMatchObject({ state: "cancelled", stop: ["never_drawn"] });
    expect([row?.["turnId"], row?.["turnPhase"]]).toEqual([undefined, undefined]);
    expect(await planned()).not.toBe(n);
  });

  it.each([
    ["a hold", { holds: [HOLD] }],
    ["an unpaid order", { pay: "unpaid" as const }],
    ["an order that has ended", { ended: true }],
  ])("is refused over %s", async (_what, more) => {
    await start(more);
    expect((await api.ask(PATH, WISH)).status).toBe(409);
    expect(api.sent).toEqual([]);
  });

  it("is refused for a part that has left, a strange account and a place without an address", async () => {
    expect((await api.ask(PATH, { ...WISH, account: "other" })).body.errors[0].pointer).toBe("/account");
    expect((await api.ask(PATH, { ...WISH, template: "t9" })).body.errors[0].pointer).toBe("/template");
    const other = `POST /shops/${SHOP}/orders/9001/consignments/sup-9/label`;
    expect((await api.ask(other, WISH)).status).toBe(422);
    await api.ports.table.write({ delete: keys.location("m1", "loc") });
    expect((await api.ask(PATH, WISH)).status).toBe(409);
  });

  it("says why where the platform gives none", async () => {
    const absent = { absent: { zh: "没有电子面单接口", en: "no labels" } };
    Object.assign(api.services.adapters["market"]?.effects ?? {}, { createLabel: absent });
    expect((await api.ask(PATH, WISH)).body.detail).toBe("没有电子面单接口");
  });

  it("keeps the part where it is: nobody sends it from elsewhere, nor has no goods", async () => {
    await planned();
    const decide = `POST /shops/${SHOP}/orders/9001/consignments/self/decide`;
    const to = { decision: "reassign", supplierId: "self", locationId: "loc" };
    expect((await api.ask(decide, to)).body.type).toContain("labelled");
    const says = { says: "refused", note: "没货" };
    const answer = await api.ask(`POST /suppliers/self/consignments/${SHOP}/9001/self/answer`, says);
    expect(answer.body.type).toContain("labelled");
  });
});

describe("printing", () => {
  it("fetches sheets first, gives them as often as wanted, counts and logs, and ships nothing", async () => {
    const n = await made();
    expect((await act(n, "print", {})).body).toEqual({ state: "fetching" });
    const at = { m: "m1", s: SHOP, orderNo: "9001", n };
    await keepSheets(at, ["<sheet>"], api.services);
    await api.ports.table.write({ update: keyOf(n), set: { sheets: { templateId: "t1", boxes: 1 } } });
    for (let print = 1; print <= 2; print++) {
      const { body } = await act(n, "print", {});
      expect(body).toMatchObject({ state: "ready", waybill: "YT90001", sheets: ["<sheet>"], how: { zh: "打印组件" } });
      expect(await api.ports.table.get(keyOf(n))).toMatchObject({ prints: print, printedAt: expect.any(String) });
    }
    expect((await consignment())?.state).toBe("sent");
    expect((await api.ask("GET /pools/heap")).body.onHand).toBe(50_000);
    expect(api.lines.join("\n")).toContain("somebody printed");
    expect(api.lines.join("\n")).not.toContain("<sheet>");
    expect((await act(n, "print", { template: "t2" })).body).toEqual({ state: "fetching" });
  });

  it("gives nothing of a void label, nor after the buyer was erased", async () => {
    const n = await made({ sheets: { templateId: "t1", boxes: 1 } });
    await keepSheets({ m: "m1", s: SHOP, orderNo: "9001", n }, ["<sheet>"], api.services);
    await api.ask(`POST /shops/${SHOP}/orders/9001/erase`);
    expect(JSON.stringify(await act(n, "print", {}))).not.toContain("<sheet>");
    await act(n, "cancel", { reason: "打错" });
    expect((await act(n, "print", {})).status).toBe(409);
  });

  it("is for who packs: a viewer and an operator get nothing", async () => {
    const n = await made();
    for (const role of ["viewer", "operator"]) {
      const token = await api.token({ merchant: "m1", roles: [role] });
      const line = `POST /shops/${SHOP}/orders/9001/labels/${n}/print`;
      expect((await api.ask(line, {}, { token })).status).toBe(403);
    }
  });
});

describe("handing over with a label", () => {
  const handover = (body: object = { consignmentId: "self" }) =>
    api.ask(`POST /shops/${SHOP}/orders/9001/handover`, body);

  it("takes its numbers by itself, and tells the platform of as many as it takes for a unit", async () => {
    await made({ parcels: ["YT90001-1"] });
    const { status, body } = await handover();
    expect([status, body.shipments.length]).toEqual([200, 1]);
    expect((await consignment())?.parcels.map(({ waybill }) => waybill)).toEqual(["YT90001", "YT90001-1"]);
    expect((await consignment())?.state).toBe("handed_over");
  });

  it("is refused without a number, without a label, and for another receiver", async () => {
    expect((await handover()).body.type).toContain("no_label");
    const n = await planned();
    expect((await handover()).body.type).toContain("no_number");
    const set = { state: "made", waybill: "YT90001", receiverVersion: "older" };
    await api.ports.table.write({ update: keyOf(n), set });
    expect((await handover()).body.type).toContain("label_void");
    expect((await consignment())?.state).toBe("sent");
  });

  it("is refused with the number of a void label, however it is given", async () => {
    const n = await made();
    await act(n, "cancel", { reason: "打错" });
    const parcels = [{ carrier: "yuantong", waybill: "YT90001" }];
    expect((await handover({ consignmentId: "self", parcels })).body.type).toContain("label_void");
  });
});

describe("cancelling", () => {
  it("frees the consignment at once and has the label taken back there; it may be asked for anew", async () => {
    const n = await made();
    api.sent.length = 0;
    expect((await act(n, "cancel", { reason: "打错" })).body).toEqual({ state: "cancelling" });
    expect((await consignment())?.label).toBeUndefined();
    expect(await api.ports.table.get(keyOf(n))).toMatchObject({
      stop: ["打错"],
      WPK: expect.stringContaining("W#due"),
    });
    expect(api.sent[0]?.message.body).toMatchObject({ kind: "label", n });
    expect(await planned()).not.toBe(n);
  });

  it("is refused once the parcel has left", async () => {
    const n = await made();
    await api.ask(`POST /shops/${SHOP}/orders/9001/handover`, { consignmentId: "self" });
    expect((await act(n, "cancel", { reason: "晚了" })).body.type).toContain("left_already");
  });
});

it("one box more is wanted once at a time, of a drawn label", async () => {
  const n = await planned();
  expect((await act(n, "boxes")).status).toBe(409);
  await api.ports.table.write({ update: keyOf(n), set: { state: "made", waybill: "YT90001" } });
  expect((await act(n, "boxes")).body).toEqual({ boxes: 2 });
  expect(await api.ports.table.get(keyOf(n))).toMatchObject({ wantParcels: 1 });
});

it("accounts are read by the pull lane, and shown as last read", async () => {
  expect((await api.ask(`POST /shops/${SHOP}/label-accounts/read`)).status).toBe(202);
  expect(api.sent.at(-1)).toMatchObject({ queue: "pull:market", message: { body: { labelAccounts: true } } });
  expect((await api.ask(`GET /shops/${SHOP}/label-accounts`)).body.accounts).toMatchObject([{ id: "acct1" }]);
});

it("another merchant finds none of it", async () => {
  const n = await made();
  const token = await api.token({ merchant: "m2", roles: ["owner"] });
  const at = `/shops/${SHOP}/orders/9001`;
  const lines: [string, object?][] = [
    [PATH, WISH],
    [`GET ${at}/labels`],
    [`POST ${at}/labels/${n}/print`, {}],
    [`POST ${at}/labels/${n}/boxes`],
    [`POST ${at}/labels/${n}/cancel`, { reason: "x" }],
    [`POST ${at}/labels/${n}/settle`, { waybill: null }],
    [`GET /shops/${SHOP}/label-accounts`],
    [`POST /shops/${SHOP}/label-accounts/read`],
  ];
  for (const [line, body] of lines) expect([line, (await api.ask(line, body, { token })).status]).toEqual([line, 404]);
  expect(await api.ports.table.get(keyOf(n))).toMatchObject({ state: "made", prints: 0 });
});
