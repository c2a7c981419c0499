import { expect, it } from "vitest";
import { memoryTable } from "../../../test/factories/memory-table.ts";
import type { Query } from "../ports.ts";
import { allItems } from "./all-items.ts";

it("gives what stands on the second page and on the last, though the service ends a page where it likes", async () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ PK: "M#1", SK: `A#${n}` }));
  const table = memoryTable();
  await table.batchPut(rows);
  const small = { query: (query: Query) => table.query({ ...query, limit: 2 }) };

  expect(await allItems({ pk: "M#1", begins: "A#" }, small)).toEqual(rows);
});
