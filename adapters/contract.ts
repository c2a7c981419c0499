/**
 * The adapter contract, version 1: types and one identity function; no clock, network, environment or platform name.
 * Promises: effects are total (defined, or absent with a reason), settlement is stated, unknown is not failed.
 */
import type * as z from "zod";
import type { Finding } from "../domain/finding.ts";
import type { CanonicalAttribute } from "../domain/listing/attributes.ts";
import type { AfterSaleCase, Answer, PlatformOrder, Receiver, VoucherSeen } from "../domain/order/platform-order.ts";
import type { Absent, Confidence, EffectFacts, EffectKind, Manner } from "../domain/plan/effect.ts";
import type { ListingRef, Observation, Reading } from "../domain/plan/observation.ts";
import type { Facet } from "../domain/plan/wish.ts";
import type { Fen, Instant, Text } from "../domain/units.ts";

export type { Finding } from "../domain/finding.ts";
export type { CanonicalAttribute } from "../domain/listing/attributes.ts";
export type * from "../domain/order/platform-order.ts";
export type {
  Absent,
  Confidence,
  EffectFacts,
  EffectKind,
  Manner,
  Need,
  Settle,
  ShipManner,
  StockManner,
} from "../domain/plan/effect.ts";
export type { ListingRef, Observation, Reading, SkuSeen } from "../domain/plan/observation.ts";
export type { Facet, Part } from "../domain/plan/wish.ts";
export type { Fen, Instant, Text } from "../domain/units.ts";

// 3. outcomes -----------------------------------------------------------------------------------------------------
export type FailureKind =
  | "throttled" //      no effect; blockedUntil for all who share the limit
  | "retryable" //      no effect; later may work
  | "auth" //           token dead: refresh once under the lease, send once more, then needs_merchant
  | "needs_merchant" // its owner can mend it: authorise again, edit, pay a deposit
  | "needs_operator" // the county team can: egress, allow-list, permission, clock, an effect that no look settles
  | "permanent"; //     never accepted as sent: our defect, or impossible there
/** `code` and `message` are the platform's, cleaned of secrets and buyers' data; `say` is ours. */
export interface Failure {
  kind: FailureKind;
  code: string;
  message: string;
  say: Text;
  requestId: string;
  pointer?: string;
  retryAfterMs?: number;
  platformRequestId?: string;
}
/** One sku or line of a call that was refused; the runtime adds our request id. */
export type LineFailure = Omit<Failure, "requestId">;
/** The platform answered. already: an earlier try had done it. accepted: it works on it, `read` tells the end. */
export type Sent<T> =
  | { kind: "done"; value: T; already?: true }
  | { kind: "accepted"; value: T; readAfterMs: number }
  | { kind: "partly"; value: T; failed: readonly { merchantKey: string; failure: LineFailure }[] };
/** What runtime's `attempt` makes of a method. Unknown is not failed. */
export type Outcome<T> =
  | Sent<T>
  | { kind: "failed"; failure: Failure } // certainly no effect, "not sent" included (refused before a byte was written)
  | { kind: "unknown"; why: "no_answer" | "server_error" | "unreadable"; requestId: string };

