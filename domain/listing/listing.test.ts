import { describe, expect, it } from "vitest";
import { GoodsListing } from "./goods.ts";
import { LISTING_KINDS, Listing, titleOf } from "./listing.ts";

const goods = {
  id: "goods-cx-001",
  merchantKey: "CX-HT-2500",
  kind: "goods",
  supplierId: "sup-031",
  categoryCode: "F-walnut",
  legalClass: "edible_agri",
  titleShort: "成县薄皮核桃 2.5kg",
  originCode: "621221",
  netContent: { value: 2500, unit: "g" },
  specs: { grade: "一级", sizeMm: 32, packaging: "网袋+纸箱" },
  promiseCert: { no: "HGZ-DEMO-1", issuer: "示例合作社", date: "2026-09-20" },
  lots: [{ lotNo: "20260920-01", qty: 4000, unit: "kg", villageCode: "621221101201" }],
  options: [
    {
      id: "2500g",
      merchantKey: "CX-HT-2500",
      draws: [
        { poolId: "heap-cx-07", qty: 2500 },
        { poolId: "box-2500", qty: 1 },
      ],
      price: { listFen: 5900, sellFen: 4900, floorFen: 4300 },
    },
  ],
  season: { from: "09-10", to: "03-31", state: "active" },
  ship: { locationId: "loc-cx-01", promiseHours: 48, notSend: ["81", "82", "71"] },
  returns: "fresh_claim",
};

const tour = {
  id: "tour-jh-001",
  merchantKey: "JH-YZ-2D",
  kind: "package_tour",
  titleShort: "瑶寨两日游",
  saleMode: "calendar",
  originCode: "431129",
  approval: { policy: "first", revision: 3, by: "op-7", at: "2026-11-20T01:15:00.000Z" },
  departure: { cities: ["永州"], routeType: "destination", gatherPoints: [{ name: "县汽车站", time: "08:30" }] },
  departures: [
    {
      date: "2026-12-12",
      optionId: "std",
      poolId: "seats-jh-001",
      cutoffAt: "2026-12-04T10:00:00.000Z",
      state: "open",
    },
  ],
  durationDays: 2,
  durationNights: 1,
  minGroupSize: 10,
  maxGroupSize: 30,
  groupFormation: { decideBeforeDays: 7, onFail: "refund" },
  units: [{ code: "ADULT" }, { code: "CHILD", maxHeightCm: 140, requiresAdult: true }],
  options: [{ id: "std", name: "标准", draws: [{ poolId: "seats-jh-001", qty: 1 }] }],
  licences: [{ type: "travel_agency", no: "L-DEMO-0001" }],
};

describe("Listing", () => {
  it("takes goods and a tour, and takes its own output again unchanged", () => {
    for (const input of [goods, tour]) {
      const parsed = Listing.parse(input);

      expect(Listing.parse(parsed)).toEqual(parsed);
      expect(Listing.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
    }
  });

  it("fills what was left open", () => {
    const parsed = Listing.parse(tour);

    expect(parsed).toMatchObject({ supplierId: "self", categoryCode: "T-package", status: "active", pictures: [] });
    expect(titleOf(parsed)).toBe("瑶寨两日游");
  });

  it.each([
    ["an unknown key", { ...goods, colour: "red" }],
    ["a fraction of a fen", { ...goods, options: [{ id: "a", price: { sellFen: 49.5 } }] }],
    ["a day that is none", { ...goods, productionDate: "2026-02-30" }],
    ["a key with a space", { ...goods, merchantKey: "CX HT" }],
    ["no option", { ...goods, options: [] }],
    ["a package tour as a voucher", { ...tour, saleMode: "open_voucher" }],
    ["a kind we don't know", { ...goods, kind: "ship" }],
  ])("refuses %s", (_name, input) => {
    expect(Listing.safeParse(input).success).toBe(false);
  });

  it("says in Chinese what is wrong with a code", () => {
    const { error } = GoodsListing.safeParse({ ...goods, merchantKey: "成县" });

    expect(error?.issues[0]?.message).toContain("编码");
  });

  it("names every kind once", () => {
    expect([...LISTING_KINDS].sort()).toEqual(Listing.options.map((option) => option.shape.kind.value).sort());
  });
});
