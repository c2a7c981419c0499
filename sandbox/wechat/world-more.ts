import type { Reply } from "./reply.ts";

/** An e-waybill number that the shop drew, or only asked for in advance. */
export interface Label {
  /** ewaybill_order_id, unique over all shops. */
  id: string;
  shop: string;
  orderIds: readonly string[];
  deliveryId: string;
  waybillId: string;
  subWaybills: readonly string[];
  templateId: string;
  status: "asked" | "drawn" | "cancelled";
  prints: number;
  createdMs: number;
}
export interface LabelTemplate {
  id: string;
  shop: string;
  deliveryId: string;
  name: string;
  isDefault: boolean;
  createdMs: number;
}
/** A later ship date that the shop asked a buyer for; `state` 1 waits, 2 agreed, 3 refused. */
export interface Negotiation {
  orderId: string;
  originalMs: number;
  predictMs: number;
  state: number;
  deadlineMs: number;
  reason: number;
  remark: string;
}
/** A document beside after-sale: damaged or counterfeit. */
export interface Guarantee {
  id: string;
  shop: string;
  orderId: string;
  lineId: string;
  type: 1 | 2;
  status: number;
  badLevel: number;
  payFen: number;
  expiresMs: number;
  reason: string;
  remark: string;
  createdMs: number;
}
export interface Coupon {
  id: string;
  shop: string;
  type: number;
  status: number;
  fields: Reply;
  createdMs: number;
  updatedMs: number;
}
export interface DiscountTask {
  id: string;
  shop: string;
  productId: string;
  startMs: number;
  endMs: number;
  stopped: boolean;
  createdMs: number;
  skus: readonly { skuId: string; priceFen: number; stock: number }[];
}
/** An application for a category or a brand. */
export interface Application {
  id: string;
  shop: string;
  kind: "category" | "brand";
  status: number;
  subject: string;
  fields: Reply;
  dueMs: number;
  createdMs: number;
}
/** Lines of an order that a supplier ships. */
export interface Dropship {
  id: string;
  shop: string;
  orderId: string;
  supplier: string;
  lines: readonly { productId: string; skuId: string; count: number }[];
  createdMs: number;
}
/** How the shop hands orders to its suppliers; `mode` 1 by hand, 2 whole shop, 3 per product. */
export interface Supply {
  suppliers: Map<string, { appId: string; nickname: string; boundMs: number }>;
  mode: number;
  wholeShop: string;
  products: Map<string, string>;
}
/** A dispute that the platform judges. */
export interface Complaint {
  id: string;
  shop: string;
  caseId: string;
  orderId: string;
  status: number;
  history: Reply[];
}
/** One movement of a SKU's stock. */
export interface StockFlow {
  skuId: string;
  before: number;
  after: number;
  op: number;
  orderId: string;
  atMs: number;
}
