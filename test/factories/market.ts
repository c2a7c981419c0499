/** A small platform in memory that audits what is submitted, for tests of the publish lane: it counts what it was asked. */
import type { Adapter, Body, CategoryRules, Finding, ListingRef, Reading } from "../../adapters/contract.ts";
import type { OpenShop } from "../../functions/shared/shops.ts";
import type { ShopRow } from "../../functions/shared/store/rows.ts";
import { MINUTE_MS, msBetween } from "../../domain/time.ts";
import type { Clock } from "../../adapters/runtime/ports.ts";
import { doorTo } from "./market-door.ts";

interface Product {
  ref: ListingRef;
  draft: Body;
  audit: Reading["audit"];
  shelf: Reading["shelf"];
  listedOnce: boolean;
  live: Body | null;
}
export interface Market {
  adapter: Adapter;
  open(row: ShopRow): OpenShop;
  products: Map<string, Product>;
  /** Names of the effects that were sent, in order. */
  asked: string[];
  /** What the offline rules find from now on. */
  finds: Finding[];
  /** More that they find, in one body. */
  finding: (body: Body, rules: CategoryRules | null) => Finding | null;
  /** What every effect meets from now on, by the platform's code. */
  refusal: string | null;
  /** The effects that are done there from now on, though their answer is lost. */
  unanswered: string[];
  leaves: string[];
  rules: { -readonly [K in keyof CategoryRules]: CategoryRules[K] };
}
export interface MarketManner {
  auditMinutes?: number;
}

const SKU_ID = "p-";
const absent = { absent: { zh: "不支持", en: "not there" } };

