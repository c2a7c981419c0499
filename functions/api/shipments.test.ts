import { beforeEach, describe, expect, it } from "vitest";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import type { Order } from "../../domain/order/order.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";

let api: TestApi;
const at = `/shops/${SHOP}/orders/9001`;
const KEY = keys.order("m1", SHOP, "9001");
const put = (orderNo: string, more: Partial<Order> = {}) => {
  const row = { ver: 3, body: orderBody(order({ orderNo, ...more })), open: true, ...work.orderDue("m1", PLACED) };
  return api.ports.table.write({ put: { ...keys.order("m1", SHOP, orderNo), ...row } });
};
async function start(unit: "order" | "line"): Promise<void> {
  api = await testApi(unit);
  await connectShop(api);
  await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 50_000 });
  await api.ports.table.write({ update: keys.pool("m1", "heap"), add: { reserved: 10_000 } });
  await put("9001");
  api.sent.length = 0;
}
const stored = async () => {
  const row = await api.ports.table.get(KEY);
  return row === null ? null : orderOf(row);
};
const shipments = async () => (await api.ask(`GET ${at}/shipments`)).body.items;
const parcel = (waybill: string, lines?: object[]) => ({ carrier: "yuantong", waybill, ...(lines && { lines }) });
const handOver = (consignmentId: string, ...parcels: object[]) =>
  api.ask(`POST ${at}/handover`, { consignmentId, parcels });

describe("one consignment in several parcels", () => {
  beforeEach(() => start("line"));

  it("is one handover; what the platform can't take of a second number stays with us", async () => {
    const { body } = await handOver(
      "self",
      parcel("YT10001", [{ lineNo: "1", quantity: 1 }]),
      parcel("YT10002", [{ lineNo: "1", quantity: 1 }]),
    );
    expect(body.shipments).toHaveLength(1);
    expect((await stored())?.consignments[0]?.parcels).toMatchObject([{ waybill: "YT10001" }, { waybill: "YT10002" }]);
    expect(await shipments()).toMatchObject([
      { parcels: [{ waybill: "YT10001", lines: [{ lineNo: "1", quantity: 2 }] }] },
    ]);
    expect((await stored())?.shipments).toEqual(body.shipments);
  });

  it("is refused where something is left out, strange or twice, by pointer", async () => {
    const pointer = async (...parcels: object[]) => (await handOver("self", ...parcels)).body.errors[0].pointer;
    expect(await pointer(parcel("YT10001", [{ lineNo: "1", quantity: 1 }]))).toBe("/parcels");
    expect(await pointer(parcel("YT10001", [{ lineNo: "2", quantity: 2 }]))).toBe("/parcels/0/lines");
    expect(await pointer(parcel("YT10001"), parcel("YT10001"))).toBe("/parcels/1/waybill");
    expect(await shipments()).toEqual([]);
  });

  it("may not use a number of another order, where the platform takes a number once", async () => {
    await put("9002");
    await handOver("self", parcel("YT10001"));
    const { status, body } = await api.ask(`POST /shops/${SHOP}/orders/9002/handover`, {
      consignmentId: "self",
      parcels: [parcel("YT10001")],
    });
    expect([status, body.say.zh]).toEqual([409, expect.stringContaining("9001")]);
    expect((await handOver("sup-1", parcel("YT10001"))).status).toBe(200);
  });
});

describe("an order that is told as a whole", () => {
  beforeEach(() => start("order"));

  it("may be told of what is out, when a person says so, and only once", async () => {
    expect((await api.ask(`POST ${at}/ship-now`)).status).toBe(409);
    await handOver("self", parcel("YT10001"));
    const { status, body } = await api.ask(`POST ${at}/ship-now`);
    expect([status, body.shipments.length]).toEqual([202, 1]);
    expect(await shipments()).toMatchObject([{ parcels: [{ waybill: "YT10001" }], consignments: ["self"] }]);
    expect((await handOver("sup-1", parcel("YT10002"))).body.shipments).toEqual([]);
    expect((await api.ask(`POST ${at}/ship-now`)).status).toBe(409);
  });
});

