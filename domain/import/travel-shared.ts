import type { Cells } from "./cells.ts";
import { plain, readDay, readYuan } from "./amounts.ts";
import { licencesOf } from "./parties.ts";
import { cancellationOf, headOf, type BuildContext } from "./shared.ts";
import { HOLIDAY_USE } from "./names.ts";
import type { STAY_COLUMNS, TRAVEL_COLUMNS } from "./columns.ts";

/** Fields that both travel sheets have. */
export type CommonField = Extract<keyof typeof STAY_COLUMNS, keyof typeof TRAVEL_COLUMNS>;

/** Paths of a travel listing's head and the fields that they come from. */
export const TRAVEL_HEAD = {
  merchantKey: "code",
  id: "code",
  kind: "kind",
  titleShort: "title",
  titleLong: "titleLong",
  originCode: "origin",
  supplierId: "supplier",
  sellingPoints: "points",
  pictures: "mainPictures",
  descriptionHtml: "detail",
  purchaseLimit: "limit",
  place: "address",
  "place/name": "placeName",
  "place/phone": "phone",
  redemption: "bookingPhone",
  advanceBooking: "minDays",
  "advanceBooking/cutoffTime": "cutoff",
  validity: "useUntil",
  "validity/useFrom": "useFrom",
  feeIncluded: "included",
  feeExcluded: "excluded",
  "notices/booking": "booking",
  "notices/safety": "safety",
  "notices/unsuitableFor": "unsuitable",
  "notices/customs": "customs",
  cancellation: "cancellation",
  licences: "licences",
  options: "optionCode",
} as const satisfies Readonly<Record<string, CommonField>>;

/** Paths of a travel option and its fields. */
export const TRAVEL_OPTION = {
  id: "optionCode",
  merchantKey: "optionCode",
  name: "optionName",
  price: "sell",
  "price/listFen": "list",
  "price/floorFen": "floor",
  "price/costFen": "cost",
  rates: "sell",
  draws: "pools",
  supplyTerms: "supplyPrice",
  nights: "nights",
} as const satisfies Readonly<Record<string, CommonField>>;

/** The fields of every travel kind, from a group's first row. */
export function travelHead<F extends string>(
  code: string,
  cells: Cells<F | CommonField>,
  context: BuildContext,
): object {
  const [name, address] = [cells.text("placeName"), cells.text("address")];
  const phone = cells.text("phone");
  const place = { name: name ?? address, address, divisionCode: cells.text("origin"), phone };
  return {
    ...headOf(code, cells, context),
    place: address === undefined ? undefined : place,
    redemption: { method: "qr", leadTimeBookingPhone: cells.text("bookingPhone") ?? phone },
    advanceBooking: { minDays: cells.whole("minDays") ?? 0, cutoffTime: cells.text("cutoff") },
    feeIncluded: sentences(cells, "included"),
    feeExcluded: sentences(cells, "excluded"),
    notices: {
      booking: sentences(cells, "booking"),
      safety: sentences(cells, "safety"),
      unsuitableFor: sentences(cells, "unsuitable"),
      customs: sentences(cells, "customs"),
      arrival: [],
    },
    cancellation: cancellationOf(cells),
    licences: licencesOf(cells, "licences"),
  };
}

/** `2026-12-30~2026-12-31:100`: days and what a guest pays more at the desk, in yuan. */
export function supplementsOf<F extends string>(cells: Cells<F | CommonField>): readonly object[] {
  return cells.pairs("supplements").flatMap(([span, amount]) => {
    const [from, to] = span.split(/[~至]/).map((text) => readDay(text));
    const yuan = readYuan(amount);
    if (from?.ok === true && yuan.ok)
      return [{ from: from.value, to: to?.ok === true ? to.value : from.value, amountFen: yuan.value }];
    cells.problem("supplements", "import.supplement", {
      say: [`「${span}:${amount}」读不懂`, `"${span}:${amount}" can't be read`],
      remedy: ["写作 2026-12-30~2026-12-31:100", "write 2026-12-30~2026-12-31:100"],
    });
    return [];
  });
}

/** Holidays of a row's vouchers; empty is excluded. */
export function holidayOf<F extends string>(cells: Cells<F | CommonField>): string {
  return cells.choice("holiday", HOLIDAY_USE) ?? "excluded";
}

function sentences<F extends string>(cells: Cells<F | CommonField>, field: CommonField): readonly string[] {
  return (cells.text(field) ?? "")
    .split(/[;；\n]/)
    .map((text) => text.trim())
    .filter((text) => plain(text) !== "");
}
