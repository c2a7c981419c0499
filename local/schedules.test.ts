import { afterEach, describe, expect, it } from "vitest";
import { intervalOf, startSchedule } from "./schedules.ts";

describe("a schedule's expression", () => {
  it.each([
    ["rate(1 minute)", 60_000],
    ["rate(5 minutes)", 300_000],
    ["rate(1 day)", 86_400_000],
  ])("%s is %i ms", (expression, everyMs) => {
    expect(intervalOf(expression)).toBe(everyMs);
  });

  it("is refused when it is no rate", () => {
    expect(() => intervalOf("cron(0 8 * * ? *)")).toThrow("rate");
  });
});

describe("a schedule on movable time", () => {
  let now = Date.UTC(2026, 10, 25, 8, 0, 30);
  let runs = 0;
  const clock = {
    now: () => now,
    offsetMs: () => 0,
    advance: async () => undefined,
    set: async () => undefined,
    onMove: () => undefined,
  };
  const started = startSchedule({ expression: "rate(1 minute)", function: "tick" }, clock, async () => void runs++);
  const move = (ms: number): number => {
    now += ms;
    started.moved();
    return runs;
  };
  afterEach(() => started.stop());

  it("runs at the full minute, once for a whole outage, and goes on when time was moved back", async () => {
    expect(move(20_000)).toBe(0);
    expect(move(10_000)).toBe(1);
    await Promise.resolve();
    await Promise.resolve();
    expect(move(3 * 3_600_000)).toBe(2);
    await Promise.resolve();
    await Promise.resolve();
    expect(move(-3_600_000)).toBe(2);
    expect(move(60_000)).toBe(3);
  });
});
