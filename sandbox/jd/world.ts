import type { SandboxRandom } from "../kit/types.ts";
import type { Order, Refund, Service, Voucher } from "./order.ts";
import type { Ware } from "./ware.ts";

/** Everything JD knows, as plain data. Ids are texts of digits, times epoch ms, money fen. */
export interface World {
  random: SandboxRandom;
  switches: Readonly<Record<string, boolean | number>>;
  app: { key: string; secret: string };
  shops: Map<string, Shop>;
  tokens: Map<string, Token>;
  codes: Map<string, { venderId: string; expiresAt: number }>;
  categories: Map<string, Category>;
  attributes: Map<string, Attribute>;
  pictures: Map<string, Picture>;
  wares: Map<string, Ware>;
  /** Sku id to ware id; deleted skus stay. */
  wareOfSku: Map<string, string>;
  orders: Map<string, Order>;
  refunds: Map<string, Refund>;
  services: Map<string, Service>;
  vouchers: Map<string, Voucher>;
  shipments: { venderId: string; orderId: string; carrier: string; waybill: string; at: number }[];
  /** Waybill → whose e-waybill it is, and for which order. */
  labels: Map<string, { venderId: string; provider: string; orderId: string }>;
  /** `vender/stockRfId/sku` that has been written. */
  stockWrites: Set<string>;
  /** `vender/requestId` of redemptions and what they were answered. */
  redemptions: Map<string, string>;
  auditPolicy: { afterMs: number; refuseWords: readonly string[] };
  calls: { day: string; count: number };
  lastId: number;
}

export interface Shop {
  venderId: string;
  shopId: string;
  name: string;
  brands: { id: string; name: string }[];
  freight: { id: string; name: string }[];
  addresses: { id: string; name: string }[];
  shopCategories: { id: string; name: string }[];
  /** Leaves that this shop may publish in. */
  categories: Set<string>;
  carriers: ReadonlySet<string>;
}

/** `dead`: refused everywhere, yet its refresh token works. */
export interface Token {
  value: string;
  refresh: string;
  venderId: string;
  expiresAt: number;
  dead: boolean;
}

export interface Category {
  id: string;
  fid: string;
  name: string;
  lev: number;
  leaf: boolean;
  kind: "food" | "craft" | "local";
  certificate: boolean;
  attributes: string[];
}

export interface Attribute {
  id: string;
  catId: string;
  name: string;
  /** 3 describes the ware, 4 tells skus apart. */
  type: 3 | 4;
  /** 1 one choice, 3 free text, 7 number with a unit. */
  input: 1 | 3 | 7;
  required: boolean;
  units: readonly string[];
  values: { id: string; name: string; venderId: string | null }[];
}

export interface Picture {
  id: string;
  venderId: string;
  name: string;
  bytes: number;
}

/** A new 64-bit id. With the switch `hugeIds` it is beyond 2^53; else as long as JD's are today. Ids rise, as theirs do. */
export function newId(world: World, usualLength: number): string {
  world.lastId += 1 + world.random.int(9);
  const length = world.switches["hugeIds"] === true ? 18 : usualLength;
  return `1${String(world.lastId).padStart(length - 1, "0")}`;
}
