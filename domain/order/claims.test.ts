import fc from "fast-check";
import { expect, test } from "vitest";
import { aReading, BINDINGS, bindingOf, lineOf, PLACED, reading } from "../../test/factories/order-arbitraries.ts";
import { allClaims, claimsOf, movesBetween, type PoolMove } from "./claims.ts";
import { mergeOrder, type Snapshot } from "./merge.ts";
import type { Claim, Order } from "./order.ts";

const KNOWN = { bindings: BINDINGS, stockFrom: null };
const merge = (stored: Order | null, snapshot: Snapshot) => mergeOrder(stored, snapshot, KNOWN);
const claims = (order: Order | null) => allClaims(order?.lines ?? []);
const held = (all: readonly Claim[], pool: string) =>
  all.filter((claim) => claim.pool === pool).reduce((sum, { qty, out }) => sum + qty - out, 0);
const out = (all: readonly Claim[], pool: string) =>
  all.filter((claim) => claim.pool === pool).reduce((sum, claim) => sum + claim.out, 0);
const total = (moves: readonly PoolMove[], pool: string, field: "reserved" | "onHand") =>
  moves.filter((move) => move.pool === pool).reduce((sum, move) => sum + move[field], 0);

test("the same reading again moves nothing", () => {
  fc.assert(
    fc.property(aReading, (snapshot) => {
      const once = merge(null, snapshot);
      expect(movesBetween(claims(once), claims(merge(once, snapshot)))).toEqual([]);
    }),
  );
});

test("after any readings the moves add up to what the last one claims", () => {
  fc.assert(
    fc.property(fc.array(aReading, { minLength: 1, maxLength: 6 }), (readings) => {
      let stored: Order | null = null;
      const moves: PoolMove[] = [];
      for (const snapshot of readings) {
        const next: Order = merge(stored, snapshot);
        moves.push(...movesBetween(claims(stored), claims(next)));
        stored = next;
      }
      for (const pool of ["heap", "odd", "even"]) {
        expect(total(moves, pool, "reserved")).toBe(held(claims(stored), pool));
        expect(total(moves, pool, "onHand")).toBe(0 - out(claims(stored), pool));
      }
    }),
  );
});

test("sold units per sku add up to the claimed units", () => {
  const before = claims(merge(null, reading([lineOf("1", 5)])));
  const after = claims(merge(null, reading([lineOf("1", 5, { cancelled: 2 })])));
  const sold = (moves: PoolMove[]) => moves.map((move) => [move.pool, move.sold.get("K1")]);
  expect(sold(movesBetween([], before))).toEqual([
    ["heap", 5],
    ["odd", 5],
  ]);
  expect(sold(movesBetween(before, after))).toEqual([
    ["heap", -2],
    ["odd", -2],
  ]);
});

test("an order closed unpaid claims nothing, an unpaid one holds its units", () => {
  fc.assert(
    fc.property(aReading, ({ order, ...rest }) => {
      expect(claims(merge(null, { ...rest, order: { ...order, pay: "closed_unpaid" } }))).toEqual([]);
      const live = order.lines.reduce((sum, line) => sum + line.quantity - line.cancelled, 0);
      const unpaid = claims(merge(null, { ...rest, order: { ...order, pay: "unpaid" } }));
      expect([held(unpaid, "heap"), out(unpaid, "heap")]).toEqual([2 * live, 0]);
    }),
  );
});

test("what has left never exceeds what is claimed", () => {
  fc.assert(
    fc.property(aReading, fc.nat(12), fc.nat(12), (snapshot, handedOver, back) => {
      const merged = merge(null, snapshot);
      const marked = { ...merged, lines: merged.lines.map((line) => ({ ...line, handedOver, back })) };
      for (const claim of allClaims(claimsOf(marked, null))) {
        expect(claim.out).toBeLessThanOrEqual(claim.qty);
        expect(claim.out).toBeGreaterThanOrEqual(0);
        expect(claim.qty).toBeGreaterThan(0);
      }
    }),
  );
});

test("children take their units over from the parent: the sum of both stays", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (quantity, asked) => {
      const taken = Math.min(quantity, asked);
      const parent = merge(null, reading([lineOf("1", quantity)]));
      const children = { "9002": [{ lineNo: "1", platformSkuId: "s1", quantity: taken }] };
      const rest = claimsOf({ ...parent, children }, null);
      const child = merge(null, reading([lineOf("1", taken)], { orderNo: "9002", parentOrderNo: "9001" }));
      for (const pool of ["heap", "odd"])
        expect(held(allClaims(rest), pool) + held(claims(child), pool)).toBe(held(claims(parent), pool));
      const again = merge({ ...parent, children, lines: rest }, reading([lineOf("1", quantity)], {}, 2));
      expect(claims(again)).toEqual(allClaims(rest));
    }),
  );
});

test("unmatched lines and undated vouchers claim nothing", () => {
  const undated = { ...bindingOf("2", "even"), kind: "voucher" as const, undated: true };
  const bindings = new Map([
    ["1", null],
    ["2", undated],
  ] as const);
  const order = mergeOrder(null, reading([lineOf("1", 3), lineOf("2", 3)]), { bindings, stockFrom: null });
  expect(claims(order)).toEqual([]);
  expect(order.holds.map(({ kind }) => kind)).toEqual(["unmatched_item"]);
});

test("orders placed before stock is counted claim nothing", () => {
  const order = merge(null, reading([lineOf("1", 3)]));
  expect(allClaims(claimsOf(order, "2026-11-24T00:00:01.000Z"))).toEqual([]);
  expect(held(allClaims(claimsOf(order, PLACED)), "heap")).toBe(6);
});

test("units that came back are neither claimed nor out", () => {
  const order = merge(null, reading([lineOf("1", 5, { shipped: 5 })]));
  const back = claimsOf({ ...order, lines: order.lines.map((line) => ({ ...line, back: 2 })) }, null);
  expect([held(allClaims(back), "heap"), out(allClaims(back), "heap")]).toEqual([0, 6]);
  expect(movesBetween(claims(order), allClaims(back)).map(({ onHand }) => onHand)).toEqual([4, 2]);
});
