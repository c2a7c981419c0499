import type { AfterSaleCase, Answer, HoldKind, OrderLine, PayState, Reading, VoucherSeen } from "../../contract.ts";

type Table<T> = Readonly<Record<string, T | undefined>>;

/** `status` (online copy) → shelf. 10: passed, but frozen; 71: quality failed. A number new to us is never put back by a machine. */
export const SHELVES: Table<Reading["shelf"]> = {
  0: "never",
  1: "never",
  2: "never",
  3: "never",
  4: "never",
  7: "never",
  8: "never",
  5: "on",
  12: "on",
  11: "off",
  6: "gone",
  9: "gone",
  30: "gone",
  10: "forced_off",
  13: "forced_off",
  14: "forced_off",
  15: "forced_off",
  20: "forced_off",
  71: "forced_off",
};
/** `edit_status` (draft). 7: still written, nothing may be sent meanwhile; 8: writing failed, as good as refused. */
export const AUDITS: Table<Reading["audit"]["state"]> = {
  0: "none",
  1: "none",
  2: "pending",
  5: "pending",
  7: "pending",
  3: "refused",
  8: "refused",
  4: "passed",
};
/** Why a draft is as good as refused where no auditor gave a reason, by `edit_status`. */
export const REFUSED_WITHOUT_REASON: Table<string> = { 8: "规格写入失败" };
const NEVER_SOLD = new Set([0, 1, 2, 3, 4, 7, 8, 10, 71]);

/** Whether a product of this `status` was listed successfully at least once. */
export const isListedOnce = (status: number): boolean => !NEVER_SOLD.has(status);

interface OrderState {
  pay: PayState;
  ended: boolean;
  /** Units that no parcel names: they wait, have left, or will never leave. */
  units: "wait" | "left" | "closed";
  hold?: HoldKind;
}
/** `status` of an order. 190 is an older number of 250. A late case may still make 200 of 100: the update stream shows that. */
export const ORDER_STATES: Table<OrderState> = {
  10: { pay: "unpaid", ended: false, units: "wait" },
  12: { pay: "paid", ended: false, units: "wait", hold: "gift_unaccepted" },
  13: { pay: "paid", ended: false, units: "wait", hold: "group_unformed" },
  20: { pay: "paid", ended: false, units: "wait" },
  21: { pay: "paid", ended: false, units: "wait" },
  30: { pay: "paid", ended: false, units: "left" },
  100: { pay: "paid", ended: true, units: "left" },
  190: { pay: "closed_unpaid", ended: true, units: "closed" },
  200: { pay: "paid", ended: true, units: "closed" },
  250: { pay: "closed_unpaid", ended: true, units: "closed" },
};
/** Every unit of it was refunded. */
export const ALL_REFUNDED = 200;
/** payment_method 2; its transaction_id stays empty until the buyer has paid. */
export const PAY_AFTER_USE = 2;
/** A change of sku that the merchant has not answered. */
export const SKU_CHANGE_ASKED = 3;
/** `delivery_time_type`: why the predicted time counts instead of the deadline, which never moves (reference 15.3). */
export const MOVED: Table<"negotiated" | "reported"> = { 2: "negotiated", 3: "reported" };

type Payer = OrderLine["money"]["funders"][number]["payer"];
/** Who pays a discount of a line. For group buying ("一起买") no source says it. */
export const DISCOUNTS = [
  ["merchant_discounted_price", "seller"],
  ["finder_discounted_price", "creator"],
  ["vip_discounted_price", "seller"],
  ["limited_discount_discounted_price", "seller"],
  ["bulkbuy_discounted_price", "unknown"],
  ["national_subsidy_discounted_price", "public"],
  ["cash_coupon_discounted_price", "platform"],
] as const satisfies (readonly [string, Payer])[];

export const CASE_KINDS: Table<AfterSaleCase["kind"]> = { REFUND: "refund", RETURN: "return", EXCHANGE: "exchange" };
/** Their state → ours and whether they still move it. `USER_CANCELD` is spelt so. */
export const CASE_STATES: Table<readonly [state: AfterSaleCase["state"], open: boolean]> = {
  MERCHANT_PROCESSING: ["asked", true],
  USER_WAIT_CONFIRM: ["asked", true],
  USER_WAIT_CONFIRM_UPDATE: ["asked", true],
  USER_WAIT_HANDLE_MERCHANT_AFTER_SALE: ["asked", true],
  USER_WAIT_RETURN: ["waiting_return", true],
  MERCHANT_WAIT_RECEIPT: ["returned", true],
  MERCHANT_REJECT_REFUND: ["refused", true],
  MERCHANT_REJECT_RETURN: ["refused", true],
  MERCHANT_OVERDUE_REFUND: ["refunding", true],
  PLATFORM_REFUNDING: ["refunding", true],
  PLATFORM_REFUND_FAIL: ["refunding", true],
  USER_CANCELD: ["closed", false],
  RETURN_CLOSED: ["closed", false],
  MERCHANT_REFUND_RETRY_FAIL: ["closed", false],
  MERCHANT_FAIL: ["closed", false],
  MERCHANT_REFUND_SUCCESS: ["refunded", false],
  MERCHANT_RETURN_SUCCESS: ["refunded", false],
};
/** What the merchant may answer, by state and type. An exchange has calls of its own, which are not carried. */
export const CASE_ANSWERS: Table<Table<readonly Answer[]>> = {
  MERCHANT_PROCESSING: { REFUND: ["agree_refund", "refuse"], RETURN: ["agree_return", "refuse"] },
  MERCHANT_WAIT_RECEIPT: { RETURN: ["return_received", "refuse"] },
};
/** accept_type of an answer that is no refusal. */
export const ACCEPT = { agree_return: 1, agree_refund: 2, return_received: 2 } as const;
/** The word in the text of their reason for a refusal when nobody chose one. */
export const OTHER_REASON = "其他";

export const VOUCHER_STATES: Table<VoucherSeen["state"]> = {
  1: "active",
  2: "redeemed",
  3: "refunded",
  4: "expired",
};

/** deliver_type of a parcel with a carrier. */
export const EXPRESS = 1;
