/** The state of the imitation: plain data, times in epoch ms, money in fen. */
export interface ParameterOption {
  code: string;
  name: string;
}
export interface Parameter {
  code: string;
  name: string;
  /** `common` parameters make the child codes. */
  template: "basic" | "common";
  /** 1 one option, 2 several options, 3 typed in. */
  type: "1" | "2" | "3";
  must: boolean;
  unit: string;
  numeric: boolean;
  options: readonly ParameterOption[];
}
export type CategoryKind = "food" | "craft" | "local";
export interface Category {
  code: string;
  name: string;
  path: readonly string[];
  leaf: boolean;
  kind: CategoryKind;
  /** False: no shop of this world has been granted it. */
  granted: boolean;
  parameters: readonly Parameter[];
}
export interface Brand {
  code: string;
  name: string;
  /** Empty: every category. */
  categories: ReadonlySet<string>;
}
export interface Address {
  invAddrId: string;
  invName: string;
  invContact: string;
  invProvince: string;
  invCity: string;
  invRegion: string;
  streetAddress: string;
  zipCode: string;
  telePhone: string;
  phoneNum: string;
  remark: string;
  /** 0 default ship-from, 1 default return, 2 both, 3 neither. */
  invAddrProp: string;
}
export interface FreightTemplate {
  id: string;
  name: string;
  feeFen: number;
}
export interface Store {
  code: string;
  name: string;
}
export interface Shop {
  code: string;
  name: string;
  userName: string;
  custnum: string;
  freightTemplates: readonly FreightTemplate[];
  addresses: Map<string, Address>;
  stores: readonly Store[];
}
export interface Token {
  shop: string;
  expiresAt: number;
}
export interface AuthCode extends Token {
  redirectUri: string;
}
export interface Picture {
  shop: string;
  width: number;
  height: number;
}
export type Par = { parCode: string; parValue: string };
/** What the merchant wrote: every scalar field under its own name. */
export interface Content {
  fields: Readonly<Record<string, string>>;
  pars: readonly Par[];
}
export interface Sku {
  /** Empty until the application has been worked through. */
  productCode: string;
  itemCode: string;
  barcode: string;
  picture: string;
  pars: readonly Par[];
  priceFen: number;
  stock: number;
  sold: number;
  recentSales: { at: number; quantity: number }[];
}
/** 1 processing, 2 success, 3 failed, 4 review refused. */
export type ApplyStatus = "1" | "2" | "3" | "4";
export interface Product {
  id: string;
  shop: string;
  productCode: string;
  itemCode: string;
  /** True: its skus are children with codes of their own. */
  parent: boolean;
  status: ApplyStatus;
  reason: string;
  shelf: "never" | "on" | "off" | "forced_off";
  content: Content;
  skus: Sku[];
  /** When a `saleSet` 0 goes on sale by itself. */
  saleAt: number | null;
  createdAt: number;
  editedAt: number;
  /** Lists and look-ups don't show it before. */
  visibleAt: number;
  deleted: boolean;
}
/** `content`: fields that were sent, and parameters where any were; `children` by product code, "" leaves as it is. */
export interface Change {
  content: { fields: Readonly<Record<string, string>>; pars: readonly Par[] | null } | null;
  children: Readonly<Record<string, { itemCode: string; picture: string }>>;
  child: Sku | null;
}
export interface Application {
  applyCode: string;
  shop: string;
  productId: string;
  appliedAt: number;
  dueAt: number;
  status: ApplyStatus;
  /** What a pass puts into the product; a creation changes nothing but its status. */
  change: Change;
}
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
export type Switches = Readonly<Record<string, boolean | number>>;
export interface World {
  switches: Switches;
  app: { key: string; secret: string };
  shops: Map<string, Shop>;
  tokens: Map<string, Token>;
  refreshTokens: Map<string, Token>;
  authCodes: Map<string, AuthCode>;
  categories: Map<string, Category>;
  brands: readonly Brand[];
  pictures: Map<string, Picture>;
  products: Map<string, Product>;
  applications: Map<string, Application>;
  orders: Map<string, Order>;
  refunds: Map<string, Refund>;
  vouchers: Map<string, Voucher>;
  auditPolicy: { afterMs: number; refuseWords: readonly string[] };
  bucket: { tokens: number; filledAt: number; day: string; used: number };
}
