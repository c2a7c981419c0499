export * from "./account.ts";
export * from "./call.ts";
export * from "./order.ts";
export * from "./product.ts";
export * from "./scalar.ts";
export * from "./settings.ts";
