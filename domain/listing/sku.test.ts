import { describe, expect, it } from "vitest";
import { day, instantFrom } from "../time.ts";
import { HOLIDAYS } from "./holidays.ts";
import { Listing, type ListingInput } from "./listing.ts";
import { onSale, skuKey, skusOf, withKeys } from "./sku.ts";

const context = { today: day("2026-11-25"), holidays: HOLIDAYS };
const base = { id: "l-1", originCode: "431129", titleShort: "瑶寨" };
const homestay = (more: Partial<Extract<ListingInput, { kind: "homestay" }>> = {}): Listing =>
  Listing.parse({
    ...base,
    merchantKey: "JH-MS-01",
    kind: "homestay",
    saleMode: "voucher_then_book",
    advanceBooking: { minDays: 2, cutoffTime: "18:00" },
    bands: [
      { code: "weekday", days: ["weekday"], priceFen: 16800, useFrom: "2026-12-01", useUntil: "2027-03-31" },
      { code: "all_days", days: ["weekday", "weekend"], useFrom: "2026-12-01", useUntil: "2027-03-31" },
    ],
    options: [
      {
        id: "big",
        name: "大床房",
        price: { sellFen: 22800, floorFen: 15000 },
        draws: [{ poolId: "big-room", qty: 1 }],
      },
      {
        id: "twin",
        name: "双床房",
        price: { sellFen: 26800 },
        rates: [{ band: "weekday", sellFen: 19800 }],
        draws: [{ poolId: "twin-room", qty: 1 }],
      },
    ],
    ...more,
  });
const tour = (dates: readonly string[], more: Record<string, unknown> = {}): Listing =>
  Listing.parse({
    ...base,
    merchantKey: "JH-YZ-2D",
    kind: "package_tour",
    saleMode: "calendar",
    durationDays: 2,
    durationNights: 1,
    units: [{ code: "ADULT" }, { code: "CHILD" }],
    options: [{ id: "std", name: "标准", price: { sellFen: 36800 }, draws: [{ poolId: "seats", qty: 1 }] }],
    departures: dates.map((date) => ({ date, optionId: "std", poolId: "seats", cutoffAt: `${date}T00:00:00.000Z` })),
    ...more,
  });

describe("skus of goods", () => {
  const goods = Listing.parse({
    ...base,
    merchantKey: "CX-HT",
    kind: "goods",
    categoryCode: "F-walnut",
    legalClass: "edible_agri",
    ship: { locationId: "loc-1", promiseHours: 48 },
    returns: "fresh_claim",
    options: [
      { id: "2500g", merchantKey: "CX-HT-2500", price: { sellFen: 4900 }, draws: [{ poolId: "heap", qty: 2500 }] },
      {
        id: "5000g",
        name: "5kg 箱装",
        price: { sellFen: 9200, listFen: 9900 },
        draws: [{ poolId: "heap", qty: 5000 }],
      },
    ],
    shopOverrides: { "shop-1": { prices: { "CX-HT-2500": 5100 }, hidden: ["CX-HT-5000g"] } },
  });

  it("are its options, one to one, with a key for those that have none", () => {
    expect(skusOf(goods, context)).toMatchObject([
      {
        merchantKey: "CX-HT-2500",
        name: "2500g",
        priceFen: 4900,
        draws: [{ poolId: "heap", qty: 2500 }],
        mode: "goods",
      },
      { merchantKey: "CX-HT-5000g", name: "5kg 箱装", priceFen: 9200, listFen: 9900, band: null, closed: false },
    ]);
  });

  it("of one shop have its prices and lack what it hides", () => {
    const skus = skusOf(goods, { ...context, shopId: "shop-1" });

    expect(skus.map(({ merchantKey, priceFen }) => [merchantKey, priceFen])).toEqual([["CX-HT-2500", 5100]]);
  });

  it("keep their keys when the listing's key changes later", () => {
    const renamed = { ...withKeys(goods), merchantKey: "NEW" };

    expect(skusOf(renamed, context).map(({ merchantKey }) => merchantKey)).toEqual(["CX-HT-2500", "CX-HT-5000g"]);
  });
});

