import * as z from "zod";
import { instantFrom } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Item } from "../shared/ports.ts";

const At = z.string().transform(instantFrom);
const Text = z.object({
  from: At,
  to: At,
  why: z.string(),
  /** When it is tried again; null: the platform does not show it any more. */
  next: At.nullable().default(null),
});
/** Time of a stream that was not read completely, and why. */
export type Gap = z.infer<typeof Text>;

const SyncBody = z.object({
  to: At.nullable().default(null),
  since: At.optional(),
  lastChange: At.optional(),
  extraSettleMs: z.number().default(0),
  leaseUntil: z.string().default(""),
  failFrom: z.string().optional(),
  failRuns: z.number().default(0),
  WSK: z.string().optional(),
});
/** A stream's row: how far it was read completely, and what stands in the way of more. */
export type SyncRow = z.infer<typeof SyncBody> & { gaps: readonly Gap[] };

/** Reads a stream's row; of a row that is not there yet, the beginning. */
export function syncRowOf(item: Item | null): SyncRow {
  const gaps = Object.entries(item ?? {})
    .filter(([name]) => name.startsWith("gap_"))
    .map(([, text]) => Text.parse(JSON.parse(String(text))));
  return { ...SyncBody.parse(item ?? {}), gaps: gaps.sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** The attribute in which a gap stands. */
export function gapName(from: Instant): string {
  return `gap_${from}`;
}

/** A gap as it is stored. */
export function gapText(gap: Gap): string {
  return JSON.stringify(gap);
}
