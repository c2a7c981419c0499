import { describe, expect, it } from "vitest";
import { COUNTED, UNITS, worst } from "./measures.ts";

/** design.md 9: a counted figure over its goal is a failure. */
describe("what the real flows spend", () => {
  it.each(UNITS)("$name is $goal at most, on every platform", async (spec) => {
    expect(await worst(spec)).toBeLessThanOrEqual(spec.goal);
  });
});

describe("limiter and orders", () => {
  it.each(["limiter.write_units_per_call", "usd_per_million_orders"])("%s keeps its goal", async (name) => {
    const measure = COUNTED.find(({ names }) => names.includes(name));
    const figures = (await measure?.run()) ?? [];
    expect(figures.map((figure) => figure.name)).toEqual([name]);
    for (const { value, goal } of figures) expect(value).toBeLessThanOrEqual(goal ?? 0);
  });
});
