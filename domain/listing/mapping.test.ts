import { describe, expect, it } from "vitest";
import { day } from "../time.ts";
import { mappingOn, MappingRule } from "./mapping.ts";
import { likeness, suggestLeaves } from "./similar.ts";

const rule = (path: readonly string[] | null, effectiveFrom: string, attributes: object = {}) =>
  MappingRule.parse({ path, effectiveFrom, attributes });
const TODAY = day("2026-11-25");
const ours = rule(["食品", "干果"], "2000-01-01", { 产地: { from: "origin" }, 等级: { from: "grade" } });

describe("the rule in force", () => {
  it("is the nearest to the merchant that names a path", () => {
    const county = rule(["食品", "坚果"], "2026-01-01");
    const merchant = rule(null, "2026-01-01", { 等级: { value: "特级" } });

    expect(mappingOn(TODAY, { merchant: [], county: [], default: [ours] })).toMatchObject({
      path: ["食品", "干果"],
      level: "default",
    });
    expect(mappingOn(TODAY, { merchant: [merchant], county: [county], default: [ours] })).toEqual({
      path: ["食品", "坚果"],
      level: "county",
      attributes: { 产地: { from: "origin" }, 等级: { value: "特级" } },
    });
  });

  it("is the newest version that has begun; of two of one day the one written later", () => {
    const versions = [
      rule(["旧"], "2026-01-01"),
      rule(["新"], "2026-11-25"),
      rule(["更正"], "2026-11-25"),
      rule(["明天"], "2026-11-26"),
    ];

    expect(mappingOn(TODAY, { merchant: versions, county: [], default: [] }).path).toEqual(["更正"]);
    expect(mappingOn(day("2026-11-26"), { merchant: versions, county: [], default: [] }).path).toEqual(["明天"]);
    expect(mappingOn(day("2025-12-31"), { merchant: versions, county: [], default: [] }).path).toBeNull();
  });
});

describe("suggestions", () => {
  const paths = [
    ["食品生鲜", "粮油干货", "核桃"],
    ["食品生鲜", "新鲜水果", "鲜核桃"],
    ["食品生鲜", "食用油", "核桃油"],
    ["食品生鲜", "新鲜水果", "猕猴桃"],
    ["工艺礼品", "民族工艺", "竹编"],
  ];

  it("put the same name first, in the branch of the same name before another, and leave out what is unlike", () => {
    const found = suggestLeaves({ leaf: ["核桃"], branch: "粮油干货" }, paths);

    expect(found.map(({ path }) => path.at(-1))).toEqual(["核桃", "鲜核桃", "核桃油"]);
    expect(found[0]?.score).toBe(1);
  });

  it("find a leaf by what the title says, too", () => {
    expect(suggestLeaves({ leaf: ["手工编织", "瑶寨竹编果篮"], branch: "民族工艺" }, paths)[0]?.path.at(-1)).toBe(
      "竹编",
    );
    expect(suggestLeaves({ leaf: ["摩托车"], branch: "汽车" }, paths)).toEqual([]);
  });

  it("count names as alike whatever their spaces and width", () => {
    expect(likeness("笋 干", "笋干")).toBe(1);
    expect(likeness("大米", "小麦")).toBe(0);
    expect(likeness("红茶", "工夫红茶")).toBeGreaterThan(likeness("红茶", "绿茶"));
  });
});
