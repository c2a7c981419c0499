import { describe, expect, it } from "vitest";
import { plus } from "../../domain/time.ts";
import type { OpenShop } from "../shared/shops.ts";
import { START } from "./fixtures.ts";
import { rowsOf } from "./rows.ts";

const PAGE = 2;
/** A list that numbers its pages; `there` says what it holds of a window when it is asked for the n-th time. */
function listOf(there: (window: { from: string; to: string }, asked: number) => readonly string[]) {
  let asked = 0;
  const page = async ({ from, to, at }: { from: string; to: string; at: string | null }) => {
    const all = there({ from, to }, asked++);
    const first = (Number(at ?? "1") - 1) * PAGE;
    const rows = all.slice(first, first + PAGE).map((orderNo) => ({ ok: true, value: { orderNo } }));
    return { rows, next: null, pages: Math.max(1, Math.ceil(all.length / PAGE)) };
  };
  return { paging: "numbered", page } as unknown as Parameters<typeof rowsOf<{ orderNo: string }>>[0];
}
const shop = {
  door: { ask: async (question: (x: object) => unknown) => ({ kind: "done", value: await question({}) }) },
} as unknown as OpenShop;
const read = async (list: ReturnType<typeof listOf>, seconds: number) => {
  const answer = await rowsOf(list, { from: START, to: plus(START, seconds * 1_000), tail: false }, shop);
  if (answer.kind !== "rows") throw new Error(answer.kind);
  const numbers = answer.rows.flatMap((row) => (row.ok ? [row.value.orderNo] : []));
  return { numbers: [...new Set(numbers)].sort(), gaps: answer.gaps };
};

describe("a second with more orders than a page", () => {
  it("is whole once two passes show the same orders", async () => {
    const list = listOf(() => ["1", "2", "3", "4", "5"]);

    expect(await read(list, 0)).toEqual({ numbers: ["1", "2", "3", "4", "5"], gaps: [] });
  });

  it("that shows more at each pass is a gap, and all that was seen is read all the same", async () => {
    const list = listOf((_, asked) => Array.from({ length: 5 + asked }, (__, n) => String(n)));

    const { numbers, gaps } = await read(list, 0);

    expect(gaps).toEqual([{ from: START, to: START, why: "pages moved while they were read" }]);
    expect(numbers).toEqual(expect.arrayContaining(["0", "1", "2", "3", "4", "5", "6"]));
  });

  it("keeps no other second of its window from being read", async () => {
    const restless = plus(START, 2_000);
    const list = listOf(({ from, to }, asked) => [
      ...(from <= START ? ["early"] : []),
      ...(from <= restless && restless <= to ? Array.from({ length: 5 + asked }, (_, n) => `r${n}`) : []),
      ...(to >= plus(START, 4_000) ? ["late"] : []),
    ]);

    const { numbers, gaps } = await read(list, 4);

    expect(numbers).toEqual(expect.arrayContaining(["early", "late", "r0", "r4"]));
    expect(gaps).toEqual([{ from: restless, to: restless, why: "pages moved while they were read" }]);
  });
});