// 4. calls, limits, failures --------------------------------------------------------------------------------------
export type Egress = "any" | "fixed_ip" | "relay";
/** `calls` per `perMs`, at most `burst` at once; `daily` by Asia/Shanghai days. Defaults: a deployment sets its app's own. */
export interface RateLimit {
  id: string;
  scope: "app" | "shop";
  apis: readonly string[] | "*";
  calls: number;
  perMs: number;
  burst: number;
  daily?: number;
  classOf?: "ship" | "stock" | "price" | "pull" | "content";
}
/** `api` is the platform's own name of the call: limits, records and wire coverage go by it. Every read is repeatable. */
export interface Call<T> {
  api: string;
  method: "GET" | "POST";
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  file?: { field: string; name: string; type: string; bytes: Uint8Array };
  reply: z.ZodType<T>;
  repeatable: boolean;
}
export interface HttpRequest {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
}
export interface Facts<App, Shop> {
  app: App;
  shop: Shop;
  token: string | null;
  baseUrl: string;
  now: Instant;
}
/** `key` is the intent's id: one for all tries of an effect, a new one for a new value. */
export interface Context<App, Shop> extends Facts<App, Shop> {
  key: string;
  call<T>(call: Call<T>): Promise<T>; // throws only the runtime's own error, for `attempt`
}
/** How a reply says no. The longest prefix in `codes` wins; what is not there follows the runtime's default rules. */
export interface Failures {
  read(reply: unknown, status: number): { code: string; message: string; requestId?: string } | null;
  codes: Record<string, FailureKind | "empty" | "already_done" | "unknown">;
  say: Record<string, Text>;
  /** How long the platform wants to be left alone after a code, where it says so. Prefixes, as in `codes`. */
  waitMs?: Readonly<Record<string, number>>;
  /** Codes that stop the whole shop (deposit, ban, trial limit), not one listing: it is blocked once. Prefixes, as in `codes`. */
  shopWide?: readonly string[];
}