/** A market whose submit is both audit and shelf, like the stores that audit drafts. */
export function market(clock: Clock, { auditMinutes = 60 }: MarketManner = {}): Market {
  const products = new Map<string, Product>();
  const asked: string[] = [];
  const finds: Finding[] = [];
  const leaves = ["核桃"];
  const rules: Market["rules"] = { categoryId: "c-核桃", certificates: [], attributes: [] };
  const at = (ref: ListingRef): Product => {
    const product = products.get(ref.platformId ?? "");
    if (product === undefined) throw new Error(`no product ${ref.platformId}`);
    audited(product, clock, auditMinutes);
    return product;
  };
  const can = (costsQuota: boolean, ...needs: string[]) => ({
    settle: "idempotent",
    needs,
    batch: 50,
    costsQuota,
    confidence: "shown",
  });
  const effect = (kind: string, facts: object, send: (input: never) => unknown) => ({
    ...facts,
    send: async (input: never) => {
      asked.push(kind);
      if (self.refusal !== null) return { kind: "failed", failure: failureOf(self.refusal) };
      const value = send(input) ?? null;
      if (isRefusal(value)) return { kind: "failed", failure: failureOf(value.refused) };
      if (self.unanswered.includes(kind)) return { kind: "unknown", why: "no_answer", requestId: "r" };
      return { kind: "done", value };
    },
  });
  const adapter = {
    id: "market",
    name: { zh: "集市", en: "Market" },
    createSets: ["text", "pictures", "options", "delivery", "voucher", "price", "stock"],
    editGroups: [["text", "pictures", "options", "delivery", "voucher"]],
    goesOnSaleBy: "submit",
    auditMinutes,
    failures: { read: () => null, codes: {}, say: {}, shopWide: ["deposit"] },
    find: { by: "key", readLagMs: 0 },
    stock: { push: "set", counts: "sellable", keyed: false, restocksOn: [] },
    ship: { unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 0 },
    mapping: {
      categories: { "F-walnut": ["食品", "核桃"] },
      attributes: {},
      kinds: { goods: { as: "goods", confidence: "shown" } },
    },
    limits: { presaleDays: 0 },
    abilities: { areaLimits: { absent: { zh: "请在平台后台设置", en: "set it in the back office" } } },
    lint: (body: Body, rules: CategoryRules | null) => [
      ...finds,
      ...[self.finding(body, rules)].filter((one) => one !== null),
    ],
    taxonomy: {
      categories: async () => [
        { id: "f", name: "食品", parentId: null, leaf: false, allowed: true, why: null },
        ...leaves.map((name) => ({ id: `c-${name}`, name, parentId: "f", leaf: true, allowed: true, why: null })),
      ],
      rules: async (categoryId: string) => ({ ...rules, categoryId }),
      brands: async () => [],
      freightTemplates: async () => [{ id: "t", name: "包邮" }],
      addresses: async () => [],
    },
    effects: {
      create: effect("create", can(true), (body: Body) => {
        const ref = { merchantKey: body.merchantKey, platformId: `n${products.size + 1}`, ticket: null };
        const audit = { state: "none", since: null, reason: null } as const;
        products.set(ref.platformId, { ref, draft: body, audit, shelf: "off", listedOnce: false, live: null });
        return ref;
      }),
      update: effect("update", can(true, "exists", "not_in_audit"), (input: { ref: ListingRef; body: Body }) => {
        const product = at(input.ref);
        if (product.audit.state === "pending") throw new Error("edited during its audit");
        product.draft = input.body;
        product.audit = { state: "none", since: null, reason: null };
        return product.ref;
      }),
      submit: effect("submit", can(true, "exists", "not_in_audit"), (ref: ListingRef) => {
        if (at(ref).audit.state === "pending") return { refused: "in audit already" };
        at(ref).audit = { state: "pending", since: clock.now(), reason: null };
      }),
      delist: effect("delist", can(false, "on_shelf"), (ref: ListingRef) => {
        if (at(ref).shelf === "off") return { refused: "off already" };
        at(ref).shelf = "off";
      }),
      setPrice: effect("setPrice", can(false, "exists"), (input: PriceInput) => {
        const { draft } = at(input.ref);
        for (const { merchantKey, value } of input.skus)
          at(input.ref).draft = {
            ...draft,
            skus: draft.skus.map((sku) => (sku.merchantKey === merchantKey ? { ...sku, priceFen: value } : sku)),
          };
      }),
      setStock: absent,
      withdraw: absent,
      list: absent,
      remove: absent,
    },
    look: async (merchantKey: string) =>
      [...products.values()].filter(({ ref }) => ref.merchantKey === merchantKey).map(({ ref }) => ref),
    read: async (ref: ListingRef): Promise<Reading> => readingOf(at(ref)),
  } as unknown as Adapter;
  const door = doorTo(adapter, clock);
  const tokens = { current: async () => null, renew: async () => false, renewIfDue: async () => undefined };
  const self: Market = {
    adapter,
    products,
    asked,
    finds,
    finding: () => null,
    refusal: null,
    unanswered: [],
    leaves,
    rules,
    open: (row) => ({ row, adapter, door, signInDoor: door, tokens, skewMs: () => null }),
  };
  return self;
}

function isRefusal(value: unknown): value is { refused: string } {
  return typeof value === "object" && value !== null && "refused" in value;
}

function failureOf(code: string) {
  const say = { zh: `平台拒绝：${code}`, en: `refused: ${code}` };
  return { kind: "needs_merchant", code, message: "", say, requestId: "r" };
}

interface PriceInput {
  ref: ListingRef;
  skus: readonly { merchantKey: string; value: Body["skus"][number]["priceFen"] }[];
}

function audited(product: Product, clock: Clock, auditMinutes: number): void {
  const { state, since } = product.audit;
  if (state !== "pending" || since === null || msBetween(since, clock.now()) < auditMinutes * MINUTE_MS) return;
  product.audit = { ...product.audit, state: "passed" };
  product.shelf = "on";
  product.listedOnce = true;
  product.live = product.draft;
}

function readingOf({ ref, audit, shelf, listedOnce, draft }: Product): Reading {
  const skus = draft.skus.map((sku) => ({
    merchantKey: sku.merchantKey,
    platformSkuId: `${SKU_ID}${sku.merchantKey}`,
    priceFen: sku.priceFen,
    shown: sku.stock,
    booked: null,
  }));
  return { ref, audit, shelf, listedOnce, skus };
}
