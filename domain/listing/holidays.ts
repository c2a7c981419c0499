import data from "../data/holidays.json" with { type: "json" };
import { day, plusDays, weekday } from "../time.ts";
import type { Day } from "../units.ts";
import type { DayClass } from "./band.ts";

/** A holiday list: days off and made-up working days that the State Council announced, from `from` to `until`; later ones are unknown. */
export interface Holidays {
  version: string;
  from: Day;
  until: Day;
  off: Readonly<Record<string, string>>;
  working: Readonly<Record<string, string>>;
}

/** The list that this release carries. Publications freeze the version that they were printed with. */
export const HOLIDAYS: Holidays = { ...data, from: day(data.from), until: day(data.until) };

/** Days that the law itself names, by month and day: they are holidays in years whose list has not appeared yet. */
const FIXED = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);

/** Next day and weekday of days seen so far: calendars ask for the same few hundred days again and again, and reckoning them is slow. */
const seen = new Map<Day, { next: Day; weekday: number }>();
function factsOf(of: Day): { next: Day; weekday: number } {
  const known = seen.get(of) ?? { next: plusDays(of, 1), weekday: weekday(of) };
  seen.set(of, known);
  return known;
}

/** The days from the first to the last, both included; none when the last lies before the first. */
export function daysFrom(first: Day, last: Day): readonly Day[] {
  const days: Day[] = [];
  for (let of = first; of <= last; of = factsOf(of).next) days.push(of);
  return days;
}

/** What a **day** is (tickets, day tours, meals). Past the end of the list only the days that the law fixes are holidays. */
export function dayClass(of: Day, holidays: Holidays): DayClass {
  if (of in holidays.off) return "holiday";
  if (of > holidays.until && FIXED.has(of.slice(5))) return "holiday";
  return factsOf(of).weekday >= 6 && !(of in holidays.working) ? "weekend" : "weekday";
}

/** What a **night** is (lodging): the class of the day that it leads into. */
export function nightClass(of: Day, holidays: Holidays): DayClass {
  return dayClass(factsOf(of).next, holidays);
}

/** Days off within [from, until], with their names: printed in the notices of a publication. */
export function holidaysWithin(holidays: Holidays, from: Day, until: Day): readonly { day: string; name: string }[] {
  return Object.entries(holidays.off)
    .filter(([of]) => of >= from && of <= until)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([of, name]) => ({ day: of, name }));
}