// 5. what goes in and comes back ----------------------------------------------------------------------------------
/** A row that cannot be read is set aside with its raw text; its page goes on. */
export type Row<T> = { ok: true; value: T } | { ok: false; raw: string; why: string };
export interface Named {
  id: string;
  name: string;
}
export interface Ware {
  platformId: string;
  merchantKey: string | null;
  title: string;
  picture: string | null;
  shelf: Observation["shelf"];
  skus: readonly {
    platformSkuId: string;
    merchantKey: string | null;
    barcode: string | null;
    name: string;
    priceFen: Fen;
    shown: number;
  }[];
}
/** One listing made ready for one shop: overrides applied, category and attributes mapped, pictures already there. */
export interface Body {
  merchantKey: string;
  kind: string;
  title: string;
  categoryId: string;
  brandId: string | null;
  freightTemplateId: string | null;
  returnAddressId: string | null; // the platform's id of the address that goods come back to
  attributes: Record<string, readonly string[]>;
  pictures: readonly string[];
  detailPictures: readonly string[];
  detailHtml: string;
  certificates: readonly { type: string; number: string; pictures: readonly string[] }[];
  shipWithinHours: number | null;
  returns: "seven_days" | "fresh_claim" | "none";
  weightGrams: number | null;
  voucher: {
    useFrom: string;
    useUntil: string;
    refund: "any_time" | "before_expiry" | "none";
    storeIds: readonly string[];
  } | null;
  skus: readonly {
    merchantKey: string;
    name: string;
    attributes: Record<string, string>;
    priceFen: Fen;
    stock: number;
    picture: string | null;
  }[];
}
export interface SkuValue<V> {
  merchantKey: string;
  platformSkuId: string;
  value: V;
}
export interface Code {
  code: string;
  secret: string | null;
  platformSkuId: string;
}
export interface ShipLine {
  lineNo: string;
  platformId: string;
  platformSkuId: string;
  quantity: number;
}
/** One box with one number. `carrier` is ours; `waybill` is empty where goods go without a carrier. */
export interface ShipParcel {
  carrier: string;
  waybill: string;
  lines: readonly ShipLine[];
}
/** Where a parcel comes from, in plain text; names of divisions in Chinese. */
export interface Sender {
  name: string;
  phone: string;
  province: string;
  city: string;
  county: string;
  address: string;
}
/** An account with a carrier from which waybill numbers may be drawn. `site`, `owner`: theirs, sent back as they came. `left`: numbers, where told. */
export interface LabelAccount {
  id: string;
  carrier: string;
  name: string;
  site: string | null;
  owner: string | null;
  left: number | null;
  templates: readonly Named[];
}
/** What a label is wanted for. The receiver is the order's own: no buyer's data passes through here. */
export interface LabelAsk {
  orderNo: string;
  account: Pick<LabelAccount, "id" | "carrier" | "site" | "owner">;
  templateId: string | null;
  sender: Sender;
  lines: readonly (ShipLine & { name: string })[];
  note: string;
}
/** A label that has a number. `ticket`: the platform's id of it, where it has one. */
export interface LabelRef {
  orderNo: string;
  ticket: string | null;
  carrier: string;
  waybill: string;
}
/** A label as the platform shows it; `parcels`: numbers of further boxes. */
export interface LabelSeen {
  state: "reserved" | "drawn" | "cancelled";
  waybill: string | null;
  parcels: readonly string[];
}
/** The platform's own waybills. Printing is not shipping. */
export interface Labels<X> {
  accounts(x: X): Promise<readonly LabelAccount[]>;
  /** An id for a label that has no number yet, by which a lost answer can be looked up; unused ones do no harm. Null: this platform gives none. */
  reserve(ask: LabelAsk, x: X): Promise<string | null>;
  /** Null: no such label there. */
  read(label: Pick<LabelRef, "orderNo" | "ticket" | "carrier">, x: X): Promise<LabelSeen | null>;
  /** What a printer needs, for each box: opaque to us, and a buyer's data. */
  print(label: LabelRef & { templateId: string | null; parcels: readonly string[] }, x: X): Promise<readonly string[]>;
  /** Tells the platform that somebody printed, where it wants to know. Repeating it only counts one more. */
  printed?(label: LabelRef & { again: boolean }, x: X): Promise<void>;
  /** How `print`'s data get onto paper, for whoever packs. */
  printer: Text;
}
/** Why an order is to leave later than it should. */
export type LaterReason = "buyer_asks" | "short_of_stock" | "receiver_wrong";
/** A later ship date that a buyer was asked for; no answer in time counts as refused. */
export interface LaterAsked {
  shipBy: Instant;
  state: "waiting" | "agreed" | "refused" | "unrecognised";
}
/** Agreeing on a later ship date through the platform. `most`: times an order; `aheadMs`: at least so long before the latest time. An agreed one shows in the order's own `shipBy`. */
export interface LaterShipping<X> {
  most: number;
  aheadMs: number;
  read(orderNo: string, x: X): Promise<readonly LaterAsked[]>;
}
/** What else merchants look for. */
export type Ability = "areaLimits" | "supplierShipping" | "guaranteeOrders" | "startRefund";
/** Done by something else, which it names. */
export interface Carried {
  by: Text;
}
type On<T> = { ref: ListingRef } & T;
/** in → out of every effect. Carriers are Kuaidi100 codes. A stock write carries target and change: the adapter sends what its manner says. */
export interface Effects {
  create: [Body, ListingRef];
  update: [On<{ body: Body; facets: readonly Facet[] }>, ListingRef];
  submit: [ListingRef, null];
  withdraw: [ListingRef, null]; // out of the audit
  setPrice: [On<{ skus: readonly SkuValue<Fen>[] }>, null];
  setStock: [On<{ skus: readonly SkuValue<{ target: number; change: number }>[] }>, null];
  list: [ListingRef, null];
  delist: [ListingRef, null];
  remove: [ListingRef, null];
  ship: [{ orderNo: string; parcels: readonly ShipParcel[] }, null]; // at most `ship.maxParcels`
  changeWaybill: [{ orderNo: string; from: string; carrier: string; waybill: string }, null];
  issueVouchers: [{ orderNo: string; lineNo: string; codes: readonly Code[] }, null];
  redeem: [{ orderNo: string; lineNo: string; codes: readonly Code[]; store: Named | null }, null];
  undoRedeem: [{ orderNo: string; codes: readonly Code[] }, null];
  answerAfterSale: [
    { caseNo: string; answer: Answer; reasonCode: string | null; note: string; addressId: string | null },
    null,
  ];
  createLabel: [LabelAsk & { ticket: string | null }, { waybill: string }]; // `ticket`: as reserved
  addLabelParcel: [LabelRef, { waybill: string }]; // one box more under the same label
  cancelLabel: [LabelRef, null];
  askLaterShipping: [{ orderNo: string; shipBy: Instant; reason: LaterReason; note: string }, null];
}
/** `Effects` and `EFFECT_KINDS` name exactly the same effects: a difference is a type error here. */
type Exactly<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const EFFECTS_MATCH: Exactly<EffectKind, keyof Effects> = true;
/** One list of the platform. Coverage is kept per (shop, stream), in the platform's own time, whole seconds, both ends included. */
export interface Stream<T, X> {
  id: string;
  by: "updated" | "created";
  everyMs: number;
  maxWindowMs: number;
  overlapMs: number;
  settleMs: number;
  horizonMs: number;
  paging: "cursor" | "numbered"; // numbered: the runtime halves a window until it fits one page; a single full second is read last page first
  page(
    ask: { from: Instant; to: Instant; at: string | null },
    x: X,
  ): Promise<{ rows: readonly Row<T>[]; next: string | null; pages: number | null }>;
}
export interface CategoryRules {
  categoryId: string;
  certificates: readonly Named[];
  /** What the category demands beyond attributes and certificates, where the platform tells it. */
  demands?: { brand: boolean; sevenDayReturn: boolean; floorPriceFen: number | null; inStock?: boolean }; // inStock: no presale
  attributes: readonly {
    id: string;
    name: string;
    required: boolean;
    sale: boolean;
    type: "one" | "many" | "text" | "number";
    units: readonly string[];
    options: readonly Named[];
  }[];
}
export interface Taxonomy<X> {
  categories(
    x: X,
  ): Promise<readonly (Named & { parentId: string | null; leaf: boolean; allowed: boolean; why: string | null })[]>;
  rules(categoryId: string, x: X): Promise<CategoryRules>;
  brands(categoryId: string, x: X): Promise<readonly Named[]>;
  freightTemplates(x: X): Promise<readonly Named[]>;
  addresses(x: X): Promise<readonly Named[]>;
  carriers(x: X): Promise<readonly Named[]>;
}

