import { parse } from "csv-parse/sync";
import type { ImportRow } from "../../../domain/import/row.ts";

/** Text of bytes: UTF-8 with or without a mark, else GB18030, as Chinese spreadsheets save CSV. Never throws. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Every record of a CSV file as cells, blank ones kept, so that record numbers are row numbers. Tabs or semicolons as separators too. */
export function recordsOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const text = textOfBytes(bytes);
  const options = {
    bom: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    delimiter: delimiterOf(text),
  };
  return parse(text, options).map((record) => record.map(String));
}

/** Rows of a CSV file under the name of a sheet; the first row with anything in it is the header, row numbers count from 1. */
export function readCsv(bytes: Uint8Array, sheet: string): readonly ImportRow[] {
  return rowsOf(recordsOf(bytes), sheet);
}

/** Rows by header from a grid of texts. Blank rows are left out; of two columns with one header the first counts. */
export function rowsOf(grid: readonly (readonly string[])[], sheet: string): readonly ImportRow[] {
  const headerAt = grid.findIndex((record) => record.some((cell) => cell.trim() !== ""));
  const header = grid[headerAt] ?? [];
  return grid.flatMap((record, index) => {
    if (index <= headerAt || record.every((cell) => cell.trim() === "")) return [];
    const cells = header
      .flatMap((name, at) => (name.trim() === "" ? [] : [[name, record[at] ?? ""] as const]))
      .reverse();
    return [{ sheet, row: index + 1, cells: Object.fromEntries(cells) }];
  });
}

function delimiterOf(text: string): string {
  const [first = ""] = text.split("\n", 1);
  return [",", "\t", ";"].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
}
