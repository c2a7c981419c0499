import type { Cells } from "./cells.ts";
import type { StayField } from "./columns.ts";
import type { Group } from "./group.ts";
import { STAY_KINDS } from "./names.ts";
import { locateGroup, optionOf, priceOfRow, type BuildContext, type Built } from "./shared.ts";
import { holidayOf, supplementsOf, TRAVEL_HEAD, TRAVEL_OPTION, travelHead } from "./travel-shared.ts";

type Row = Cells<StayField>;

const HEAD: Readonly<Record<string, StayField>> = {
  ...TRAVEL_HEAD,
  rooms: "room",
  bands: "useUntil",
  saleMode: "kind",
};
const OPTION: Readonly<Record<string, StayField>> = {
  ...TRAVEL_OPTION,
  price: "allDays",
  rates: "weekday",
  roomId: "room",
};

/** A stay sold as vouchers in two bands (平日, 通用) from the rows of one code; each row is a room on sale. */
export function stayOf(group: Group<StayField>, context: BuildContext): Built {
  const [cells] = group.rows;
  const input = {
    ...travelHead(group.code, cells, context),
    kind: cells.choice("kind", STAY_KINDS),
    saleMode: "voucher_then_book",
    rooms: group.rows.map(roomOf),
    ratePlans: group.rows.map((row, index) => ({ id: `plan-${index + 1}`, breakfasts: row.whole("breakfasts") })),
    bands: bandsOf(group, cells),
    options: group.rows.map((row, index) => stayOption(row, index, context)),
  };
  return { input, locate: locateGroup(group, { head: HEAD, option: OPTION, fallback: "code" }) };
}

function bandsOf({ rows }: Group<StayField>, cells: Row): readonly object[] {
  const shared = {
    holiday: holidayOf(cells),
    supplements: supplementsOf(cells),
    useFrom: cells.day("useFrom"),
    useUntil: cells.day("useUntil"),
  };
  const weekday = rows.some((row) => row.text("weekday") !== undefined);
  const all = { code: "all_days", days: ["weekday", "weekend"], ...shared };
  return weekday
    ? [{ code: "weekday", days: ["weekday"], ...shared, holiday: "excluded", supplements: [] }, all]
    : [all];
}

function roomOf(cells: Row, index: number): object {
  const [widthCm, count] = bedOf(cells.text("bed") ?? "1.8米×1");
  return {
    id: `room-${index + 1}`,
    name: cells.text("room") ?? cells.text("optionName"),
    beds: [{ type: widthCm >= 150 ? "double" : "single", widthCm, count }],
    areaM2: cells.whole("area"),
    maxAdults: cells.whole("adults") ?? 2,
    maxChildren: cells.whole("children") ?? 0,
    count: cells.whole("count") ?? 1,
  };
}

/** `1.8米×1`, `1.2m*2`: width in centimetres and how many. */
function bedOf(text: string): readonly [widthCm: number, count: number] {
  const [, width = "1.8", count = "1"] =
    /(\d(?:\.\d+)?)\s*(?:米|m)?.*?(?:[x×*]\s*(\d+))?$/i.exec(text.normalize("NFKC")) ?? [];
  return [Math.round(Number(width) * 100), Number(count)];
}

function stayOption(cells: Row, index: number, context: BuildContext): object {
  const weekday = cells.fen("weekday");
  const nights = cells.whole("nights");
  const floorFen = cells.fen("floor");
  return {
    ...optionOf(cells, index, context),
    price: priceOfRow(cells, cells.fen("allDays")),
    rates: weekday === undefined ? [] : [{ band: "weekday", sellFen: weekday, floorFen }],
    roomId: `room-${index + 1}`,
    ratePlanId: `plan-${index + 1}`,
    nights,
  };
}
