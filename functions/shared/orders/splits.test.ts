import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../../adapters/facts.ts";
import { DAY_MS, plus } from "../../../domain/time.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../../test/factories/order-desk.ts";
import { bindingOf, lineOf, PLACED, reading } from "../../../test/factories/order-arbitraries.ts";
import type { Write } from "../ports.ts";
import { keys } from "../store/keys.ts";
import { ingest } from "./ingest.ts";

const [platform = ""] = Object.keys(facts);
const DONE = { again: [], defects: [] };
let desk: OrderDesk;
beforeEach(async () => {
  desk = await orderDesk(platform);
});
const store = (...all: ReturnType<typeof reading>[]) =>
  ingest(
    all.map((one) => orderMessage(one)),
    desk.ports,
  );
const parent = (minute = 1) => reading([lineOf("1", 5), lineOf("2", 2)], {}, minute);
const cancelledParent = (minute: number) =>
  reading(
    [lineOf("1", 5, { cancelled: 5 }), lineOf("2", 2, { cancelled: 2 })],
    { ended: true, split: true, rawState: "SPLIT" },
    minute,
  );
const child = (orderNo: string, lines: Parameters<typeof reading>[0], minute = 2) =>
  reading(lines, { orderNo, parentOrderNo: "9001" }, minute);
const first = child("9002", [lineOf("1", 5)]);
const second = child("9003", [lineOf("2", 2)]);

describe("an order that the platform splits", () => {
  it("moves nothing when a child takes its units over", async () => {
    await store(parent());
    const before = await desk.heldOf("heap");
    expect(await store(first)).toEqual(DONE);
    expect(await desk.heldOf("heap")).toEqual(before);
    expect((await desk.orderAt("9001"))?.children).toEqual({
      "9002": [{ lineNo: "1", platformSkuId: "s1", quantity: 5 }],
    });
    expect((await desk.orderAt("9001"))?.consignments.map(({ supplierId, state }) => [supplierId, state])).toEqual([
      ["even", "sent"],
      ["odd", "cancelled"],
    ]);
  });

  it("writes parent, child and pools in one transaction, whichever is read first", async () => {
    await store(parent());
    const seen: (readonly Write[])[] = [];
    const { transact } = desk.ports.table;
    desk.ports.table = { ...desk.ports.table, transact: (writes) => (seen.push(writes), transact(writes)) };
    await store(first);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.map((write) => ("put" in write ? write.put.SK : ""))).toEqual(["O#9002", "O#9001"]);
  });

  it("keeps what no child has taken when the parent is shown as cancelled, and lets it go after a day", async () => {
    await store(parent());
    await store(cancelledParent(2));
    expect(await desk.heldOf("heap")).toEqual({ reserved: 14, onHand: 100 });
    await store(first);
    expect(await desk.heldOf("heap")).toEqual({ reserved: 14, onHand: 100 });
    const nightly = { ...cancelledParent(2), readAt: plus(PLACED, DAY_MS + 3_600_000) };
    await store(nightly);
    expect(await desk.heldOf("heap")).toEqual({ reserved: 10, onHand: 100 });
    await store({ ...nightly, readAt: plus(PLACED, 2 * DAY_MS) });
    expect(await desk.heldOf("heap")).toEqual({ reserved: 10, onHand: 100 });
  });

  it("does not count twice when children are read before the parent", async () => {
    await store(second, first);
    expect(await desk.heldOf("heap")).toEqual({ reserved: 14, onHand: 100 });
    expect((await desk.orderAt("9001"))?.recognised).toBe(false);
    await store(parent());
    expect(await desk.heldOf("heap")).toEqual({ reserved: 14, onHand: 100 });
    expect((await desk.orderAt("9001"))?.recognised).toBe(true);
  });

  it("frees a child's units when its buyer cancels it, not its parent's", async () => {
    await store(parent(), first, second);
    await store(child("9002", [lineOf("1", 5, { cancelled: 5 })], 3));
    expect(await desk.heldOf("heap")).toEqual({ reserved: 4, onHand: 100 });
  });

  it("holds the same whatever order readings arrive in, and however often", async () => {
    const readings = [parent(1), first, second, cancelledParent(3)];
    const anyOrder = fc.shuffledSubarray([...readings, ...readings], { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.integer({ min: 1, max: 4 }), async (all, together) => {
        desk = await orderDesk(platform);
        for (let from = 0; from < all.length; from += together) await store(...all.slice(from, from + together));
        expect(await desk.heldOf("heap")).toEqual({ reserved: 14, onHand: 100 });
        expect(await desk.heldOf("odd")).toEqual({ reserved: 5, onHand: 100 });
      }),
      { numRuns: 60 },
    );
  });

  it("is read again once the day is over: its row stays in the due list while it holds something", async () => {
    await store(parent());
    await store(cancelledParent(2));
    expect(await desk.table.get(keys.order(M, S, "9001"))).toMatchObject({ open: true, WPK: `M#${M}#DUE` });
  });
});

describe("an order over more pools than a transaction takes", () => {
  it("is applied in parts, and the ledger is exact after each", async () => {
    const draws = Array.from({ length: 95 }, (_, n) => ({ poolId: `p${n}`, qty: 1 }));
    await desk.bind({ ...bindingOf("1", "odd"), draws });
    const sizes: number[] = [];
    const { transact } = desk.ports.table;
    desk.ports.table = { ...desk.ports.table, transact: (writes) => (sizes.push(writes.length), transact(writes)) };
    expect(await store(reading([lineOf("1", 3)]))).toEqual(DONE);
    expect(sizes).toEqual([41, 41, 16]);
    for (const { poolId } of draws) expect((await desk.heldOf(poolId)).reserved).toBe(3);
    await store(reading([lineOf("1", 3, { cancelled: 3 })], {}, 2));
    for (const { poolId } of draws) expect((await desk.heldOf(poolId)).reserved).toBe(0);
  });
});
