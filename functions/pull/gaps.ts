import { HOUR_MS, later, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Key, Ports } from "../shared/ports.ts";
import { gapName, gapText, syncRowOf, type Gap } from "./sync-row.ts";

/** The row has room for so many; the next one is joined to the newest. */
const MOST_GAPS = 16;

/** Shows a gap on the stream's row and raises the alarm. */
export async function showGap(key: Key, gap: Gap, ports: Ports): Promise<void> {
  const { gaps } = syncRowOf(await ports.table.get(key));
  const known = gaps.find(({ from }) => from === gap.from);
  const newest = gaps.at(-1);
  const joined = known ?? (gaps.length >= MOST_GAPS ? newest : undefined);
  const from = joined?.from ?? gap.from;
  const to = later(gap.to, joined?.to ?? gap.to);
  const text = gapText({ from, to, why: gap.why.slice(0, 200), next: gap.next });
  await ports.table.write({ update: key, set: { [gapName(from)]: text } });
  ports.log.metric("CoverageGaps", 1);
}

/** When a gap that may still be read is tried again. */
export function inAnHour({ clock }: Ports): Instant {
  return plus(clock.now(), HOUR_MS);
}

/** The oldest gap whose hour has come and that the platform still shows. */
export function dueGap(gaps: readonly Gap[], now: Instant, horizonMs: number): Gap | null {
  const horizon = plus(now, -horizonMs);
  return gaps.find(({ from, next }) => next !== null && next <= now && from >= horizon) ?? null;
}

/** A retried gap that could not be read is tried again in an hour; one that has left the horizon stays, shown for good. */
export async function putOff(key: Key, gap: Gap, ports: Ports): Promise<void> {
  const text = gapText({ ...gap, next: inAnHour(ports) });
  await ports.table.write({ update: key, set: { [gapName(gap.from)]: text } });
}

/** A gap that was read to its end is one no more. */
export async function closeGap(key: Key, gap: Gap, ports: Ports): Promise<void> {
  await ports.table.write({ update: key, remove: [gapName(gap.from)] });
}
