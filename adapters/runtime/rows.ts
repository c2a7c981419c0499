import type * as z from "zod";
import type { Row } from "../contract.ts";

/** Reads one row of a list: a row that cannot be read is kept with its raw text and why, and its page goes on. */
export function rowOf<W, T>(schema: z.ZodType<W>, map: (wire: W) => T, raw: unknown): Row<T> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    return { ok: false, raw: JSON.stringify(raw) ?? "", why: parsed.error.issues.map(issueText).join("; ") };
  try {
    return { ok: true, value: map(parsed.data) };
  } catch (error) {
    return { ok: false, raw: JSON.stringify(raw) ?? "", why: error instanceof Error ? error.message : String(error) };
  }
}

/** As `rowOf`, for rows that take calls of their own: `map` is asked only for what can be read, and what it throws goes on. */
export async function rowAfter<W, T>(
  schema: z.ZodType<W>,
  map: (wire: W) => Promise<T>,
  raw: unknown,
): Promise<Row<T>> {
  const row = rowOf(schema, (wire) => wire, raw);
  return row.ok ? { ok: true, value: await map(row.value) } : row;
}

function issueText(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join(".")}: ${issue.message}`;
}
