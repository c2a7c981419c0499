/** Pure and total: a listing of ours into their ware, their wares, orders, cases and codes into readings of ours. */
export * from "./listing.ts";
export * from "./order.ts";
export * from "./trade.ts";
