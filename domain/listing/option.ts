import * as z from "zod";
import { Bps, CalendarDay, FenAmount, Id, line, MerchantKey, Sha256, whole } from "./primitives.ts";

/** What one option takes from a pool when one unit is sold, in the pool's own unit (grams, pieces, nights, seats). */
export const Draw = z.strictObject({ poolId: Id, qty: whole(1, 100_000_000) });
export type Draw = z.infer<typeof Draw>;

/** Prices of one unit sold; `floorFen` is the lowest that the merchant accepts, `costFen` what the thing costs him. */
export const Price = z.strictObject({
  listFen: FenAmount.optional(),
  sellFen: FenAmount,
  floorFen: FenAmount.optional(),
  costFen: FenAmount.optional(),
});
export type Price = z.infer<typeof Price>;

/** What the supplier gets: a fixed price a unit, or a part of the net; copied onto order lines, so changes rewrite nothing. */
export const SupplyTerms = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("supply_price"),
    valueFen: FenAmount,
    freightBy: z.enum(["supplier", "merchant"]),
    since: CalendarDay,
  }),
  z.strictObject({
    mode: z.literal("bps_of_net"),
    bps: Bps,
    freightBy: z.enum(["supplier", "merchant"]),
    since: CalendarDay,
  }),
]);
export type SupplyTerms = z.infer<typeof SupplyTerms>;

/** How much one buyer may buy in a period. */
export const PurchaseLimit = z.strictObject({
  count: whole(1, 9_999),
  period: z.enum(["day", "week", "month", "year", "ever"]),
});
export type PurchaseLimit = z.infer<typeof PurchaseLimit>;

/**
 * Net content in whole grams, millilitres or pieces; 斤 and 两 exist only in the importer and on screens. `grams`: the weight of
 * millilitres or pieces, for platforms that know grams only.
 */
export const NetContent = z.strictObject({
  value: whole(1, 10_000_000),
  unit: z.enum(["g", "ml", "piece"]),
  grams: whole(1, 10_000_000).optional(),
});
export type NetContent = z.infer<typeof NetContent>;

const common = {
  id: Id,
  /** Given by us (`skuKey`) when empty, frozen at the first publication. */
  merchantKey: MerchantKey.optional(),
  name: line(40).optional(),
  barcode: z
    .string()
    .regex(/^\d{8,14}$/, { error: "条码为 8–14 位数字 (a barcode has 8–14 digits)" })
    .optional(),
  picture: Sha256.optional(),
  attributes: z.record(line(30), line(100)).default({}),
  purchaseLimit: PurchaseLimit.optional(),
  supplyTerms: SupplyTerms.optional(),
  draws: z.array(Draw).max(10).default([]),
};

/** A pack size, grade or set of goods. `netContent` and `grossWeightG` override the listing's. */
export const GoodsOption = z.strictObject({
  ...common,
  price: Price,
  netContent: NetContent.optional(),
  grossWeightG: whole(1, 1_000_000).optional(),
  /** First day on which this option can leave (pre-sale). */
  shipFrom: CalendarDay.optional(),
});
export type GoodsOption = z.infer<typeof GoodsOption>;

/** Who a travel price is for. */
export const UNIT_CODES = ["ADULT", "CHILD", "INFANT", "SENIOR", "ROOM", "TABLE", "CAR", "GROUP"] as const;
export const UnitCode = z.enum(UNIT_CODES);
export type UnitCode = z.infer<typeof UnitCode>;

/** A price for one unit and/or one band of an option; the most specific one that fits is taken. */
export const Rate = z.strictObject({ unit: UnitCode.optional(), band: line(12).optional(), ...Price.shape });
export type Rate = z.infer<typeof Rate>;

/** A room × rate plan, a ticket type, a package. `nights`: a package of n nights, sold as one voucher. */
export const TravelOption = z.strictObject({
  ...common,
  price: Price.optional(),
  rates: z.array(Rate).max(60).default([]),
  roomId: Id.optional(),
  ratePlanId: Id.optional(),
  nights: whole(1, 30).default(1),
  /** Units of use that one voucher holds (采摘次卡). */
  uses: whole(1, 100).default(1),
});
export type TravelOption = z.infer<typeof TravelOption>;

/** The name that people see: the option's own, else its id. */
export function optionName(option: GoodsOption | TravelOption): string {
  return option.name ?? option.id;
}
