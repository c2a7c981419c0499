import { plainHeader, type ImportRow, type Problem } from "./row.ts";
import { cellsOf, type Cells } from "./cells.ts";
import type { Columns } from "./row.ts";

/** Rows that are options of one listing, the first of which holds the head. */
export interface Group<F extends string> {
  code: string;
  rows: readonly [Cells<F>, ...Cells<F>[]];
}

type Head = "code" | "title";

/**
 * Rows grouped by code, in the order of the sheet. A row without a code belongs to the row above (merged cells). A row whose title differs
 * from its group's has somebody else's code: it is left out with a problem, and the group goes on.
 */
export function groupRows<F extends string>(
  rows: readonly ImportRow[],
  columns: Columns<F | Head>,
  problems: Problem[],
): readonly Group<F | Head>[] {
  const groups = new Map<string, [Cells<F | Head>, ...Cells<F | Head>[]]>();
  let last: string | undefined;
  for (const row of rows) {
    const cells = cellsOf<F | Head>(row, columns, problems);
    const code = cells.text("code") ?? (last === undefined ? cells.need("code") : last);
    if (code === undefined) continue;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [cells]);
    else if (sameTitle(group[0], cells)) group.push(cells);
    else cells.problem("code", "import.code_repeated", repeated(code, group[0].row.row));
    last = code;
  }
  return [...groups].map(([code, of]) => ({ code, rows: of }));
}

/** A problem for each code of an option that an earlier row of the workbook has already. */
export function repeatedOptions<F extends string>(
  groups: readonly Group<F | "optionCode">[],
  seen: Map<string, ImportRow>,
): void {
  for (const cells of groups.flatMap(({ rows }) => rows)) {
    const code = cells.text("optionCode");
    const earlier = code === undefined ? undefined : seen.get(code);
    if (code === undefined) continue;
    if (earlier === undefined) seen.set(code, cells.row);
    else cells.problem("optionCode", "import.code_repeated", repeated(code, earlier.row));
  }
}

function sameTitle<F extends string>(first: Cells<F | Head>, cells: Cells<F | Head>): boolean {
  const title = cells.text("title");
  return title === undefined || plainHeader(title) === plainHeader(first.text("title") ?? "");
}

function repeated(code: string, row: number): { say: readonly [string, string]; remedy: readonly [string, string] } {
  return {
    say: [`编码 ${code} 与第 ${row} 行重复`, `code ${code} is that of row ${row} already`],
    remedy: [
      "换一个没用过的编码; 同一商品的规格请用相同标题",
      "take a code of its own; options of one listing bear the same title",
    ],
  };
}
