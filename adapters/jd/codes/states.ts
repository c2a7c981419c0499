import type { AfterSaleCase, HoldKind, Observation, VoucherSeen } from "../../contract.ts";

/** Attributes by attributeType: what buyers choose by, and what only describes (jd 6.1). */
export const SALE = 4;
export const DESCRIBES = 3;
/** How an attribute is filled in, by inputType; free text for all others. */
export const ATTRIBUTE_TYPES: Readonly<Record<number, "one" | "many" | "number">> = {
  1: "one",
  2: "many",
  7: "number",
};

/** Images of a ware without a colour attribute hang on ten zeros. */
export const NO_COLOUR = "0000000000";
/** The status of a sku that is gone. */
export const DELETED_SKU = 4;

interface WareState {
  shelf: Observation["shelf"];
  audit: Observation["audit"]["state"];
}
const ware = (shelf: WareState["shelf"], audit: WareState["audit"]): WareState => ({ shelf, audit });
/** By wareStatus (jd 7.4). Taken down by JD and in its audit again, or refused by it, is off: the audit says what stands in the way. */
const WARE_STATES: Readonly<Record<number, WareState>> = {
  [-1]: ware("gone", "none"),
  1: ware("never", "none"),
  513: ware("never", "pending"),
  1025: ware("never", "refused"),
  2: ware("off", "none"),
  514: ware("off", "pending"),
  1026: ware("off", "refused"),
  4: ware("forced_off", "none"),
  516: ware("off", "pending"),
  1028: ware("off", "refused"),
  8: ware("on", "passed"),
  520: ware("on", "pending"),
  1032: ware("on", "refused"),
};
/** A number that is new to us counts as off. */
export const wareState = (wareStatus: number): WareState => WARE_STATES[wareStatus] ?? ware("off", "none");

/** `goods`: not yet left, left, or never leaving; `by_waybill` where the state alone does not tell. */
export interface OrderState {
  goods: "here" | "gone" | "cancelled" | "by_waybill";
  ended: boolean;
  hold: HoldKind | null;
  known: boolean;
  split?: true;
}
const order = (goods: OrderState["goods"], more: Partial<OrderState> = {}): OrderState => ({
  goods,
  ended: false,
  hold: null,
  known: true,
  ...more,
});
/** By JD's words (jd 10.3). */
const ORDER_STATES: Readonly<Record<string, OrderState>> = {
  WAIT_SELLER_STOCK_OUT: order("here"),
  WAIT_SELLER_DELIVERY: order("here", { hold: "other" }),
  WAIT_SEND_CODE: order("here"),
  WAIT_GOODS_RECEIVE_CONFIRM: order("gone"),
  DELIVERY_RETURN: order("gone"),
  FINISHED_L: order("gone", { ended: true }),
  TRADE_CANCELED: order("cancelled", { ended: true }),
  PARENT_TRADE_CANCELED: order("cancelled", { ended: true, split: true }),
  LOCKED: order("by_waybill", { hold: "refund_review" }),
  PAUSE: order("by_waybill", { hold: "platform_lock" }),
  POP_ORDER_PAUSE: order("by_waybill", { hold: "platform_lock" }),
};
const LOCAL_LIFE = "75";
/** Where local-life orders wait for codes, or for guests to come. */
export const LOCAL_LIFE_OPEN = "PAUSE,WAIT_SEND_CODE";
const CODES_ARE_OUT = order("gone");
const NEW_STATE = order("by_waybill", { known: false });
/** Local-life orders lie in PAUSE once their codes are out; a state that is new to us stays open and is judged by its waybill. */
export const orderState = (state: string, orderType: string): OrderState =>
  state === "PAUSE" && orderType === LOCAL_LIFE ? CODES_ARE_OUT : (ORDER_STATES[state] ?? NEW_STATE);

export const CASH_ON_DELIVERY = "1";
/** What `storeOrder` says of an order that JD ships from its own warehouse. */
export const JD_WAREHOUSE = "京仓";
/** What `invoiceInfo` says where the buyer wants none. */
export const NO_INVOICE = "不需要开具发票";

type Payer = "seller" | "platform" | "buyer";
/** Who pays a reduction, by couponType. The types are JD's; the payers are our reading of their names. */
export const COUPON_PAYERS: Readonly<Record<string, Payer>> = {
  "20": "seller", // bundle
  "28": "seller", // flash group
  "29": "seller", // group buy
  "30": "seller", // single-item promotion
  "34": "platform", // red packet on the phone
  "35": "seller", // full reduction
  "39": "platform", // beans
  "41": "platform", // JD coupon
  "52": "buyer", // gift card: a way to pay
  "100": "seller", // shop discount
};

/** Refund reviews before delivery, by status (jd 12). Only a review that waits can be answered. */
export const REFUND_STATES: Readonly<Record<number, AfterSaleCase["state"]>> = {
  0: "asked",
  1: "refunding",
  2: "refused",
  3: "refunded",
  4: "disputed", // JD's finance says no to an approved refund
  5: "refunding",
  6: "refunding",
  7: "refunding",
  8: "asked", // the parcel could not be intercepted
  9: "refunded",
  10: "asked",
  11: "closed",
};
export const REFUND_WAITS = 0;
/** Answers to a review, with the remark that JD demands where a person writes none. */
export const REFUND_ANSWERS = {
  agree: { status: 1, remark: "同意退款" },
  refuse: { status: 2, remark: "拒绝退款" },
} as const;
/** Reasons of a refusal that mean that the goods are out, and the one that says nothing. */
export const OUT_REASONS: readonly string[] = ["1", "2", "3", "4"];
export const OTHER_REASON = "5";
/** customerExpect of service orders; what is not here counts as a return. */
export const SERVICE_KINDS: Readonly<Record<string, AfterSaleCase["kind"]>> = { "10": "return", "20": "exchange" };

/** Consume codes by code_status (jd 9.2), made by JD or by the merchant. */
export const CODE_STATES: Readonly<Record<number, VoucherSeen["state"]>> = {
  [-1]: "refunded",
  0: "waiting_code",
  1: "active",
  2: "redeemed",
  3: "expired",
  101: "locked",
  103: "locked",
};
export const CODE_MAKERS = [0, 1] as const;
