import * as z from "zod";
import { ClockTime, Id, line, whole } from "./primitives.ts";

/** A kind of room; `count` rooms of it exist. */
export const Room = z.strictObject({
  id: Id,
  name: line(40),
  beds: z
    .array(
      z.strictObject({
        type: z.enum(["single", "double", "bunk", "kang", "tatami", "sofa"]),
        widthCm: whole(60, 400),
        count: whole(1, 20),
      }),
    )
    .min(1)
    .max(10),
  areaM2: z.number().positive().max(2_000).optional(),
  maxAdults: whole(1, 50),
  maxChildren: whole(0, 50).default(0),
  windows: z.enum(["outside", "inside", "none"]).default("outside"),
  floor: line(20).optional(),
  smoking: z.boolean().default(false),
  amenities: z.array(line(30)).max(60).default([]),
  count: whole(1, 500),
});
export type Room = z.infer<typeof Room>;

/** The conditions under which a room is sold. */
export const RatePlan = z.strictObject({
  id: Id,
  name: line(40).optional(),
  breakfasts: whole(0, 20).default(0),
  paymentType: z.enum(["prepay", "at_desk"]).default("prepay"),
  guarantee: z.boolean().default(false),
  minNights: whole(1, 30).default(1),
  maxNights: whole(1, 90).optional(),
  checkinFrom: ClockTime.default("14:00"),
  checkoutBy: ClockTime.default("12:00"),
});
export type RatePlan = z.infer<typeof RatePlan>;

/** Fields of what has beds. */
export const lodging = {
  rooms: z.array(Room).max(60).default([]),
  ratePlans: z.array(RatePlan).max(20).default([]),
};
