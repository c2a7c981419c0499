/** A band written down apart from its listing, as a pool keeps it: listings change, vouchers that are out keep what they were sold with. */
import * as z from "zod";
import { hashOfJson } from "../hash.ts";
import { plusDays, weekday } from "../time.ts";
import type { Day } from "../units.ts";
import { DayClass } from "./band.ts";
import type { BandDays } from "./band-stock.ts";
import { dayClass, daysFrom, nightClass, type Holidays } from "./holidays.ts";
import type { TravelListing } from "./listing.ts";
import { CalendarDay } from "./primitives.ts";
import type { CanonicalSku } from "./sku-parts.ts";
import { classedBy } from "./voucher.ts";

const Rule = z.object({
  /** The band's own code and a mark of its content: two listings that mean the same share it. */
  code: z.string(),
  use: z.enum(["night", "day"]),
  days: z.array(DayClass),
  holidays: z.boolean(),
  weekdays: z.array(z.number()),
  excluded: z.array(CalendarDay),
  useFrom: CalendarDay.nullable(),
  useUntil: CalendarDay.nullable(),
  /** A voucher sold today ends so many days after; null: it ends with `useUntil` alone. */
  daysAfter: z.number().nullable(),
  minDays: z.number(),
});
export type BandRule = z.infer<typeof Rule>;

/** The rule of a stored row; null for what is none. */
export function bandRuleFrom(value: unknown): BandRule | null {
  return Rule.safeParse(value).data ?? null;
}

const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
/** A voucher without any end is taken to be used within so many days. Ours: no listing says it. */
const UNSAID_DAYS = 30;

/** What an undated voucher may be used on; null for what is no undated voucher. Without bands the listing's validity is one. */
export function bandRuleOf(listing: TravelListing, sku: Pick<CanonicalSku, "mode" | "band">): BandRule | null {
  if (sku.mode !== "voucher") return null;
  const band = "bands" in listing ? listing.bands.find(({ code }) => code === sku.band) : undefined;
  const { validity } = listing;
  const excluded = validity?.excludedDates ?? [];
  const common = { use: classedBy(listing), excluded, minDays: listing.advanceBooking.minDays };
  if (band !== undefined) {
    const { days, useFrom, useUntil } = band;
    const usable = band.holiday !== "excluded";
    const rule = { ...common, days, holidays: usable, weekdays: ALL_WEEK, useFrom, useUntil, daysAfter: null };
    return { code: marked(band.code, rule), ...rule };
  }
  const useUntil = validity?.useUntil ?? null;
  const daysAfter = validity?.daysAfterPurchase ?? (useUntil === null ? UNSAID_DAYS : null);
  const days: BandRule["days"] = ["weekday", "weekend"];
  const open = { days, holidays: validity?.holidayUsable ?? false, weekdays: validity?.weekdays ?? ALL_WEEK };
  const rule = { ...common, ...open, useFrom: validity?.useFrom ?? null, useUntil, daysAfter };
  return { code: marked("open", rule), ...rule };
}

function marked(code: string, rule: object): string {
  return `${code}-${hashOfJson(rule).slice(0, 6)}`;
}

/** The days on which a band's vouchers of today may be used. */
export function bandDaysOf(
  rule: BandRule,
  { today, holidays }: { today: Day; holidays: Holidays },
): BandDays & { minDays: number } {
  const { code, minDays } = rule;
  const useFrom = rule.useFrom ?? today;
  const ends = [rule.useUntil, rule.daysAfter === null ? null : plusDays(today, rule.daysAfter)];
  const [useUntil = today] = ends.filter((day) => day !== null).sort();
  const classOf = rule.use === "night" ? nightClass : dayClass;
  const excluded = new Set<Day>(rule.excluded);
  const usable = (day: Day): boolean => {
    if (excluded.has(day)) return false;
    const kind = classOf(day, holidays);
    if (kind === "holiday") return rule.holidays;
    return rule.days.includes(kind) && (rule.weekdays.length === 7 || rule.weekdays.includes(weekday(day)));
  };
  return { code, minDays, useFrom, useUntil, days: daysFrom(useFrom, useUntil).filter(usable) };
}
