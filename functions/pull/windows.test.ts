import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, epochMs, HOUR_MS, instant, instantFrom, MINUTE_MS, plus, wholeSecond } from "../../domain/time.ts";
import { halves, windowsFrom } from "./windows.ts";

const NOW = instantFrom("2026-11-25T02:00:00.500Z");
const aFacts = fc.record({
  maxWindowMs: fc.integer({ min: 1_800, max: 86_400 }).map((seconds) => seconds * 1_000),
  overlapMs: fc.integer({ min: 0, max: 600_000 }),
  settleMs: fc.integer({ min: 0, max: 600_000 }),
  horizonMs: fc.constant(30 * DAY_MS),
});

test("windows cover everything from the overlap to now, without a hole", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * DAY_MS }), aFacts, (ago, facts) => {
      const to = plus(NOW, -ago);
      const { windows, gap } = windowsFrom(to, NOW, facts);
      expect(gap).toBeNull();
      expect(windows[0]?.from).toBe(wholeSecond(plus(to, -facts.overlapMs)));
      expect(windows.at(-1)?.to).toBe(wholeSecond(NOW));
      windows.slice(1).forEach((window, n) => expect(window.from).toBe(windows[n]?.to));
      for (const { from, to: end } of windows.slice(0, -1))
        expect(epochMs(end) - epochMs(from)).toBeLessThanOrEqual(facts.maxWindowMs);
    }),
  );
});

test("only the last window is the tail, and nothing unsettled is recorded as covered", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * DAY_MS }), aFacts, (ago, facts) => {
      const { windows } = windowsFrom(plus(NOW, -ago), NOW, facts);
      expect(windows.map(({ tail }) => tail)).toEqual(windows.map((_, n) => n === windows.length - 1));
      const settled = plus(NOW, -facts.settleMs);
      for (const { to } of windows.filter(({ tail }) => !tail)) expect(to <= settled).toBe(true);
    }),
  );
});

test("what lies beyond the horizon is a gap that is told", () => {
  const facts = { maxWindowMs: HOUR_MS, overlapMs: MINUTE_MS, settleMs: MINUTE_MS, horizonMs: 2 * DAY_MS };
  const to = plus(NOW, -3 * DAY_MS);
  const { windows, gap } = windowsFrom(to, NOW, facts);
  expect(gap).toEqual({ from: to, to: plus(NOW, -2 * DAY_MS) });
  expect(windows[0]?.from).toBe(wholeSecond(plus(NOW, -2 * DAY_MS)));
});

test("a shop just connected is read a week back, and has no gap", () => {
  const facts = { maxWindowMs: DAY_MS, overlapMs: 0, settleMs: MINUTE_MS, horizonMs: 30 * DAY_MS };
  const { windows, gap } = windowsFrom(null, NOW, facts);
  expect([windows[0]?.from, gap]).toEqual([wholeSecond(plus(NOW, -7 * DAY_MS)), null]);
});

test("two halves hold every second of the whole once, down to a single second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.boolean(), (seconds, tail) => {
      const from = instant(1_700_000_000_000);
      const to = plus(from, seconds * 1_000);
      const parts = halves({ from, to, tail });
      if (seconds === 0) {
        expect(parts).toBeNull();
        return;
      }
      const [first, second] = parts ?? [];
      expect([first?.from, second?.to, first?.tail, second?.tail]).toEqual([from, to, tail, tail]);
      expect(epochMs(second?.from ?? from) - epochMs(first?.to ?? from)).toBe(1_000);
      expect(epochMs(first?.to ?? from)).toBeGreaterThanOrEqual(epochMs(from));
      expect(epochMs(second?.from ?? from)).toBeLessThanOrEqual(epochMs(to));
    }),
  );
});