describe("a parcel that was stopped", () => {
  const held = async () => {
    await start("line");
    const { body } = await handOver("self", parcel("YT10001"));
    const [n] = body.shipments;
    await api.ports.table.write({
      update: keys.shipment("m1", SHOP, "9001", n),
      set: { state: "held", heldFor: ["risk"] },
    });
    api.sent.length = 0;
    return n;
  };

  it("goes after all when a person says so, for the receiver as it is now", async () => {
    const n = await held();
    await put("9001", { receiverVersion: "rv2" });
    expect((await api.ask(`POST ${at}/shipments/${n}/retry`)).body).toEqual({ state: "planned" });
    expect(await shipments()).toMatchObject([{ state: "planned", receiverVersion: "rv2" }]);
    expect(api.sent).toMatchObject([{ queue: "urgent:market", message: { body: { kind: "ship", n } } }]);
    expect((await api.ask(`POST ${at}/shipments/${n}/retry`)).status).toBe(409);
  });

  it("does not go while the hold is there", async () => {
    const n = await held();
    await put("9001", { holds: [{ kind: "risk", until: null, raw: "R" }] });
    expect((await api.ask(`POST ${at}/shipments/${n}/retry`)).status).toBe(409);
  });

  it("comes back into the shed: goods, consignment and plan together", async () => {
    const n = await held();
    expect((await api.ask("GET /pools/heap")).body).toMatchObject({ onHand: 45_000, reserved: 5_000 });
    expect((await api.ask(`POST ${at}/shipments/${n}/recall`)).body).toEqual({ state: "recalled" });
    expect((await api.ask("GET /pools/heap")).body).toMatchObject({ onHand: 50_000, reserved: 10_000 });
    expect((await stored())?.consignments[0]).toMatchObject({ state: "sent", parcels: [] });
    expect((await stored())?.shipments).toEqual([]);
    expect((await handOver("self", parcel("YT10009"))).body.shipments).toHaveLength(1);
  });
});

describe("a wrong number", () => {
  const planned = async (state: string, more: object = {}) => {
    await start("line");
    const { body } = await handOver("self", parcel("YT10001"));
    const key = keys.shipment("m1", SHOP, "9001", body.shipments[0]);
    await api.ports.table.write({ update: key, set: { state, ...more } });
    api.sent.length = 0;
    const correct = { carrier: "shunfeng", waybill: "SF20002" };
    return {
      key,
      correct: (given: object = correct) => api.ask(`POST ${at}/shipments/${body.shipments[0]}/waybill`, given),
    };
  };

  it("is replaced at home while the platform has not heard of it", async () => {
    const { key, correct } = await planned("planned");
    expect((await correct()).body).toEqual({ state: "planned" });
    expect(await api.ports.table.get(key)).toMatchObject({ parcels: [{ carrier: "shunfeng", waybill: "SF20002" }] });
    expect((await stored())?.consignments[0]?.parcels).toMatchObject([{ waybill: "SF20002" }]);
    expect(api.sent).toEqual([]);
  });

  it("is corrected there while corrections remain, then it is a person's", async () => {
    api = await testApi("line");
    const { key, correct } = await planned("done");
    expect((await correct()).status).toBe(409);
    Object.assign(api.services.adapters["market"]?.effects ?? {}, { changeWaybill: { settle: "lookup" } });
    expect((await correct()).body).toEqual({ state: "changing" });
    expect(await api.ports.table.get(key)).toMatchObject({ change: { from: "YT10001", waybill: "SF20002" } });
    expect(api.sent).toMatchObject([{ message: { body: { kind: "ship" } } }]);
    await api.ports.table.write({ update: key, set: { state: "done", changes: 1 }, remove: ["change"] });
    expect((await correct()).body.type).toContain("no_changes_left");
  });
});
