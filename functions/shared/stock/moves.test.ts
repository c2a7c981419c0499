import { expect, test } from "vitest";
import { mergeOrder, type Snapshot } from "../../../domain/order/merge.ts";
import { movesBetween } from "../../../domain/order/claims.ts";
import type { Order } from "../../../domain/order/order.ts";
import { memoryPorts } from "../../../test/factories/memory-ports.ts";
import { BINDINGS, lineOf, reading } from "../../../test/factories/order-arbitraries.ts";
import { SHOP } from "../../pull/fixtures.ts";
import { keys } from "../store/keys.ts";
import { poolUpdates } from "./moves.ts";

const merge = (stored: Order | null, snapshot: Snapshot): Order =>
  mergeOrder(stored, snapshot, { bindings: BINDINGS, stockFrom: null });
const claims = (order: Order) => order.lines.flatMap((line) => line.claims);
const LEFT = `left_${SHOP.id}_K1`;

/** What a cancelled order of two units moves in the heap. */
async function cancelled(pool: object, restocksOn: readonly "paid_cancel_before_ship"[]) {
  const { ports, table } = memoryPorts();
  await table.write({ put: { ...keys.pool("m1", "heap"), id: "heap", ...pool } });
  const before = merge(null, reading([lineOf("1", 2)]));
  const after = merge(before, reading([lineOf("1", 2, { cancelled: 2 })], {}, 2));
  const moves = movesBetween(claims(before), claims(after));
  const manner = { push: "set", restocksOn } as const;
  const updates = await poolUpdates([{ m: "m1", shop: SHOP, manner, moves, orders: [{ before, after }] }], ports);
  return updates.find(({ update }) => update.PK === keys.pool("m1", "heap").PK)?.add;
}

test("what the platform puts back may be sold again where it was sold", async () => {
  expect(await cancelled({ [LEFT]: 3 }, ["paid_cancel_before_ship"])).toMatchObject({ [LEFT]: 2 });
});

test("what nobody said to be put back is only noted, until a reading shows it", async () => {
  const add = await cancelled({ [LEFT]: 3 }, []);
  expect(add).toMatchObject({ [`freed_${SHOP.id}`]: 2 });
  expect(add).not.toHaveProperty(LEFT);
});

test("a place that was taken off the pool is bounded again by what was, or may have been, put back there", async () => {
  expect(await cancelled({}, ["paid_cancel_before_ship"])).toMatchObject({ [LEFT]: 2 });
  expect(await cancelled({}, [])).toMatchObject({ [LEFT]: 2 });
});
