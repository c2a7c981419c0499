import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../../adapters/facts.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../../test/factories/order-desk.ts";
import { lineOf, reading } from "../../../test/factories/order-arbitraries.ts";
import { keys } from "../store/keys.ts";
import { ingest } from "./ingest.ts";

const [platform = ""] = Object.keys(facts);
const HELD = { kind: "refund_review", until: null, raw: "R" } as const;
let desk: OrderDesk;
beforeEach(async () => {
  desk = await orderDesk(platform);
});
const store = (one: ReturnType<typeof reading>) => ingest([orderMessage(one)], desk.ports);
const rowOf = (supplier: string) =>
  desk.table.get(keys.consignment(M, supplier, { s: S, orderNo: "9001", id: `${supplier}-loc` }));

describe("what another supplier has to send", () => {
  it("is a row of its own, with a pack number and without prices or the other's lines; ours is none", async () => {
    await store(reading([lineOf("1", 3), lineOf("2", 1), lineOf("3", 1)]));
    const row = await rowOf("odd");
    expect(row).toMatchObject({
      WPK: `M#${M}#SUP#odd#DUE`,
      state: "sent",
      lines: [{ merchantKey: "K1", quantity: 3 }],
    });
    expect(row?.["packNo"]).toMatch(/^\d{9}$/);
    expect(JSON.stringify(row)).not.toMatch(/Fen|K2|K3/);
    expect(await rowOf("self")).toBeNull();
    expect(desk.notices().toSorted()).toEqual(["even: consignment_new", "odd: consignment_new"]);
  });

  it("is written again where a crash lost it, by the same message", async () => {
    const one = reading([lineOf("1", 3)]);
    await store(one);
    await desk.table.write({ delete: keys.consignment(M, "odd", { s: S, orderNo: "9001", id: "odd-loc" }) });
    await store(one);
    expect(await rowOf("odd")).toMatchObject({ state: "sent" });
    expect(desk.notices()).toEqual(["odd: consignment_new"]);
  });

  it("costs nothing when the same is read again, and follows what changes", async () => {
    await store(reading([lineOf("1", 3)]));
    const before = desk.table.rows();
    await store(reading([lineOf("1", 3)]));
    expect(desk.table.rows()).toEqual(before);
    await store(reading([lineOf("1", 3, { cancelled: 3 })], {}, 2));
    expect(await rowOf("odd")).toMatchObject({ state: "cancelled" });
    expect((await rowOf("odd"))?.["WPK"]).toBeUndefined();
    expect(desk.notices()).toContain("odd: consignment_gone");
  });

  it("keeps what the supplier wrote into it", async () => {
    await store(reading([lineOf("1", 3)]));
    const key = keys.consignment(M, "odd", { s: S, orderNo: "9001", id: "odd-loc" });
    await desk.table.write({ update: key, set: { seenAt: "now" } });
    await store(reading([lineOf("1", 2)], {}, 2));
    expect(await desk.table.get(key)).toMatchObject({ seenAt: "now", lines: [{ quantity: 2 }] });
  });

  it("is not asked for while the order is held", async () => {
    await store(reading([lineOf("1", 3)], { holds: [HELD] }));
    expect(await rowOf("odd")).toMatchObject({ held: true });
    expect(desk.notices()).toEqual([]);
  });

  it("is left where it is once refused, until a person decides", async () => {
    await store(reading([lineOf("1", 3)]));
    await desk.change("9001", (order) => ({
      ...order,
      consignments: order.consignments.map((one) => ({ ...one, state: "refused" as const })),
    }));
    await store(reading([lineOf("1", 3)], { sellerNote: "x" }, 2));
    expect((await desk.orderAt("9001"))?.consignments.map(({ state }) => state)).toEqual(["refused"]);
    await store(reading([lineOf("1", 3, { cancelled: 3 })], {}, 3));
    expect((await desk.orderAt("9001"))?.consignments.map(({ state }) => state)).toEqual(["cancelled"]);
  });
});

describe("a hold on goods that are packed", () => {
  const packed = async (shipment: Record<string, unknown>) => {
    await store(reading([lineOf("1", 3)]));
    await desk.change("9001", (order) => ({
      ...order,
      shipments: ["n1"],
      consignments: order.consignments.map((one) => ({ ...one, state: "handed_over" as const })),
    }));
    await desk.table.batchPut([{ ...keys.shipment(M, S, "9001", "n1"), ...shipment }]);
  };
  const stateOf = async () => (await desk.table.get(keys.shipment(M, S, "9001", "n1")))?.["state"];

  it("stops the ship effect that has not gone out, in the order's transaction, and tells packer and merchant", async () => {
    await packed({ state: "planned", WPK: "W#due#0", WSK: "x" });
    await store(reading([lineOf("1", 3)], { holds: [HELD] }, 2));
    expect(await stateOf()).toBe("held");
    expect(desk.notices()).toEqual(expect.arrayContaining(["odd: stop_parcel", "merchant: stop_parcel"]));
  });

  it("learns that the parcel is gone where the effect is under way", async () => {
    await packed({ state: "planned", turnPhase: "sent", turnId: "t" });
    await store(reading([lineOf("1", 3)], { holds: [HELD] }, 2));
    expect(await stateOf()).toBe("planned");
    expect(desk.notices()).toEqual(expect.arrayContaining(["odd: intercept_parcel", "merchant: intercept_parcel"]));
    expect((await desk.orderAt("9001"))?.holds).toEqual([HELD]);
  });

  it("is stored together with the stop or not at all: an effect that goes out in between is seen on the next try", async () => {
    await packed({ state: "planned" });
    const { transact } = desk.ports.table;
    let tries = 0;
    desk.ports.table = {
      ...desk.ports.table,
      transact: async (writes) => {
        if (tries++ === 0)
          await desk.table.write({ update: keys.shipment(M, S, "9001", "n1"), set: { turnPhase: "sent" } });
        return transact(writes);
      },
    };
    await store(reading([lineOf("1", 3)], { holds: [HELD] }, 2));
    expect(desk.notices()).toContain("odd: intercept_parcel");
    expect((await desk.orderAt("9001"))?.holds).toEqual([HELD]);
  });

  it("comes also from another receiver", async () => {
    await packed({ state: "planned" });
    await store({ ...reading([lineOf("1", 3)], {}, 2), receiverVersion: "rv2" });
    expect(await stateOf()).toBe("held");
  });
});
