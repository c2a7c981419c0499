import { describe, expect, it } from "vitest";
import { hashOfJson } from "../hash.ts";
import { fen } from "../money.ts";
import { instantFrom } from "../time.ts";
import type { Capabilities, EffectFacts, Need } from "./effect.ts";
import type { Observation } from "./observation.ts";
import { plan } from "./plan.ts";
import { PARTS, type Wish } from "./wish.ts";

const AT = instantFrom("2026-11-25T02:00:00.000Z");
const OLD = hashOfJson("old");
const NEW = hashOfJson("new");
const all = (hash: typeof OLD): Wish["parts"] => ({
  text: hash,
  pictures: hash,
  options: hash,
  delivery: hash,
  voucher: hash,
});
const sku = { merchantKey: "K", priceFen: fen(100), stock: 5, stockVersion: 2 };
const can = (...needs: Need[]): EffectFacts => ({
  settle: "lookup",
  needs,
  batch: 9,
  costsQuota: false,
  confidence: "shown",
});
const absent = { absent: { zh: "不行", en: "no" } };
/** A store that audits drafts and locks stock meanwhile. */
const STORE: Capabilities = {
  create: can(),
  update: can("exists", "not_in_audit"),
  submit: can("exists", "not_in_audit"),
  withdraw: can("exists"),
  setPrice: can("exists", "not_in_audit"),
  setStock: can("exists", "not_in_audit"),
  list: can("exists", "off_shelf"),
  delist: can("exists", "on_shelf"),
  remove: absent,
  stock: { push: "set", counts: "sellable", keyed: false, restocksOn: [] },
  ship: { unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 0 },
  createSets: [...PARTS, "price", "stock"],
  editGroups: [["text", "pictures"], ["delivery"]],
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "key", readLagMs: 0 },
};
const LIVE: Observation = {
  at: AT,
  ref: { merchantKey: "K", platformId: "1", ticket: null },
  applied: all(OLD),
  uploaded: [],
  audit: { state: "passed", since: null, reason: null },
  shelf: "on",
  listedOnce: true,
  byOthers: [],
  skus: [{ merchantKey: "K", platformSkuId: "p", priceFen: fen(100), shown: 5, booked: null, stockVersion: 1 }],
  turn: null,
};
const DRAFT: Observation = {
  ...LIVE,
  audit: { state: "none", since: null, reason: null },
  shelf: "off",
  listedOnce: false,
};
const SAME: Wish = {
  revision: 1,
  presence: "on",
  parts: all(OLD),
  pictures: [],
  findings: [],
  shortage: "none",
  skus: [sku],
};
const pending = { state: "pending", since: AT, reason: null } as const;
const kinds = (wish: Wish, seen: Observation, of = STORE) =>
  plan(wish, seen, of).map((step) => (step.do === "send" ? step.kind : step.do));

describe("an edit", () => {
  const edited = { ...SAME, parts: { ...all(OLD), text: NEW } };

  it("leaves out what others changed, and what the shop has not given us", () => {
    const byOthers = plan(edited, { ...LIVE, byOthers: ["pictures"] }, STORE);
    expect(byOthers).toMatchObject([{ do: "send", kind: "update", facets: ["text"] }]);
    expect(plan(edited, LIVE, { ...STORE, notGiven: ["pictures"] })).toEqual(byOthers);
  });

  it("asks a person where the platform takes the whole group or nothing", () => {
    expect(plan(edited, { ...LIVE, byOthers: ["pictures"] }, { ...STORE, wholeEdits: true })).toMatchObject([
      { do: "block", findings: [{ rule: "changed_by_others", say: { zh: expect.stringContaining("图片") } }] },
    ]);
  });

  it("never writes a price or stock that the shop has not given us", () => {
    const dearer = { ...SAME, skus: [{ ...sku, priceFen: fen(200), stock: 9 }] };
    expect(kinds(dearer, DRAFT)).toEqual(["setPrice", "setStock", "submit"]);
    expect(kinds(dearer, DRAFT, { ...STORE, notGiven: ["price", "stock"] })).toEqual(["submit"]);
  });
});