/** The first mapping of ours onto theirs, by names only: ids differ from shop to shop and change over night. */
export interface Mapping {
  /** Canonical category code → path of names from the root of their tree to a leaf. */
  categories: Readonly<Record<string, readonly string[]>>;
  /** Name of an attribute of theirs → the fact that fills it, or a text that is always sent. */
  attributes: Readonly<Record<string, { from: CanonicalAttribute } | { value: string }>>;
  /** Canonical listing kinds that this platform can carry through its API; the others with the reason why not. */
  kinds: Readonly<Record<string, { as: "goods" | "voucher"; confidence: Confidence } | Absent>>;
}

// 6. auth and events ----------------------------------------------------------------------------------------------
export interface Token {
  value: string;
  refresh: string | null;
  expiresAt: Instant;
}
export type Auth<X, F> =
  | { kind: "signature" }
  | { kind: "client_credentials"; renewBeforeMs: number; fetch(x: X): Promise<Token> }
  | {
      kind: "oauth";
      renewBeforeMs: number;
      refreshable: boolean;
      authorizeUrl(f: F, redirect: string, state: string): string;
      exchange(code: string, redirect: string, x: X): Promise<Token>;
      refresh(token: Token, x: X): Promise<Token>;
    };
export interface Push {
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  raw: Uint8Array;
}
export type Hint = { about: "order" | "listing" | "after_sale" | "voucher"; id: string } | { about: "shop" };
/** Pure: verifies over the raw bytes, decrypts; gives only hints to read again. Forged: no hints and a refusal. */
export interface Events<F> {
  receive(push: Push, f: F): { verified: boolean; reply: { status: number; body: string }; hints: readonly Hint[] };
}

