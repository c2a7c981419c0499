import type { Finding } from "../../finding.ts";
import { DAY_MS, plus, startOfDay } from "../../time.ts";
import { departureOpen, MAX_LIVE_DEPARTURES } from "../departure.ts";
import type { TravelListing } from "../listing.ts";
import type { Departure } from "../tour.ts";
import { block, hint, pointer, type Rule } from "./context.ts";
import { DECIDE_DAYS } from "./tour.ts";

type Dated = Extract<TravelListing, { departures: unknown }>;

/** Departures: at most twenty live ones, each of an option that exists, closed to bookings in time. */
export const departureRules: Rule = (listing, { today }) =>
  "departures" in listing ? departureList(listing, today) : [];

function departureList(listing: Dated, today: string): readonly Finding[] {
  const live = listing.departures.filter((one) => one.date >= today && departureOpen(one));
  const found: Finding[] = [];
  if (live.length > MAX_LIVE_DEPARTURES)
    found.push(
      block("tour.too_many_departures", "/departures", [
        `同时在售的团期有 ${live.length} 个, 最多 ${MAX_LIVE_DEPARTURES} 个`,
        `${live.length} departures are live, at most ${MAX_LIVE_DEPARTURES} may be`,
        "先开放近期的, 到期后再加",
        "open the near ones and add later",
      ]),
    );
  if (listing.saleMode === "calendar" && live.length === 0)
    found.push(
      hint("tour.no_departure", "/departures", [
        "没有在售的团期",
        "no departure is open",
        "添加团期",
        "add departures",
      ]),
    );
  return [...found, ...listing.departures.flatMap((one, index) => checkDeparture(listing, one, index))];
}

function checkDeparture(listing: Dated, { optionId, date, cutoffAt }: Departure, index: number): readonly Finding[] {
  const at = pointer("departures", index);
  if (!listing.options.some(({ id }) => id === optionId))
    return [
      block("tour.departure_option", `${at}/optionId`, [
        `团期引用的规格 ${optionId} 不存在`,
        `option ${optionId} of the departure is not there`,
        "选一个存在的规格",
        "choose an option of this listing",
      ]),
    ];
  const start = startOfDay(date);
  if (listing.kind !== "package_tour")
    return cutoffAt < plus(start, DAY_MS) ? [] : [late(at, "使用当天", "the day itself")];
  const days = listing.groupFormation?.decideBeforeDays ?? DECIDE_DAYS;
  const onTime = cutoffAt <= plus(start, -days * DAY_MS);
  return onTime ? [] : [late(at, `成团决定日 (提前 ${days} 天)`, `the day of decision, ${days} days before`)];
}

function late(at: string, zh: string, en: string): Finding {
  return block("tour.cutoff_late", `${at}/cutoffAt`, [
    `截止报名晚于${zh}`,
    `bookings close later than ${en}`,
    "提前截止时间",
    "close earlier",
  ]);
}
