import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { plus, SECOND_MS } from "../../domain/time.ts";
import { caseMessage, M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import { lineOf, PLACED, reading } from "../../test/factories/order-arbitraries.ts";
import { keys } from "../shared/store/keys.ts";
import { ingestBatch } from "./batch.ts";

const [platform = ""] = Object.keys(facts);
let desk: OrderDesk;
beforeEach(async () => {
  desk = await orderDesk(platform);
});
const received = (value: unknown, receives = 1, id = "a") => ({ id, body: JSON.stringify(value), receives });
const put = (...all: ReturnType<typeof received>[]) => ingestBatch(all, desk.ports);
const good = orderMessage(reading([lineOf("1", 3)]));
const broken = { ...good, snapshot: { ...good.snapshot, orderNo: "9009", lines: [{ lineNo: "1" }], holds: "?" } };
const setAside = () => desk.table.rows().filter(({ SK }) => SK.startsWith("SA#orders#"));

describe("a reading that no try will mend", () => {
  it("fails alone, comes back, and at the fourth receive lies in a row for a person", async () => {
    expect(await put(received(good), received(broken, 1, "b"))).toEqual(["b"]);
    expect(await desk.orderAt("9001")).not.toBeNull();
    expect(await put(received(broken, 3, "b"))).toEqual(["b"]);
    expect(setAside()).toEqual([]);
    expect(await put(received(broken, 4, "b"))).toEqual([]);
    expect(setAside()).toMatchObject([{ PK: `M#${M}#S#${S}`, WPK: `M#${M}#TODO` }]);
  });

  it("counts also where it is no message of ours, and goes to the dead where it names no shop", async () => {
    expect(await put(received({ m: M, s: S, kind: "strange" }, 4))).toEqual([]);
    expect(setAside()).toHaveLength(1);
    expect(await put({ id: "c", body: "no json", receives: 9 })).toEqual(["c"]);
  });
});

describe("two different readings under one time of change", () => {
  it("are both stored, and the order is read once more after thirty seconds", async () => {
    const later = {
      ...good,
      readAt: plus(good.readAt, 4 * SECOND_MS),
      snapshot: { ...good.snapshot, sellerNote: "x" },
    };
    await put(received(good));
    desk.sent.length = 0;
    await put(received(later));
    expect((await desk.orderAt("9001"))?.sellerNote).toBe("x");
    expect(desk.sent.map(({ queue, message }) => [queue, message.body, message.delayMs])).toEqual([
      [`pull:${platform}`, { v: 1, m: M, s: S, order: "9001" }, 30_000],
    ]);
  });

  it("are plain news when they were read far apart", async () => {
    const later = {
      ...good,
      readAt: plus(good.readAt, 6 * SECOND_MS),
      snapshot: { ...good.snapshot, sellerNote: "x" },
    };
    await put(received(good), received(later, 1, "b"));
    await put(received(later));
    expect(desk.sent.filter(({ queue }) => queue.startsWith("pull"))).toEqual([]);
  });
});

describe("an erased order", () => {
  it("gets its receiver back from no reading", async () => {
    await put(received({ ...good, sealed: "s1", receiverVersion: "rv1" }));
    expect(await desk.ports.receivers.get(keys.order(M, S, "9001"))).toMatchObject({ sealed: "s1" });
    await desk.change("9001", (order) => ({ ...order, erased: true }));
    await desk.ports.receivers.batchPut([{ ...keys.order(M, S, "9001"), erased: true }]);
    const later = reading([lineOf("1", 2)], {}, 5);
    await put(received({ ...orderMessage(later), sealed: "s2", receiverVersion: "rv2" }));
    const receiver = await desk.ports.receivers.get(keys.order(M, S, "9001"));
    expect(receiver).toMatchObject({ erased: true });
    expect(receiver?.["sealed"]).toBeUndefined();
  });

  it("stays erased when it is erased between the receiver's write and the order's", async () => {
    await put(received({ ...good, sealed: "s1", receiverVersion: "rv1" }));
    const { transact } = desk.ports.table;
    desk.ports.table = {
      ...desk.ports.table,
      transact: async (writes) => {
        const { orderAt, change } = desk;
        if ((await orderAt("9001"))?.erased === false) await change("9001", (order) => ({ ...order, erased: true }));
        return transact(writes);
      },
    };
    await put(received({ ...orderMessage(reading([lineOf("1", 2)], {}, 5)), sealed: "s2", receiverVersion: "rv2" }));
    expect((await desk.ports.receivers.get(keys.order(M, S, "9001")))?.["sealed"]).toBeUndefined();
  });
});

describe("an after-sale case", () => {
  it("holds its order in one transaction, and lets it go when it is closed", async () => {
    await put(received(good));
    const actBy = plus(PLACED, 3_600_000);
    await put(received(caseMessage(plus(PLACED, 1_000), { actBy })));
    expect((await desk.orderAt("9001"))?.holds).toMatchObject([{ kind: "refund_review", raw: "case 7001" }]);
    const key = keys.afterSale(M, S, "9001", "7001");
    expect(await desk.table.get(key)).toMatchObject({ caseTurn: "merchant", WPK: `M#${M}#DUE`, WSK: actBy });
    const closed = { state: "closed", answers: [], updatedAt: plus(PLACED, 2_000) } as const;
    await put(received(caseMessage(plus(PLACED, 3_000), closed)));
    expect((await desk.orderAt("9001"))?.holds).toEqual([]);
    expect((await desk.table.get(key))?.["WPK"]).toBeUndefined();
  });

  it("survives a reading of the order, comes before its order, and an older reading changes nothing", async () => {
    await put(received(caseMessage(plus(PLACED, 1_000))));
    await put(received(good));
    expect((await desk.orderAt("9001"))?.holds).toMatchObject([{ raw: "case 7001" }]);
    const before = desk.table.rows();
    await put(received(caseMessage(plus(PLACED, 9_000))));
    await put(received(caseMessage(plus(PLACED, 9_000), { state: "closed", updatedAt: plus(PLACED, -1_000) })));
    expect(desk.table.rows()).toEqual(before);
  });

  it("does not hold what has left already", async () => {
    await put(received(orderMessage(reading([lineOf("1", 3, { shipped: 3 })]))));
    await put(received(caseMessage(plus(PLACED, 1_000))));
    expect((await desk.orderAt("9001"))?.holds).toEqual([]);
  });
});
