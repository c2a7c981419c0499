import * as z from "zod";
import { CalendarDay, ClockTime, FenAmount, Id, line, Moment, whole } from "./primitives.ts";

/** One thing on a day of the itinerary. */
export const ItineraryItem = z.strictObject({
  type: z.enum(["lodging", "sight", "meal", "transport", "free", "activity", "shopping"]),
  start: ClockTime.optional(),
  minutes: whole(1, 1_440).optional(),
  desc: line(300),
  included: z.boolean().default(true),
  placeRef: line(60).optional(),
});
export type ItineraryItem = z.infer<typeof ItineraryItem>;

/** A day of the itinerary; rules ask for every day from 1 to `durationDays`. */
export const ItineraryDay = z.strictObject({
  day: whole(1, 60),
  title: line(60),
  items: z.array(ItineraryItem).min(1).max(40),
});
export type ItineraryDay = z.infer<typeof ItineraryDay>;

/** A dated sale: an option on a day, the pool of its seats, and the instant after which nothing is sold. */
export const Departure = z.strictObject({
  date: CalendarDay,
  optionId: Id,
  poolId: Id,
  cutoffAt: Moment,
  priceFen: FenAmount.optional(),
  state: z.enum(["open", "formed", "not_formed", "closed"]).default("open"),
});
export type Departure = z.infer<typeof Departure>;

/** Dated sales of any kind that can be sold on dates. */
export const departures = { departures: z.array(Departure).max(400).default([]) };

/** Fields of tours. */
export const tour = {
  ...departures,
  departure: z
    .strictObject({
      cities: z.array(line(30)).max(20).default([]),
      gatherPoints: z
        .array(
          z.strictObject({
            name: line(60),
            time: ClockTime,
            geo: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
          }),
        )
        .max(20)
        .default([]),
      routeType: z.enum(["origin", "destination"]),
    })
    .optional(),
  durationDays: whole(1, 60),
  durationNights: whole(0, 60),
  itinerary: z.array(ItineraryDay).max(60).default([]),
  minGroupSize: whole(1, 500).optional(),
  maxGroupSize: whole(1, 500).optional(),
  groupFormation: z
    .strictObject({
      decideBeforeDays: whole(0, 60),
      onFail: z.enum(["refund", "transfer_with_consent", "reschedule"]),
    })
    .optional(),
  shoppingStops: z
    .array(z.strictObject({ name: line(60), day: whole(1, 60), minutes: whole(1, 480), goods: line(100) }))
    .max(10)
    .default([]),
  singleSupplementFen: FenAmount.optional(),
};
