import { describe, expect, it } from "vitest";
import { BINDINGS, lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { mergeOrder, type Snapshot } from "../order/merge.ts";
import type { Order } from "../order/order.ts";
import { leftMoves } from "./left.ts";

const read = (stored: Order | null, snapshot: Snapshot) =>
  mergeOrder(stored, snapshot, { bindings: BINDINGS, stockFrom: null });
const heap = (before: Order | null, after: Order, restocksOn: Parameters<typeof leftMoves>[2]) =>
  leftMoves(before, after, restocksOn).find(({ pool }) => pool === "heap");

describe("left of a place", () => {
  it("goes down by what was sold, once", () => {
    const order = read(null, reading([lineOf("1", 3)]));

    expect(heap(null, order, [])).toMatchObject({ sold: 3, back: 0 });
    expect(leftMoves(order, read(order, reading([lineOf("1", 3)], {}, 2)), [])).toEqual([]);
  });

  it.each([
    ["unpaid_cancel", "unpaid", { pay: "closed_unpaid" }, {}],
    ["paid_cancel_before_ship", "paid", {}, { cancelled: 3 }],
  ] as const)("comes back on %s only where the platform restocks for it", (cause, pay, then, line) => {
    const before = read(null, reading([lineOf("1", 3)], { pay }));
    const after = read(before, reading([lineOf("1", 3, line)], { pay, ...then }, 2));

    expect(heap(before, after, [cause])).toMatchObject({ back: 3, freed: 0 });
    expect(heap(before, after, [])).toMatchObject({ back: 0, freed: 3 });
    expect(heap(before, after, ["refund_after_ship"])).toMatchObject({ back: 0, freed: 3 });
  });

  it("comes back from a return only where the platform restocks returns", () => {
    const before = read(null, reading([lineOf("1", 3, { shipped: 3 })]));
    const returned = { ...before, lines: before.lines.map((line) => ({ ...line, back: 1 })) };
    const after = read(returned, reading([lineOf("1", 3, { shipped: 3 })], {}, 2));

    expect(heap(before, after, ["refund_after_ship"])).toMatchObject({ back: 1, freed: 0 });
    expect(heap(before, after, ["unpaid_cancel"])).toMatchObject({ back: 0, freed: 1 });
  });

  it("stays where a child of a split takes over what its parent held", () => {
    const parent = read(null, reading([lineOf("1", 3)]));
    const split = { ...parent, children: { "9001-1": [{ lineNo: "1", platformSkuId: "s1", quantity: 2 }] } };
    const after = read(split, reading([lineOf("1", 3)], {}, 2));

    expect(heap(parent, after, [])).toMatchObject({ sold: 0, back: 2 });
  });

  it("is put back by nobody when the buyer swaps the sku", () => {
    const before = read(null, reading([lineOf("1", 3)]));
    const swapped = lineOf("1", 3, { merchantKey: "K2", platformSkuId: "s2" });
    const bindings = new Map([["1", BINDINGS.get("2") ?? null]]);
    const after = mergeOrder(before, reading([swapped], {}, 2), { bindings, stockFrom: null });
    const moves = leftMoves(before, after, ["paid_cancel_before_ship", "unpaid_cancel"]);

    expect(
      moves.filter(({ pool }) => pool === "heap").sort((a, b) => (a.merchantKey < b.merchantKey ? -1 : 1)),
    ).toEqual([
      { pool: "heap", merchantKey: "K1", sold: 0, back: 0, freed: 3 },
      { pool: "heap", merchantKey: "K2", sold: 3, back: 0, freed: 0 },
    ]);
  });
});
