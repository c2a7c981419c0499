/** Clean listings that the rules' tests spoil one fact at a time. */
import { day, instantFrom } from "../../../time.ts";
import { fen } from "../../../money.ts";
import { HOLIDAYS } from "../../holidays.ts";
import { Listing, type ListingInput } from "../../listing.ts";
import { Location } from "../../location.ts";
import { SELF, Supplier } from "../../supplier.ts";
import type { LintContext } from "../context.ts";

type Goods = Extract<ListingInput, { kind: "goods" }>;
type Tour = Extract<ListingInput, { kind: "package_tour" }>;
type Stay = Extract<ListingInput, { kind: "homestay" }>;

/** A rule, a listing that breaks it, and what else must be known for that. */
export type Case = readonly [rule: string, listing: Listing, context?: Partial<LintContext>];

const ship = { locationId: "loc", promiseHours: 48 };
const walnuts: Goods = {
  id: "g-1",
  merchantKey: "HT",
  kind: "goods",
  categoryCode: "F-walnut",
  legalClass: "edible_agri",
  titleShort: "成县核桃",
  originCode: "621221",
  promiseCert: { no: "H-1", issuer: "合作社", date: "2026-10-01" },
  ship,
  returns: "seven_days",
  options: [
    {
      id: "s",
      name: "2.5kg",
      netContent: { value: 2500, unit: "g" },
      price: { sellFen: 4900 },
      draws: [{ poolId: "heap", qty: 2500 }],
    },
    {
      id: "l",
      name: "5kg",
      netContent: { value: 5000, unit: "g" },
      price: { sellFen: 9200 },
      draws: [{ poolId: "heap", qty: 5000 }],
    },
  ],
};
const producer = { name: "合作社", address: "示例路", contact: "1", uscc: "93431129MA0DEM0000" };
const oil: Goods = {
  ...walnuts,
  categoryCode: "B-camellia",
  legalClass: "prepacked",
  titleShort: "江华山茶油",
  originCode: "431129",
  ingredients: "油茶籽",
  producer,
  shelfLifeDays: 540,
  storage: "cool_dry",
  producedWithinDays: 60,
  standardNo: "GB/T 11765",
  scNo: "SC10243112900104",
  options: [
    {
      id: "s",
      name: "500ml",
      netContent: { value: 500, unit: "ml" },
      price: { sellFen: 6800 },
      draws: [{ poolId: "bottle", qty: 1 }],
    },
  ],
};
const tour: Tour = {
  id: "t-1",
  merchantKey: "YZ",
  kind: "package_tour",
  saleMode: "calendar",
  titleShort: "瑶寨两日游",
  originCode: "431129",
  licences: [{ type: "travel_agency", no: "L-1" }],
  departure: { cities: ["永州"], routeType: "destination", gatherPoints: [{ name: "车站", time: "08:30" }] },
  durationDays: 2,
  durationNights: 1,
  itinerary: [1, 2].map((number) => ({ day: number, title: "瑶寨", items: [{ type: "sight", desc: "看寨子" }] })),
  minGroupSize: 10,
  maxGroupSize: 30,
  groupFormation: { decideBeforeDays: 7, onFail: "refund" },
  feeIncluded: ["车费"],
  feeExcluded: ["个人消费"],
  notices: { booking: ["提前报名"], safety: ["注意安全"], unsuitableFor: ["孕妇"], customs: ["尊重风俗"], arrival: [] },
  cancellation: [
    { beforeHours: 168, refundBps: 10_000 },
    { beforeHours: 0, refundBps: 2_000 },
  ],
  options: [{ id: "std", name: "标准", price: { sellFen: 36_800 }, draws: [{ poolId: "seats", qty: 1 }] }],
  departures: [{ date: "2026-12-12", optionId: "std", poolId: "seats", cutoffAt: "2026-12-04T10:00:00.000Z" }],
};
const stay: Stay = {
  id: "s-1",
  merchantKey: "MS",
  kind: "homestay",
  saleMode: "voucher_then_book",
  titleShort: "瑶寨民宿",
  originCode: "431129",
  place: { name: "瑶寨", address: "示例村", divisionCode: "431129" },
  licences: [
    { type: "homestay_filing", no: "M-1" },
    { type: "hygiene", no: "W-1" },
    { type: "fire_check", no: "X-1" },
  ],
  rooms: [{ id: "r", name: "大床房", beds: [{ type: "double", widthCm: 180, count: 1 }], maxAdults: 2, count: 4 }],
  ratePlans: [{ id: "p" }],
  bands: [
    { code: "weekday", days: ["weekday"], useFrom: "2026-12-01", useUntil: "2026-12-31" },
    { code: "all_days", days: ["weekday", "weekend"], useFrom: "2026-12-01", useUntil: "2026-12-31" },
  ],
  cancellation: [{ beforeHours: 24, refundBps: 10_000 }],
  options: [
    {
      id: "o",
      name: "大床房",
      roomId: "r",
      ratePlanId: "p",
      price: { sellFen: 16_800 },
      draws: [{ poolId: "room", qty: 1 }],
    },
  ],
};

