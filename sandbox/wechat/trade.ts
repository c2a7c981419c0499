export interface Address {
  userName: string;
  province: string;
  city: string;
  county: string;
  detail: string;
  phone: string;
}
export interface OrderLine {
  /** product_unique_id */
  id: string;
  productId: string;
  skuId: string;
  outProductId: string;
  outSkuId: string;
  skuCode: string;
  title: string;
  thumb: string;
  attributes: readonly { key: string; value: string }[];
  count: number;
  salePriceFen: number;
  merchantDiscountFen: number;
  platformDiscountFen: number;
  /** What the shop took off an unpaid order afterwards. */
  changeDownFen: number;
  shipped: number;
  refunded: number;
  sendHours: number;
}
export interface Package {
  deliveryId: string;
  waybillId: string;
  deliverType: number;
  atMs: number;
  lines: readonly { productId: string; skuId: string; count: number }[];
}
export interface Order {
  id: string;
  shop: string;
  kind: "goods" | "voucher" | "virtual";
  status: number;
  openId: string;
  createdMs: number;
  updatedMs: number;
  paidMs: number | null;
  transactionId: string;
  closedMs: number | null;
  lines: readonly OrderLine[];
  freightFen: number;
  address: Address;
  /** An address that the buyer asked for and nobody has answered. */
  askedAddress: { address: Address; atMs: number } | null;
  packages: readonly Package[];
  waybillChanges: number;
  decoded: boolean;
  buyerNote: string;
  merchantNote: string;
  lastRefundMs: number | null;
  priceChanges: number;
  addressChanges: number;
  /** Another SKU that the buyer asked for and nobody has answered. */
  askedSku: { lineId: string; skuId: string; outSkuId: string } | null;
  /** How fresh goods were packed has been told. */
  freshTold: boolean;
}
export interface AfterSale {
  id: string;
  shop: string;
  orderId: string;
  lineId: string;
  count: number;
  type: "REFUND" | "RETURN";
  status: string;
  amountFen: number;
  reason: string;
  note: string;
  createdMs: number;
  updatedMs: number;
  deadlineMs: number | null;
  refundReason: number;
  rejectReason: string;
  back: { waybillId: string; deliveryId: string } | null;
  codes: readonly string[];
}
export interface Voucher {
  code: string;
  encryptedCode: string;
  shop: string;
  orderId: string;
  lineId: string;
  productId: string;
  skuId: string;
  openId: string;
  status: number;
  codeType: number;
  voucherType: number;
  sentMs: number;
  updatedMs: number;
  startMs: number;
  endMs: number;
  consumedMs: number | null;
  refundedMs: number | null;
  storeName: string;
  amountFen: number;
  phone: string;
  consumes: number;
  revokes: number;
  locked: boolean;
}
