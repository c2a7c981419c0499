export * from "./goods.ts";
export * from "./order.ts";
