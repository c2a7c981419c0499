export * from "./account.ts";
export * from "./calls.ts";
export * from "./label-calls.ts";
export * from "./order.ts";
export * from "./product.ts";
export * from "./taxonomy.ts";
