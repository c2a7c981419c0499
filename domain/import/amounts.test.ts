import { describe, expect, it } from "vitest";
import { destroyed, readContent, readDay, readWhole, readYuan } from "./amounts.ts";
import { headerUnit, plainHeader } from "./row.ts";

describe("amounts", () => {
  it.each([
    ["2500克", null, 2500, "g"],
    ["5斤", null, 2500, "g"],
    ["２．５ＫＧ", null, 2500, "g"],
    ["8两", null, 400, "g"],
    ["1.5公斤", null, 1500, "g"],
    ["500ml", null, 500, "ml"],
    ["12个", null, 12, "piece"],
    ["2500", null, 2500, "g"],
    ["5", "斤", 2500, "g"],
  ])("content %s in a column of %s", (...[text, unit, value, of]) => {
    expect(readContent(text, unit)).toEqual({ ok: true, value: { value, unit: of } });
  });

  it.each(["5", "2"])("content %s without a unit is doubtful", (text) => {
    expect(readContent(text, null)).toMatchObject({ ok: true, doubtful: true });
  });

  it.each(["半斤", "2500 左右", "", "0克", "0.3克", "-5克"])("content %s can't be read", (text) => {
    expect(readContent(text, null)).toEqual({ ok: false });
  });

  it.each([
    ["49", 4900],
    ["49.0", 4900],
    ["¥1,049.90 元", 104990],
    ["0", 0],
  ])("%s yuan", (text, fen) => {
    expect(readYuan(text)).toEqual({ ok: true, value: fen });
  });

  it.each(["49.005", "面议", "-1", "4.9.0"])("%s is no amount", (text) => {
    expect(readYuan(text)).toEqual({ ok: false });
  });

  it("days, whole numbers, destroyed numbers, headers", () => {
    expect(readDay("2026年1月2日")).toEqual({ ok: true, value: "2026-01-02" });
    expect(readDay("2026-02-30")).toEqual({ ok: false });
    expect(readWhole("48小时")).toEqual({ ok: true, value: 48 });
    expect(readWhole("1.5")).toEqual({ ok: false });
    expect([destroyed("3.71E+18"), destroyed("3e18"), destroyed("SC3E18")]).toEqual([true, true, false]);
    expect(plainHeader(" 净含量（克） * ")).toBe("净含量");
    expect(headerUnit("净含量（斤）")).toBe("斤");
  });
});
