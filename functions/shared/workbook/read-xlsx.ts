import ExcelJS from "exceljs";
import type { ImportRow } from "../../../domain/import/row.ts";
import { rowsOf } from "./read-csv.ts";

/** An opened XLSX file. Throws what exceljs throws for a file that is none. */
export async function openXlsx(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(arrayBufferOf(bytes));
  return workbook;
}

/** Rows of every sheet of an XLSX file. */
export async function readXlsx(bytes: Uint8Array): Promise<readonly ImportRow[]> {
  const workbook = await openXlsx(bytes);
  return workbook.worksheets.flatMap((sheet) => rowsOf(gridOf(sheet), sheet.name));
}

/** The texts of a sheet, rows and columns from 0. */
export function gridOf(sheet: ExcelJS.Worksheet): readonly (readonly string[])[] {
  const [rows, columns] = [sheet.rowCount, sheet.columnCount];
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cellText(sheet.getRow(row + 1).getCell(column + 1).value)),
  );
}

/** What a person sees in a cell. Whole numbers above 2^53 come as the scientific text that they have become: their digits are lost. */
export function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  if ("richText" in value) return value.richText.map(({ text }) => text).join("");
  if ("text" in value) return String(value.text);
  if ("result" in value) return cellText(value.result ?? null);
  return "";
}

function numberText(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential(2).toUpperCase() : String(value);
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
