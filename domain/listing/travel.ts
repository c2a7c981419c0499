import * as z from "zod";
import { Band } from "./band.ts";
import { head } from "./head.ts";
import { lodging } from "./lodging.ts";
import { TravelOption, UnitCode } from "./option.ts";
import { Bps, CalendarDay, ClockTime, DivisionCode, FenAmount, Id, line, whole } from "./primitives.ts";
import { departures, tour } from "./tour.ts";

/** How it is sold: on dates, on request, as a voucher used any valid day, or as a voucher whose date is booked later. */
export const SaleMode = z.enum(["calendar", "request", "open_voucher", "voucher_then_book"]);
export type SaleMode = z.infer<typeof SaleMode>;

/** A point in WGS84 degrees. */
export const Geo = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

/** Where a guest goes. */
export const Place = z.strictObject({
  name: line(60),
  address: line(120),
  divisionCode: DivisionCode,
  geo: Geo.optional(),
  phone: line(30).optional(),
  howToGet: line(300).optional(),
});
export type Place = z.infer<typeof Place>;

/** Who may use a unit: by age, or, as China often does for children, by height. */
export const Unit = z.strictObject({
  code: UnitCode,
  minAge: whole(0, 120).optional(),
  maxAge: whole(0, 120).optional(),
  minHeightCm: whole(1, 250).optional(),
  maxHeightCm: whole(1, 250).optional(),
  pax: whole(1, 200).default(1),
  requiresAdult: z.boolean().default(false),
});
export type Unit = z.infer<typeof Unit>;

const lines = z.array(line(200)).max(40).default([]);

/** What must be told before somebody buys. */
export const Notices = z.strictObject({
  booking: lines,
  safety: lines,
  unsuitableFor: lines,
  customs: lines,
  arrival: lines,
});
export type Notices = z.infer<typeof Notices>;

/** From `beforeHours` before use the guest gets `refundBps` of what was paid. */
export const CancellationStep = z.strictObject({ beforeHours: whole(0, 8_760), refundBps: Bps });
export type CancellationStep = z.infer<typeof CancellationStep>;

/** When a voucher may be used. */
export const Validity = z.strictObject({
  useFrom: CalendarDay.optional(),
  useUntil: CalendarDay.optional(),
  daysAfterPurchase: whole(1, 730).optional(),
  weekdays: z.array(whole(1, 7)).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  excludedDates: z.array(CalendarDay).max(200).default([]),
  holidayUsable: z.boolean().default(false),
});
export type Validity = z.infer<typeof Validity>;

const rules = {
  cancellation: z.array(CancellationStep).max(10).default([]),
  cancellationHolidays: z
    .array(z.strictObject({ from: CalendarDay, to: CalendarDay, steps: z.array(CancellationStep).max(10) }))
    .max(20)
    .default([]),
  noShowBps: Bps.optional(),
  changeAllowed: z.boolean().default(false),
  changeFeeFen: FenAmount.optional(),
  validity: Validity.optional(),
  redemption: z
    .strictObject({
      method: z.enum(["qr", "code", "name_list", "id_card"]),
      partial: z.boolean().default(false),
      perUnit: z.boolean().default(false),
      storeIds: z.array(Id).max(50).default([]),
      leadTimeBookingPhone: line(30).optional(),
    })
    .default({ method: "qr", partial: false, perUnit: false, storeIds: [] }),
  advanceBooking: z
    .strictObject({
      minDays: whole(0, 365).default(0),
      cutoffTime: ClockTime.default("18:00"),
      maxDays: whole(1, 730).optional(),
    })
    .default({ minDays: 0, cutoffTime: "18:00" }),
  confirm: z
    .strictObject({ mode: z.enum(["instant", "manual"]), hours: whole(1, 72).optional() })
    .default({ mode: "instant" }),
};

/** Fields of every travel kind. */
const common = {
  ...head,
  saleMode: SaleMode,
  place: Place.optional(),
  units: z.array(Unit).max(8).default([]),
  feeIncluded: lines,
  feeExcluded: lines,
  optionalExtras: z
    .array(z.strictObject({ name: line(60), priceFen: FenAmount, per: z.enum(["person", "order", "night"]) }))
    .max(30)
    .default([]),
  notices: Notices.default({ booking: [], safety: [], unsuitableFor: [], customs: [], arrival: [] }),
  ...rules,
  travellerFields: z
    .array(z.enum(["name", "id_type", "id_no", "phone", "birth_date", "gender", "height"]))
    .max(7)
    .default([]),
  deposit: z
    .strictObject({ amountFen: FenAmount, refundable: z.boolean(), payAt: z.enum(["desk", "online"]) })
    .optional(),
  options: z.array(TravelOption).min(1, { error: "至少一个规格 (at least one option)" }).max(60),
};
const bands = { bands: z.array(Band).max(12).default([]) };

const stay = { ...common, ...bands, ...lodging };
/** A hotel's rooms. */
export const LodgingListing = z.strictObject({
  ...stay,
  kind: z.literal("lodging"),
  categoryCode: line(40).default("T-hotel"),
});
/** A resident's house. */
export const HomestayListing = z.strictObject({
  ...stay,
  kind: z.literal("homestay"),
  categoryCode: line(40).default("T-homestay"),
});
/** A farmhouse: meals, beds, or both. */
export const AgritainmentListing = z.strictObject({
  ...stay,
  kind: z.literal("agritainment"),
  categoryCode: line(40).default("T-farmstay"),
});
/** A tour of one day. */
export const DayTourListing = z.strictObject({
  ...common,
  ...bands,
  ...tour,
  kind: z.literal("day_tour"),
  categoryCode: line(40).default("T-day-tour"),
});
/** A guided tour with a contract, an agency and departures. */
export const PackageTourListing = z.strictObject({
  ...common,
  ...tour,
  kind: z.literal("package_tour"),
  saleMode: z.literal("calendar", { error: "跟团游只能按团期销售 (a package tour is sold by departure)" }),
  categoryCode: line(40).default("T-package"),
});
/** Bed and play without a guide. */
export const SelfGuidedListing = z.strictObject({
  ...stay,
  ...tour,
  kind: z.literal("self_guided"),
  categoryCode: line(40).default("T-package"),
});
const visit = { ...common, ...bands, ...departures };
/** Admission. */
export const TicketListing = z.strictObject({
  ...visit,
  kind: z.literal("ticket"),
  categoryCode: line(40).default("T-ticket"),
});
/** Picking, workshops, study days. */
export const ActivityListing = z.strictObject({
  ...visit,
  kind: z.literal("activity"),
  categoryCode: line(40).default("T-activity"),
});
/** A meal. */
export const MealListing = z.strictObject({
  ...visit,
  kind: z.literal("meal"),
  categoryCode: line(40).default("T-meal"),
});
