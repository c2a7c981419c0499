export * from "./goods.ts";
export * from "./order.ts";
export * from "./product.ts";
export * from "./taxonomy.ts";
export * from "./trade.ts";
