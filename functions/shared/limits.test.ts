import fc from "fast-check";
import { expect, test } from "vitest";
import type { RateLimit } from "../../adapters/contract.ts";
import {
  leasedLimiter,
  leaseShape,
  leaseSlots,
  limitRowInMemory,
  type LimitState,
} from "../../adapters/runtime/limits.ts";
import { instant } from "../../domain/time.ts";

const FRESH: LimitState = { tatMs: 0, blockedUntilMs: 0, day: "", used: 0 };
const START = 1_700_000_000_000;
const aLimit: fc.Arbitrary<RateLimit> = fc
  .record({ calls: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 2, max: 100 }) })
  .map(({ calls, burst }) => ({ id: "l", scope: "app", apis: "*", calls, perMs: 1_000, burst }));

function askOf(limit: RateLimit, nowMs: number) {
  const { intervalMs, slots } = leaseShape(limit);
  return { nowMs, intervalMs, slots, aheadMs: 2_000, day: "2026-11-25", dailyLimit: null };
}

test("in any window no more slots lie than the rate and the burst allow", () => {
  fc.assert(
    fc.property(aLimit, fc.array(fc.nat(400), { minLength: 5, maxLength: 80 }), (limit, pauses) => {
      let state = FRESH;
      let now = START;
      const times: number[] = [];
      for (const pause of pauses) {
        now += pause;
        const ask = askOf(limit, now);
        const { state: next, answer } = leaseSlots(state, ask);
        state = next;
        if (answer.ok) for (let n = 0; n < answer.slots; n++) times.push(answer.firstMs + n * ask.intervalMs);
      }
      const excess = times.flatMap((from, first) =>
        times.slice(first).map((to, n) => n + 1 - ((to - from) * limit.calls) / limit.perMs - limit.burst),
      );
      expect(excess.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(1e-6);
    }),
  );
});

test("nobody reserves further ahead than allowed, and is told when to come", () => {
  fc.assert(
    fc.property(aLimit, fc.nat(9_000), (limit, aheadOfNow) => {
      const ask = askOf(limit, START);
      const { answer } = leaseSlots({ ...FRESH, tatMs: START + aheadOfNow }, ask);
      expect(answer.ok).toBe(aheadOfNow <= ask.aheadMs);
      if (answer.ok) return;
      const again = leaseSlots({ ...FRESH, tatMs: START + aheadOfNow }, askOf(limit, answer.retryAtMs));
      expect(again.answer.ok).toBe(true);
    }),
  );
});

test("blocked is blocked for all until its time", () => {
  const limit: RateLimit = { id: "l", scope: "app", apis: "*", calls: 5, perMs: 1_000, burst: 10 };
  const state = { ...FRESH, blockedUntilMs: START + 100 };
  expect(leaseSlots(state, askOf(limit, START + 99)).answer).toMatchObject({ ok: false, retryAtMs: START + 100 });
  expect(leaseSlots(state, askOf(limit, START + 100)).answer.ok).toBe(true);
});

test("a day's budget is never exceeded and is fresh the next day", () => {
  const limit: RateLimit = { id: "l", scope: "app", apis: "*", calls: 5, perMs: 1_000, burst: 10 };
  const ask = { ...askOf(limit, START), dailyLimit: 12, slots: 5 };
  const two = [1, 2].reduce((state) => leaseSlots({ ...state, tatMs: 0 }, ask).state, FRESH);
  expect(two.used).toBe(10);
  expect(leaseSlots({ ...two, tatMs: 0 }, ask).answer).toMatchObject({ ok: false, why: "daily" });
  expect(leaseSlots({ ...two, tatMs: 0 }, { ...ask, day: "2026-11-26" }).state.used).toBe(5);
});

test("a refusal names whole milliseconds, also where the rate divides unevenly", async () => {
  const clock = { now: () => instant(START), wait: async () => undefined };
  const uneven: RateLimit = { id: "l", scope: "app", apis: "*", calls: 7, perMs: 1_000, burst: 2 };
  const limiter = leasedLimiter(limitRowInMemory(), clock, () => "l");
  const answers = [];
  for (let n = 0; n < 20; n++) answers.push(await limiter.ask([uneven], "content"));
  const refused = answers.flatMap((leave) => (leave.ok ? [] : [leave.retryAfterMs]));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((ms) => Number.isInteger(ms))).toBe(true);
});

test("calls that are asked for at the same time share leases", async () => {
  const limit: RateLimit = { id: "l", scope: "app", apis: "*", calls: 100, perMs: 1_000, burst: 40 };
  const inner = limitRowInMemory();
  let leases = 0;
  const rows = { ...inner, lease: (...asked: Parameters<typeof inner.lease>) => (leases++, inner.lease(...asked)) };
  const clock = { now: () => instant(START), wait: async () => undefined };
  const limiter = leasedLimiter(rows, clock, () => "R#x");

  const leaves = await Promise.all(Array.from({ length: 20 }, () => limiter.ask([limit], "pull")));

  expect(leaves.every(({ ok }) => ok)).toBe(true);
  expect(leases).toBe(20 / leaseShape(limit).slots);
});
