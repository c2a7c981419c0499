import type { LocalLifeFields, ProductFields } from "./shapes.ts";
import type { Reply } from "./reply.ts";
import type { Address, AfterSale, Order, Voucher } from "./trade.ts";
import type * as More from "./world-more.ts";

export type * from "./world-more.ts";
export type { Address, AfterSale, Order, OrderLine, Package, Voucher } from "./trade.ts";

export interface Shop {
  appId: string;
  appSecret: string;
  userName: string;
  name: string;
  authorizerRefreshToken: string;
  authorizationCode: string;
  messageToken: string;
  encodingAesKey: string;
  localLife: boolean;
  /** Empty: no list is set. */
  allowedIps: readonly string[];
  permissionSets: ReadonlySet<number>;
  /** Leaves that the shop may sell in. */
  leaves: ReadonlySet<string>;
  brands: readonly { brandId: string; name: string }[];
  templates: Template[];
  addresses: ShopAddress[];
  supply: More.Supply;
  /** hide_err_field_flag, hit_duplicated_flag, hit_low_risk_rule_flag: 1 on, 2 off. */
  auditStrategy: Readonly<Record<string, number>>;
}
export interface ShopAddress {
  id: string;
  name: string;
  at: Address;
  send: boolean;
  receive: boolean;
  isDefault: boolean;
}
export interface Template {
  id: string;
  name: string;
  valuation: "PIECE" | "WEIGHT";
  sendTime: string;
  sendHours: number;
  freightFen: number;
  /** As it was sent, where the shop wrote it by a call. */
  given: Reply | null;
}
export interface Component {
  appId: string;
  appSecret: string;
  ticket: string;
}
/** `shop` null: a component's own token. A superseded token fails 40001 from `diesAtMs`, an old one 42001 from `expiresAtMs`. */
export interface Token {
  value: string;
  kind: "plain" | "stable" | "authorizer" | "component";
  shop: string | null;
  expiresAtMs: number;
  diesAtMs: number | null;
  /** Killed by a fault: answers 42001 from now on. */
  expired: boolean;
}

export interface CategoryNode {
  id: string;
  name: string;
}
export interface CategoryAttribute {
  name: string;
  required: boolean;
  type: "string" | "select_one" | "integer_unit" | "decimal4_unit";
  /** Options or units. */
  values: readonly string[];
}
export interface Leaf {
  id: string;
  name: string;
  /** Root to leaf. */
  path: readonly CategoryNode[];
  /** Root to leaf of the old tree, always three. */
  oldPath: readonly CategoryNode[];
  family: "food" | "craft" | "local_life" | "service";
  attributes: readonly CategoryAttribute[];
  noShipment: boolean;
  inviteOnly: boolean;
  sevenDayReturn: boolean;
  damageGuarantee: boolean;
  certificates: readonly { id: string; name: string }[];
}

export interface Sku {
  id: string;
  outSkuId: string;
  skuCode: string;
  thumb: string;
  salePriceFen: number;
  /** Goods: sale attributes; local life: the map's entries. */
  attributes: readonly { key: string; value: string }[];
  /** The number that was written with this copy; what may be sold stands in `Product.stock`. */
  writtenStock: number;
  presale: boolean;
  status: number;
}
export interface Copy {
  title: string;
  headImages: readonly string[];
  leafId: string;
  /** The fields as they were sent. */
  goods: ProductFields | null;
  local: LocalLifeFields | null;
  skus: readonly Sku[];
}
export interface Product {
  id: string;
  shop: string;
  kind: "goods" | "local_life";
  outProductId: string;
  draft: Copy;
  online: Copy | null;
  status: number;
  editStatus: number;
  rejectReason: string;
  auditId: string;
  submittedMs: number | null;
  auditedMs: number | null;
  listedOnce: boolean;
  createdMs: number;
  updatedMs: number;
  /** Lists show it from here on. */
  visibleMs: number;
  /** By SKU id. */
  stock: Map<string, number>;
  sold: Map<string, number>;
  stockWrites: Map<string, { sinceMs: number; count: number }>;
  codes: Map<string, string[]>;
  /** A submission that waits for the asynchronous write. */
  submitAfterWrite: boolean;
  flow: More.StockFlow[];
}

/** What a next_key stands for: the query it belongs to, the rows as they stood, and where to go on. */
export interface Cursor {
  query: string;
  ids: readonly string[];
  from: number;
}
export interface Due {
  atMs: number;
  what:
    | "audit"
    | "write"
    | "pay_limit"
    | "receive"
    | "codes"
    | "expire"
    | "expired_refund"
    | "address"
    | "refund"
    | "answer"
    | "send_back"
    | "negotiation"
    | "application"
    | "guarantee"
    | "discount_end";
  id: string;
}
/** A push message of the platform before it is sealed. */
export interface PushEvent {
  shop: string;
  atMs: number;
  body: Reply;
}
export interface Usage {
  minute: number;
  inMinute: number;
  day: string;
  inDay: number;
}

export interface World {
  switches: Readonly<Record<string, boolean | number>>;
  component: Component;
  shops: Map<string, Shop>;
  leaves: Map<string, Leaf>;
  tokens: Map<string, Token>;
  refreshes: Map<string, { day: string; count: number; lastMs: number }>;
  usage: Map<string, Usage>;
  submits: Map<string, { hour: number; inHour: number; day: string; inDay: number }>;
  decodes: Map<string, { day: string; count: number }>;
  clears: Map<string, { month: string; count: number }>;
  /** URL → the shop that uploaded it. */
  pictures: Map<string, string>;
  products: Map<string, Product>;
  orders: Map<string, Order>;
  afterSales: Map<string, AfterSale>;
  vouchers: Map<string, Voucher>;
  redeemed: Map<string, { asked: string; reply: Reply }>;
  cursors: Map<string, Cursor>;
  /** Sorted by time. */
  agenda: Due[];
  labels: Map<string, More.Label>;
  labelTemplates: Map<string, More.LabelTemplate>;
  /** By order. */
  negotiations: Map<string, More.Negotiation[]>;
  guarantees: Map<string, More.Guarantee>;
  coupons: Map<string, More.Coupon>;
  discountTasks: Map<string, More.DiscountTask>;
  applications: Map<string, More.Application>;
  dropships: Map<string, More.Dropship>;
  complaints: Map<string, More.Complaint>;
  /** rid → when; the newest ten thousand. */
  rids: Map<string, { atMs: number; path: string }>;
  events: PushEvent[];
  audit: { afterMs: number; refuseWords: readonly string[] };
  firstToken: string;
}
