import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, plusDays } from "../time.ts";
import type { Day } from "../units.ts";
import { Band } from "./band.ts";
import { bandStock, daysOf, FILL_BPS, shareBands, type BandPlace, type BandStock } from "./band-stock.ts";
import { HOLIDAYS } from "./holidays.ts";

const weekday = Band.parse({ code: "weekday", days: ["weekday"], useFrom: "2026-03-01", useUntil: "2026-05-29" });
const allDays = Band.parse({ ...weekday, code: "all_days", days: ["weekday", "weekend"] });
const pair = [weekday, allDays].map((band) => daysOf(band, { use: "night", holidays: HOLIDAYS }));

interface Calendar {
  today: Day;
  minDays: number;
  rooms: readonly number[];
  outstanding: Record<string, number>;
}
const calendar: fc.Arbitrary<Calendar> = fc.record({
  today: fc.integer({ min: -20, max: 100 }).map((days) => plusDays(day("2026-03-01"), days)),
  minDays: fc.integer({ min: 0, max: 8 }),
  rooms: fc.array(fc.integer({ min: -2, max: 5 }), { minLength: 90, maxLength: 90 }),
  outstanding: fc.record({ weekday: fc.integer({ min: 0, max: 60 }), all_days: fc.integer({ min: 0, max: 60 }) }),
});
const remainingOf = (rooms: readonly number[]) => {
  const byDay = new Map(rooms.map((count, index) => [plusDays(day("2026-03-01"), index), count]));
  return (of: Day): number => byDay.get(of) ?? 0;
};
const stockOf = ({ rooms, ...rest }: Calendar): readonly BandStock[] =>
  bandStock({ bands: pair, remaining: remainingOf(rooms), ...rest });

const places: fc.Arbitrary<readonly BandPlace[]> = fc
  .array(
    fc.record({
      band: fc.constantFrom("weekday", "all_days"),
      nights: fc.integer({ min: 1, max: 3 }),
      weight: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map((place, index) => ({ key: `place-${index}`, ...place })));

describe("days of a band", () => {
  it("leaves out holidays, excluded dates and other classes", () => {
    const nights = daysOf(allDays, { use: "night", holidays: HOLIDAYS, excluded: [day("2026-03-03")] }).days;

    expect(nights).not.toContain("2026-04-03"); // leads into Qingming
    expect(nights).not.toContain("2026-03-03");
    expect(nights).toContain("2026-03-06");
    expect(pair[0]?.days).not.toContain("2026-03-06"); // a Friday night is weekend
  });

  it("keeps holidays that the band includes or supplements", () => {
    const nights = daysOf({ ...allDays, holiday: "supplement" }, { use: "night", holidays: HOLIDAYS }).days;

    expect(nights).toContain("2026-04-03");
  });
});

describe("bandStock", () => {
  it("is a sum: one full Saturday takes that Saturday's rooms and nothing else", () => {
    const empty = stockOf({ today: day("2026-02-01"), minDays: 1, rooms: Array<number>(90).fill(3), outstanding: {} });
    const rooms = Array<number>(90).fill(3);
    rooms[6] = 0; // Saturday 7 March
    const full = stockOf({ today: day("2026-02-01"), minDays: 1, rooms, outstanding: {} });

    expect(empty[1]?.remaining).toBeGreaterThan(0);
    expect(full[1]?.remaining).toBe((empty[1]?.remaining ?? 0) - 3);
    expect(full[0]).toEqual(empty[0]);
    expect(full[1]?.cap).toBeGreaterThan(0);
  });

  it("whenever a cap is above zero, out + cap ≤ ⌊φ·R⌋ and ≤ L, for the band and for those around it", () => {
    fc.assert(
      fc.property(calendar, (of) => {
        const stock = stockOf(of);
        for (const { cap, around } of stock.filter((band) => band.cap > 0)) {
          for (const band of stock.filter(({ code }) => around.includes(code))) {
            expect(band.outstanding + cap).toBeLessThanOrEqual(Math.floor((band.remaining * FILL_BPS) / 10_000));
            expect(band.outstanding + cap).toBeLessThanOrEqual(band.lastThird);
          }
        }
      }),
    );
  });

  it("a day that fills lowers R by that day only", () => {
    fc.assert(
      fc.property(calendar, fc.nat({ max: 89 }), (of, index) => {
        const before = stockOf(of);
        const after = stockOf({ ...of, rooms: of.rooms.map((count, at) => (at === index ? 0 : count)) });
        const filled = plusDays(day("2026-03-01"), index);
        for (const [at, band] of after.entries()) {
          const counted = pair[at]?.days.includes(filled) === true && filled >= plusDays(of.today, of.minDays);
          const lost = counted ? Math.max(0, of.rooms[index] ?? 0) : 0;
          expect(band.remaining).toBe((before[at]?.remaining ?? 0) - lost);
        }
      }),
    );
  });

  it("a band is at 0 only if less than one is free in it or in a band around it", () => {
    fc.assert(
      fc.property(calendar, (of) => {
        const stock = stockOf(of);
        for (const { cap, around } of stock) {
          const short = stock.some(({ code, free }) => around.includes(code) && free < 1);
          expect(cap === 0).toBe(short);
        }
      }),
    );
  });

  it("counts the vouchers of a band inside against the band around it, not the other way", () => {
    const [inner, outer] = stockOf({
      today: day("2026-02-01"),
      minDays: 0,
      rooms: Array<number>(90).fill(1),
      outstanding: { weekday: 5, all_days: 7 },
    });

    expect(inner?.outstanding).toBe(5);
    expect(outer?.outstanding).toBe(12);
    expect(inner?.around).toEqual(["weekday", "all_days"]);
    expect(outer?.around).toEqual(["all_days"]);
  });

  it("blocks when unbooked vouchers no longer fit into the last third", () => {
    const rooms = Array<number>(90).fill(5).fill(0, 60);
    const stock = stockOf({ today: day("2026-03-01"), minDays: 0, rooms, outstanding: {} });

    expect(stock.map(({ lastThird, cap }) => [lastThird, cap])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe("shareBands", () => {
  it("never shows more than is free, in nights, over all shops and skus of the bands inside", () => {
    fc.assert(
      fc.property(calendar, places, (of, list) => {
        const stock = stockOf(of);
        const wishes = shareBands(stock, list);
        for (const outer of stock) {
          const inside = list.filter(({ band }) =>
            stock.find(({ code }) => code === band)?.around.includes(outer.code),
          );
          const shown = inside.reduce((sum, { key, nights }) => sum + (wishes.get(key) ?? 0) * nights, 0);
          expect(shown).toBeLessThanOrEqual(Math.max(0, outer.free));
        }
      }),
    );
  });

  it("leaves no place at 0 while one more of its vouchers would fit", () => {
    fc.assert(
      fc.property(calendar, places, (of, list) => {
        const stock = stockOf(of);
        const wishes = shareBands(stock, list);
        const used = (code: string): number =>
          list
            .filter(({ band }) => stock.find((one) => one.code === band)?.around.includes(code))
            .reduce((sum, { key, nights }) => sum + (wishes.get(key) ?? 0) * nights, 0);
        for (const { band, nights } of list) {
          const around = stock.filter(({ code }) => stock.find((one) => one.code === band)?.around.includes(code));
          expect(around.some(({ code, free }) => Math.max(0, free) - used(code) < nights)).toBe(true);
        }
      }),
    );
  });

  it("shows nothing for a band that it does not know", () => {
    expect([...shareBands([], [{ key: "a", band: "gone", nights: 1, weight: 1 }])]).toEqual([["a", 0]]);
  });
});
