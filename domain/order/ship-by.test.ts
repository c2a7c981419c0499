import { expect, test } from "vitest";
import { bindingOf, lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { day, instantFrom } from "../time.ts";
import { mergeOrder, type Snapshot } from "./merge.ts";
import type { Binding, Order } from "./order.ts";

const order = (more: Partial<Snapshot["order"]>, binding: Partial<Binding> = {}): Order => {
  const snapshot = reading([lineOf("1", 2)], { shipBy: null, ...more });
  return mergeOrder(null, snapshot, {
    bindings: new Map([["1", { ...bindingOf("1", "self"), ...binding }]]),
    stockFrom: null,
  });
};

test("the platform's own term stands", () => {
  const shipBy = { at: instantFrom("2026-11-25T00:00:00.000Z"), basis: "platform" } as const;
  expect(order({ shipBy }, { promiseHours: 72 }).shipBy).toEqual(shipBy);
});

test("without one it is our promise from payment, and each consignment bears it", () => {
  const { shipBy, consignments } = order({}, { promiseHours: 24 });
  expect(shipBy).toEqual({ at: "2026-11-25T00:00:00.000Z", basis: "rule" });
  expect(consignments.map((one) => one.shipBy)).toEqual([shipBy]);
});

test("what is known of no promise is due in two days", () => {
  expect(order({}).shipBy?.at).toBe("2026-11-26T00:00:00.000Z");
});

test("a pre-sale's clock runs from the day on which it begins to leave, in Shanghai", () => {
  expect(order({}, { promiseHours: 48, shipFrom: day("2026-12-10") }).shipBy?.at).toBe("2026-12-11T16:00:00.000Z");
});

test("no clock runs while nothing is paid, and vouchers never leave", () => {
  expect(order({ pay: "unpaid", paidAt: null }).shipBy).toBeNull();
  expect(order({ pay: "deposit" }).shipBy).toBeNull();
  expect(order({}, { kind: "voucher" }).shipBy).toBeNull();
});
