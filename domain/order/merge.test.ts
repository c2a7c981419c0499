import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFrom } from "../time.ts";
import { aReading, BINDINGS, lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { isLive } from "./consignment.ts";
import { isNewer, mergeOrder, type Snapshot } from "./merge.ts";
import { toShip, type Order } from "./order.ts";

const KNOWN = { bindings: BINDINGS, stockFrom: null };
const merge = (stored: Order | null, snapshot: Snapshot) => mergeOrder(stored, snapshot, KNOWN);

function inLive(order: Order, lineNo: string): number {
  const lines = order.consignments.filter(isLive).flatMap((consignment) => consignment.lines);
  return lines.filter((line) => line.lineNo === lineNo).reduce((sum, { quantity }) => sum + quantity, 0);
}

test("each unit that has to leave is in exactly one live consignment of its supplier", () => {
  fc.assert(
    fc.property(aReading, (snapshot) => {
      const order = merge(null, snapshot);
      for (const line of order.lines) expect(inLive(order, line.lineNo)).toBe(toShip(line));
      for (const { supplierId, lines } of order.consignments)
        expect(lines.every(({ lineNo }) => BINDINGS.get(lineNo)?.supplierId === supplierId)).toBe(true);
      expect(new Set(order.consignments.map(({ id }) => id)).size).toBe(order.consignments.length);
    }),
  );
});

test("cancelled units leave their consignment while nothing is packed", () => {
  fc.assert(
    fc.property(aReading, aReading, (first, second) => {
      const none = (s: Snapshot) => s.order.lines.map((line) => ({ ...line, shipped: 0 }));
      const before = merge(null, { ...first, order: { ...first.order, lines: none(first) } });
      const after = merge(before, { ...second, order: { ...second.order, lines: none(second) } });
      for (const line of after.lines) expect(inLive(after, line.lineNo)).toBe(toShip(line));
    }),
  );
});

test("what has a label stays where it is", () => {
  const first = merge(null, reading([lineOf("1", 3), lineOf("2", 2)]));
  const packed = {
    ...first,
    consignments: first.consignments.map((c) => (c.supplierId === "odd" ? { ...c, state: "packed" as const } : c)),
  };
  const same = merge(packed, reading([lineOf("1", 3), lineOf("2", 2)], {}, 2));
  expect([inLive(same, "1"), inLive(same, "2")]).toEqual([3, 2]);
  const cancelled = [lineOf("1", 3, { cancelled: 3 }), lineOf("2", 2, { cancelled: 2 })];
  const after = merge(packed, reading(cancelled, {}, 2));
  const states = after.consignments.map(({ supplierId, state }) => [supplierId, state]);
  expect(states).toEqual([
    ["odd", "packed"],
    ["even", "cancelled"],
  ]);
});

test("the later update time wins, whenever it was read", () => {
  const stored = merge(null, reading([lineOf("1", 3)], { updatedAt: instantFrom("2026-11-24T01:00:00.000Z") }, 30));
  const at = (updatedAt: string, minute: number) =>
    reading([lineOf("1", 4)], { updatedAt: instantFrom(updatedAt) }, minute);
  expect(isNewer(stored, at("2026-11-24T01:00:01.000Z", 1))).toBe(true);
  expect(isNewer(stored, at("2026-11-24T00:59:59.000Z", 59))).toBe(false);
  expect(isNewer(stored, at("2026-11-24T01:00:00.000Z", 31))).toBe(true);
  expect(isNewer(stored, at("2026-11-24T01:00:00.000Z", 29))).toBe(false);
});

test("without an update time, equal content is never newer and other content is when read later", () => {
  const silent = { updatedAt: null };
  const stored = merge(null, reading([lineOf("1", 3)], silent, 5));
  expect(isNewer(stored, reading([lineOf("1", 3)], silent, 9))).toBe(false);
  expect(isNewer(stored, reading([lineOf("1", 2)], silent, 9))).toBe(true);
  expect(isNewer(stored, reading([lineOf("1", 2)], silent, 4))).toBe(false);
});

test("a shipment made elsewhere is confirmed with its parcels", () => {
  const first = merge(null, reading([lineOf("1", 3)]));
  expect(first.consignments.map(({ state }) => state)).toEqual(["sent"]);
  const parcels = [{ carrier: "yuantong", waybill: "YT1", lines: [{ lineNo: "1", quantity: 3 }] }];
  const after = merge(first, reading([lineOf("1", 3, { shipped: 3 })], { parcels }, 2));
  expect(after.consignments.map((c) => [c.state, c.parcels])).toEqual([["confirmed", parcels]]);
  expect(after.lines.map(({ handedOver }) => handedOver)).toEqual([3]);
});

test("a jump that nobody expects is stored and flagged, and the flag stays", () => {
  const paid = merge(null, reading([lineOf("1", 3)]));
  expect(paid.anomaly).toBeNull();
  const odd = merge(paid, reading([lineOf("1", 3)], { pay: "unpaid" }, 2));
  expect([odd.pay, odd.anomaly]).toEqual(["unpaid", "paid order became unpaid"]);
  expect(merge(odd, reading([lineOf("1", 3)], {}, 3)).anomaly).toBe("paid order became unpaid");
  const strange = merge(null, reading([lineOf("1", 3)], { recognised: false, rawState: "WHAT" }));
  expect(strange.anomaly).toBe("state WHAT");
  const ended = merge(null, reading([lineOf("1", 3)], { ended: true }));
  expect(merge(ended, reading([lineOf("1", 3)], {}, 2)).anomaly).toBe("ended order moved again");
});

test("a list that leaves out the names of a sku brings nothing new, and takes nothing away", () => {
  const silent = { updatedAt: null };
  const stored = merge(null, reading([lineOf("1", 3)], silent));
  const bare = (quantity: number, minute: number) =>
    reading([lineOf("1", quantity, { merchantKey: null, platformId: "" })], silent, minute);
  expect(isNewer(stored, bare(3, 2))).toBe(false);
  const [line] = merge(stored, bare(4, 3)).lines;
  expect(line).toMatchObject({ quantity: 4, merchantKey: "K1", platformId: "p" });
});
