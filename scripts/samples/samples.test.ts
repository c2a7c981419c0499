import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importRows, type Imported } from "../../domain/import/import.ts";
import { CATEGORIES } from "../../domain/listing/category.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { LISTING_KINDS } from "../../domain/listing/listing.ts";
import { skusOf } from "../../domain/listing/sku.ts";
import { hashOf } from "../../domain/hash.ts";
import { day } from "../../domain/time.ts";
import { readWorkbook } from "../../functions/shared/workbook/read-workbook.ts";
import { sampleFiles, listingSheets } from "./make.ts";
import { pictureBytes, pictureNames, picturesOf } from "./pictures.ts";

const samples = new URL("../../samples/", import.meta.url);
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, samples)));
const context = { today: day("2026-11-25"), holidays: HOLIDAYS };

async function imported(files: readonly string[]): Promise<Imported> {
  const rows = await Promise.all(files.map(async (file) => (await readWorkbook(read(file), file)) ?? []));
  return importRows(rows.flat(), context);
}
const csvOf = (folder: string): string[] => listingSheets.map(({ name }) => `${folder}/${name}.csv`);

describe("samples/", () => {
  it("holds what scripts/samples/make.ts writes, byte for byte", async () => {
    for (const [path, bytes] of await sampleFiles()) expect(hashOf(read(path)), path).toBe(hashOf(bytes));
  });

  it.each([
    ["workbook", ["listings.xlsx"]],
    ["CSV", csvOf("csv")],
  ] as const)("%s: 40 listings without a problem", async (_name, files) => {
    const { listings, problems, suppliers, locations, pools } = await imported(files);

    expect(problems).toEqual([]);
    expect([listings.length, suppliers.length, locations.length, pools.length]).toEqual([40, 2, 2, 49]);
  });

  it("holds each category group and each kind at least twice, each listing with several options", async () => {
    const { listings } = await imported(["listings.xlsx"]);
    const count = (test: (listing: (typeof listings)[number]) => boolean): number => listings.filter(test).length;

    for (const kind of LISTING_KINDS)
      expect(
        count((listing) => listing.kind === kind),
        kind,
      ).toBeGreaterThanOrEqual(2);
    for (const group of new Set(CATEGORIES.map((category) => category.group))) {
      const codes = CATEGORIES.filter((category) => category.group === group).map(({ code }) => code);
      expect(
        count(({ categoryCode }) => codes.includes(categoryCode)),
        group,
      ).toBeGreaterThanOrEqual(2);
    }
    expect(listings.filter(({ options }) => options.length < 2)).toEqual([]);
  });

  it("draws three box sizes and the gift box from one heap", async () => {
    const { listings } = await imported(["listings.xlsx"]);
    const draws = listings
      .flatMap((listing) => skusOf(listing, context))
      .flatMap((sku) => sku.draws.map((draw) => ({ sku: sku.merchantKey, ...draw })));

    expect(draws.filter(({ poolId }) => poolId === "heap-cx-walnut").map(({ sku, qty }) => [sku, qty])).toEqual([
      ["CX-F01-2500", 2500],
      ["CX-F01-5000", 5000],
      ["CX-F01-10000", 10000],
      ["CX-F02-A", 1000],
      ["CX-F02-B", 1000],
    ]);
    expect(draws.filter(({ sku }) => sku === "CX-F02-A").map(({ poolId }) => poolId)).toEqual([
      "oil-walnut-500",
      "heap-cx-walnut",
      "gift-box",
    ]);
  });

  it("gives skus to every listing, no two with one code", async () => {
    const { listings } = await imported(["listings.xlsx"]);
    const keys = listings.flatMap((listing) => skusOf(listing, context).map(({ merchantKey }) => merchantKey));

    expect(new Set(keys).size).toBe(keys.length);
    expect(listings.filter((listing) => skusOf(listing, context).length === 0)).toEqual([]);
  });
});

describe("mistakes", () => {
  const MISTAKES = [
    ["商品", 3, "生产许可证编号", "label.sc_missing", "补填生产许可证编号 (SC)"],
    ["商品", 4, "净含量", "import.unit_missing", "写明单位, 例如 2500克 或 5斤"],
    ["商品", 5, "净含量", "unit.disagrees", "净含量按克或毫升填写: 1 斤 = 500 克"],
    ["商品", 6, "标题", "field.too_long", "缩短到 30 字以内"],
    ["商品", 7, "标题", "word.superlative_law", "删去绝对化用语, 改写可核实的事实"],
    ["商品", 7, "标题", "word.medical", "食品不得宣称防病治病和功效, 请删去"],
    ["商品", 8, "售价", "price.zero", "核对并改正售价"],
    ["商品", 9, "商品编码", "import.code_repeated", "换一个没用过的编码; 同一商品的规格请用相同标题"],
    ["商品", 10, "合格证编号", "import.number_destroyed", "把这一列设为「文本」, 再照原件重新填写"],
    ["商品", 11, "类目", "category.unknown", expect.stringContaining("可选: 食药同源干货")],
    ["商品", 12, "规格编码", "import.code_repeated", "换一个没用过的编码; 同一商品的规格请用相同标题"],
    ["旅游", 2, "证照", "licence.missing", "填写旅行社业务经营许可证的编号, 或记在供货方名下"],
  ];
  const files = ["商品", "旅游", "库存池", "供货方", "发货点"].map((name) => `mistakes-csv/${name}.csv`);

  it.each([
    ["workbook", ["mistakes.xlsx"]],
    ["CSV", files],
  ] as const)("%s: each is told by sheet, row, column, rule and remedy, and good rows go on", async (_name, of) => {
    const { listings, problems } = await imported(of);
    const told = problems
      .map(({ sheet, row, column, rule, remedy }) => [sheet, row, column, rule, remedy.zh] as const)
      .toSorted((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] === "商品" ? -1 : 1));

    expect(told).toEqual(MISTAKES);
    expect(problems.every(({ severity }) => severity === "block")).toBe(true);
    expect(listings.map(({ merchantKey }) => merchantKey)).toEqual(["BAD-01", "BAD-12", "BAD-21"]);
  });
});

describe("sample pictures", () => {
  it("are distinct, at least 800 × 800, at most 200 KB, and the same each time", async () => {
    const pictures = await picturesOf("CX-F01");

    expect(pictures.map(({ name }) => name)).toEqual([
      ...pictureNames("CX-F01").main,
      ...pictureNames("CX-F01").detail,
    ]);
    expect(new Set(pictures.map(({ picture }) => picture.hash)).size).toBe(8);
    expect(Math.max(...pictures.map(({ bytes }) => bytes.length))).toBeLessThan(200_000);
    expect(pictures.every(({ picture }) => picture.widthPx === 800 && picture.heightPx === 800)).toBe(true);
    expect(hashOf(await pictureBytes("CX-F01", 1))).toBe(pictures[0]?.picture.hash);
  });
});
