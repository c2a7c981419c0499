import type { SandboxRandom } from "../kit/types.ts";
import type { Goods } from "./goods.ts";
import type { Order, Refund } from "./order.ts";

/** Everything Pinduoduo knows, as plain data. Ids are texts of digits, times epoch ms, money fen. */
export interface World {
  random: SandboxRandom;
  switches: Readonly<Record<string, boolean | number>>;
  app: { id: string; secret: string };
  shops: Map<string, Shop>;
  tokens: Map<string, Token>;
  /** Authorisation codes of the sign-in page. */
  codes: Map<string, { mallId: string; expiresAt: number }>;
  categories: Map<string, Category>;
  /** `parent spec id/name` → id; the same name gives the same id. */
  specs: Map<string, Spec>;
  goods: Map<string, Goods>;
  orders: Map<string, Order>;
  refunds: Map<string, Refund>;
  shipments: { mallId: string; orderSn: string; logisticsId: string; waybill: string; at: number }[];
  auditPolicy: { afterMs: number; refuseWords: readonly string[] };
  /** Calls of the running second, by shop. */
  calls: Map<string, { second: number; count: number }>;
  lastId: number;
}

export interface Shop {
  mallId: string;
  name: string;
  templates: { id: string; name: string }[];
  addresses: { id: string; name: string; address: string }[];
  pictures: Set<string>;
}

/** `dead`: refused everywhere, yet its refresh token works. */
export interface Token {
  value: string;
  refresh: string;
  mallId: string;
  expiresAt: number;
  refreshUntil: number;
  dead: boolean;
}

export interface Category {
  id: string;
  parentId: string;
  name: string;
  leaf: boolean;
  /** Of leaves: what a product must and may tell, and the names of specs. */
  properties: readonly Property[];
  specNames: readonly { id: string; name: string }[];
}

export interface Property {
  refPid: string;
  name: string;
  required: boolean;
  /** 0 text, 1 number. */
  valueType: 0 | 1;
  units: readonly string[];
  values: readonly { vid: string; value: string }[];
}

export interface Spec {
  id: string;
  parentId: string;
  parentName: string;
  name: string;
}

/** The next number of theirs; ids rise. Beyond 2^53 with the switch `hugeIds`. */
export function newId(world: World): string {
  world.lastId += 1 + world.random.int(9);
  return world.switches["hugeIds"] === true ? `9${String(world.lastId).padStart(18, "0")}` : String(world.lastId);
}
