import * as z from "zod";
import { UnitCode } from "./option.ts";
import { CalendarDay, ClockTime, FenAmount, Id, Moment, whole } from "./primitives.ts";

/** Price and rules of one option, unit and day; the stock of the day is the pool's row. */
export const RateDay = z.strictObject({
  optionId: Id,
  unitCode: UnitCode,
  date: CalendarDay,
  startTime: ClockTime.optional(),
  sellFen: FenAmount,
  floorFen: FenAmount.optional(),
  costFen: FenAmount.optional(),
  minUnits: whole(1, 1_000).default(1),
  maxUnits: whole(1, 1_000).optional(),
  closed: z.boolean().default(false),
  closedToArrival: z.boolean().default(false),
  minNights: whole(1, 30).default(1),
  cutoffAt: Moment.optional(),
  version: whole(1, 1_000_000_000).default(1),
});
export type RateDay = z.infer<typeof RateDay>;
