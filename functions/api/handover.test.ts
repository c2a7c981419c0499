import { beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../../domain/order/order.ts";
import { writeConsignments } from "../shared/orders/consignment-rows.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";

let api: TestApi;
async function start(unit: "order" | "line", more: Partial<Order> = {}): Promise<void> {
  api = await testApi(unit);
  await connectShop(api);
  await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 50_000 });
  await api.ports.table.write({ update: keys.pool("m1", "heap"), add: { reserved: 10_000 } });
  const row = { ver: 3, body: orderBody(order(more)), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
  api.sent.length = 0;
}
const path = `POST /shops/${SHOP}/orders/9001/handover`;
const first = { consignmentId: "self", parcels: [{ carrier: "yuantong", waybill: "YT10001" }] };
const second = { consignmentId: "sup-1", parcels: [{ carrier: "shunfeng", waybill: "SF20002" }] };
const stored = async () => api.ports.table.get(keys.order("m1", SHOP, "9001"));

describe("handing over, where the platform takes an order as a whole", () => {
  beforeEach(() => start("order"));

  it("moves the goods out of stock at once, and tells the platform when the last parcel left", async () => {
    expect(await api.ask(path, first)).toMatchObject({ status: 200, body: { shipments: [] } });
    expect((await api.ask("GET /pools/heap")).body).toMatchObject({
      onHand: 45_000,
      reserved: 5_000,
      available: 40_000,
    });
    expect(api.sent).toEqual([]);
    const done = await api.ask(path, second);
    const [n] = done.body.shipments;
    expect(await api.ports.table.get(keys.shipment("m1", SHOP, "9001", n))).toMatchObject({
      state: "planned",
      parcels: [
        { carrier: "yuantong", waybill: "YT10001", lines: [{ lineNo: "1", quantity: 2 }] },
        { carrier: "shunfeng", waybill: "SF20002", lines: [{ lineNo: "2", quantity: 2 }] },
      ],
      receiverVersion: "rv1",
    });
    expect(api.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
      ["urgent:market", { v: 1, m: "m1", s: SHOP, kind: "ship", orderNo: "9001", n }],
    ]);
    expect((await api.ask(`GET /shops/${SHOP}/orders/9001/shipments`)).body.items).toHaveLength(1);
  });

  it("counts the same parcel once", async () => {
    await api.ask(path, first);
    expect((await api.ask(path, first)).status).toBe(200);
    expect((await api.ask(path, { ...first, parcels: [{ carrier: "yuantong", waybill: "YT10002" }] })).status).toBe(
      409,
    );
    expect((await api.ask("GET /pools/heap")).body.onHand).toBe(45_000);
  });

  it("keeps the order's due entry and its other attributes", async () => {
    await api.ask(path, first);
    expect(await stored()).toMatchObject({ ver: 4, open: true, WPK: "M#m1#DUE" });
  });

  it("refuses carriers that the platform does not know, naming those it does", async () => {
    const { status, body } = await api.ask(path, {
      ...first,
      parcels: [{ carrier: "debangkuaidi", waybill: "DB10001" }],
    });
    expect([status, body.errors[0].pointer]).toEqual([422, "/parcels/0/carrier"]);
    expect(body.errors[0].say.en).toContain("yuantong");
  });
});

describe("handing over, where the platform takes each line", () => {
  it("tells the platform of each consignment by itself", async () => {
    await start("line");
    const { body } = await api.ask(path, second);
    expect(await api.ports.table.get(keys.shipment("m1", SHOP, "9001", body.shipments[0]))).toMatchObject({
      parcels: [{ waybill: "SF20002", lines: [{ lineNo: "2", quantity: 2 }] }],
      consignments: ["sup-1"],
    });
  });

  it("tells nothing where shipping is not ours to tell", async () => {
    await start("line");
    const manages = { listing: true, price: true, stock: true, orders: true, ship: false, after_sale: true };
    await api.ports.table.write({ update: keys.shop("m1", SHOP), set: { manages } });
    expect((await api.ask(path, second)).body.shipments).toEqual([]);
    expect(api.sent).toEqual([]);
    expect((await api.ask("GET /pools/heap")).body.onHand).toBe(45_000);
  });
});

describe("what stops a handover", () => {
  it("is a hold, an unpaid order, or an end", async () => {
    const hold = { kind: "refund_review", until: null, raw: "R" } as const;
    for (const more of [{ holds: [hold] }, { pay: "unpaid" as const }, { ended: true }]) {
      await start("order", more);
      expect((await api.ask(path, first)).status).toBe(409);
      expect(await stored()).toMatchObject({ ver: 3 });
      expect((await api.ask("GET /pools/heap")).body.onHand).toBe(50_000);
    }
  });
});

describe("an order on screens", () => {
  beforeEach(() => start("order"));

  it("shows stage and consignments, and never its receiver", async () => {
    const sealed = await api.services.sealer.seal("m1", `receiver|${SHOP}|9001`, { receiver: null, buyerNote: "轻放" });
    await api.ports.receivers.batchPut([{ ...keys.order("m1", SHOP, "9001"), sealed, ttl: 4_000_000_000 }]);
    const { body } = await api.ask(`GET /shops/${SHOP}/orders/9001`);
    expect(body).toMatchObject({ shop: SHOP, stage: "paid", consignments: [{ id: "self" }, { id: "sup-1" }] });
    expect(JSON.stringify(body)).not.toContain("轻放");
    const opened = await api.ask(`POST /shops/${SHOP}/orders/9001/receiver`, undefined, { key: "k" });
    expect(opened.body).toEqual({ receiver: null, buyerNote: "轻放" });
    expect(api.lines.join("\n")).toContain("somebody opened");
    expect(api.lines.join("\n")).not.toContain("轻放");
    expect(JSON.stringify(await api.ports.table.query({ pk: "M#m1", begins: "IDEM#" }))).not.toContain("轻放");
  });

  it("lists orders without the rows below them", async () => {
    await api.ask(path, first);
    await api.ask(path, second);
    expect((await api.ask(`GET /shops/${SHOP}/orders?open=true`)).body.items).toHaveLength(1);
  });

  it("gives each supplier its part only", async () => {
    const token = await api.token({ merchant: "m1", roles: ["supplier"], supplier: "sup-1" });
    await writeConsignments([{ m: "m1", s: SHOP, order: order(), ver: 3 }], api.ports);
    const { body } = await api.ask("GET /suppliers/sup-1/consignments", undefined, { token });
    expect(body.items).toMatchObject([{ orderNo: "9001", id: "sup-1", lines: [{ lineNo: "2", quantity: 2 }] }]);
    expect(JSON.stringify(body)).not.toContain("Fen");
  });
});
