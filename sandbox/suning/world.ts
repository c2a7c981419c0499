import type { Application, Product } from "./world-items.ts";
import type { Order, Refund, Voucher } from "./world-orders.ts";

export type * from "./world-items.ts";
export type * from "./world-orders.ts";

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
