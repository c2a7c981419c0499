/** How often a stream is read: by how lately anything changed there, and by what is left of the day's calls. Pure. */
import { DAY_MS, dayOf, epochMs, HOUR_MS, MINUTE_MS, startOfDay } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";

/** The classes, in minutes. 30 and 60 are only for an app whose day runs out. */
const CLASSES = [1, 5, 15, 30, 60] as const;
/** From these pressures on, one class more is given up. All below 1: what is spent as fast as the day goes by is gone before it ends. */
const CUTS = [0.7, 0.8, 0.88, 0.95];
const FRESH_MS = 6 * HOUR_MS;
const LIVELY_MS = 3 * DAY_MS;

/** One daily limit of the calls that pulls make, as its row stands: calls used, and how many machines may use. */
export interface Budget {
  used: number;
  machines: number;
}

/** How many minutes lie between two readings. `pressure`: see `pressureOf`. Quiet streams give way first, lively ones last. */
export function minutesFor(sinceChangeMs: number, pressure: number): number {
  const byAge = sinceChangeMs <= FRESH_MS ? 0 : sinceChangeMs <= LIVELY_MS ? 1 : 2;
  const cut = CUTS.filter((from) => pressure >= from).length;
  const own = byAge === 2 ? cut : byAge === 1 ? cut - 1 : cut - 2;
  return CLASSES[Math.min(CLASSES.length - 1, byAge + Math.max(0, own))] ?? 1;
}

/** What a stream's adapter asks for at least, in whole minutes; one that is only read once a day is looked at every six hours, so that a missed minute costs no day. */
export function ownMinutes(everyMs: number): number {
  return Math.min(360, Math.max(1, Math.round(everyMs / MINUTE_MS)));
}

/** How much faster than the day goes by the scarcest budget is spent: 1 is just enough, 0 where nothing is limited. The first hour of a day counts as a whole one. */
export function pressureOf(budgets: readonly Budget[], now: Instant): number {
  const goneMs = Math.max(HOUR_MS, epochMs(now) - epochMs(startOfDay(dayOf(now))));
  return Math.max(0, ...budgets.map(({ used, machines }) => used / (machines * (goneMs / DAY_MS))));
}
