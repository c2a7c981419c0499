import type { Day } from "../units.ts";
import type { Picture } from "../listing/head.ts";
import { plain, readContent } from "./amounts.ts";
import type { Cells } from "./cells.ts";
import type { Locate } from "./checked.ts";
import type { Group } from "./group.ts";

/** What the builders of listings may ask. `pictures`: by file name; absent: names in the workbook are not looked at. */
export interface BuildContext {
  today: Day;
  pictures?: ReadonlyMap<string, Omit<Picture, "role">>;
  idOf?: (merchantKey: string) => string;
}

/** A listing as built from rows, not yet checked, and the way back from its paths to cells. */
export interface Built {
  input: unknown;
  locate: Locate;
}

type HeadField =
  | "code"
  | "title"
  | "titleLong"
  | "origin"
  | "supplier"
  | "points"
  | "detail"
  | "limit"
  | "mainPictures"
  | "detailPictures";
type OptionField = "optionCode" | "optionName" | "sell" | "list" | "floor" | "cost" | "supplyPrice" | "pools";

/** The head that goods and travel share, from a group's first row. */
export function headOf<F extends string>(code: string, cells: Cells<F | HeadField>, context: BuildContext): object {
  const count = cells.whole("limit");
  return {
    id: context.idOf?.(code) ?? code,
    merchantKey: code,
    titleShort: cells.need("title"),
    titleLong: cells.text("titleLong"),
    originCode: cells.need("origin"),
    supplierId: cells.text("supplier"),
    sellingPoints: cells.list("points"),
    descriptionHtml: cells.text("detail"),
    pictures: picturesOf(cells, context),
    purchaseLimit: count === undefined ? undefined : { count, period: "ever" },
  };
}

/** What every option has, from its row. Without a code of its own its place in the group is its id. */
export function optionOf<F extends string>(
  cells: Cells<F | OptionField>,
  index: number,
  { today }: BuildContext,
): object {
  const code = cells.text("optionCode");
  const supply = cells.fen("supplyPrice");
  return {
    id: code ?? String(index + 1),
    merchantKey: code,
    name: cells.text("optionName"),
    draws: drawsOf(cells),
    supplyTerms:
      supply === undefined
        ? undefined
        : { mode: "supply_price", valueFen: supply, freightBy: "merchant", since: today },
  };
}

/** Prices of a row, or undefined when it has no price to sell at. */
export function priceOfRow<F extends string>(
  cells: Cells<F | OptionField>,
  sellFen = cells.fen("sell"),
): object | undefined {
  if (sellFen === undefined) return undefined;
  return { sellFen, listFen: cells.fen("list"), floorFen: cells.fen("floor"), costFen: cells.fen("cost") };
}

/** `heap-07:2500;box-2500:1`; amounts may bear a unit (`heap-07:5斤`), none is 1. */
export function drawsOf<F extends string>(cells: Cells<F | "pools">): readonly { poolId: string; qty: number }[] {
  return cells.pairs("pools").flatMap(([poolId, amount]) => {
    const read = amount === "" ? ({ ok: true, value: { value: 1 } } as const) : readContent(amount, null);
    if (read.ok) return [{ poolId, qty: read.value.value }];
    cells.problem("pools", "import.draw", {
      say: [`「${poolId}:${amount}」的数量读不懂`, `the amount of ${poolId} can't be read`],
      remedy: ["写作 库存池编号:数量, 多个用分号隔开", "write pool:amount, several with semicolons"],
    });
    return [];
  });
}

/** `72:100;24:50`: hours before use, per cent that comes back. */
export function cancellationOf<F extends string>(cells: Cells<F | "cancellation">): readonly object[] {
  return cells.pairs("cancellation").map(([hours, percent]) => ({
    beforeHours: Number(plain(hours)),
    refundBps: Math.round(Number(plain(percent).replace("%", "")) * 100),
  }));
}

/** Leads from paths to cells: `head` and `option` name fields by path prefixes, the longest wins; options are the rows of the group. */
export function locateGroup<F extends string>(
  { rows }: Group<F>,
  tables: { head: Readonly<Record<string, F>>; option: Readonly<Record<string, F>>; fallback: F },
): Locate {
  return (path) => {
    const [first, index] = path;
    const inOption = first === "options" && path.length > 1;
    const cells = (inOption ? rows[Number(index)] : rows[0]) ?? rows[0];
    const field = longest(inOption ? tables.option : tables.head, path.slice(inOption ? 2 : 0).join("/"));
    return { row: cells.row, column: cells.column(field ?? tables.fallback) };
  };
}

function longest<F>(table: Readonly<Record<string, F>>, path: string): F | undefined {
  const fits = Object.entries(table).filter(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return fits.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

function picturesOf<F extends string>(cells: Cells<F | HeadField>, { pictures }: BuildContext): readonly object[] {
  if (pictures === undefined) return [];
  const of = (field: "mainPictures" | "detailPictures", role: "main" | "detail"): readonly object[] =>
    cells.list(field).flatMap((name) => {
      const picture = pictures.get(name);
      if (picture !== undefined) return [{ ...picture, role }];
      cells.problem(field, "import.picture_unknown", {
        say: [`没有找到图片 ${name}`, `picture ${name} is not there`],
        remedy: ["把图片和表格一起上传, 文件名须一致", "upload the picture with the workbook, under the same name"],
      });
      return [];
    });
  return [...of("mainPictures", "main"), ...of("detailPictures", "detail")];
}
