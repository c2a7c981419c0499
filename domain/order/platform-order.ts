import type { Fen, Instant } from "../units.ts";

/** An order has four axes: pay · quantities per line · after-sale cases · holds. One `stage` for screens is derived in the domain. */
export type PayState = "unpaid" | "deposit" | "tail_due" | "paid" | "cod" | "pay_after_use" | "closed_unpaid";
export type HoldKind =
  | "refund_review"
  | "address_change"
  | "sku_change"
  | "platform_lock"
  | "risk"
  | "inspection"
  | "gift_unaccepted"
  | "group_unformed"
  | "tail_due"
  | "other";
/** A snapshot, as read; never patched. `ended`: the platform will not move it again. */
export interface PlatformOrder {
  orderNo: string;
  parentOrderNo: string | null;
  pay: PayState;
  rawState: string;
  recognised: boolean;
  ended: boolean;
  placedAt: Instant;
  paidAt: Instant | null;
  updatedAt: Instant | null;
  shipBy: { at: Instant; basis: "platform" | "negotiated" | "reported" | "rule" } | null;
  holds: readonly { kind: HoldKind; until: Instant | null; raw: string }[];
  lines: readonly OrderLine[];
  freightFen: Fen;
  parcels: readonly { carrier: string; waybill: string; lines: readonly { lineNo: string; quantity: number }[] }[];
  buyerNote: string | null;
  sellerNote: string | null;
  invoice: boolean;
  mergeKey: string | null;
  receiver: Receiver | null; // split off and sealed at once
  split?: true; // the platform replaced it by child orders: nobody cancelled what it held
}
/** quantity = cancelled + shipped + still to ship. `returned`: goods received back. Money by funder, never one sum. */
export interface OrderLine {
  lineNo: string;
  merchantKey: string | null;
  platformId: string;
  platformSkuId: string;
  name: string;
  gift: boolean;
  quantity: number;
  cancelled: number;
  shipped: number;
  refunded: number;
  returned: number;
  money: {
    listFen: Fen;
    sellerDiscountFen: Fen;
    platformDiscountFen: Fen;
    creatorDiscountFen: Fen;
    buyerPaidFen: Fen;
    freightFen: Fen;
    receivableFen: Fen | null;
    commissionFen: Fen | null;
    funders: readonly {
      code: string;
      payer: "seller" | "platform" | "creator" | "public" | "buyer" | "unknown";
      amountFen: Fen;
    }[];
  };
}
/** Plain, masked, or a token that the platform and its carriers understand. */
export interface Receiver {
  form: "plain" | "masked" | "token";
  name: string;
  phone: string;
  region: string;
  address: string;
  token: string | null;
}
export type Answer = "agree_refund" | "agree_return" | "refuse" | "return_received";
export interface AfterSaleCase {
  caseNo: string;
  orderNo: string;
  lineNo: string | null;
  kind: "refund" | "return" | "exchange" | "damage" | "difference" | "dispute";
  rawState: string;
  state:
    | "asked"
    | "waiting_return"
    | "returned"
    | "refunding"
    | "refunded"
    | "refused"
    | "closed"
    | "disputed"
    | "unrecognised";
  amountFen: Fen;
  quantity: number;
  reason: string;
  answers: readonly Answer[];
  actBy: Instant | null;
  updatedAt: Instant;
}
export interface VoucherSeen {
  code: string;
  orderNo: string;
  lineNo: string;
  validUntil: Instant | null;
  state: "waiting_code" | "active" | "redeemed" | "locked" | "refunded" | "expired" | "unrecognised";
}
