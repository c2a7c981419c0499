import type { ImportRow } from "../../../domain/import/row.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";

/** Rows of an uploaded file: XLSX by its first bytes, else CSV, whose sheet is the file's name. Null for an old .xls file, which we can't read. */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly ImportRow[] | null> {
  if (beginsWith(bytes, [0x50, 0x4b])) return readXlsx(bytes);
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return null;
  return readCsv(bytes, sheetName(fileName));
}

/** The sheet that a CSV file stands for: its name without folder and ending. */
export function sheetName(fileName: string): string {
  return (fileName.split(/[\\/]/).at(-1) ?? fileName).replace(/\.[^.]*$/, "").trim();
}

function beginsWith(bytes: Uint8Array, signs: readonly number[]): boolean {
  return signs.every((sign, index) => bytes[index] === sign);
}
