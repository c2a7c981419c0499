import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instantFrom, MINUTE_MS, plus } from "../../domain/time.ts";
import { minutesFor, ownMinutes, pressureOf } from "./pace.ts";

const MIDNIGHT = instantFrom("2026-11-24T16:00:00.000Z");

test.each([
  [0, 0, 1],
  [6 * HOUR_MS, 0, 1],
  [7 * HOUR_MS, 0, 5],
  [4 * DAY_MS, 0, 15],
  [4 * DAY_MS, 0.75, 30],
  [4 * DAY_MS, 2, 60],
  [7 * HOUR_MS, 0.75, 5],
  [7 * HOUR_MS, 0.85, 15],
  [0, 0.85, 1],
  [0, 0.9, 5],
  [0, 2, 15],
])("a stream that changed %d ms ago under pressure %d is read every %d minutes", (age, pressure, minutes) => {
  expect(minutesFor(age, pressure)).toBe(minutes);
});

test("pressure is how much faster than the day the scarcest budget goes; without a budget there is none", () => {
  const noon = plus(MIDNIGHT, 12 * HOUR_MS);
  expect(pressureOf([], noon)).toBe(0);
  expect(
    pressureOf(
      [
        { used: 10, machines: 100 },
        { used: 75, machines: 100 },
      ],
      noon,
    ),
  ).toBe(1.5);
  expect(pressureOf([{ used: 5, machines: 120 }], plus(MIDNIGHT, MINUTE_MS))).toBe(1);
});

test("a stream is read no more often than its adapter asks, and once a day at least in quarters of it", () => {
  expect([30_000, 60_000, 900_000, DAY_MS].map(ownMinutes)).toEqual([1, 1, 15, 360]);
});

/** A day of shops on one app: each pull is one call; a shop's class is set by its own last pull, as in the rows. */
function dayOf350(lively: number, daily: number) {
  const machines = daily * 0.75;
  const shops = Array.from({ length: 350 }, (_, n) => ({
    age: n < lively ? HOUR_MS : n < 2 * lively ? DAY_MS : 9 * DAY_MS,
    every: 1,
    last: -(n % 15),
    longest: 0,
  }));
  let used = 0;
  for (let minute = 0; minute < 1_440; minute++) {
    const now = plus(MIDNIGHT, minute * MINUTE_MS);
    for (const shop of shops) {
      if (minute - shop.last < shop.every || used >= machines) continue;
      used += 1;
      if (minute >= 60) shop.longest = Math.max(shop.longest, minute - shop.last);
      shop.last = minute;
      shop.every = minutesFor(shop.age, pressureOf([{ used, machines }], now));
    }
  }
  for (const shop of shops) shop.longest = Math.max(shop.longest, 1_440 - shop.last);
  const longest = (from: number, to: number) => Math.max(...shops.slice(from, to).map((shop) => shop.longest));
  return { used, machines, lively: longest(0, lively), quiet: longest(2 * lively, 350) };
}

test("350 shops on one app share a day that can't read all of them each minute: none starves, quiet ones give way first", () => {
  const day = dayOf350(50, 60_000);
  expect(day.used).toBeLessThan(day.machines);
  expect(day.lively).toBeLessThanOrEqual(15);
  expect(day.quiet).toBeLessThanOrEqual(60);
  expect(day.lively).toBeLessThan(day.quiet);
});

test("with calls in plenty nobody gives way", () => {
  const day = dayOf350(50, 1_000_000);
  expect([day.lively, day.quiet]).toEqual([1, 15]);
});
