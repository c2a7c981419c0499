/** Orders of any shape, for property tests. */
import fc from "fast-check";
import { fen } from "../../domain/money.ts";
import { instantFrom } from "../../domain/time.ts";
import type { Snapshot } from "../../domain/order/merge.ts";
import type { Binding } from "../../domain/order/order.ts";
import type { OrderLine, PlatformOrder } from "../../domain/order/platform-order.ts";

/** When every order of the tests was placed. */
export const PLACED = instantFrom("2026-11-24T00:00:00.000Z");
const zero = fen(0);
const money: OrderLine["money"] = {
  listFen: zero,
  sellerDiscountFen: zero,
  platformDiscountFen: zero,
  creatorDiscountFen: zero,
  buyerPaidFen: zero,
  freightFen: zero,
  receivableFen: null,
  commissionFen: null,
  funders: [],
};

/** A line of `quantity` units with nothing done yet. */
export function lineOf(lineNo: string, quantity: number, more: Partial<OrderLine> = {}): OrderLine {
  const names = { lineNo, merchantKey: `K${lineNo}`, platformId: "p", platformSkuId: `s${lineNo}`, name: "核桃" };
  return { ...names, gift: false, quantity, cancelled: 0, shipped: 0, refunded: 0, returned: 0, money, ...more };
}

/** What a line is bound to: 2 of pool `heap` and 1 of the supplier's own a unit. */
export function bindingOf(lineNo: string, supplierId: string): Binding {
  return {
    listingId: "l1",
    optionId: "a",
    merchantKey: `K${lineNo}`,
    kind: "goods",
    draws: [
      { poolId: "heap", qty: 2 },
      { poolId: supplierId, qty: 1 },
    ],
    supplierId,
    locationId: "loc",
    categoryCode: "F-walnut",
    originCode: "621221",
    undated: false,
  };
}

/** A reading of a paid order, made at `minute`. */
export function reading(lines: readonly OrderLine[], more: Partial<Snapshot["order"]> = {}, minute = 1): Snapshot {
  const at = instantFrom(`2026-11-24T00:${String(minute).padStart(2, "0")}:00.000Z`);
  const order: Omit<PlatformOrder, "receiver" | "buyerNote"> = {
    orderNo: "9001",
    parentOrderNo: null,
    pay: "paid",
    rawState: "WAIT",
    recognised: true,
    ended: false,
    placedAt: PLACED,
    paidAt: PLACED,
    updatedAt: at,
    shipBy: null,
    holds: [],
    lines,
    freightFen: zero,
    parcels: [],
    sellerNote: null,
    invoice: false,
    mergeKey: null,
    ...more,
  };
  return { order, readAt: at, receiverVersion: null };
}

/** A line in any state that quantities allow. */
export function aLine(lineNo: string): fc.Arbitrary<OrderLine> {
  return fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9)).map(([quantity, gone, sent]) => {
    const cancelled = Math.min(quantity, gone);
    return lineOf(lineNo, quantity, { cancelled, shipped: Math.min(quantity - cancelled, sent) });
  });
}

/** Any reading of an order of four lines, two of each supplier. */
export const aReading: fc.Arbitrary<Snapshot> = fc
  .record({
    lines: fc.tuple(...["1", "2", "3", "4"].map(aLine)),
    pay: fc.constantFrom("unpaid", "deposit", "paid", "cod", "closed_unpaid"),
    minute: fc.integer({ min: 1, max: 59 }),
  })
  .map(({ lines, pay, minute }) => reading(lines, { pay }, minute));

/** What the lines of `aReading` are bound to: two suppliers in turn. */
export const BINDINGS: ReadonlyMap<string, Binding | null> = new Map(
  ["1", "2", "3", "4"].map((lineNo) => [lineNo, bindingOf(lineNo, Number(lineNo) % 2 === 0 ? "even" : "odd")]),
);
