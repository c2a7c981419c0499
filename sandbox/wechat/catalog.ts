import type { Catalog } from "../kit/types.ts";
import { MESSAGES } from "./codes.ts";
import { CALLS } from "./table.ts";

/** Calls of the reference that nothing here answers; their path gets 40066. */
const MISSING = (
  "basics/media/get product/category/classify category/getcategoryproductrule product/begintimingsale " +
  "product/canceltimingsale product/gift/add product/activity/add order/presentnote/add order/presentsuborder/get " +
  "order/dropship/supplier/list order/dropship/supplier/get order/dropship/supplier/search " +
  "order/dropship/supplier/delivery/send order/dropship/delivery/update warehouse/get warehouse/stock/update"
).split(" ");

/** What the reference documents. Product, order and after-sale share the key `status`. */
export const catalog: Catalog = {
  served: Object.keys(CALLS),
  missing: MISSING,
  prefix: "/channels/ec/",
  codes: messages(),
  states: {
    status: (
      "0 5 6 11 12 13 14 15 20 10 21 30 100 200 250 MERCHANT_PROCESSING USER_WAIT_RETURN MERCHANT_WAIT_RECEIPT " +
      "USER_WAIT_CONFIRM_UPDATE MERCHANT_REJECT_REFUND MERCHANT_REJECT_RETURN PLATFORM_REFUNDING USER_CANCELD " +
      "MERCHANT_REFUND_SUCCESS MERCHANT_RETURN_SUCCESS RETURN_CLOSED PLATFORM_REFUND_FAIL MERCHANT_OVERDUE_REFUND"
    ).split(" "),
    edit_status: "0 1 2 3 4 7 8".split(" "),
    deliver_method: "0 1 3".split(" "),
  },
};

function messages(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(MESSAGES).map(([code, text]) => [String(code), text]));
}
