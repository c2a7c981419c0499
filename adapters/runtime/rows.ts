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

function issueText(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join(".")}: ${issue.message}`;
}
