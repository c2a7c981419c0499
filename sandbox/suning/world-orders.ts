/** Orders and what follows from them; times in epoch ms, money in fen. */
export interface Parcel {
  carrier: string;
  waybill: string;
  at: number;
}
export type LineStatus = "5" | "10" | "20" | "30" | "40";
export interface OrderLine {
  number: string;
  productId: string;
  productCode: string;
  itemCode: string;
  name: string;
  quantity: number;
  unitFen: number;
  freightFen: number;
  coupon: { code: string; fen: number } | null;
  status: LineStatus;
  changedAt: number;
  refundAsked: boolean;
  refunded: number;
  parcel: Parcel | null;
  voucher: boolean;
}
export interface Receiver {
  name: string;
  mobile: string;
  province: string;
  city: string;
  district: string;
  street: string;
}
export interface Order {
  code: string;
  shop: string;
  userName: string;
  receiver: Receiver;
  /** The address field repeats province, city and district. */
  addressRepeats: boolean;
  buyerRemark: string;
  sellerRemark: string;
  noteFlag: string;
  colorMarkFlag: string;
  placedAt: number;
  paidAt: number | null;
  updatedAt: number;
  lines: OrderLine[];
}
/** 1 pending, 2 refused, 3 buyer to send, 4 merchant to receive, 5 failed, 6 in process, 7 closed, 8 refunded. */
export type RefundStatus = "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8";
export interface Refund {
  id: string;
  shop: string;
  orderCode: string;
  lineNumber: string;
  quantity: number;
  moneyFen: number;
  /** 2 not shipped, 3 shipped, 4 received. */
  returnType: "2" | "3" | "4";
  onlyRefund: boolean;
  reason: string;
  description: string;
  status: RefundStatus;
  appliedAt: number;
  operatedAt: number;
  deadlineAt: number;
  parcel: { carrier: string; waybill: string } | null;
  remark: string;
}
export interface Voucher {
  code: string;
  shop: string;
  orderCode: string;
  lineNumber: string;
  state: "active" | "redeemed" | "refunded" | "expired";
  expiresAt: number;
  autoRefund: boolean;
}
