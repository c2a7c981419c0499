/** What JD takes and sends: only the keys that are read here. */
export * from "./calls.ts";
export * from "./order.ts";
export * from "./shop.ts";
export * from "./ware.ts";
