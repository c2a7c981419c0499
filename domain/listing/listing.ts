import * as z from "zod";
import { GoodsListing } from "./goods.ts";
import {
  ActivityListing,
  AgritainmentListing,
  DayTourListing,
  HomestayListing,
  LodgingListing,
  MealListing,
  PackageTourListing,
  SelfGuidedListing,
  TicketListing,
} from "./travel.ts";

/** The canonical product or tour, one union on `kind`; strict: an unknown key is an error, not a wish. */
export const Listing = z.discriminatedUnion("kind", [
  GoodsListing,
  LodgingListing,
  HomestayListing,
  AgritainmentListing,
  DayTourListing,
  PackageTourListing,
  SelfGuidedListing,
  TicketListing,
  ActivityListing,
  MealListing,
]);
export type Listing = z.infer<typeof Listing>;
/** What a client may send: defaults and brands are still open. */
export type ListingInput = z.input<typeof Listing>;
/** Every kind of listing. */
export type ListingKind = Listing["kind"];
/** Anything but goods. */
export type TravelListing = Exclude<Listing, { kind: "goods" }>;

/** Every kind, goods first. */
export const LISTING_KINDS = [
  "goods",
  "lodging",
  "homestay",
  "agritainment",
  "day_tour",
  "package_tour",
  "self_guided",
  "ticket",
  "activity",
  "meal",
] as const satisfies readonly ListingKind[];

/** True for everything that is not goods. */
export function isTravel(listing: Listing): listing is TravelListing {
  return listing.kind !== "goods";
}

/** The long title, or the short one where no long one was written. */
export function titleOf(listing: Listing): string {
  return listing.titleLong ?? listing.titleShort;
}
