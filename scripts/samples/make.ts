/** Writes samples/: the two workbooks, the same as CSV. The same bytes each time. */
import { mkdirSync, writeFileSync } from "node:fs";
import { bytesOf, csvOf, workbookOf } from "../../functions/shared/workbook/write.ts";
import { goodsSheet } from "./goods.ts";
import { DESTROYED, mistakeSheets } from "./mistakes.ts";
import { locations, pools, suppliers } from "./parties.ts";
import type { SampleSheet } from "./rows.ts";
import { steadyZip } from "./steady-zip.ts";
import { staySheet, travelSheet } from "./travel.ts";

/** The sheets of samples/listings.xlsx. */
export const listingSheets: readonly SampleSheet[] = [goodsSheet, staySheet, travelSheet, pools, suppliers, locations];

/** A number of nineteen digits, as a spreadsheet keeps it once it took it for a number. */
const BROKEN_NUMBER = 3_710_000_000_000_000_000;

/** Every sample file by its path below samples/. */
export async function sampleFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const csv = (folder: string, sheets: readonly SampleSheet[]): (readonly [string, Uint8Array])[] =>
    sheets.map((sheet) => [`${folder}/${sheet.name}.csv`, csvOf(sheet)]);
  return new Map([
    ["listings.xlsx", await xlsxOf(listingSheets)],
    ...csv("csv", listingSheets),
    ["mistakes.xlsx", await xlsxOf(mistakeSheets)],
    ...csv("mistakes-csv", mistakeSheets),
  ]);
}

/** A workbook whose bytes depend on its sheets alone: dates of creation and of zip entries are fixed. */
async function xlsxOf(sheets: readonly SampleSheet[]): Promise<Uint8Array> {
  const workbook = workbookOf(sheets);
  workbook.created = workbook.modified = new Date(Date.UTC(2026, 0, 1));
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.value === DESTROYED) cell.value = BROKEN_NUMBER;
      }),
    );
  return steadyZip(await bytesOf(workbook));
}

if (import.meta.main) {
  const root = new URL("../../samples/", import.meta.url);
  for (const [path, bytes] of await sampleFiles()) {
    const file = new URL(path, root);
    mkdirSync(new URL(".", file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
