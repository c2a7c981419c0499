/** Anything that a planner may be given, for property tests. */
import fc from "fast-check";
import { fen } from "../../domain/money.ts";
import { instantFrom } from "../../domain/time.ts";
import { hashOfJson } from "../../domain/hash.ts";
import type { Absent, Capabilities, EffectFacts, Manner, Need } from "../../domain/plan/effect.ts";
import type { Observation } from "../../domain/plan/observation.ts";
import { PARTS, type Facet, type Wish } from "../../domain/plan/wish.ts";

const AT = instantFrom("2026-11-25T00:00:00.000Z");
const FACETS: readonly Facet[] = [...PARTS, "price", "stock"];
const NEEDS = ["exists", "not_in_audit", "listed_once", "on_shelf", "off_shelf", "stock_above_zero"] as const;
const say = { zh: "不行", en: "no" };

const aHash = fc.integer({ min: 0, max: 3 }).map((n) => hashOfJson(n));
const parts = { text: aHash, pictures: aHash, options: aHash, delivery: aHash, voucher: aHash };
const facets = fc.subarray([...FACETS]);
const aFinding = fc
  .tuple(fc.constantFrom("block" as const, "review" as const, "hint" as const), fc.constantFrom("r", "price.zero"))
  .map(([severity, rule]) => ({ rule, severity, pointer: "", say, remedy: say, platformCode: null }));
const aFen = fc.integer({ min: 1, max: 3 }).map(fen);
const aStock = fc.integer({ min: 0, max: 2 });
const KEYS = ["A", "B", "C"];

/** A wish of three skus. */
export const aWish: fc.Arbitrary<Wish> = fc.record({
  revision: fc.nat(9),
  presence: fc.constantFrom("on", "on", "off", "gone"),
  parts: fc.record(parts),
  pictures: fc.array(aHash, { maxLength: 3 }),
  findings: fc.array(aFinding, { maxLength: 2 }),
  shortage: fc.constantFrom("none", "none", "short", "refused"),
  skus: fc
    .array(fc.record({ priceFen: aFen, stock: aStock, stockVersion: fc.nat(3) }), { minLength: 3, maxLength: 3 })
    .map((skus) => skus.map((sku, n) => ({ merchantKey: KEYS[n] ?? "", ...sku }))),
});

const aSeenSku = (merchantKey: string) =>
  fc.record({
    merchantKey: fc.constant(merchantKey),
    platformSkuId: fc.constantFrom(null, `p${merchantKey}`),
    priceFen: fc.option(aFen),
    shown: fc.option(aStock),
    booked: fc.option(aStock),
    stockVersion: fc.nat(3),
  });

/** Anything that may have been seen, consistent or not. */
export const anObservation: fc.Arbitrary<Observation> = fc.record({
  at: fc.constant(AT),
  ref: fc.option(
    fc.record({ merchantKey: fc.constant("K"), platformId: fc.option(fc.constant("p")), ticket: fc.constant(null) }),
    { freq: 5 },
  ),
  applied: fc.record(parts, { requiredKeys: [] }),
  uploaded: fc.array(aHash, { maxLength: 3 }),
  audit: fc.record({
    state: fc.constantFrom("none", "pending", "passed", "refused"),
    since: fc.option(fc.constant(AT)),
    reason: fc.constant(null),
  }),
  shelf: fc.constantFrom("never", "on", "off", "forced_off", "gone"),
  listedOnce: fc.boolean(),
  byOthers: facets,
  skus: fc.tuple(...KEYS.map(aSeenSku)).chain((skus) => fc.subarray(skus)),
  turn: fc.option(
    fc.record({ id: fc.string(), kind: fc.constant("update" as const), phase: fc.constantFrom("run", "sent") }),
    { freq: 3 },
  ),
});

const effectWith = (always: readonly Need[]): fc.Arbitrary<EffectFacts | Absent> => {
  const facts = fc.record<EffectFacts>({
    settle: fc.constant("lookup"),
    needs: fc.subarray([...NEEDS]).map((needs) => [...needs, ...always]),
    batch: fc.integer({ min: 1, max: 3 }),
    costsQuota: fc.boolean(),
    confidence: fc.constant("shown"),
  });
  return fc.oneof({ weight: 4, arbitrary: facts }, { weight: 1, arbitrary: fc.constant<Absent>({ absent: say }) });
};
const effect = effectWith([]);
const manner: { [K in keyof Manner]: fc.Arbitrary<Manner[K]> } = {
  stock: fc.constant({ push: "set", counts: "sellable", keyed: false, restocksOn: [] }),
  ship: fc.constant({ unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 0 }),
  createSets: facets,
  editGroups: fc.array(facets, { maxLength: 4 }),
  goesOnSaleBy: fc.constantFrom("list", "submit"),
  auditMinutes: fc.constant(5),
  find: fc.constant({ by: "key", readLagMs: 0 }),
};

/** Any capabilities, sensible or not; no platform edits during an audit. */
export const aCapabilities: fc.Arbitrary<Capabilities> = fc.record<Capabilities>({
  ...manner,
  create: effect,
  update: effectWith(["not_in_audit"]),
  submit: effect,
  withdraw: effect,
  setPrice: effectWith(["not_in_audit"]),
  setStock: effect,
  list: effect,
  delist: effect,
  remove: effect,
});

const can = (...needs: readonly Need[]): EffectFacts => ({
  settle: "lookup",
  needs,
  batch: 2,
  costsQuota: false,
  confidence: "shown",
});
const SINGLES: readonly (readonly Facet[])[] = PARTS.map((part) => [part]);
const WHOLE: readonly (readonly Facet[])[] = [[...PARTS, "price"]];

/** A platform that can do all that a listing needs, in one of the manners that occur. */
export const aPlatform: fc.Arbitrary<Capabilities> = fc
  .tuple(fc.record<Manner>(manner), fc.boolean(), fc.subarray<Facet>(["price", "stock"]))
  .map(([any, whole, more]) => ({
    ...any,
    createSets: [...PARTS, ...more],
    editGroups: whole ? WHOLE : SINGLES,
    create: can(),
    update: can("exists", "not_in_audit"),
    submit: can("exists", "not_in_audit"),
    withdraw: { absent: say },
    setPrice: whole ? { absent: say } : can("exists", "not_in_audit"),
    setStock: can("exists"),
    list: can("off_shelf", "not_in_audit", "stock_above_zero"),
    delist: can("on_shelf"),
    remove: { absent: say },
  }));
