import { describe, expect, it } from "vitest";
import { day } from "../time.ts";
import { divisionExists, divisionName } from "./divisions.ts";
import { dayClass, HOLIDAYS, nightClass } from "./holidays.ts";

describe("nights and days (2026)", () => {
  it.each([
    ["2026-11-26", "weekday", "weekday"], // Thursday
    ["2026-11-27", "weekday", "weekend"], // Friday night leads into Saturday
    ["2026-11-28", "weekend", "weekend"], // Saturday
    ["2026-11-29", "weekend", "weekday"], // Sunday night leads into Monday
    ["2026-09-30", "weekday", "holiday"], // eve of National Day
    ["2026-10-07", "holiday", "weekday"], // last day off; it leads into a working day
    ["2026-10-10", "weekday", "weekend"], // made-up working Saturday; its night leads into a real Sunday
    ["2026-10-09", "weekday", "weekday"], // Friday night before the made-up working Saturday
  ])("%s is a %s and its night a %s", (of, asDay, asNight) => {
    expect(dayClass(day(of), HOLIDAYS)).toBe(asDay);
    expect(nightClass(day(of), HOLIDAYS)).toBe(asNight);
  });

  it("knows only the days that the law fixes once the list has ended", () => {
    expect(HOLIDAYS.until).toBe("2026-12-31");
    expect(dayClass(day("2027-10-01"), HOLIDAYS)).toBe("holiday");
    expect(dayClass(day("2027-02-06"), HOLIDAYS)).toBe("weekend"); // Spring Festival of 2027: not announced yet
  });
});

describe("divisions", () => {
  it("names the two counties, and counties without a city or under a region", () => {
    expect(divisionName("431129")).toBe("湖南省永州市江华瑶族自治县");
    expect(divisionName("621221101201")).toBe("甘肃省陇南市成县");
    expect(divisionName("429004")).toBe("湖北省仙桃市");
    expect(divisionExists("810001")).toBe(true);
    expect(divisionExists("43")).toBe(true);
    expect(divisionExists("431100")).toBe(true);
    expect(divisionExists("431199")).toBe(false);
    expect(divisionName("999999")).toBe("");
  });
});
