import * as z from "zod";
import { CalendarDay, FenAmount, line } from "./primitives.ts";

/** What a night or a day is, by the holiday list (holidays.ts). */
export const DAY_CLASSES = ["weekday", "weekend", "holiday"] as const;
export const DayClass = z.enum(DAY_CLASSES);
export type DayClass = z.infer<typeof DayClass>;

/**
 * A price band of undated vouchers: the classes of nights (lodging) or days (tickets, day tours) in which one may be used.
 * `holidayDataset` names the holiday list that is printed and frozen with a publication.
 */
export const Band = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9_]{1,12}$/, { error: "价格带代码为 1–12 位小写字母 (a band code is 1–12 of a-z 0-9 _)" }),
  name: line(20).optional(),
  days: z.array(DayClass).min(1),
  holiday: z.enum(["included", "excluded", "supplement"]).default("excluded"),
  supplements: z
    .array(z.strictObject({ from: CalendarDay, to: CalendarDay, amountFen: FenAmount }))
    .max(30)
    .default([]),
  payAt: z.literal("desk").default("desk"),
  priceFen: FenAmount.optional(),
  useFrom: CalendarDay,
  useUntil: CalendarDay,
  holidayDataset: line(40).optional(),
});
export type Band = z.infer<typeof Band>;
