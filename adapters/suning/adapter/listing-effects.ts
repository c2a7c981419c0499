import type { Absent, Body, Confidence, Effect, Facet, ListingRef } from "../../contract.ts";
import { yuanFromFen } from "../../../domain/money.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { sellable, toChild, toContents, toItem, voucherOf } from "../map/index.ts";
import type { X } from "../rules/index.ts";
import { act, WireDone, WireReceipt } from "../wire/index.ts";
import { detailOf } from "./listings.ts";

/** An application is worked on for an unknown time. */
const READ_AFTER_MS = MINUTE_MS;

const facts = (settle: "idempotent" | "lookup", confidence: Confidence = "documented") => ({
  settle,
  confidence,
  batch: 1, // one product or sku a call; there is no batch call in this family
  costsQuota: false,
});

/** Proposes a product into the warehouse. The receipt names an application; the product code comes later, by reading. */
export const create: Effect<"create", X> = {
  ...facts("lookup"),
  needs: [],
  batch: 50,
  costsQuota: true,
  async send(body, { call, now }) {
    const { applyCode } = await call(act("item.add", toItem(body, now), WireReceipt));
    const value = { merchantKey: body.merchantKey, platformId: null, ticket: applyCode ?? null };
    return { kind: "accepted", value, readAfterMs: READ_AFTER_MS };
  },
};

/** One call for texts, pictures and delivery; options are compared child by child; vouchers have a call of their own. */
export const update: Effect<"update", X> = {
  ...facts("idempotent"),
  needs: ["exists", "not_in_audit"],
  batch: 50,
  costsQuota: true,
  async send({ ref, body, facets }, x) {
    const productCode = ref.platformId ?? "";
    const children = await childrenOf(productCode, x);
    const asked = { productCode, body, facets, children };
    if (facets.some((facet) => facet === "text" || facet === "pictures" || facet === "delivery")) {
      const contents = { productCode, ...toContents(body, facets, children) };
      await x.call(act("itemcontents.modify", contents, WireDone));
    }
    if (facets.includes("options")) await changeOptions(asked, x);
    if (facets.includes("voucher") && body.voucher !== null) {
      await x.call(act("otoinfo.modify", { productCode, ...voucherOf(body, x.now) }, WireDone));
    }
    return { kind: "accepted", value: ref, readAfterMs: READ_AFTER_MS };
  },
};

interface Child {
  productCode: string;
  itemCode: string;
  values: ReadonlyMap<string, string>;
}

async function childrenOf(productCode: string, x: X): Promise<readonly Child[]> {
  const item = await detailOf(productCode, x);
  return (item === null ? [] : sellable(item)).map((sku) => ({
    productCode: sku.productCode ?? "",
    itemCode: sku.itemCode ?? "",
    values: new Map((sku.pars ?? []).map((par) => [par.parCode, par.parValue ?? ""])),
  }));
}

interface Asked {
  productCode: string;
  body: Body;
  facets: readonly Facet[];
  children: readonly Child[];
}

/**
 * New skus come with no stock: the stock call alone lets them be sold. One that is gone from the listing is set to zero,
 * for a single sku can't be taken down. Renaming comes last: it is a permission of its own.
 */
async function changeOptions({ productCode, body, children }: Asked, { call }: X): Promise<void> {
  const there = new Map(children.map((child) => [child.itemCode, child]));
  const ours = new Set(body.skus.map((sku) => sku.merchantKey));
  for (const sku of body.skus.filter(({ merchantKey }) => !there.has(merchantKey))) {
    const child = { parentProductCode: productCode, ...toChild({ ...sku, stock: 0 }) };
    await call(act("childitem.add", child, WireDone));
  }
  for (const child of children.filter(({ itemCode }) => !ours.has(itemCode))) {
    await call(act("inventory.modify", { productCode: child.productCode, destInvNum: "0" }, WireDone));
  }
  const valueItem = body.skus.flatMap((sku) => renamed(there.get(sku.merchantKey)?.values, sku.attributes));
  if (valueItem.length > 0) await call(act("norm.modify", { productCode, valueItem }, WireDone));
}

/** Values of a sku that read differently there; what they don't show is left alone. */
function renamed(there: ReadonlyMap<string, string> | undefined, ours: Record<string, string>): object[] {
  return Object.entries(ours).flatMap(([code, value]) => {
    const old = there?.get(code);
    if (old === undefined || old === value) return [];
    return [{ modCharacterCode: code, modCharacterOldVal: old, modCharacterNewVal: value }];
  });
}

/** By child code, two decimals. */
export const setPrice: Effect<"setPrice", X> = {
  ...facts("idempotent"),
  needs: ["exists", "not_in_audit"],
  async send({ skus }, { call }) {
    for (const { platformSkuId, value } of skus) {
      const price = { productCode: platformSkuId, price: yuanFromFen(value) };
      await call(act("price.update", price, WireDone));
    }
    return { kind: "done", value: null };
  },
};

/** Sets the absolute number; sent late it gives sold units back, so it is never repeated blindly. */
export const setStock: Effect<"setStock", X> = {
  ...facts("lookup"),
  needs: ["exists", "not_in_audit"],
  async send({ skus }, { call }) {
    for (const { platformSkuId, value } of skus) {
      const stock = { productCode: platformSkuId, destInvNum: String(Math.max(0, value.target)) };
      await call(act("inventory.modify", stock, WireDone));
    }
    return { kind: "done", value: null };
  },
};

/** "add" puts the whole product up. Refused at stock zero and when it is up already, with one code for both: settled by reading. */
export const list: Effect<"list", X> = {
  ...facts("lookup"),
  needs: ["exists", "not_in_audit", "stock_above_zero", "off_shelf"],
  send: (ref, x) => shelve("shelves.add", ref, x),
};

/** "move" takes the whole product down; there is none for a single sku. */
export const delist: Effect<"delist", X> = {
  ...facts("lookup"),
  needs: ["exists", "on_shelf"],
  send: (ref, x) => shelve("shelves.move", ref, x),
};

async function shelve(method: "shelves.add" | "shelves.move", ref: ListingRef, { call }: X) {
  await call(act(method, { productCode: ref.platformId ?? "" }, WireDone));
  return { kind: "done", value: null } as const;
}

/** Into the recycle bin, from which a person can restore it. */
export const remove: Effect<"remove", X> = {
  ...facts("lookup"),
  needs: ["exists", "off_shelf"],
  async send(ref, { call }) {
    await call(act("item.delorres", { productCode: ref.platformId ?? "", manageFlag: "0" }, WireDone));
    return { kind: "done", value: null };
  },
};

export const submit: Absent = {
  absent: {
    zh: "苏宁没有单独的送审：提交商品申请就是送审",
    en: "There is no audit call: the application for a product is the audit",
  },
};
export const withdraw: Absent = {
  absent: { zh: "苏宁没有撤回商品申请的接口", en: "No call withdraws an application" },
};
