import { beforeEach, expect, test } from "vitest";
import { memoryTable } from "../../factories/memory-table.ts";
import { itemBytes } from "./item-size.ts";
import { meteredTable, type MeteredTable } from "./metered-table.ts";

let table: MeteredTable;
const key = { PK: "A", SK: "B" };
const work = (at: string) => ({ WPK: "W#due#0", WSK: at });

beforeEach(() => {
  table = meteredTable(memoryTable());
});

async function writesOf(spend: () => Promise<unknown>): Promise<number> {
  table.reset();
  await spend();
  return table.spent().write;
}

async function readsOf(spend: () => Promise<unknown>): Promise<number> {
  table.reset();
  await spend();
  return table.spent().read;
}

test("sizes are those of DynamoDB's documentation", () => {
  expect(itemBytes({ PK: "ab", SK: "c" })).toBe(7);
  expect(itemBytes({ ...key, 名: "好" })).toBe(6 + 6);
  expect(itemBytes({ ...key, n: 12345, z: 0, m: -1 })).toBe(6 + 5 + 2 + 4);
  expect(itemBytes({ ...key, l: [true, null], o: { a: "b" } })).toBe(6 + 8 + 7);
  expect(itemBytes({ ...key, b: new Uint8Array(100) })).toBe(107);
});

test("a put costs a unit a kilobyte, and what was larger before", async () => {
  expect(await writesOf(() => table.write({ put: { ...key, b: new Uint8Array(1_010) } }))).toBe(1);
  expect(await writesOf(() => table.write({ put: { ...key, b: new Uint8Array(3_000) } }))).toBe(3);
  expect(await writesOf(() => table.write({ put: key }))).toBe(3);
  expect(await writesOf(() => table.write({ put: key }))).toBe(1);
});

test("an index entry costs 1 to come, 2 to move, 0 to stay, 1 to go", async () => {
  expect(await writesOf(() => table.write({ put: { ...key, ...work("1") } }))).toBe(2);
  expect(await writesOf(() => table.write({ update: key, set: work("2") }))).toBe(3);
  expect(await writesOf(() => table.write({ update: key, set: { a: 1 } }))).toBe(1);
  expect(await writesOf(() => table.write({ update: key, remove: ["WPK", "WSK"] }))).toBe(2);
});

test("a transaction costs double, its index entries do not", async () => {
  const writes = [{ put: { ...key, ...work("1") } }, { update: { PK: "A", SK: "C" }, add: { ver: 1 } }];
  expect(await writesOf(() => table.transact(writes))).toBe(5);
});

test("what a condition refuses costs as what stands there", async () => {
  await table.write({ put: { ...key, b: new Uint8Array(1_500) } });
  const absent = { all: [["PK", "absent"]] } as const;
  expect(await writesOf(() => table.write({ put: key, if: absent }))).toBe(2);
  expect(await writesOf(() => table.transact([{ put: key, if: absent }]))).toBe(4);
  expect(await writesOf(() => table.write({ update: { PK: "A", SK: "X" }, if: { all: [["PK", "exists"]] } }))).toBe(1);
});

test("a read costs a unit for 4 KB, half where it may be old, and something where nothing is", async () => {
  await table.write({ put: { ...key, b: new Uint8Array(5_000), ...work("1") } });
  expect(await readsOf(() => table.get(key))).toBe(2);
  expect(await readsOf(() => table.batchGet([key, { PK: "A", SK: "Z" }], { eventual: true }))).toBe(1.5);
  expect(await readsOf(() => table.query({ index: "work", pk: "W#due#0" }))).toBe(0.5);
  expect(await readsOf(() => table.query({ pk: "A" }))).toBe(2);
});
