import type { Finding } from "../finding.ts";
import type { Holidays } from "../listing/holidays.ts";
import { Listing } from "../listing/listing.ts";
import type { Location } from "../listing/location.ts";
import { lint } from "../listing/rules/lint.ts";
import type { LintContext } from "../listing/rules/context.ts";
import { SELF, type Supplier } from "../listing/supplier.ts";
import { checked, type Locate } from "./checked.ts";
import { GOODS_COLUMNS, STAY_COLUMNS, TRAVEL_COLUMNS } from "./columns.ts";
import { goodsOf } from "./goods.ts";
import { groupRows, repeatedOptions } from "./group.ts";
import { locationOf, poolOf, supplierOf, type PoolDraft } from "./parties.ts";
import type { ImportRow, Problem } from "./row.ts";
import type { BuildContext, Built } from "./shared.ts";
import { stayOf } from "./stay.ts";
import { tourOf } from "./tour.ts";

/** The sheets that an import knows; the names may have blanks around them. */
export const SHEETS = ["商品", "住宿", "旅游", "库存池", "供货方", "发货点"] as const;
type Sheet = (typeof SHEETS)[number];

/** What is there already, beside what the workbook brings. `takenKeys` by merchant key, as in `LintContext`. */
export interface ImportContext extends BuildContext {
  holidays: Holidays;
  suppliers?: ReadonlyMap<string, Supplier>;
  locations?: ReadonlyMap<string, Location>;
  pools?: ReadonlyMap<string, { unit: string }>;
  takenKeys?: ReadonlyMap<string, string>;
}

/** What an import found: the listings without a blocking problem, and all problems by cell. */
export interface Imported {
  listings: readonly Listing[];
  pools: readonly PoolDraft[];
  suppliers: readonly Supplier[];
  locations: readonly Location[];
  problems: readonly Problem[];
}

/**
 * Listings, pools, suppliers and locations from the rows of a workbook. A listing with a blocking problem in any of its rows is left out, the
 * others go on. Pure: stores nothing.
 */
export function importRows(rows: readonly ImportRow[], context: ImportContext): Imported {
  const problems: Problem[] = [];
  const of = (sheet: Sheet): readonly ImportRow[] => rows.filter((row) => row.sheet.trim() === sheet);
  const suppliers = of("供货方").flatMap((row) => supplierOf(row, problems) ?? []);
  const locations = of("发货点").flatMap((row) => locationOf(row, problems) ?? []);
  const pools = of("库存池").flatMap((row) => poolOf(row, problems) ?? []);
  const seen = new Map<string, ImportRow>();
  const goods = groupRows(of("商品"), GOODS_COLUMNS, problems);
  const stays = groupRows(of("住宿"), STAY_COLUMNS, problems);
  const tours = groupRows(of("旅游"), TRAVEL_COLUMNS, problems);
  for (const groups of [goods, stays, tours]) repeatedOptions(groups, seen);
  const lintContext: LintContext = {
    ...context,
    suppliers: new Map([[SELF.id, SELF], ...(context.suppliers ?? []), ...byId(suppliers)]),
    locations: new Map([...(context.locations ?? []), ...byId(locations)]),
    pools: new Map([...(context.pools ?? []), ...byId(pools)]),
  };
  const build = [
    ...goods.map((group) => ({ rows: group.rows, make: () => goodsOf(group, context) })),
    ...stays.map((group) => ({ rows: group.rows, make: () => stayOf(group, context) })),
    ...tours.map((group) => ({ rows: group.rows, make: () => tourOf(group, context) })),
  ];
  const listings = build.flatMap((one) => listingOf(one, { context: lintContext, problems }) ?? []);
  const strangers = rows.filter((row) => !isSheet(row.sheet.trim()));
  return { listings, pools, suppliers, locations, problems: [...problems, ...unknownSheets(strangers)] };
}

interface One {
  rows: readonly { row: ImportRow }[];
  make: () => Built;
}

function listingOf(
  { rows, make }: One,
  { context, problems }: { context: LintContext; problems: Problem[] },
): Listing | null {
  const { input, locate } = make();
  const listing = checked(Listing, input, { locate, problems });
  if (listing !== null) for (const finding of lint(listing, context)) tell(finding, locate, problems);
  const mine = (problem: Problem): boolean =>
    rows.some(({ row }) => row.sheet === problem.sheet && row.row === problem.row);
  return problems.some((problem) => mine(problem) && problem.severity === "block") ? null : listing;
}

/** A finding of lint becomes a problem of the cell that its pointer came from; hints don't. */
function tell({ rule, severity, pointer, say, remedy }: Finding, locate: Locate, problems: Problem[]): void {
  if (severity === "hint") return;
  const path = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const { row, column } = locate(path);
  const unread = problems.some(
    (one) => one.sheet === row.sheet && one.row === row.row && one.column === column && one.rule.startsWith("import."),
  );
  if (unread) return; // the cell itself could not be read: what follows from that is no news
  problems.push({ sheet: row.sheet, row: row.row, column, rule, severity, say, remedy });
}

function unknownSheets(rows: readonly ImportRow[]): readonly Problem[] {
  const first = new Map<string, ImportRow>();
  for (const row of rows) if (!first.has(row.sheet)) first.set(row.sheet, row);
  return [...first.values()].map(({ sheet, row }) => ({
    sheet,
    row,
    column: "",
    rule: "import.sheet_unknown",
    severity: "review",
    say: { zh: `不认识工作表「${sheet}」, 已跳过`, en: `sheet ${sheet} is not known and was skipped` },
    remedy: { zh: `工作表名须为: ${SHEETS.join(", ")}`, en: `sheets are called ${SHEETS.join(", ")}` },
  }));
}

function isSheet(name: string): name is Sheet {
  return SHEETS.some((sheet) => sheet === name);
}

function byId<T extends { id: string }>(things: readonly T[]): readonly (readonly [string, T])[] {
  return things.map((thing) => [thing.id, thing] as const);
}
