import { expect } from "vitest";
import type { Bench } from "../bench.ts";
import { always, type Check, type Promised } from "./check.ts";
import { missingOf, placeMany, showing } from "./many-orders.ts";
import { numbersOf, walk, walkByNext, type OrderRow } from "./walk.ts";

const MANY = 130;

/** No row is lost between pages, however many share a second and however the list moves. */
export const paging: Promised = {
  title: "paging",
  why: always,
  checks: () => [manyInOneSecond, shiftingPages, emptyPage],
};

/** Rows that come twice: none takes another's place, and a reader can tell that they are one. */
export const duplicates: Promised = {
  title: "duplicates",
  why: always,
  checks: () => [sameOnTwoPages, sameNumberBothTimes],
};

const manyInOneSecond: Check = {
  name: `${MANY} orders of one second all come, through every page`,
  async run(bench) {
    const { numbers, window } = await placeMany(bench, MANY);

    const shown = await showing(bench, numbers, window);

    expect(shown.map(({ by }) => by)).toEqual(expect.arrayContaining(["updated"]));
    for (const stream of shown) {
      const rows = await walkByNext(bench, stream, window);
      expect(rows.filter((row) => !row.ok)).toEqual([]);
      expect({ stream: stream.id, missing: missingOf(numbers, numbersOf(rows)) }).toEqual({
        stream: stream.id,
        missing: [],
      });
    }
  },
};

const sameOnTwoPages: Check = {
  name: "rows that come twice take no other row's place",
  run: (bench) => underFault(bench, "duplicate-rows"),
};

const sameNumberBothTimes: Check = {
  name: "an order that is read twice has the same number, time, wares and counts both times",
  async run(bench) {
    const { numbers, window } = await placeMany(bench, 3);
    for (const stream of await showing(bench, numbers, window)) {
      const [once, twice] = [await walk(bench, stream, window), await walk(bench, stream, window)];
      const keyed = (rows: typeof once) => rows.flatMap((row) => (row.ok ? [stable(row.value)] : [])).sort();
      expect(keyed(twice)).toEqual(keyed(once));
    }
  },
};

/** What a reader tells an order by; keys that a platform now and then leaves out count for nothing. */
function stable(row: OrderRow): string {
  if (!("lines" in row)) return row.orderNo;
  const wares = row.lines.map(({ merchantKey, quantity }) => [merchantKey, quantity]);
  return JSON.stringify([row.orderNo, row.updatedAt, wares]);
}

const shiftingPages: Check = {
  name: "pages that shift while they are read lose nothing when read from the end",
  run: (bench) => underFault(bench, "page-shift"),
};

const emptyPage: Check = {
  name: "a page without rows but with a cursor is not the end",
  async run(bench) {
    const { numbers, window } = await placeMany(bench, 3);
    const shown = await showing(bench, numbers, window);
    for (const stream of shown.filter(({ paging: manner }) => manner === "cursor")) {
      await bench.control("POST", "/faults", { kind: "empty-page" });
      const found = numbersOf(await walkByNext(bench, stream, window));
      expect({ stream: stream.id, missing: missingOf(numbers, found) }).toEqual({ stream: stream.id, missing: [] });
    }
  },
};

async function underFault(bench: Bench, kind: string): Promise<void> {
  const { numbers, window } = await placeMany(bench, 60);
  for (const stream of await showing(bench, numbers, window)) {
    await bench.control("POST", "/faults", { kind, times: 1 });
    const once = numbersOf(await walk(bench, stream, window));
    await bench.control("DELETE", "/faults");
    // A cursor promises every row in one walk; a numbered window is read again with its overlap.
    const seen = new Set([
      ...once,
      ...(stream.paging === "numbered" ? numbersOf(await walk(bench, stream, window)) : []),
    ]);
    expect({ stream: stream.id, missing: missingOf(numbers, seen) }).toEqual({ stream: stream.id, missing: [] });
  }
}
