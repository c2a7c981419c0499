import { describe, expect, it } from "vitest";
import { intervalOf } from "./schedules.ts";

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
