import { shareOut } from "../money.ts";
import { daysBetween, plusDays } from "../time.ts";
import type { Day } from "../units.ts";
import type { Band } from "./band.ts";
import { dayClass, daysFrom, nightClass, type Holidays } from "./holidays.ts";

/** Vouchers fill at most this part of what is left: 0.6, in basis points. */
export const FILL_BPS = 6_000;

/** A band as the days on which its vouchers may be used, over its whole validity. `code` must be unique among the bands of a pool. */
export interface BandDays {
  code: string;
  useFrom: Day;
  useUntil: Day;
  days: readonly Day[];
  /** Where bands of a pool ask for different ones; else the question's. */
  minDays?: number;
}

/** The pool of a room type, or of a day's places, and the bands that sell from it. All counts are in nights (or days) of that pool. */
export interface BandQuestion {
  bands: readonly BandDays[];
  /** What is still free of a day: capacity less bookings and closed; below zero counts as zero. */
  remaining: (day: Day) => number;
  /** Unbooked vouchers outstanding on all shops, by band. */
  outstanding: Readonly<Record<string, number>>;
  today: Day;
  /** Days in advance that a guest must book. */
  minDays: number;
  fillBps?: number;
}

/** The stock of one band: `cap` is the most that it may show, the smallest `free` of itself and of the bands around it, never below 0. */
export interface BandStock {
  code: string;
  remaining: number;
  lastThird: number;
  outstanding: number;
  free: number;
  cap: number;
  /** Itself and the bands that hold all its days. */
  around: readonly string[];
}

/** The days of a band: nights (lodging) or days, of its classes, without the excluded dates. Holidays count unless the band excludes them. */
export function daysOf(
  band: Band,
  of: { use: "night" | "day"; holidays: Holidays; excluded?: readonly Day[] },
): BandDays {
  const classOf = of.use === "night" ? nightClass : dayClass;
  const usable = (day: Day): boolean => {
    const kind = classOf(day, of.holidays);
    return kind === "holiday" ? band.holiday !== "excluded" : band.days.includes(kind);
  };
  const days = daysFrom(band.useFrom, band.useUntil).filter((day) => usable(day) && !(of.excluded ?? []).includes(day));
  return { code: band.code, useFrom: band.useFrom, useUntil: band.useUntil, days };
}

/**
 * Stock of bands: a sum over days, not the worst day, less what is out already, and never more than fits into the last third of the
 * validity. A day that fills lowers the sum by that day only.
 */
export function bandStock(question: BandQuestion): readonly BandStock[] {
  const parts = question.bands.map((band) => freeOf(band, question));
  return parts.map(({ band, ...part }) => {
    const around = parts.filter((other) => holds(other.band, band));
    return {
      ...part,
      around: around.map(({ code }) => code),
      cap: Math.max(0, Math.min(...around.map(({ free }) => free))),
    };
  });
}

/** One (shop, sku) that sells vouchers of a band; `nights` each voucher takes, `weight` its part of what there is (recent sales). */
export interface BandPlace {
  key: string;
  band: string;
  nights: number;
  weight: number;
}

/**
 * How many vouchers each place may show: for each band, Σ wish × nights over the places of the bands inside it is at most max(0, free).
 * Cut by weight first; what rounding leaves goes to the places in their order.
 */
export function shareBands(stock: readonly BandStock[], places: readonly BandPlace[]): ReadonlyMap<string, number> {
  const aroundOf = new Map(stock.map(({ code, around }) => [code, around]));
  const inside = (place: BandPlace, code: string): boolean => aroundOf.get(place.band)?.includes(code) ?? false;
  const room = new Map(stock.map(({ code, free }) => [code, Math.max(0, free)]));
  const wishes = new Map(places.map((place) => [place.key, 0]));
  const give = (place: BandPlace, most: number): void => {
    const around = aroundOf.get(place.band) ?? [];
    const fits = Math.min(most, ...around.map((code) => Math.floor((room.get(code) ?? 0) / place.nights)));
    const count = around.length === 0 ? 0 : Math.max(0, fits);
    for (const code of around) room.set(code, (room.get(code) ?? 0) - count * place.nights);
    wishes.set(place.key, (wishes.get(place.key) ?? 0) + count);
  };
  const shares = stock.map(({ code, free }) =>
    shareOf(
      Math.max(0, free),
      places.filter((place) => inside(place, code)),
    ),
  );
  for (const place of places) {
    const mine = shares.map((share) => share.get(place.key)).filter((part) => part !== undefined);
    give(place, Math.floor(Math.min(...mine, Number.MAX_SAFE_INTEGER) / place.nights));
  }
  for (const place of places) give(place, Number.MAX_SAFE_INTEGER);
  return wishes;
}

function shareOf(total: number, places: readonly BandPlace[]): ReadonlyMap<string, number> {
  const parts = shareOut(
    total,
    places.map(({ weight }) => weight),
  );
  return new Map(places.map(({ key }, index) => [key, parts[index] ?? 0]));
}

type Part = Omit<BandStock, "cap" | "around"> & { band: BandDays };

function freeOf(band: BandDays, question: BandQuestion): Part {
  const first = plusDays(question.today, band.minDays ?? question.minDays);
  const lateFrom = lastThirdOf(band);
  const days = band.days.filter((day) => day >= first);
  const late = days.filter((day) => day >= lateFrom);
  const sum = (of: readonly Day[]): number =>
    of.reduce((total, day) => total + Math.max(0, question.remaining(day)), 0);
  const remaining = sum(days);
  const lastThird = sum(late);
  const outstanding = question.bands
    .filter((inner) => holds(band, inner))
    .reduce((total, { code }) => total + (question.outstanding[code] ?? 0), 0);
  const filled = Math.floor((remaining * (question.fillBps ?? FILL_BPS)) / 10_000);
  return { band, code: band.code, remaining, lastThird, outstanding, free: Math.min(filled, lastThird) - outstanding };
}

/** The first day of the last third of a validity, and at least its last day. */
function lastThirdOf({ useFrom, useUntil }: BandDays): Day {
  const span = daysBetween(useFrom, useUntil) + 1;
  return plusDays(useFrom, Math.min(Math.ceil((span * 2) / 3), span - 1));
}

function holds(outer: BandDays, inner: BandDays): boolean {
  if (outer.code === inner.code) return true;
  const days = new Set(outer.days);
  return inner.days.every((day) => days.has(day));
}
