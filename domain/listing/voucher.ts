import { fromBeijing, plusDays } from "../time.ts";
import type { Day, Instant } from "../units.ts";
import type { Band } from "./band.ts";
import type { TravelListing } from "./listing.ts";
import { optionName, type TravelOption, type UnitCode } from "./option.ts";
import { priceOf, unitsSold } from "./rate.ts";
import { emptySku, optionKey, skuKey, type CanonicalSku, type SkuContext } from "./sku-parts.ts";
import type { Unit } from "./travel.ts";

/** What a unit is called in a sku's name. */
export const UNIT_NAMES: Readonly<Record<UnitCode, string>> = {
  ADULT: "成人",
  CHILD: "儿童",
  INFANT: "婴儿",
  SENIOR: "老人",
  ROOM: "间",
  TABLE: "桌",
  CAR: "车",
  GROUP: "团",
};

const BAND_NAMES: Readonly<Record<string, string>> = {
  weekday: "平日",
  all_days: "平日周末通用",
  weekend: "周末",
  holiday: "节假日",
};

/** The name of a band as people read it. */
export function bandName(band: Band): string {
  return band.name ?? BAND_NAMES[band.code] ?? band.code;
}

/** Undated vouchers: option × unit × band, or one for each option and unit where the listing has no bands. */
export function voucherSkus(listing: TravelListing, { holidays }: SkuContext): readonly CanonicalSku[] {
  const bands: readonly (Band | null)[] = "bands" in listing && listing.bands.length > 0 ? listing.bands : [null];
  return listing.options.flatMap((option) =>
    unitsSold(option, listing.units).flatMap((unit, index) =>
      bands.flatMap((band) =>
        voucherSku(listing, { option, unit, band, first: index === 0, dataset: holidays.version }),
      ),
    ),
  );
}

interface Cell {
  option: TravelOption;
  unit: Unit | null;
  band: Band | null;
  first: boolean;
  dataset: string;
}

function voucherSku(listing: TravelListing, cell: Cell): readonly CanonicalSku[] {
  const { option, unit, band } = cell;
  const price = priceOf(option, cell);
  if (price === null) return [];
  const useFrom = band?.useFrom ?? listing.validity?.useFrom ?? null;
  const useUntil = band?.useUntil ?? listing.validity?.useUntil ?? null;
  const several = listing.units.length > 1 && unit !== null;
  const parts = [optionKey(listing, option), ...(several ? [unit.code] : []), ...(band ? [band.code] : [])];
  return [
    {
      ...emptySku(option),
      merchantKey: skuKey(parts),
      name: nameOf(cell, several, { useFrom, useUntil }),
      priceFen: price.sellFen,
      listFen: price.listFen ?? null,
      floorFen: price.floorFen ?? null,
      costFen: price.costFen ?? null,
      mode: "voucher",
      unit: unit?.code ?? null,
      band: band?.code ?? null,
      useFrom,
      useUntil,
      saleEndsAt: saleEnd(listing, useUntil),
      holidayDataset: band === null ? null : (band.holidayDataset ?? cell.dataset),
    },
  ];
}

function nameOf(
  { option, unit, band }: Cell,
  several: boolean,
  use: { useFrom: Day | null; useUntil: Day | null },
): string {
  const who = several && unit !== null ? UNIT_NAMES[unit.code] : "";
  const when = use.useFrom && use.useUntil ? `${dots(use.useFrom)}-${dots(use.useUntil)}可用` : "";
  return [`${optionName(option)}${who}`, band === null ? "" : bandName(band), when]
    .filter((part) => part !== "")
    .join(" ");
}

const dots = (day: Day): string => day.replaceAll("-", ".");

/** Nobody may buy what can no longer be booked in time: the last day of use less the days in advance, at the daily cut-off. */
function saleEnd(listing: TravelListing, useUntil: Day | null): Instant | null {
  if (useUntil === null) return null;
  const { minDays, cutoffTime } = listing.advanceBooking;
  return fromBeijing(`${plusDays(useUntil, -minDays)} ${cutoffTime}:00`);
}

/** Whether a band classes nights or days: nights for what has beds. */
export function classedBy(listing: TravelListing): "night" | "day" {
  if (listing.kind === "lodging" || listing.kind === "homestay" || listing.kind === "self_guided") return "night";
  return listing.kind === "agritainment" && listing.rooms.length > 0 ? "night" : "day";
}
