import { fromBeijing, plusDays } from "../time.ts";
import { readDay } from "./amounts.ts";
import type { Cells } from "./cells.ts";
import type { TravelField } from "./columns.ts";
import type { Group } from "./group.ts";
import { ITINERARY_TYPES, SALE_MODES, TRAVEL_KINDS } from "./names.ts";
import { locateGroup, optionOf, priceOfRow, type BuildContext, type Built } from "./shared.ts";
import { TRAVEL_HEAD, TRAVEL_OPTION, travelHead } from "./travel-shared.ts";

type Row = Cells<TravelField>;

const HEAD: Readonly<Record<string, TravelField>> = {
  ...TRAVEL_HEAD,
  saleMode: "saleMode",
  durationDays: "days",
  durationNights: "nights",
  itinerary: "itinerary",
  minGroupSize: "minGroup",
  maxGroupSize: "maxGroup",
  groupFormation: "cutoffDays",
  departure: "gather",
  departures: "dates",
  singleSupplementFen: "single",
};
const OPTION: Readonly<Record<string, TravelField>> = { ...TRAVEL_OPTION, uses: "uses" };
const TOURS = new Set(["package_tour", "day_tour", "self_guided"]);
/** A group is decided seven days ahead by law; bookings close the day before that. */
const GROUP = { decideBeforeDays: 7, onFail: "refund" };
const PACKAGE_CUTOFF_DAYS = 8;

/** A tour, ticket, activity or meal from the rows of one code; each row is an option. */
export function tourOf(group: Group<TravelField>, context: BuildContext): Built {
  const [cells] = group.rows;
  const kind = cells.choice("kind", TRAVEL_KINDS);
  const child = group.rows.some((row) => row.text("child") !== undefined);
  const saleMode = cells.choice("saleMode", SALE_MODES) ?? (kind === "package_tour" ? "calendar" : "voucher_then_book");
  const input = {
    ...travelHead(group.code, cells, context),
    kind,
    saleMode,
    units: child ? [{ code: "ADULT" }, { code: "CHILD", maxHeightCm: 140, requiresAdult: true }] : [],
    validity: { useFrom: cells.day("useFrom"), useUntil: cells.day("useUntil") },
    departures: kind === "self_guided" ? [] : group.rows.flatMap((row, index) => departuresOf(row, index, kind)),
    ...(kind !== undefined && TOURS.has(kind) ? tourFields(cells, kind) : {}),
    options: group.rows.map((row, index) => tourOption(row, index, context)),
  };
  return { input, locate: locateGroup(group, { head: HEAD, option: OPTION, fallback: "code" }) };
}

function tourFields(cells: Row, kind: string): object {
  const gatherPoints = cells.list("gather").map((text) => {
    const [time = "", ...name] = text.split(/\s+/);
    return { time, name: name.join(" ") };
  });
  const itinerary = itineraryOf(cells);
  const stops = itinerary.flatMap(({ day, items }) =>
    items.filter(({ type }) => type === "shopping").map(({ desc }) => ({ day, name: desc })),
  );
  return {
    durationDays: cells.whole("days") ?? 1,
    durationNights: cells.whole("nights") ?? 0,
    itinerary,
    departure: gatherPoints.length === 0 ? undefined : { gatherPoints, routeType: "destination" },
    minGroupSize: cells.whole("minGroup"),
    maxGroupSize: cells.whole("maxGroup"),
    groupFormation: kind === "package_tour" ? GROUP : undefined,
    singleSupplementFen: cells.fen("single"),
    shoppingStops: kind === "package_tour" ? [] : stops.map((stop) => ({ ...stop, minutes: 60, goods: "特产" })),
  };
}

interface DayPlan {
  day: number;
  title: string;
  items: { type: string; desc: string }[];
}

/** One line a day: `抵达瑶寨：交通 县城出发，景点 瑶寨，用餐 长桌宴`. What begins with no known word is an activity. */
function itineraryOf(cells: Row): readonly DayPlan[] {
  const types: Readonly<Record<string, string>> = ITINERARY_TYPES;
  const lines = (cells.text("itinerary") ?? "").split(/\n|;|；/).filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    const at = line.search(/[:：]/);
    const title = (at < 0 ? line : line.slice(0, at)).trim();
    const items = (at < 0 ? line : line.slice(at + 1)).split(/[,，]/).map((part) => {
      const [word = "", ...rest] = part.trim().split(/\s+/);
      const type = types[word];
      return { type: type ?? "activity", desc: type === undefined ? part.trim() : rest.join(" ") || word };
    });
    return { day: index + 1, title, items };
  });
}

function departuresOf(cells: Row, index: number, kind: string | undefined): readonly object[] {
  const days = cells.whole("cutoffDays") ?? (kind === "package_tour" ? PACKAGE_CUTOFF_DAYS : 1);
  const time = cells.text("cutoff") ?? "18:00";
  const [pool = ""] = cells.pairs("pools").map(([poolId]) => poolId);
  return cells.list("dates").flatMap((text) => {
    const date = readDay(text);
    if (date.ok) {
      const cutoffAt = fromBeijing(`${plusDays(date.value, -days)} ${time}:00`);
      return [{ date: date.value, optionId: cells.text("optionCode") ?? String(index + 1), poolId: pool, cutoffAt }];
    }
    cells.problem("dates", "import.unreadable", {
      say: [`「${text}」读不懂`, `"${text}" can't be read`],
      remedy: ["团期写作 2026-12-12, 多个用分号隔开", "write days as 2026-12-12, several with semicolons"],
    });
    return [];
  });
}

function tourOption(cells: Row, index: number, context: BuildContext): object {
  const child = cells.fen("child");
  return {
    ...optionOf(cells, index, context),
    price: priceOfRow(cells),
    rates: child === undefined ? [] : [{ unit: "CHILD", sellFen: child }],
    uses: cells.whole("uses"),
  };
}
