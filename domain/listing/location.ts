import * as z from "zod";
import { CalendarDay, ClockTime, DivisionCode, Id, line, whole } from "./primitives.ts";

/** Where goods lie and leave. Carriers are Kuaidi100 codes of those that come there. */
export const Location = z.strictObject({
  id: Id,
  /** Empty for a warehouse that serves several suppliers. */
  supplierId: Id.optional(),
  name: line(60),
  divisionCode: DivisionCode,
  address: line(120),
  contactName: line(30),
  phone: line(30),
  returnAddress: z
    .strictObject({ divisionCode: DivisionCode, address: line(120), contactName: line(30), phone: line(30) })
    .optional(),
  carriers: z
    .array(z.string().regex(/^[a-z0-9]{2,30}$/))
    .max(30)
    .default([]),
  pickupAt: ClockTime.optional(),
  calendar: z
    .strictObject({
      weekdays: z.array(whole(1, 7)).max(7).default([1, 2, 3, 4, 5, 6, 7]),
      closed: z
        .array(z.strictObject({ from: CalendarDay, to: CalendarDay, reason: line(60) }))
        .max(60)
        .default([]),
    })
    .default({ weekdays: [1, 2, 3, 4, 5, 6, 7], closed: [] }),
  /** The platforms' ids of this place, by shop. */
  shops: z
    .record(
      Id,
      z.strictObject({
        addressId: line(64).optional(),
        returnAddressId: line(64).optional(),
        freightTemplateId: line(64).optional(),
      }),
    )
    .default({}),
});
export type Location = z.infer<typeof Location>;
