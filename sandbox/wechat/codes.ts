import { ACCOUNT_CODES } from "./codes/account.ts";
import { AFTER_SALE_CODES } from "./codes/after-sale.ts";
import { FREIGHT_CODES } from "./codes/freight.ts";
import { LABEL_CODES } from "./codes/label.ts";
import { ORDER_CODES } from "./codes/order.ts";
import { PRODUCT_CODES } from "./codes/product.ts";
import { PROMOTION_CODES } from "./codes/promotion.ts";

/** Every code that the reference documents, with a wording of ours. The live texts differ: only the number counts. */
export const MESSAGES: Readonly<Record<number, string>> = {
  ...ACCOUNT_CODES,
  ...PROMOTION_CODES,
  ...FREIGHT_CODES,
  ...LABEL_CODES,
  ...ORDER_CODES,
  ...AFTER_SALE_CODES,
  ...PRODUCT_CODES,
};
