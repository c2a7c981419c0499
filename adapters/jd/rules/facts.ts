import { MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import type { Egress, Limits, Manner, RateLimit } from "../../contract.ts";

/** Reads that JD calls sensitive: outside its own cloud the gateway refuses them (73). */
export const SENSITIVE: Readonly<Record<string, Egress>> = {
  "jingdong.pop.order.search": "relay",
  "jingdong.pop.order.get": "relay",
};

/** JD prints no rates; these are the cautious starts of the reference. A test app has 500 calls a day on top: a deployment's setting. */
export const RATES: readonly RateLimit[] = [
  { id: "app", scope: "app", apis: "*", calls: 5, perMs: SECOND_MS, burst: 5 },
  limit("content", 2, [
    "jingdong.ware.write.add",
    "jingdong.ware.write.updateWare",
    "jingdong.ware.write.upOrDown",
    "jingdong.ware.write.delete",
    "jingdong.image.write.update",
    "jingdong.image.write.delete",
    "jingdong.sku.write.updateSkus",
    "jingdong.sku.write.deleteSku",
  ]),
  limit("pull", 1, ["jingdong.pop.order.search"]),
  limit("ship", 5, ["jingdong.pop.order.shipment"]),
  limit("stock", 5, ["jingdong.ware.stock.sku.query", "jingdong.ware.stock.sku.set"]),
  limit("price", 5, ["jingdong.price.write.updateSkuJdPrice"]),
];

function limit(classOf: NonNullable<RateLimit["classOf"]>, calls: number, apis: readonly string[]): RateLimit {
  return { id: classOf, scope: "app", apis, calls, perMs: SECOND_MS, burst: calls, classOf };
}

const PICTURE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/bmp"];

/** Field limits. Titles: 50 characters at creation but 45 in an edit, so 45. Prices: nine digits. Pictures have no smallest side in the API; 800 px is a rule for merchants. */
export const LIMITS: Limits = {
  title: { min: 1, max: 45, count: "code_points" },
  skus: 299,
  priceFen: { min: 1, max: 999_999_999 },
  stock: 99_999_999,
  pictures: { min: 1, max: 10, minSidePx: 1, maxBytes: 1_000_000, types: PICTURE_TYPES, distinct: false },
  detailPictures: { min: 0, max: 50, minSidePx: 1, maxBytes: 1_000_000, types: PICTURE_TYPES, distinct: false },
  presaleDays: 0,
};
export const DETAIL_MAX_CHARACTERS = 100_000;
export const PROPS_MAX = 100;

/** How JD behaves: README.md says why for each line. */
export const MANNER: Manner = {
  stock: { push: "set", counts: "sellable_and_booked", keyed: true, restocksOn: [] },
  ship: { unit: "order", maxParcels: 10, parcelsPerUnit: 10, merge: false, changes: 0 },
  createSets: ["text", "pictures", "options", "delivery", "price", "stock"],
  editGroups: [["pictures"], ["text", "delivery"], ["options"]],
  goesOnSaleBy: "list",
  auditMinutes: 30,
  find: { by: "key", readLagMs: MINUTE_MS },
};