describe("skus of vouchers", () => {
  it("are option × band, and say band and validity in the name", () => {
    expect(skusOf(homestay(), context).map(({ merchantKey, name, priceFen }) => [merchantKey, name, priceFen])).toEqual(
      [
        ["JH-MS-01-big-weekday", "大床房 平日 2026.12.01-2027.03.31可用", 16800],
        ["JH-MS-01-big-all_days", "大床房 平日周末通用 2026.12.01-2027.03.31可用", 22800],
        ["JH-MS-01-twin-weekday", "双床房 平日 2026.12.01-2027.03.31可用", 19800],
        ["JH-MS-01-twin-all_days", "双床房 平日周末通用 2026.12.01-2027.03.31可用", 26800],
      ],
    );
  });

  it("stop selling when nobody could book any more, and name the holiday list", () => {
    const [sku] = skusOf(homestay(), context);

    expect(sku).toMatchObject({
      saleEndsAt: "2027-03-29T10:00:00.000Z",
      useUntil: "2027-03-31",
      holidayDataset: HOLIDAYS.version,
    });
    expect(sku && onSale(sku, instantFrom("2027-03-29T09:59:59.000Z"))).toBe(true);
    expect(sku && onSale(sku, instantFrom("2027-03-29T10:00:00.000Z"))).toBe(false);
  });

  it("of tickets are option × unit, for units with a price of their own", () => {
    const ticket = Listing.parse({
      ...base,
      merchantKey: "JH-MP",
      kind: "ticket",
      saleMode: "open_voucher",
      validity: { useFrom: "2026-12-01", useUntil: "2026-12-31" },
      units: [{ code: "ADULT" }, { code: "CHILD" }, { code: "INFANT" }],
      options: [{ id: "day", name: "日场", price: { sellFen: 6000 }, rates: [{ unit: "CHILD", sellFen: 3000 }] }],
    });

    expect(skusOf(ticket, context).map(({ merchantKey, name, priceFen }) => [merchantKey, name, priceFen])).toEqual([
      ["JH-MP-day-ADULT", "日场成人 2026.12.01-2026.12.31可用", 6000],
      ["JH-MP-day-CHILD", "日场儿童 2026.12.01-2026.12.31可用", 3000],
    ]);
  });

  it("of several nights are one option", () => {
    const [sku] = skusOf(
      homestay({ bands: [], options: [{ id: "n2", name: "两晚套餐", nights: 2, price: { sellFen: 39800 } }] }),
      context,
    );

    expect(sku).toMatchObject({ nights: 2, band: null, merchantKey: "JH-MS-01-n2" });
  });

  it("are none where no price is written, and none for lodging on dates", () => {
    expect(skusOf(homestay({ bands: [], options: [{ id: "free" }] }), context)).toEqual([]);
    expect(skusOf(homestay({ saleMode: "calendar" }), context)).toEqual([]);
  });
});

describe("skus of departures", () => {
  it("are one a departure that has not left, nearest first, with the date in name and key", () => {
    const skus = skusOf(tour(["2026-12-19", "2026-12-12", "2026-11-01"]), context);

    expect(skus.map(({ merchantKey, name }) => [merchantKey, name])).toEqual([
      ["JH-YZ-2D-std-20261212", "标准 2026-12-12出发"],
      ["JH-YZ-2D-std-20261219", "标准 2026-12-19出发"],
    ]);
    expect(skus[0]).toMatchObject({
      useFrom: "2026-12-12",
      useUntil: "2026-12-13",
      draws: [{ poolId: "seats@2026-12-12", qty: 1 }],
    });
  });

  it("stay with stock 0 after their cut-off and when they are not formed", () => {
    const closed = skusOf(tour(["2026-12-12"], { departures: [departure("not_formed")] }), context);
    const open = skusOf(tour(["2026-12-12"], { departures: [departure("formed")] }), context);

    expect(closed.map((sku) => onSale(sku, instantFrom("2026-12-01T00:00:00.000Z")))).toEqual([false]);
    expect(open.map((sku) => onSale(sku, instantFrom("2026-12-04T09:59:59.999Z")))).toEqual([true]);
    expect(open.map((sku) => onSale(sku, instantFrom("2026-12-04T10:00:00.000Z")))).toEqual([false]);
  });

  it("draw the seats of their own pool and take their own price", () => {
    const dated = tour([], { departures: [{ ...departure("open"), poolId: "other-seats", priceFen: 40000 }] });

    expect(skusOf(dated, context)).toMatchObject([
      { priceFen: 40000, draws: [{ poolId: "seats" }, { poolId: "other-seats@2026-12-12", qty: 1 }] },
    ]);
  });
});

describe("skuKey", () => {
  it("keeps short keys, and cuts long ones to 32 with a hash that differs", () => {
    const long = "A".repeat(30);

    expect(skuKey(["A", "b"])).toBe("A-b");
    expect(skuKey([long, "weekday"])).toHaveLength(32);
    expect(skuKey([long, "weekday"])).not.toBe(skuKey([long, "all_days"]));
    expect(skuKey(["大床", "x"])).toMatch(/^[A-Za-z0-9._-]+$/);
  });
});

function departure(state: string): object {
  return { date: "2026-12-12", optionId: "std", poolId: "seats", cutoffAt: "2026-12-04T10:00:00.000Z", state };
}