// 7. the adapter --------------------------------------------------------------------------------------------------
export type Effect<K extends EffectKind, X> = EffectFacts & {
  send(input: Effects[K][0], x: X): Promise<Sent<Effects[K][1]>>;
};
export interface PictureLimits {
  min: number;
  max: number;
  minSidePx: number;
  maxBytes: number;
  types: readonly string[];
  distinct: boolean;
  /** Their own codes for a picture that is too heavy or of a wrong type. */
  codes?: { bytes: string; type: string };
}
export interface Limits {
  title: { min: number; max: number; count: "code_points" | "utf8_bytes" };
  skus: number;
  priceFen: { min: number; max: number };
  stock: number;
  pictures: PictureLimits;
  detailPictures: PictureLimits;
  presaleDays: number;
}
/** Strict settings, secrets with `.meta({ secret: true })`: `app` is the deployment's, `shop` a merchant's; a URL is in neither. */
export interface Adapter<
  A extends z.ZodObject = z.ZodObject,
  S extends z.ZodObject = z.ZodObject,
  X = Context<z.infer<A>, z.infer<S>>,
  F = Facts<z.infer<A>, z.infer<S>>,
> extends Manner {
  id: string;
  contract: 1;
  name: Text;
  docs: string;
  readOn: string;
  baseUrl: string;
  app: A;
  shop: S; // baseUrl: a default; deployments may change it, tenants never
  egress: Egress;
  egressFor?: Record<string, Egress>;
  concurrency: number;
  clockToleranceMs: number;
  rates: readonly RateLimit[];
  limits: Limits;
  failures: Failures;
  carriers: Record<string, readonly string[]>; // the first is sent, all are understood
  auth: Auth<X, F>;
  sign(call: Call<unknown>, f: F): HttpRequest; // pure: encodes and signs
  unwrap(reply: unknown, call: Call<unknown>): unknown; // the envelope taken off
  identify(x: X): Promise<{ platformShopId: string; name: string }>;
  lint(body: Body, rules: CategoryRules | null): readonly Finding[]; // pure, offline
  uploadPicture(bytes: Uint8Array, type: string, x: X): Promise<string>; // repeatable; cached by (shop, hash); not an effect
  taxonomy: Taxonomy<X>;
  mapping: Mapping;
  effects: { [K in EffectKind]: Effect<K, X> | Absent };
  /** By merchant key, or by scanning what was never listed; more than one: all of them, oldest first. */
  look(merchantKey: string, x: X): Promise<readonly ListingRef[]>;
  read(ref: ListingRef, x: X): Promise<Reading | null>;
  /** What already lies in the shop, ours or not: for adoption. */
  wares(at: string | null, x: X): Promise<{ rows: readonly Row<Ware>[]; next: string | null }>;
  /** `unseen`: changes that no stream shows; for those, open orders are read again. */
  orders: {
    streams: readonly Stream<PlatformOrder | { orderNo: string }, X>[];
    unseen: readonly string[];
    read(orderNo: string, x: X): Promise<Row<PlatformOrder> | null>;
  };
  receiver: { reveal(orderNo: string, x: X): Promise<Receiver> } | Absent;
  afterSale:
    | {
        streams: readonly Stream<AfterSaleCase | { caseNo: string }, X>[];
        read(caseNo: string, x: X): Promise<Row<AfterSaleCase> | null>;
      }
    | Absent;
  /** `stores`: where codes may be redeemed, if the platform lists them. */
  vouchers:
    { read(orderNo: string, x: X): Promise<readonly VoucherSeen[]>; stores?(x: X): Promise<readonly Named[]> } | Absent;
  labels: Labels<X> | Absent;
  laterShipping: LaterShipping<X> | Absent;
  abilities: Readonly<Record<Ability, Carried | Absent>>;
  events: Events<F> | Absent;
}
/** Checks the shape and keeps the types of the settings. */
export const defineAdapter = <A extends z.ZodObject, S extends z.ZodObject>(adapter: Adapter<A, S>): Adapter<A, S> =>
  adapter;
