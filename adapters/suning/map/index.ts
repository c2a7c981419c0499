export { ONLY_REFUND, toCase, toVoucher } from "./after-sale.ts";
export { toChild, toContents, toItem, voucherOf } from "./item.ts";
export { applied, sellable, toReading, toRef, toWare } from "./listing.ts";
export { toOrder, toReceiver } from "./order.ts";
export { toCategories, toRules } from "./taxonomy.ts";
