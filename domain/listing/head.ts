import * as z from "zod";
import { PurchaseLimit, SupplyTerms } from "./option.ts";
import { ShopOverrides } from "./overrides.ts";
import { CalendarDay, DivisionCode, Id, line, MerchantKey, Moment, MonthDay, Sha256, whole } from "./primitives.ts";

/** A picture, named by its bytes; what it is for decides where it goes. */
export const Picture = z.strictObject({
  hash: Sha256,
  role: z.enum(["main", "detail", "certificate", "option"]),
  type: z.enum(["image/jpeg", "image/png", "image/webp"]).default("image/jpeg"),
  widthPx: whole(1, 20_000).optional(),
  heightPx: whole(1, 20_000).optional(),
  sizeBytes: whole(1, 50_000_000).optional(),
});
export type Picture = z.infer<typeof Picture>;

/** A licence, permit or filing; which ones are needed follows from kind and category. */
export const Licence = z.strictObject({
  type: z.enum([
    "business",
    "food_permit",
    "food_filing",
    "travel_agency",
    "special_trade",
    "homestay_filing",
    "hygiene",
    "fire_check",
    "scenic_operation",
    "alcohol",
    "other",
  ]),
  no: line(60),
  holder: line(60).optional(),
  validUntil: CalendarDay.optional(),
  file: Sha256.optional(),
});
export type Licence = z.infer<typeof Licence>;

/** The part of the year in which it sells. Dormant: off the shelf, the platform's product kept. */
export const Season = z.strictObject({ from: MonthDay, to: MonthDay, state: z.enum(["active", "dormant"]) });
export type Season = z.infer<typeof Season>;

/** Who must agree before a revision goes out, and the newest revision that somebody agreed to. */
export const Approval = z.strictObject({
  policy: z.enum(["none", "first", "every"]),
  by: Id.optional(),
  at: Moment.optional(),
  revision: whole(1, 1_000_000).optional(),
});
export type Approval = z.infer<typeof Approval>;

/** Numbers and permissions that laws of single trades ask for, and words that a person let pass until a day. */
export const Compliance = z.strictObject({
  adApprovalNo: line(60).optional(),
  healthFoodNo: line(60).optional(),
  cosmeticFilingNo: line(60).optional(),
  alcoholPercent: z.number().min(0).max(100).optional(),
  approvedExceptions: z
    .array(z.strictObject({ text: line(60), by: Id, until: CalendarDay, evidence: Sha256.optional() }))
    .max(50)
    .default([]),
});
export type Compliance = z.infer<typeof Compliance>;

/** Where it comes from and who earns by it. Households are numbers here, never names. */
export const Provenance = z.strictObject({
  villageCodes: z.array(DivisionCode).max(50).default([]),
  linkages: z
    .array(
      z.strictObject({
        mode: z.enum(["sells_produce", "land_rent", "wage", "share_dividend", "training"]),
        households: whole(0, 100_000),
        from: CalendarDay.optional(),
        to: CalendarDay.optional(),
        contractRef: line(100).optional(),
      }),
    )
    .max(20)
    .default([]),
  evidence: z.array(Sha256).max(20).default([]),
});
export type Provenance = z.infer<typeof Provenance>;

/** The head that goods and travel share. */
export const head = {
  id: Id,
  merchantKey: MerchantKey,
  titleShort: line(30),
  titleLong: line(60).optional(),
  sellingPoints: z.array(line(35)).max(4).default([]),
  originCode: DivisionCode,
  originText: line(60).optional(),
  supplierId: Id.default("self"),
  brand: line(40).optional(),
  pictures: z.array(Picture).max(60).default([]),
  videos: z.array(Sha256).max(5).default([]),
  descriptionHtml: z.string().max(100_000).default(""),
  languages: z.array(line(20)).min(1).default(["zh-CN"]),
  status: z.enum(["draft", "active", "archived"]).default("active"),
  season: Season.optional(),
  approval: Approval.default({ policy: "none" }),
  purchaseLimit: PurchaseLimit.optional(),
  supplyTerms: SupplyTerms.optional(),
  compliance: Compliance.optional(),
  provenance: Provenance.optional(),
  licences: z.array(Licence).max(30).default([]),
  shopOverrides: ShopOverrides,
};