export const aWalnut = (patch: Partial<Goods> = {}): Listing => Listing.parse({ ...walnuts, ...patch });
export const anOil = (patch: Partial<Goods> = {}): Listing => Listing.parse({ ...oil, ...patch });
export const aTour = (patch: Partial<Tour> = {}): Listing => Listing.parse({ ...tour, ...patch });
export const aStay = (patch: Partial<Stay> = {}): Listing => Listing.parse({ ...stay, ...patch });

/** An option of the walnuts with some fields put in their place. */
export const anOption = (patch: Partial<Goods["options"][number]> = {}): Goods["options"][number] => ({
  id: "s",
  name: "2.5kg",
  netContent: { value: 2500, unit: "g" },
  price: { sellFen: 4900 },
  draws: [{ poolId: "heap", qty: 2500 }],
  ...patch,
});
/** An option and a band of the stay, a departure of the tour. */
export const aRoom = (patch: Partial<Stay["options"][number]> = {}): Stay["options"][number] => ({
  ...stayOption,
  ...patch,
});
export const aBand = (patch: object = {}): NonNullable<Stay["bands"]>[number] => ({
  code: "all_days",
  days: ["weekday", "weekend"],
  useFrom: "2026-12-01",
  useUntil: "2026-12-31",
  ...patch,
});
export const aDeparture = (patch: object = {}): NonNullable<Tour["departures"]>[number] => ({
  date: "2026-12-12",
  optionId: "std",
  poolId: "seats",
  cutoffAt: instantFrom("2026-12-04T10:00:00Z"),
  ...patch,
});
const [stayOption = { id: "o" }] = stay.options;

const location = Location.parse({
  id: "loc",
  name: "仓",
  divisionCode: "621221",
  address: "示例路",
  contactName: "赵",
  phone: "1",
  carriers: ["yuantong"],
  returnAddress: { divisionCode: "621221", address: "示例路", contactName: "赵", phone: "1" },
});
const coop = Supplier.parse({
  id: "coop",
  name: "合作社",
  type: "coop",
  supplyTerms: { mode: "bps_of_net", bps: 7_500, freightBy: "merchant", since: "2026-01-01" },
});

/** What the rules know in the tests. */
export const CONTEXT: LintContext = {
  today: day("2026-11-25"),
  holidays: HOLIDAYS,
  suppliers: new Map([SELF, coop].map((supplier) => [supplier.id, supplier])),
  locations: new Map([[location.id, location]]),
  pools: new Map([
    ["heap", { unit: "g" }],
    ["bottle", { unit: "bottle" }],
    ["seats", { unit: "seat" }],
    ["room", { unit: "night" }],
  ]),
  takenKeys: new Map([["HT", "g-1"]]),
  lastPrices: { "HT-s": fen(4900) },
};
/** A context with a location or supplier put in its place. */
export const withLocation = (patch: object): Partial<LintContext> => ({
  locations: new Map([["loc", Location.parse({ ...location, ...patch })]]),
});
export const withSupplier = (patch: object): Partial<LintContext> => ({
  suppliers: new Map([["coop", Supplier.parse({ ...coop, ...patch })]]),
});
