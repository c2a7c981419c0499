import { fen } from "../../../money.ts";
import { anOil, anOption, aStay, aWalnut, withLocation, withSupplier, type Case } from "./base.ts";

const cert = { type: "geographical_indication", no: "GI-1" } as const;
const license = { type: "food_permit", no: "J-1" } as const;

/** A broken listing for each rule about goods. */
export const GOODS_CASES: readonly Case[] = [
  ["key.option_repeated", aWalnut({ options: [anOption(), anOption({ name: "另一个" })] })],
  [
    "key.repeated",
    aWalnut({ options: [anOption({ merchantKey: "X" }), anOption({ id: "t", name: "另一个", merchantKey: "X" })] }),
  ],
  ["key.taken", aWalnut(), { takenKeys: new Map([["HT-s", "g-2"]]) }],
  ["category.unknown", aWalnut({ categoryCode: "Z-fish" })],
  ["category.kind", aWalnut({ categoryCode: "T-hotel" })],
  ["category.legal_class", aWalnut({ categoryCode: "E-drum" })],
  ["title.contact", aWalnut({ titleShort: "核桃 加微 13800000000" })],
  ["title.odd_signs", aWalnut({ titleShort: "核桃🌰" })],
  ["title.old_year", aWalnut({ titleLong: "2024 新核桃" })],
  ["title.option_repeated", aWalnut({ options: [anOption(), anOption({ id: "t" })] })],
  ["price.zero", aWalnut({ options: [anOption({ price: { sellFen: 0 } })] })],
  ["price.below_floor", aWalnut({ options: [anOption({ price: { sellFen: 4900, floorFen: 5000 } })] })],
  [
    "price.below_floor",
    aWalnut({
      options: [anOption({ price: { sellFen: 4900, floorFen: 4300 } })],
      shopOverrides: { a: { prices: { "HT-s": 100 } } },
    }),
  ],
  ["price.below_cost", aWalnut({ options: [anOption({ price: { sellFen: 4900, costFen: 5000 } })] })],
  ["price.list_below_sell", aWalnut({ options: [anOption({ price: { sellFen: 4900, listFen: 4800 } })] })],
  [
    "price.slip",
    aWalnut({
      options: [
        anOption({ price: { sellFen: 490 } }),
        anOption({ id: "l", name: "5kg", netContent: { value: 5000, unit: "g" }, price: { sellFen: 9200 } }),
      ],
    }),
  ],
  ["price.slip", aWalnut({ options: [anOption({ price: { sellFen: 490, listFen: 4900 } })] })],
  ["price.jump", aWalnut({ options: [anOption({ price: { sellFen: 3400 } })] })],
  ["price.jump", aWalnut(), { lastPrices: { "HT-s": fen(3000) } }],
  [
    "unit.net_content_missing",
    aWalnut({ options: [{ id: "s", price: { sellFen: 4900 }, draws: [{ poolId: "heap", qty: 1 }] }] }),
  ],
  ["unit.disagrees", aWalnut({ options: [anOption({ name: "5斤装", netContent: { value: 5, unit: "g" } })] })],
  ["unit.gross_below_net", aWalnut({ grossWeightG: 2000 })],
  ["draw.none", aWalnut({ options: [anOption({ draws: [] })] })],
  [
    "draw.repeated",
    aWalnut({
      options: [
        anOption({
          draws: [
            { poolId: "heap", qty: 1 },
            { poolId: "heap", qty: 2 },
          ],
        }),
      ],
    }),
  ],
  ["draw.pool_unknown", aWalnut({ options: [anOption({ draws: [{ poolId: "gone", qty: 2500 }] })] })],
  ["draw.weight", aWalnut({ options: [anOption({ draws: [{ poolId: "heap", qty: 5 }] })] })],
  ["label.ingredients", anOil({ ingredients: undefined })],
  ["label.producer", anOil({ producer: undefined })],
  ["label.shelf_life", anOil({ shelfLifeDays: undefined })],
  ["label.storage", anOil({ storage: undefined })],
  ["label.production_date", anOil({ producedWithinDays: undefined })],
  ["label.standard", anOil({ standardNo: undefined })],
  ["label.sc_missing", anOil({ scNo: undefined })],
  ["label.sc_shape", anOil({ scNo: "SC123" })],
  ["label.sc_check", anOil({ scNo: "SC10243112900105" })],
  ["label.sc_county", anOil({ originCode: "621221" })],
  ["label.standard_shape", anOil({ standardNo: "国标" })],
  ["label.alcohol_percent", anOil({ categoryCode: "H-rice-wine", legalClass: "alcohol" })],
  ["label.health_food_no", anOil({ categoryCode: "A-soup-pack", legalClass: "health_food" })],
  ["label.ad_approval", anOil({ categoryCode: "A-soup-pack", legalClass: "health_food" })],
  ["label.cosmetic_filing", aWalnut({ categoryCode: "A-bath", legalClass: "cosmetic" })],
  ["label.material", aWalnut({ categoryCode: "E-drum", legalClass: "handicraft" })],
  ["class.drug", aWalnut({ legalClass: "drug" })],
  ["class.small_workshop", aWalnut({ legalClass: "small_workshop" })],
  ["class.promise_certificate", aWalnut({ promiseCert: undefined })],
  ["class.quarantine_animal", aWalnut({ categoryCode: "G-chicken" })],
  ["class.quarantine_plant", aWalnut({ ship: { locationId: "loc", promiseHours: 48, forbid: ["seedling"] } })],
  ["licence.expired", aWalnut({ licences: [{ ...license, validUntil: "2026-11-24" }] })],
  [
    "licence.expired",
    aWalnut({ supplierId: "coop" }),
    withSupplier({ licences: [{ ...license, validUntil: "2026-11-24" }] }),
  ],
  ["licence.ends_soon", aWalnut({ licences: [{ ...license, validUntil: "2026-12-24" }] })],
  ["licence.alcohol", anOil({ categoryCode: "H-rice-wine", legalClass: "alcohol" })],
  ["cert.expired", aWalnut({ certs: [{ ...cert, validUntil: "2026-11-24" }] })],
  ["cert.ends_soon", aWalnut({ certs: [{ ...cert, validUntil: "2026-11-25" }] })],
  ["cert.region", aWalnut({ certs: [{ ...cert, regions: ["4311"] }] })],
  ["cert.scope", aWalnut({ certs: [{ ...cert, scope: ["茶叶"] }] })],
  ["cert.green_food_number", aWalnut({ certs: [{ type: "green_food", no: "1" }] })],
  ["cert.holder", anOil({ certs: [{ type: "haccp", no: "1", holder: "别人" }] })],
  ["origin.unknown", aWalnut({ originCode: "621299" })],
  ["origin.unknown", aStay({ place: { name: "a", address: "b", divisionCode: "999999" } })],
  ["origin.wide", aWalnut({ originCode: "621200" })],
  ["origin.lot", aWalnut({ lots: [{ lotNo: "1", qty: 1, unit: "kg", villageCode: "431129101201" }] })],
  ["uscc.check", anOil({ producer: { name: "a", address: "b", contact: "c", uscc: "93431129MA0DEM0001" } })],
  ["status.not_active", aWalnut({ status: "draft" })],
  ["season.over", aWalnut({ season: { from: "09-10", to: "10-31", state: "active" } })],
  ["season.over", aWalnut({ season: { from: "12-01", to: "03-31", state: "active" } })],
  ["presale.when", aWalnut({ ship: { locationId: "loc", promiseHours: 48, presale: { reason: "采收" } } })],
  [
    "presale.past",
    aWalnut({
      ship: { locationId: "loc", promiseHours: 48, presale: { reason: "采收", shipAfterDate: "2026-11-01" } },
    }),
  ],
  [
    "presale.too_far",
    aWalnut({
      ship: { locationId: "loc", promiseHours: 48, presale: { reason: "采收", shipAfterDate: "2027-03-01" } },
    }),
  ],
  ["presale.undeclared", aWalnut({ options: [anOption({ shipFrom: "2026-12-20" })] })],
  [
    "presale.pool",
    aWalnut({
      ship: { locationId: "loc", promiseHours: 48, presale: { reason: "采收", shipWithinDays: 10 } },
      options: [anOption({ draws: [] })],
    }),
  ],
  ["ship.location", aWalnut({ ship: { locationId: "gone", promiseHours: 48 } })],
  ["ship.other_supplier", aWalnut(), withLocation({ supplierId: "coop" })],
  ["ship.no_carrier", aWalnut(), withLocation({ carriers: [] })],
  ["ship.no_return_address", aWalnut(), withLocation({ returnAddress: undefined })],
  ["ship.area", aWalnut({ ship: { locationId: "loc", promiseHours: 48, notSend: ["99"] } })],
  ["ship.home_excluded", aWalnut({ ship: { locationId: "loc", promiseHours: 48, notSend: ["62"] } })],
  ["ship.cold_chain", aWalnut({ storage: "frozen" })],
  ["ship.cold_chain", aWalnut({ storage: "chilled" })],
  ["ship.transit", aWalnut({ categoryCode: "C-kiwi" })],
  ["returns.claim", aWalnut({ returns: "fresh_claim" })],
  ["returns.none", aWalnut({ returns: "none" })],
  ["supply.supplier", aWalnut({ supplierId: "gone" })],
  ["supply.leaving", aWalnut({ supplierId: "coop" }), withSupplier({ state: "leaving" })],
  ["supply.terms", aWalnut({ supplierId: "coop" }), withSupplier({ supplyTerms: undefined })],
  [
    "supply.above_price",
    aWalnut({
      supplierId: "coop",
      supplyTerms: { mode: "supply_price", valueFen: 5000, freightBy: "merchant", since: "2026-01-01" },
    }),
  ],
];
