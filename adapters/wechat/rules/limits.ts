import type { Limits, RateLimit } from "../../contract.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";

/** Bounds of a product (reference 2.1, 4.3). Pictures: no least side is documented; food and fresh goods need one more picture and three details, see lint. */
export const limits: Limits = {
  title: { min: 5, max: 60, count: "code_points" },
  skus: 500,
  priceFen: { min: 1, max: 1_000_000_000 },
  stock: 100_000_000,
  pictures: {
    min: 3,
    max: 9,
    minSidePx: 0,
    maxBytes: 10_485_760,
    types: ["image/jpeg", "image/png", "image/bmp", "image/webp", "image/svg+xml"],
    distinct: true,
    codes: { bytes: "10020060", type: "10020056" },
  },
  detailPictures: {
    min: 1,
    max: 20,
    minSidePx: 0,
    maxBytes: 10_485_760,
    types: ["image/jpeg", "image/png", "image/bmp", "image/webp", "image/svg+xml"],
    distinct: true,
    codes: { bytes: "10020060", type: "10020056" },
  },
  presaleDays: 15,
};

const CLASSES: Record<NonNullable<RateLimit["classOf"]>, readonly string[]> = {
  ship: ["order/delivery/send", "order/deliveryinfo/update", "voucher/consume", "voucher/revoke"],
  stock: ["product/stock/update", "product/stock/batchget"],
  price: ["product/auditfree", "product/locallife/auditfree", "product/delisting"],
  pull: [
    "order/list/get",
    "order/get",
    "order/sensitiveinfo/decode",
    "voucher/get_list",
    "aftersale/getaftersalelist",
    "aftersale/getaftersaleorder",
  ],
  content: [
    "product/get",
    "product/list/get",
    "product/locallife/get",
    "product/locallife/list/get",
    "product/delete",
    "product/audit/cancel",
  ],
};

/**
 * Calls per minute are not published per call: 1,000 a minute and 100,000 a day for each is an assumption (the platform answers
 * `openapi/quota/get` per app). Submissions: 200 an hour and 1,000 a day were published in 2025; since 2026 the number is the shop's own.
 * Each rate leaves room for its burst, so that a window never sees more than the platform's number.
 */
export const rates: readonly RateLimit[] = [
  ...Object.entries(CLASSES).flatMap(([classOf, apis]) => apis.map((api) => perMinute(api, classOf))),
  {
    id: "submit",
    scope: "shop",
    apis: ["product/add", "product/update", "product/listing", "product/locallife/add", "product/locallife/update"],
    calls: 150,
    perMs: HOUR_MS,
    burst: 50,
    daily: 1_000,
    classOf: "content",
  },
  {
    id: "picture",
    scope: "shop",
    apis: ["basics/img/upload"],
    calls: 4_500,
    perMs: MINUTE_MS,
    burst: 100,
    classOf: "content",
  },
  { id: "token", scope: "app", apis: ["stable_token"], calls: 100, perMs: MINUTE_MS, burst: 10 },
  {
    id: "voucher",
    scope: "shop",
    apis: ["voucher/consume", "voucher/revoke", "voucher/get_list"],
    calls: 150,
    perMs: SECOND_MS,
    burst: 50,
  },
];

function perMinute(api: string, classOf: string): RateLimit {
  const known =
    classOf === "ship" || classOf === "stock" || classOf === "price" || classOf === "pull" ? classOf : "content";
  return {
    id: api,
    scope: "shop",
    apis: [api],
    calls: 900,
    perMs: MINUTE_MS,
    burst: 100,
    daily: 100_000,
    classOf: known,
  };
}
