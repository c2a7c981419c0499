import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { epochMs, instant } from "./time.ts";
import type { Instant } from "./units.ts";

const MS = fc.oneof(
  fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
  fc.integer({ min: 0, max: 4_102_444_800_000 }),
);
const text = (value: string) => value as Instant;

describe("an instant", () => {
  it("reads and writes as Temporal does", () => {
    fc.assert(
      fc.property(MS, (ms) => {
        const theirs = Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: 3 });

        expect(instant(ms)).toBe(theirs);
        expect(epochMs(instant(ms))).toBe(ms);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(["2024-02-29T23:59:59.999Z", "2100-02-28T00:00:00.000Z", "0000-01-01T00:00:00.000Z"])("%s is one", (at) => {
    expect(epochMs(text(at))).toBe(Temporal.Instant.from(at).epochMilliseconds);
    expect(instant(epochMs(text(at)))).toBe(at);
  });

  it.each(["2026-11-25T10:00:00+08:00", "2026-11-25T02:00:00Z", "2026-11-25T23:59:60.000Z"])(
    "in another form, as %s, is read like Temporal",
    (at) => {
      expect(epochMs(text(at))).toBe(Temporal.Instant.from(at).epochMilliseconds);
    },
  );

  it.each(["2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-11-25T24:00:00.000Z", "tomorrow", ""])(
    "is not %s",
    (at) => {
      expect(() => epochMs(text(at))).toThrow(RangeError);
    },
  );

  it.each([0.5, Number.NaN, 253_402_300_800_000, -62_167_219_200_001])("is not %d milliseconds", (ms) => {
    expect(() => instant(ms)).toThrow(RangeError);
  });
});
