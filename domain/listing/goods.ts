import * as z from "zod";
import { head } from "./head.ts";
import { GoodsOption, NetContent } from "./option.ts";
import {
  CalendarDay,
  DivisionCode,
  DivisionPrefix,
  FenAmount,
  Id,
  line,
  MonthDay,
  Sha256,
  whole,
} from "./primitives.ts";

/** What the law calls the goods; it decides which fields are needed (rules/legal-class.ts). */
export const LegalClass = z.enum([
  "edible_agri",
  "prepacked",
  "bulk",
  "small_workshop",
  "health_food",
  "drug",
  "cosmetic",
  "handicraft",
  "alcohol",
]);
export type LegalClass = z.infer<typeof LegalClass>;

/** A certificate that allows a claim; checked for holder, scope and end (rules/certificates.ts). */
export const Certificate = z.strictObject({
  type: z.enum([
    "green_food",
    "organic",
    "organic_conversion",
    "geographical_indication",
    "quality_local",
    "pollution_free",
    "haccp",
    "selenium",
    "heritage",
    "other",
  ]),
  no: line(60),
  holder: line(60).optional(),
  /** What it covers: products by name, and for origins the division prefixes. */
  scope: z.array(line(60)).max(20).default([]),
  regions: z.array(DivisionPrefix).max(20).default([]),
  validUntil: CalendarDay.optional(),
  file: Sha256.optional(),
});
export type Certificate = z.infer<typeof Certificate>;

const Party = z.strictObject({
  name: line(60),
  address: line(120),
  contact: line(60),
  uscc: z.string().length(18, { error: "统一社会信用代码为 18 位 (a USCC has 18 characters)" }).optional(),
});

/** Where and how the goods leave. Codes in `notSend` and `surcharge` are division prefixes. */
export const Ship = z.strictObject({
  locationId: Id,
  promiseHours: whole(1, 720),
  presale: z
    .strictObject({
      shipAfterDate: CalendarDay.optional(),
      shipWithinDays: whole(1, 60).optional(),
      reason: line(100),
    })
    .optional(),
  notSend: z.array(DivisionPrefix).max(400).default([]),
  surcharge: z
    .array(z.strictObject({ codes: z.array(DivisionPrefix).min(1), firstKgFen: FenAmount, extraKgFen: FenAmount }))
    .max(40)
    .default([]),
  temp: z.enum(["ambient", "ice_pack", "chilled", "frozen"]).default("ambient"),
  maxTransitHours: whole(1, 720).optional(),
  forbid: z.array(z.enum(["live_animal", "seedling", "liquid_by_air", "lithium", "fragile"])).default([]),
  freightPolicy: line(40).optional(),
});
export type Ship = z.infer<typeof Ship>;

/** A batch, for provenance; household references are internal ids. */
export const Lot = z.strictObject({
  lotNo: line(40),
  producedAt: CalendarDay.optional(),
  qty: z.number().positive(),
  unit: z.enum(["g", "kg", "ml", "piece"]),
  villageCode: DivisionCode.optional(),
  householdRefs: z.array(Id).max(500).default([]),
});
export type Lot = z.infer<typeof Lot>;

const documents = {
  certs: z.array(Certificate).max(20).default([]),
  promiseCert: z
    .strictObject({
      no: line(60),
      issuer: line(60),
      date: CalendarDay,
      batch: line(40).optional(),
      file: Sha256.optional(),
    })
    .optional(),
  quarantine: z
    .array(z.strictObject({ type: z.enum(["animal", "plant"]), no: line(60), file: Sha256.optional() }))
    .max(10)
    .default([]),
  testReports: z
    .array(z.strictObject({ lab: line(60), date: CalendarDay, items: z.array(line(60)), file: Sha256.optional() }))
    .max(20)
    .default([]),
};

const label = {
  netContent: NetContent.optional(),
  grossWeightG: whole(1, 1_000_000).optional(),
  packSizeMm: z.tuple([whole(1, 5_000), whole(1, 5_000), whole(1, 5_000)]).optional(),
  specs: z
    .strictObject({
      grade: line(30).optional(),
      sizeMm: whole(1, 2_000).optional(),
      countPerBox: whole(1, 10_000).optional(),
      packaging: line(30).optional(),
    })
    .default({}),
  shelfLifeDays: whole(1, 36_500).optional(),
  productionDate: CalendarDay.optional(),
  /** Instead of a date: made at most so many days before it leaves. */
  producedWithinDays: whole(0, 365).optional(),
  storage: z.enum(["ambient", "cool_dry", "chilled", "frozen"]).optional(),
  storageText: line(100).optional(),
  standardNo: line(60).optional(),
  scNo: line(20).optional(),
  ingredients: line(1_000).optional(),
  allergens: line(200).optional(),
  nutrition: z
    .array(z.strictObject({ item: line(30), per100: line(30), nrv: line(10).optional() }))
    .max(40)
    .default([]),
  material: line(100).optional(),
  producer: Party.optional(),
  commissioner: Party.optional(),
  gmo: z.boolean().default(false),
};

/** Goods: agricultural products, food, handicraft. */
export const GoodsListing = z.strictObject({
  ...head,
  kind: z.literal("goods"),
  categoryCode: line(40),
  legalClass: LegalClass,
  ...label,
  ...documents,
  harvestPlan: z
    .array(z.strictObject({ day: MonthDay, kilograms: whole(1, 100_000_000) }))
    .max(60)
    .default([]),
  lots: z.array(Lot).max(100).default([]),
  ship: Ship,
  returns: z.enum(["seven_days", "fresh_claim", "none"]),
  freshClaim: z.strictObject({ hours: whole(1, 168), evidence: line(100) }).optional(),
  options: z.array(GoodsOption).min(1, { error: "至少一个规格 (at least one option)" }).max(200),
});
export type GoodsListing = z.infer<typeof GoodsListing>;
