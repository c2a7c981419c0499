import type ExcelJS from "exceljs";
import { plainHeader, type Problem } from "../../../domain/import/row.ts";
import { recordsOf } from "./read-csv.ts";
import { gridOf, openXlsx } from "./read-xlsx.ts";
import { sheetName } from "./read-workbook.ts";
import { bytesOf, csvOf } from "./write.ts";

/** The column that is added at the end of a sheet with what is wrong in each row. */
export const ERRORS_HEADER = "错误说明";
const RED = "FFFFC7CE";
const YELLOW = "FFFFEB9C";

/**
 * The same file with its problems written in: XLSX cells are coloured (red blocks, yellow wants a look) and get a comment, and each row's
 * messages stand in a last column; CSV files get only that column. An earlier round's marks are taken off.
 */
export async function markProblems(
  bytes: Uint8Array,
  fileName: string,
  problems: readonly Problem[],
): Promise<Uint8Array> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return markCsv(bytes, sheetName(fileName), problems);
  const workbook = await openXlsx(bytes);
  for (const sheet of workbook.worksheets)
    markSheet(
      sheet,
      problems.filter((problem) => problem.sheet === sheet.name),
    );
  return bytesOf(workbook);
}

/** What is wrong and what to do, one sentence. */
export function messageOf({ column, say, remedy }: Problem): string {
  return `${column === "" ? "" : `${column}: `}${say.zh}。${remedy.zh}`;
}

function markSheet(sheet: ExcelJS.Worksheet, problems: readonly Problem[]): void {
  const grid = gridOf(sheet);
  const headerAt = Math.max(
    0,
    grid.findIndex((record) => record.some((cell) => cell.trim() !== "")),
  );
  const header = grid[headerAt] ?? [];
  clean(sheet);
  const errors = columnOf(header, ERRORS_HEADER) ?? header.length + 1;
  grid.slice(headerAt + 1).forEach((_, index) => (sheet.getCell(headerAt + index + 2, errors).value = null));
  if (problems.length === 0) return;
  sheet.getCell(headerAt + 1, errors).value = ERRORS_HEADER;
  for (const [row, list] of byRow(problems)) {
    sheet.getCell(row, errors).value = list.map(messageOf).join("\n");
    for (const problem of list) markCell(sheet.getCell(row, columnOf(header, problem.column) ?? errors), problem, list);
  }
}

function markCell(cell: ExcelJS.Cell, problem: Problem, list: readonly Problem[]): void {
  const here = list.filter(({ column }) => column === problem.column);
  const blocks = here.some(({ severity }) => severity === "block");
  cell.style = { ...cell.style, fill: { type: "pattern", pattern: "solid", fgColor: { argb: blocks ? RED : YELLOW } } };
  cell.note = here.map(messageOf).join("\n");
}

/** Takes off the fills and notes of an earlier round, told by our two colours. */
function clean(sheet: ExcelJS.Worksheet): void {
  sheet.eachRow((row) =>
    row.eachCell({ includeEmpty: true }, (cell) => {
      const { fill } = cell;
      const ours = fill?.type === "pattern" && [RED, YELLOW].includes(fill.fgColor?.argb ?? "");
      if (!ours) return;
      cell.style = { ...cell.style, fill: { type: "pattern", pattern: "none" } };
      cell.note = "";
    }),
  );
}

function markCsv(bytes: Uint8Array, sheet: string, problems: readonly Problem[]): Uint8Array {
  const records = recordsOf(bytes);
  const headerAt = Math.max(
    0,
    records.findIndex((record) => record.some((cell) => cell.trim() !== "")),
  );
  const header = records[headerAt] ?? [];
  const errors = (columnOf(header, ERRORS_HEADER) ?? header.length + 1) - 1;
  const rows = byRow(problems.filter((problem) => problem.sheet === sheet));
  const marked = records.map((record, index) => {
    const text = index === headerAt ? ERRORS_HEADER : (rows.get(index + 1) ?? []).map(messageOf).join(" ");
    return [...Array.from({ length: errors }, (_, at) => record[at] ?? ""), text];
  });
  const [first = [], ...rest] = marked;
  return csvOf({ header: first, rows: rest });
}

function byRow(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  return Map.groupBy(problems, ({ row }) => row);
}

function columnOf(header: readonly string[], name: string): number | null {
  const at = header.findIndex((title) => title !== "" && plainHeader(title) === plainHeader(name));
  return at < 0 ? null : at + 1;
}
