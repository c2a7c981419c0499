import { aBand, aDeparture, aRoom, aStay, aTour, type Case } from "./base.ts";

const notices = { booking: ["a"], safety: ["a"], unsuitableFor: ["a"], customs: ["a"], arrival: [] };

/** A broken listing for each rule about stays, tours and vouchers. */
export const TRAVEL_CASES: readonly Case[] = [
  ["sku.none", aStay({ saleMode: "calendar" })],
  ["licence.missing", aTour({ licences: [] })],
  ["licence.missing", aStay({ licences: [] })],
  ["tour.itinerary_incomplete", aTour({ itinerary: [{ day: 1, title: "a", items: [{ type: "sight", desc: "b" }] }] })],
  ["tour.itinerary_incomplete", aTour({ durationDays: 1, durationNights: 0 })],
  ["tour.nights", aTour({ durationNights: 3 })],
  ["tour.group_missing", aTour({ minGroupSize: undefined })],
  ["tour.decide_days", aTour({ groupFormation: { decideBeforeDays: 6, onFail: "refund" } })],
  ["tour.group_size", aTour({ minGroupSize: 31 })],
  ["tour.contract_item", aTour({ feeIncluded: [] })],
  ["tour.contract_item", aTour({ notices: { ...notices, unsuitableFor: [] } })],
  ["tour.below_cost", aTour({ options: [{ id: "std", name: "标准", price: { sellFen: 9_900, costFen: 10_000 } }] })],
  ["tour.shopping", aTour({ shoppingStops: [{ name: "店", day: 1, minutes: 60, goods: "茶" }] })],
  [
    "tour.shopping_undeclared",
    aTour({
      itinerary: [1, 2].map((day) => ({ day, title: "a", items: [{ type: "shopping" as const, desc: "店" }] })),
    }),
  ],
  [
    "tour.too_many_departures",
    aTour({
      departures: Array.from({ length: 21 }, (_, index) =>
        aDeparture({ date: `2027-01-${String(index + 1).padStart(2, "0")}` }),
      ),
    }),
  ],
  ["tour.no_departure", aTour({ departures: [] })],
  ["tour.departure_option", aTour({ departures: [aDeparture({ optionId: "gone" })] })],
  ["tour.cutoff_late", aTour({ departures: [aDeparture({ cutoffAt: "2026-12-05T10:00:00.000Z" })] })],
  ["tour.list_long", aTour({ feeIncluded: Array.from({ length: 40 }, () => "费".repeat(40)) })],
  ["tour.no_refund", aTour({ cancellation: [{ beforeHours: 24, refundBps: 0 }] })],
  ["draw.pool_unknown", aTour({ departures: [aDeparture({ poolId: "gone" })] })],
  ["stay.no_rooms", aStay({ rooms: [] })],
  ["stay.unknown_room", aStay({ options: [aRoom({ roomId: "gone" })] })],
  ["stay.unknown_room", aStay({ options: [aRoom({ ratePlanId: "gone" })] })],
  ["stay.calendar", aStay({ saleMode: "calendar" })],
  ["stay.request", aStay({ saleMode: "request" })],
  ["stay.place", aStay({ place: undefined })],
  ["band.span", aStay({ bands: [aBand({ useUntil: "2026-11-30" })] })],
  ["band.over", aStay({ bands: [aBand({ useFrom: "2026-01-01", useUntil: "2026-11-24" })] })],
  ["band.supplement_missing", aStay({ bands: [aBand({ holiday: "supplement" })] })],
  [
    "band.supplement_span",
    aStay({ bands: [aBand({ supplements: [{ from: "2026-12-31", to: "2026-12-30", amountFen: 1 }] })] }),
  ],
  ["band.unknown_holidays", aStay({ bands: [aBand({ useUntil: "2027-01-01" })] })],
  ["band.repeated", aStay({ bands: [aBand(), aBand()] })],
  ["band.unknown", aStay({ options: [aRoom({ rates: [{ band: "gone", sellFen: 1 }] })] })],
  [
    "band.crossing",
    aStay({ bands: [aBand({ code: "a", useUntil: "2026-12-20" }), aBand({ code: "b", useFrom: "2026-12-10" })] }),
  ],
  ["voucher.validity", aStay({ bands: [] })],
  ["voucher.over", aStay({ bands: [], validity: { useUntil: "2026-11-24" } })],
  ["voucher.cancellation", aStay({ cancellation: [] })],
  [
    "voucher.cancellation_order",
    aStay({
      cancellation: [
        { beforeHours: 24, refundBps: 5000 },
        { beforeHours: 0, refundBps: 6000 },
      ],
    }),
  ],
  ["voucher.no_show", aStay({ cancellation: [{ beforeHours: 0, refundBps: 1000 }], noShowBps: 2000 })],
];
