import { Temporal } from "temporal-polyfill";
import { dateOf, daysOf, digits } from "./civil-day.ts";
import type { Day, Instant } from "./units.ts";

/** Milliseconds of a second, minute, hour and day. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** China has one zone and no daylight saving since 1991: UTC+8. */
const BEIJING_MS = 8 * HOUR_MS;
const BEIJING_TEXT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?$/;

const YEAR_0_MS = -62_167_219_200_000;
const YEAR_10000_MS = 253_402_300_800_000;

/** An instant from whole epoch milliseconds. Throws a RangeError for others, and outside the years 0–9999. */
export function instant(epochMs: number): Instant {
  if (!Number.isInteger(epochMs) || epochMs < YEAR_0_MS || epochMs >= YEAR_10000_MS)
    throw new RangeError(`no instant: ${epochMs}`);
  const days = Math.floor(epochMs / DAY_MS);
  return `${dateOf(days)}T${timeOf(epochMs - days * DAY_MS)}Z` as Instant;
}

function timeOf(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), Math.floor(ms / MINUTE_MS) % 60];
  return `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(Math.floor(ms / SECOND_MS) % 60, 2)}.${digits(ms % SECOND_MS, 3)}`;
}

/** An instant from any ISO 8601 text with an offset ("2026-11-22 10:30:00.000+0800" too). Throws a RangeError otherwise. */
export function instantFrom(text: string): Instant {
  return instant(Temporal.Instant.from(text.replace(" ", "T")).epochMilliseconds);
}

const OURS = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;

/** Epoch milliseconds of an instant. Throws a RangeError for text that is none. */
export function epochMs(at: Instant): number {
  const [, year, month, day, hour, minute, second, ms] = OURS.exec(at) ?? [];
  const days = daysOf(Number(year), Number(month), Number(day));
  const rest = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS + Number(ms);
  const value = days * DAY_MS + rest;
  // Text from elsewhere may have another form, or name a day that no calendar has.
  const same = Number.isInteger(value) && value >= YEAR_0_MS && value < YEAR_10000_MS && instant(value) === at;
  return same ? value : Temporal.Instant.from(at).epochMilliseconds;
}

/** The instant `ms` milliseconds later (earlier when negative). */
export function plus(at: Instant, ms: number): Instant {
  return instant(epochMs(at) + ms);
}

/** Milliseconds from `from` to `to`. */
export function msBetween(from: Instant, to: Instant): number {
  return epochMs(to) - epochMs(from);
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** The earlier of two instants. */
export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** The instant at the start of its second: platforms' lists know whole seconds only. */
export function wholeSecond(at: Instant): Instant {
  return instant(Math.floor(epochMs(at) / SECOND_MS) * SECOND_MS);
}

/** An instant from "yyyy-MM-dd HH:mm:ss" in Beijing time, the form in which platforms name no zone. Throws a RangeError otherwise. */
export function fromBeijing(text: string): Instant {
  const trimmed = text.trim();
  if (!BEIJING_TEXT.test(trimmed)) throw new RangeError(`not a Beijing time: ${text}`);
  return instantFrom(`${trimmed}+08:00`);
}

/** "yyyy-MM-dd HH:mm:ss" in Beijing time; milliseconds are cut off. */
export function toBeijing(at: Instant): string {
  return instant(epochMs(at) + BEIJING_MS)
    .slice(0, 19)
    .replace("T", " ");
}

const HTTP_DATE = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An instant from the Date header of HTTP ("Wed, 25 Nov 2026 06:00:00 GMT"); null for any other text. @see RFC 9110, 5.6.7 */
export function fromHttpDate(text: string): Instant | null {
  const [, dayOfMonth = "", month = "", year = "", time = ""] = HTTP_DATE.exec(text) ?? [];
  const n = MONTHS.indexOf(month) + 1;
  return n === 0 ? null : instantFrom(`${year}-${String(n).padStart(2, "0")}-${dayOfMonth}T${time}Z`);
}

/** The calendar day of Asia/Shanghai on which an instant lies. */
export function dayOf(at: Instant): Day {
  return toBeijing(at).slice(0, 10) as Day;
}

/** The first instant of a day of Asia/Shanghai. */
export function startOfDay(day: Day): Instant {
  return fromBeijing(`${day} 00:00:00`);
}

/** A day from text. Throws a RangeError for what is no calendar day. */
export function day(text: string): Day {
  return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() as Day;
}

/** The day `days` later. */
export function plusDays(from: Day, days: number): Day {
  return Temporal.PlainDate.from(from).add({ days }).toString() as Day;
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** Day of the week, 1 Monday to 7 Sunday. */
export function weekday(of: Day): number {
  return Temporal.PlainDate.from(of).dayOfWeek;
}
