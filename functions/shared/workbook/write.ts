import ExcelJS from "exceljs";
import { safeText } from "./safe.ts";

/** A sheet to write: everything is text. */
export interface Sheet {
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A workbook of text cells, header bold and frozen; long numbers stay what they are, nothing can run as a formula. */
export function workbookOf(sheets: readonly Sheet[]): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  for (const { name, header, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = header.map((title) => ({
      header: title,
      width: Math.min(40, 8 + title.length * 2),
      style: { numFmt: "@" },
    }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows) sheet.addRow(row.map(safeText));
  }
  return workbook;
}

/** The bytes of a workbook. */
export async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A CSV file of one sheet in UTF-8 with the mark that spreadsheets want, lines ended by CR LF. */
export function csvOf({ header, rows }: Pick<Sheet, "header" | "rows">): Uint8Array {
  const lines = [header, ...rows].map((row) => row.map((cell) => quoted(safeText(cell))).join(","));
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
