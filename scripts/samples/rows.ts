import type { Columns } from "../../domain/import/row.ts";
/** A sheet of a sample workbook: our headers in our order, rows as texts. */
export interface SampleSheet {
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Field values of one row; what is absent is an empty cell. */
export type FieldRow<F extends string> = Readonly<Partial<Record<F, string>>>;

/** A sheet from field values; columns that no row fills are left out. */
export function sheetOf<F extends string>(
  name: string,
  columns: Columns<F>,
  rows: readonly FieldRow<F>[],
): SampleSheet {
  const used: F[] = [];
  for (const field in columns) if (rows.some((row) => (row[field] ?? "") !== "")) used.push(field);
  return {
    name,
    header: used.map((field) => columns[field][0] ?? field),
    rows: rows.map((row) => used.map((field) => row[field] ?? "")),
  };
}

/** A listing's head and its options as rows: the head stands on the first. */
export function listingRows<F extends string>(
  head: FieldRow<F>,
  options: readonly FieldRow<F>[],
  code: FieldRow<F>,
): readonly FieldRow<F>[] {
  return options.map((option, index) => (index === 0 ? { ...head, ...option } : { ...code, ...option }));
}
