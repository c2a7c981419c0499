import type { AfterSaleCase, HoldKind, VoucherSeen } from "../../contract.ts";

/** `goods`: not yet left, left, or never leaving; `by_waybill` where the state alone does not tell. */
export interface OrderState {
  goods: "here" | "gone" | "cancelled" | "by_waybill";
  ended: boolean;
  hold: HoldKind | null;
  split?: true;
}

/** Order states by JD's words (jd 10.3). Local-life orders lie in PAUSE once their codes are out: see `LOCAL_LIFE_PAUSE`. */
export const ORDER_STATES: Readonly<Record<string, OrderState>> = {
  WAIT_SELLER_STOCK_OUT: { goods: "here", ended: false, hold: null },
  WAIT_SELLER_DELIVERY: { goods: "here", ended: false, hold: "other" },
  WAIT_SEND_CODE: { goods: "here", ended: false, hold: null },
  WAIT_GOODS_RECEIVE_CONFIRM: { goods: "gone", ended: false, hold: null },
  DELIVERY_RETURN: { goods: "gone", ended: false, hold: null },
  FINISHED_L: { goods: "gone", ended: true, hold: null },
  TRADE_CANCELED: { goods: "cancelled", ended: true, hold: null },
  PARENT_TRADE_CANCELED: { goods: "cancelled", ended: true, hold: null, split: true },
  LOCKED: { goods: "by_waybill", ended: false, hold: "refund_review" },
  PAUSE: { goods: "by_waybill", ended: false, hold: "platform_lock" },
  POP_ORDER_PAUSE: { goods: "by_waybill", ended: false, hold: "platform_lock" },
};
export const LOCAL_LIFE_ORDER_TYPE = "75";
export const LOCAL_LIFE_PAUSE: OrderState = { goods: "gone", ended: false, hold: null };
export const CASH_ON_DELIVERY = "1";

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
/** customerExpect of service orders; what is not here counts as a return. */
export const SERVICE_KINDS: Readonly<Record<string, AfterSaleCase["kind"]>> = { "10": "return", "20": "exchange" };

/** Consume codes by code_status (jd 9.2). */
export const CODE_STATES: Readonly<Record<number, VoucherSeen["state"]>> = {
  [-1]: "refunded",
  0: "waiting_code",
  1: "active",
  2: "redeemed",
  3: "expired",
  101: "locked",
  103: "locked",
};

/** Kuaidi100 code → JD's carrier ids; no id is known for jtexpress. 1274: the merchant delivers, without a number. */
export const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  jd: ["2087"],
  shunfeng: ["467"],
  yuantong: ["463"],
  zhongtong: ["1499"],
  shentong: ["470"],
  yunda: ["1327"],
  ems: ["465", "3668"],
  youzhengguonei: ["2170"],
  debangkuaidi: ["3046"],
  huitongkuaidi: ["1748"],
  youshuwuliu: ["1747"],
  zhaijisong: ["1409"],
  self_delivery: ["1274"],
};

/** The same ids with the names that people know. */
export const CARRIER_NAMES: Readonly<Record<string, string>> = {
  "2087": "京东快递",
  "467": "顺丰",
  "463": "圆通",
  "1499": "中通",
  "470": "申通",
  "1327": "韵达",
  "465": "邮政/EMS",
  "3668": "EMS",
  "2170": "邮政包裹",
  "3046": "德邦",
  "1748": "百世",
  "1747": "优速",
  "1409": "宅急送",
  "1274": "厂家自送",
};
