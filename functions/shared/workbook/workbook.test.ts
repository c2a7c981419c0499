import { describe, expect, it } from "vitest";
import type { Problem } from "../../../domain/import/row.ts";
import { ERRORS_HEADER, markProblems } from "./mark.ts";
import { readCsv } from "./read-csv.ts";
import { readWorkbook } from "./read-workbook.ts";
import { cellText, openXlsx } from "./read-xlsx.ts";
import { safeText } from "./safe.ts";
import { bytesOf, csvOf, workbookOf } from "./write.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** 商品编码,标题⏎A-1,核桃 in GB18030. */
const GB18030 = Uint8Array.from([
  0xc9, 0xcc, 0xc6, 0xb7, 0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x0d, 0x0a, 0x41, 0x2d, 0x31, 0x2c,
  0xba, 0xcb, 0xcc, 0xd2, 0x0d, 0x0a,
]);
const ROW = { sheet: "商品", row: 2, cells: { 商品编码: "A-1", 标题: "核桃" } };

const problem = (more: Partial<Problem>): Problem => ({
  sheet: "商品",
  row: 2,
  column: "标题",
  rule: "field.too_long",
  severity: "block",
  say: { zh: "太长", en: "too long" },
  remedy: { zh: "缩短", en: "shorten it" },
  ...more,
});

describe("reading", () => {
  it.each([
    ["UTF-8", utf8("商品编码,标题\r\nA-1,核桃\r\n")],
    ["UTF-8 with a mark", utf8("\uFEFF商品编码,标题\nA-1,核桃\n")],
    ["GB18030", GB18030],
    ["tabs", utf8("商品编码\t标题\nA-1\t核桃\n")],
  ])("CSV in %s", async (_name, bytes) => {
    expect(await readWorkbook(bytes, "上传/商品.csv")).toEqual([ROW]);
  });

  it("keeps row numbers over blank lines, quoted line breaks and a late header", () => {
    const rows = readCsv(utf8('\n商品编码,标题\n\nA-1,"核\n桃"\nA-2,"说 ""好"""\n'), "商品");

    expect(rows).toEqual([
      { sheet: "商品", row: 4, cells: { 商品编码: "A-1", 标题: "核\n桃" } },
      { sheet: "商品", row: 5, cells: { 商品编码: "A-2", 标题: '说 "好"' } },
    ]);
  });

  it("XLSX sheets with their names and row numbers", async () => {
    const bytes = await bytesOf(workbookOf([{ name: "商品", header: ["商品编码", "标题"], rows: [["A-1", "核桃"]] }]));

    expect(await readWorkbook(bytes, "x.xlsx")).toEqual([ROW]);
  });

  it("says no to an old .xls file", async () => {
    expect(await readWorkbook(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), "x.xls")).toBeNull();
  });

  it.each([
    [null, ""],
    [49.5, "49.5"],
    [3_710_000_000_000_000_000, "3.71E+18"],
    [{ richText: [{ text: "核" }, { text: "桃" }] }, "核桃"],
    [{ formula: "1+1", result: 2, date1904: false }, "2"],
    [{ text: "链接", hyperlink: "https://x.example" }, "链接"],
    [true, "true"],
  ])("a cell %j reads as %j", (value, text) => {
    expect(cellText(value)).toBe(text);
  });
});

describe("writing", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+86 138", "'+86 138"],
    ["@cmd", "'@cmd"],
    ["-cmd", "'-cmd"],
    ["\t=1", "'\t=1"],
    ["＝1+1", "'＝1+1"],
    ["-12.50", "-12.50"],
    ["核桃=好", "核桃=好"],
  ])("%j goes out as %j", (text, out) => {
    expect(safeText(text)).toBe(out);
  });

  it("keeps a number of nineteen digits and writes no formula", async () => {
    const sheet = { name: "订单", header: ["单号"], rows: [["3710000000000000123"], ["=HYPERLINK(1)"]] };
    const workbook = await openXlsx(await bytesOf(workbookOf([sheet])));

    expect(workbook.getWorksheet("订单")?.getCell("A2").value).toBe("3710000000000000123");
    expect(workbook.getWorksheet("订单")?.getCell("A3").value).toBe("'=HYPERLINK(1)");
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(csvOf(sheet))).toBe(
      "\uFEFF单号\r\n3710000000000000123\r\n'=HYPERLINK(1)\r\n",
    );
  });
});

describe("marking problems", () => {
  const sheets = [
    {
      name: "商品",
      header: ["商品编码", "标题"],
      rows: [
        ["A-1", "核桃"],
        ["A-2", "梨"],
      ],
    },
    { name: "旅游", header: ["商品编码"], rows: [["T-1"]] },
  ];

  it("colours the cell, comments it, and writes the message into the row's last column", async () => {
    const bytes = await markProblems(await bytesOf(workbookOf(sheets)), "x.xlsx", [problem({})]);
    const workbook = await openXlsx(bytes);
    const cell = workbook.getWorksheet("商品")?.getCell("B2");

    expect(cell?.fill).toMatchObject({ fgColor: { argb: "FFFFC7CE" } });
    expect(JSON.stringify(cell?.note)).toContain("标题: 太长。缩短");
    expect(workbook.getWorksheet("商品")?.getCell("C1").value).toBe(ERRORS_HEADER);
    expect(workbook.getWorksheet("商品")?.getCell("C2").value).toBe("标题: 太长。缩短");
    expect(workbook.getWorksheet("商品")?.getCell("C3").value).toBeNull();
    expect(workbook.getWorksheet("旅游")?.columnCount).toBe(1);
  });

  it("takes an earlier round's marks off, and reads as before", async () => {
    const first = await markProblems(await bytesOf(workbookOf(sheets)), "x.xlsx", [problem({})]);
    const second = await openXlsx(await markProblems(first, "x.xlsx", [problem({ row: 3, severity: "review" })]));
    const sheet = second.getWorksheet("商品");

    expect(sheet?.getCell("B2").fill).not.toMatchObject({ fgColor: { argb: "FFFFC7CE" } });
    expect(sheet?.getCell("C2").value).toBeNull();
    expect(sheet?.getCell("B3").fill).toMatchObject({ fgColor: { argb: "FFFFEB9C" } });
    expect(sheet?.getCell("C3").value).toBe("标题: 太长。缩短");
    expect(sheet?.columnCount).toBe(3);
  });

  it("puts a problem of a column that is not there into the last column", async () => {
    const bytes = await markProblems(await bytesOf(workbookOf(sheets)), "x.xlsx", [problem({ column: "证照" })]);

    expect((await openXlsx(bytes)).getWorksheet("商品")?.getCell("C2").value).toBe("证照: 太长。缩短");
  });

  it("adds the column to a CSV file, whatever its encoding", async () => {
    const marked = await markProblems(GB18030, "商品.csv", [problem({})]);

    expect(readCsv(marked, "商品")).toEqual([{ ...ROW, cells: { ...ROW.cells, [ERRORS_HEADER]: "标题: 太长。缩短" } }]);
  });
});
