import { SECOND_MS } from "../../../domain/time.ts";
import type { Limits, PictureLimits, RateLimit } from "../../contract.ts";

type Class = NonNullable<RateLimit["classOf"]>;
const rate = (id: Class, calls: number, apis: readonly string[]): RateLimit => {
  return {
    id,
    scope: "app",
    apis: apis.map((api) => `jingdong.${api}`),
    calls,
    perMs: SECOND_MS,
    burst: calls,
    classOf: id,
  };
};
const WARE_WRITES = [
  "ware.write.add",
  "ware.write.updateWare",
  "ware.write.upOrDown",
  "ware.write.delete",
  "image.write.update",
  "image.write.delete",
  "sku.write.updateSkus",
  "sku.write.deleteSku",
];
/** JD prints no rates; these are the cautious starts of the reference. A test app has 500 calls a day on top: a deployment's setting. */
export const RATES: readonly RateLimit[] = [
  { id: "app", scope: "app", apis: "*", calls: 5, perMs: SECOND_MS, burst: 5 },
  rate("content", 2, WARE_WRITES),
  rate("pull", 1, ["pop.order.search"]),
  rate("ship", 5, ["pop.order.shipment"]),
  rate("stock", 5, ["ware.stock.sku.query", "ware.stock.sku.set"]),
  rate("price", 5, ["price.write.updateSkuJdPrice"]),
];

/** Pictures have no smallest side in the API; 800 px is a rule for merchants. */
const pictures: PictureLimits = {
  min: 1,
  max: 10,
  minSidePx: 1,
  maxBytes: 1_000_000,
  types: ["image/jpeg", "image/png", "image/gif", "image/bmp"],
  distinct: false,
};
/** Titles: 50 characters at creation but 45 in an edit, so 45. Prices: nine digits. Detail pictures: ours, JD counts characters. */
export const LIMITS: Limits = {
  title: { min: 1, max: 45, count: "code_points" },
  skus: 299,
  priceFen: { min: 1, max: 999_999_999 },
  stock: 99_999_999,
  pictures,
  detailPictures: { ...pictures, min: 0, max: 50 },
  presaleDays: 0,
};
