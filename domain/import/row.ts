import type { Text } from "../units.ts";

/** One row of a sheet: `row` as the spreadsheet counts (the header is 1), `cells` by header as it was written. */
export interface ImportRow {
  sheet: string;
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** What is wrong in one cell. `column` is the header as the file has it, or ours where the column is absent. `review` lets the row go on. */
export interface Problem {
  sheet: string;
  row: number;
  column: string;
  rule: string;
  severity: "block" | "review";
  say: Text;
  remedy: Text;
}

/** The headers that a field is known by; the first is ours. */
export type Columns<F extends string> = Readonly<Record<F, readonly string[]>>;

/** A header in one spelling: NFKC, without spaces, stars and the unit in brackets. */
export function plainHeader(header: string): string {
  return header
    .normalize("NFKC")
    .replaceAll(/[\s*:]/g, "")
    .replaceAll(/[([【].*?[)\]】]/g, "")
    .toLowerCase();
}

/** The unit that a header names in brackets, `净含量(斤)` → 斤; null when it names none. */
export function headerUnit(header: string): string | null {
  return /[([]([^)\]]+)[)\]]/.exec(header.normalize("NFKC"))?.[1]?.trim() ?? null;
}
