import { describe, expect, it } from "vitest";
import { day } from "../../time.ts";
import { aStay, anOil, aWalnut, CONTEXT } from "./cases/base.ts";
import { fold, LEXICON, wordRules } from "./words.ts";

const found = (title: string): readonly string[] =>
  wordRules(aWalnut({ titleShort: title }), CONTEXT).map(({ rule }) => rule);

describe("the lexicon", () => {
  it.each(LEXICON.groups.flatMap(({ id, words }) => words.map((word) => [word, id] as const)))(
    "finds %s as %s",
    (word, id) => {
      expect(found(`核桃${word}好吃`)).toContain(`word.${id}`);
    },
  );

  it.each(LEXICON.groups.flatMap(({ id, exceptions }) => exceptions.map((text) => [text, id] as const)))(
    "lets %s pass (%s)",
    (text, id) => {
      expect(found(`核桃${text}`)).not.toContain(`word.${id}`);
    },
  );

  it("writes traditional signs as simplified ones", () => {
    expect(Object.values(LEXICON.traditional).join("")).not.toBe("");
    expect(found("國家級核桃")).toEqual(["word.superlative_law"]);
  });
});

describe("wordRules", () => {
  it.each(["国 家 级 核桃", "国-家·级核桃", "國家級核桃", "核桃 １００％ 好"])("sees through %s", (title) => {
    expect(found(title)).toHaveLength(1);
  });

  it("gives the span of the words as they were written", () => {
    const [finding] = wordRules(aWalnut({ titleShort: "好🌰国 家级核桃" }), CONTEXT);

    expect(finding).toMatchObject({ pointer: "/titleShort", span: [3, 7], text: "国 家级", lawRef: "广告法 9" });
  });

  it("finds a word beside its exception", () => {
    expect(found("第一书记推荐 第一好吃")).toEqual(["word.superlative"]);
  });

  it("reads the detail page's text, options, points and shops' overrides", () => {
    const listing = aWalnut({
      descriptionHtml: "<p>祖传<b>秘方</b></p>",
      sellingPoints: ["纯天然"],
      shopOverrides: { a: { titleShort: "国宴核桃" } },
    });

    expect(wordRules(listing, CONTEXT).map(({ pointer }) => pointer)).toEqual([
      "/sellingPoints/0",
      "/descriptionHtml",
      "/shopOverrides/a/titleShort",
    ]);
  });

  it("blocks medical words for food, and lets a person look at them elsewhere", () => {
    const food = wordRules(anOil({ titleShort: "祛湿茶油" }), CONTEXT);
    const stay = wordRules(aStay({ titleShort: "瑶药祛湿民宿" }), CONTEXT);

    expect(food.map(({ severity }) => severity)).toEqual(["block"]);
    expect(stay.map(({ severity }) => severity)).toEqual(["review", "review"]);
  });

  it("believes a certificate while it is valid, and a linkage with evidence", () => {
    const organic = (validUntil: string) =>
      wordRules(aWalnut({ titleShort: "有机核桃", certs: [{ type: "organic", no: "1", validUntil }] }), CONTEXT);
    const evidence = ["a".repeat(64)];
    const linked = aWalnut({
      titleShort: "助农核桃",
      provenance: { linkages: [{ mode: "wage", households: 12 }], evidence },
    });

    expect(organic("2026-11-25")).toEqual([]);
    expect(organic("2026-11-24")).toHaveLength(1);
    expect(wordRules(linked, CONTEXT)).toEqual([]);
    expect(found("助农核桃")).toEqual(["word.charity"]);
  });

  it("lets a word pass that a person approved, until the day", () => {
    const listing = aWalnut({
      titleShort: "野生核桃",
      compliance: { approvedExceptions: [{ text: "野生核桃", by: "op-1", until: "2026-12-01" }] },
    });

    expect(wordRules(listing, CONTEXT)).toEqual([]);
    expect(wordRules(listing, { ...CONTEXT, today: day("2026-12-02") })).toHaveLength(1);
  });

  it("knows no law before it is in force", () => {
    expect(wordRules(aWalnut({ titleShort: "清仓核桃" }), { ...CONTEXT, today: day("2022-06-30") })).toEqual([]);
  });
});

describe("fold", () => {
  it("keeps the way back to the original text", () => {
    expect(fold("Ａ 國")).toEqual({ text: "a国", at: [0, 2] });
  });
});
