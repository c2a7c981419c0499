/** What a platform's sandbox is made of. The core is pure: request, world, clock, random → answer; `kit/server.ts` alone speaks HTTP. */

/** A request as it came over the wire; nothing is decoded. `target` is the text of the request line (path and query, or an absolute URL). */
export interface WireRequest {
  method: string;
  target: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  remoteAddress: string;
}

/** An answer as it goes out; a text body is sent as UTF-8. */
export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/** Epoch milliseconds of the sandbox's own, movable clock. */
export interface SandboxClock {
  now(): number;
}

/** Seeded chance: the same seed gives the same world and the same unkindness. */
export interface SandboxRandom {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** From 0 (inclusive) to `below` (exclusive). */
  int(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** Decimal digits, the first one never 0. 19 digits are above 2^53. */
  digits(length: number): string;
  hex(length: number): string;
}

/** Faults that only the platform itself can act out; the kit plays the others around `handle`. */
export type InnerFault =
  "throttled" | "token-expired" | "late-visibility" | "page-shift" | "duplicate-rows" | "empty-page";
export const FAULT_KINDS = [
  "lost-answer",
  "no-answer",
  "refused",
  "http-500-before",
  "http-500-after",
  "throttled",
  "malformed",
  "truncated",
  "html",
  "token-expired",
  "late-visibility",
  "page-shift",
  "duplicate-rows",
  "empty-page",
  "slow",
  "platform-code",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What a verb gets. `fault`: an inner fault that was ordered for this very call. */
export interface Scene<World> {
  world: World;
  clock: SandboxClock;
  random: SandboxRandom;
  fault: InnerFault | null;
}

/** The platform's own name of a call and the shop that it is for, as far as the bytes tell; null where they don't. */
export interface Recognised {
  api: string | null;
  shop: string | null;
}

/** Refusal of a control call: an HTTP status, and the platform's reason. */
export interface ControlRefusal {
  status: number;
  code: string;
  message: string;
}
export type ControlAnswer = { ok: true; value: unknown } | { ok: false; refusal: ControlRefusal };

export interface PlaceOrder {
  shop: string;
  lines: readonly { merchantKey: string; quantity: number }[];
  pay?: boolean;
  buyer?: Readonly<Record<string, string>>;
  placedAt?: string;
}

/** What people, buyers and auditors do, ordered by the control API. Product and order numbers are the platform's. */
export interface Acts<World> {
  placeOrder(order: PlaceOrder, scene: Scene<World>): ControlAnswer;
  /** verb: pay, cancel, receive, ask-refund, change-address. */
  onOrder(verb: string, orderNo: string, body: Readonly<Record<string, unknown>>, scene: Scene<World>): ControlAnswer;
  decideAudit(
    productId: string,
    decision: { decision: "pass" | "refuse"; reason?: string },
    scene: Scene<World>,
  ): ControlAnswer;
  setAuditPolicy(policy: { afterMs?: number; refuseWords?: readonly string[] }, scene: Scene<World>): ControlAnswer;
  /** A product made by hand in the shop's back office: {shop, merchantKey?, title, skus:[{merchantKey?, priceFen, stock, name?}], onSale?, kind?}. */
  addProduct(product: Readonly<Record<string, unknown>>, scene: Scene<World>): ControlAnswer;
  /** {title?, priceFen?, stock?, merchantKey? (of a sku), shelf?: "on" | "off"}. */
  editProduct(productId: string, change: Readonly<Record<string, unknown>>, scene: Scene<World>): ControlAnswer;
  /** The platform takes it down: {reason?}. */
  forceOff(productId: string, body: Readonly<Record<string, unknown>>, scene: Scene<World>): ControlAnswer;
}

/** The truth, in one shape for all platforms, for checkers. */
export interface TrueProduct {
  shop: string;
  productId: string;
  merchantKey: string | null;
  title: string;
  /** What a buyer can see: on sale, or not. */
  shelf: "never" | "on" | "off" | "forced_off";
  audit: "none" | "pending" | "passed" | "refused";
  /** Main pictures, in their order; left out by imitations that don't tell. */
  pictures?: readonly string[];
  skus: readonly {
    skuId: string;
    merchantKey: string | null;
    name: string;
    priceFen: number;
    stock: number;
    sold: number;
  }[];
  createdAt: string;
}
export interface TrueOrder {
  shop: string;
  orderNo: string;
  parentOrderNo: string | null;
  /** The platform's own state word or number. */
  state: string;
  paid: boolean;
  closed: boolean;
  placedAt: string;
  updatedAt: string;
  lines: readonly {
    lineNo: string;
    merchantKey: string | null;
    skuId: string;
    quantity: number;
    shipped: number;
    refunded: number;
  }[];
}
export interface TrueShipment {
  shop: string;
  orderNo: string;
  carrier: string;
  waybill: string;
  at: string;
}
export interface TrueVoucher {
  shop: string;
  orderNo: string;
  code: string;
  state: "active" | "redeemed" | "refunded" | "expired";
  /** What the buyer shows beside the code, where the platform gives such a password. */
  secret?: string;
}
/** A waybill of the platform's own, drawn or taken back. */
export interface TrueLabel {
  shop: string;
  orderNo: string;
  waybill: string;
  state: "drawn" | "cancelled";
}
export interface Truth<World> {
  products(world: World): readonly TrueProduct[];
  orders(world: World): readonly TrueOrder[];
  shipments(world: World): readonly TrueShipment[];
  vouchers(world: World): readonly TrueVoucher[];
  /** None where the platform gives no waybills. */
  labels?(world: World): readonly TrueLabel[];
}

/** What a platform's reference documents, imitated or not; names and codes are the platform's own. */
export interface Catalog {
  /** Calls that are served, without what all of them begin with. */
  served: readonly string[];
  /** Documented calls that are refused as the platform refuses what an app may not call, or does not know. */
  missing: readonly string[];
  /** What `served` and `missing` leave out. */
  prefix: string;
  /** Code → what it means. */
  codes: Readonly<Record<string, string>>;
  /** Key of an answer → the states documented for it. */
  states: Readonly<Record<string, readonly string[]>>;
}

/** A message as the platform would send it to the address that a shop gave. */
export interface PushMessage {
  method: "GET" | "POST";
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** One imitation platform: what `sandbox/<p>/index.ts` exports as default. */
export interface Sandbox<World> {
  id: string;
  /** Everything that the references mark unknown, with the value that this imitation takes. */
  placeholders: Readonly<Record<string, { value: unknown; why: string }>>;
  /** Unkindness that can be switched, with its default. */
  switches: Readonly<Record<string, boolean | number>>;
  newWorld(tools: {
    clock: SandboxClock;
    random: SandboxRandom;
    switches: Readonly<Record<string, boolean | number>>;
  }): World;
  /** Printed on the first line: keys of `app` and `shop` are the platform's own camelCase names. */
  credentials(world: World): { app: Record<string, string>; shop: Record<string, string>; token: string };
  shops(world: World): readonly { shop: string; name: string }[];
  recognise(request: WireRequest, world: World): Recognised;
  /** Lets happen what is due by now: audits, unpaid orders that close, asynchronous writes, expiries. Called before each request and control call. */
  settle(scene: Scene<World>): void;
  handle(request: WireRequest, scene: Scene<World>): WireAnswer;
  acts: Acts<World>;
  truth: Truth<World>;
  /** Names of parameters, headers and body keys whose values the journal never keeps. */
  secretNames: readonly string[];
  /** What the platform has pushed to a shop's address so far, signed and sealed as at this moment; none without a push service. */
  pushes?(shop: string, scene: Scene<World>): readonly PushMessage[];
  catalog?: Catalog;
  /** The platform's code in an answer; null where it carries none. Success has a code too on some platforms. */
  codeOf?(answer: WireAnswer): string | null;
  /** The answer that refuses this request with a documented code; null for a code that never stands alone. */
  refusal?(code: string, request: WireRequest, scene: Scene<World>): WireAnswer | null;
}
