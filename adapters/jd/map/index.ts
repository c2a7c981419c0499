export * from "./case.ts";
export * from "./listing.ts";
export * from "./order.ts";
