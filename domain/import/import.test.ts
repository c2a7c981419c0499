import { describe, expect, it } from "vitest";
import { HOLIDAYS } from "../listing/holidays.ts";
import { day } from "../time.ts";
import { importRows } from "./import.ts";
import type { ImportRow } from "./row.ts";

const context = { today: day("2026-11-25"), holidays: HOLIDAYS };
const place: ImportRow = {
  sheet: "发货点",
  row: 2,
  cells: {
    编号: "loc",
    名称: "仓",
    区划代码: "621221",
    地址: "示例路",
    联系人: "赵",
    电话: "1",
    快递: "圆通；极兔",
    退货地址: "示例路",
  },
};
const heap: ImportRow = { sheet: "库存池", row: 2, cells: { 编号: "heap", 单位: "克", 类型: "现货", 实有: "100000" } };
const walnuts = {
  商品编码: "HT",
  标题: "成县核桃",
  类目: "核桃",
  产品属性: "食用农产品",
  产地代码: "621221",
  规格编码: "HT-1",
  规格名称: "5斤装",
  净含量: "5斤",
  售价: "49",
  库存池: "heap:5斤",
  合格证编号: "H-1",
  合格证开具方: "合作社",
  合格证日期: "2026/10/1",
  储存条件: "阴凉干燥",
  发货点: "loc",
  退换: "七天无理由",
};
const goods = (cells: Record<string, string>, row = 2): ImportRow => ({ sheet: "商品", row, cells });
const run = (...rows: ImportRow[]) => importRows([place, heap, ...rows], context);
const told = (result: ReturnType<typeof run>) =>
  result.problems.map(({ row, column, rule, severity }) => [row, column, rule, severity]);

describe("importRows", () => {
  it("takes jin for what it is, in content and draws", () => {
    const { listings, problems } = run(goods(walnuts));

    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({
      merchantKey: "HT",
      promiseCert: { date: "2026-10-01" },
      options: [
        { netContent: { value: 2500, unit: "g" }, price: { sellFen: 4900 }, draws: [{ poolId: "heap", qty: 2500 }] },
      ],
    });
  });

  it("knows headers by other names, with blanks, stars and full width, and a unit in the header", () => {
    const { 净含量: _content, 商品编码: code, ...rest } = walnuts;
    const { listings, problems } = run(goods({ ...rest, " 编码＊": code, "净含量（斤）": "5" }));

    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({ options: [{ netContent: { value: 2500, unit: "g" } }] });
  });

  it("groups rows of one code, blank codes belonging to the row above", () => {
    const second = { 规格编码: "HT-2", 规格名称: "10斤装", 净含量: "10斤", 售价: "92", 库存池: "heap:10斤" };
    const { listings } = run(
      goods(walnuts),
      goods({ ...second, 商品编码: "" }, 3),
      goods({ ...second, 商品编码: "HT", 规格编码: "HT-3", 规格名称: "20斤装", 净含量: "20斤" }, 4),
    );

    expect(listings.map(({ options }) => options.map(({ id }) => id))).toEqual([["HT-1", "HT-2", "HT-3"]]);
  });

  it("tells a bad cell of a later option by its own row, and leaves the listing out", () => {
    const { listings, problems } = run(
      goods(walnuts),
      goods({ 商品编码: "HT", 规格编码: "HT-2", 规格名称: "10斤装", 净含量: "10斤", 售价: "面议" }, 3),
      goods({ ...walnuts, 商品编码: "OK", 规格编码: "OK-1" }, 4),
    );

    expect(problems).toContainEqual(expect.objectContaining({ row: 3, column: "售价", rule: "import.unreadable" }));
    expect(listings.map(({ merchantKey }) => merchantKey)).toEqual(["OK"]);
  });

  it("lets a row go on that only wants a look", () => {
    const result = run(goods({ ...walnuts, 标题: "野生核桃" }));

    expect(told(result)).toEqual([[2, "标题", "word.unproven_quality", "review"]]);
    expect(result.listings).toHaveLength(1);
  });

  it("asks for pictures by name only when there are some", () => {
    const rows = goods({ ...walnuts, 主图: "a.jpg；b.jpg" });
    const picture = { hash: "a".repeat(64), type: "image/jpeg" } as never;
    const result = importRows([place, heap, rows], { ...context, pictures: new Map([["a.jpg", picture]]) });

    expect(run(rows).problems).toEqual([]);
    expect(told(result)).toEqual([[2, "主图", "import.picture_unknown", "block"]]);
  });

  it.each([
    ["类目", "", "import.missing"],
    ["产品属性", "吃的", "import.unreadable"],
    ["产地代码", "621299", "origin.unknown"],
    ["库存池", "heap:很多", "import.draw"],
    ["库存池", "nowhere:1", "draw.pool_unknown"],
    ["发货点", "nowhere", "ship.location"],
    ["供货方", "nobody", "supply.supplier"],
    ["规格编码", "成县 1", "field.invalid_format"],
    ["合格证编号", "3.71E+18", "import.number_destroyed"],
  ])("column %s with %j: %s", (column, text, rule) => {
    const result = run(goods({ ...walnuts, [column]: text }));

    expect(result.problems.map((problem) => [problem.column, problem.rule])).toContainEqual([column, rule]);
    expect(result.listings).toEqual([]);
  });

  it("skips sheets that it does not know, and says so once", () => {
    const stranger = (row: number): ImportRow => ({ sheet: "Sheet1", row, cells: { a: "1" } });

    expect(told(run(goods(walnuts), stranger(2), stranger(3)))).toEqual([[2, "", "import.sheet_unknown", "review"]]);
  });

  it("blames suppliers, locations and pools in their own cells", () => {
    const supplier: ImportRow = {
      sheet: "供货方",
      row: 2,
      cells: { 编号: "s", 名称: "社", 类型: "合作社", 统一社会信用代码: "123" },
    };
    const bad = { ...place, row: 3, cells: { ...place.cells, 编号: "l2", 区划代码: "62" } };
    const result = run(supplier, bad, { ...heap, row: 3, cells: { ...heap.cells, 编号: "p2", 实有: "很多" } });

    expect(result.problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ["供货方", 2, "统一社会信用代码"],
      ["发货点", 3, "区划代码"],
      ["库存池", 3, "实有"],
    ]);
    expect([result.suppliers.length, result.locations.length, result.pools.length]).toEqual([0, 1, 1]);
  });

  it("uses suppliers, pools and locations that exist outside the workbook", () => {
    const { problems } = importRows([goods(walnuts)], {
      ...context,
      pools: new Map([["heap", { unit: "g" }]]),
      locations: new Map(run().locations.map((location) => [location.id, location])),
    });

    expect(problems).toEqual([]);
  });
});
