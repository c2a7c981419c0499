import * as z from "zod";
import type { Instant } from "../../../domain/units.ts";
import type { Item } from "../ports.ts";

/** Selling stops until an instant, or until a person says so. Kept on the row of what is paused: shop, listing, supplier. */
export const Pause = z.object({
  until: z
    .string()
    .transform((text) => text as Instant)
    .nullable(),
  reason: z.string(),
});
export type Pause = z.infer<typeof Pause>;

const Row = z.object({ pause: Pause.nullable().default(null) });

/** Whether any of the rows is paused now, and when the last of the pauses ends by itself; null for never. */
export function pausedBy(rows: readonly (Item | null)[], now: Instant): { paused: boolean; until: Instant | null } {
  const pauses = rows.flatMap((row) => Row.safeParse(row ?? {}).data?.pause ?? []);
  const live = pauses.filter(({ until }) => until === null || until > now);
  if (live.length === 0) return { paused: false, until: null };
  const ends = live.map(({ until }) => until);
  return {
    paused: true,
    until: ends.includes(null)
      ? null
      : (ends
          .filter((end) => end !== null)
          .sort()
          .at(-1) ?? null),
  };
}