describe("a draft never listed", () => {
  const later = {
    ...STORE,
    wholeEdits: true,
    setPrice: can("exists", "listed_once"),
    setStock: can("listed_once"),
  } as const;
  const dearer = { ...SAME, skus: [{ ...sku, priceFen: fen(200) }] };

  it("gets a new price with an edit, where the price call takes only what was listed, and is submitted with it", () => {
    const [edit] = plan(dearer, DRAFT, later);
    expect(edit).toMatchObject({ kind: "update", facets: expect.arrayContaining(["price"]), skus: ["K"] });
  });

  it("gets it by the price call once it was listed", () => {
    expect(kinds(dearer, LIVE, later)).toEqual(["setPrice"]);
  });

  it("that an audit refused is submitted again once its price has changed", () => {
    const refused = { ...DRAFT, audit: { state: "refused", since: null, reason: "太贵" } } as const;
    expect(kinds(SAME, refused)).toEqual(["block"]);
    expect(kinds(dearer, refused)).toEqual(["setPrice"]);
    const priced = {
      ...refused,
      audit: { ...refused.audit, state: "none" },
      skus: dearer.skus.map((one) => ({ ...LIVE.skus[0], ...one })),
    };
    expect(kinds(dearer, priced as Observation)).toEqual(["submit"]);
  });
});

describe("more shown than may be sold", () => {
  const short = { ...SAME, shortage: "short" } as const;

  it("takes a product out of the audit that locks its stock", () => {
    expect(kinds(short, { ...LIVE, audit: pending })).toEqual(["withdraw"]);
    expect(kinds(short, { ...DRAFT, audit: pending })).toEqual(["withdraw"]);
    expect(kinds(SAME, { ...LIVE, audit: pending })).toEqual(["read"]);
  });

  it("takes it off the shelf where nothing takes it out of the audit, and else waits", () => {
    const locked = { ...STORE, withdraw: absent };
    expect(kinds(short, { ...LIVE, audit: pending }, locked)).toEqual(["delist"]);
    expect(kinds(short, { ...DRAFT, audit: pending }, locked)).toEqual(["read"]);
  });

  it("changes nothing where stock can be written during an audit", () => {
    const free = { ...STORE, setStock: can("exists") };
    expect(kinds(short, { ...LIVE, audit: pending }, free)).toEqual(["read"]);
  });

  it("is submitted or listed again only when the stock flow has lowered it", () => {
    expect(kinds(short, { ...LIVE, audit: DRAFT.audit })).toEqual(["read"]);
    expect(kinds(short, { ...LIVE, shelf: "off" })).toEqual(["read"]);
    expect(kinds(SAME, { ...LIVE, audit: DRAFT.audit })).toEqual(["submit"]);
    expect(kinds(short, LIVE)).toEqual(["rest"]);
  });

  it("comes off the shelf where the platform takes no lower number, and stays off", () => {
    const refused = { ...SAME, shortage: "refused" } as const;
    expect(kinds(refused, LIVE)).toEqual(["delist"]);
    expect(kinds(refused, { ...LIVE, shelf: "off" })).toEqual(["read"]);
  });
});

it("prices go out as many skus a call as the platform takes, each once", () => {
  const names = ["A", "B", "C"];
  const three = { ...SAME, skus: names.map((merchantKey) => ({ ...sku, merchantKey, priceFen: fen(200) })) };
  const [there] = LIVE.skus;
  if (there === undefined) throw new Error("the live product has a sku");
  const seen = { ...LIVE, skus: names.map((merchantKey) => ({ ...there, merchantKey })) };

  expect(plan(three, seen, { ...STORE, setPrice: { ...can("exists"), batch: 2 } })).toMatchObject([
    { kind: "setPrice", skus: ["A", "B"] },
    { kind: "setPrice", skus: ["C"] },
  ]);
});
