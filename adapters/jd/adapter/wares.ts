/** Wares: found, read, made and changed. */
import type { Body, ListingRef } from "../../contract.ts";
import { allPages, pageOf, pagesOf } from "../../runtime/pages.ts";
import { rowAfter } from "../../runtime/rows.ts";
import { after, done } from "../../runtime/sent.ts";
import * as codes from "../codes/index.ts";
import * as map from "../map/index.ts";
import { EFFECTS, READ_AFTER_MS, type Jd, type X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";

const WARES_A_PAGE = 20; // each costs a call more

/** The ware that a reference names. Throws a TypeError without one: the planner sends nothing before a ware exists. */
function wareIdOf({ platformId, merchantKey }: ListingRef): string {
  if (platformId === null) throw new TypeError(`${merchantKey} has no ware yet`);
  return platformId;
}

/** All skus that the search shows, each once; a new one may come late. */
async function skusOf(wareId: string, { call }: X): Promise<wire.WireSku[]> {
  const all = await allPages(wire.PAGE, (page) => call(wire.skus({ wareId }, page)));
  return [...new Map(all.map((sku) => [sku.skuId, sku])).values()];
}

/** One sku, read directly: the search may still show what is gone. */
async function skuOf(skuId: string, { call }: X): Promise<wire.WireSku | null> {
  const sku = await call(wire.sku(skuId));
  return sku?.status === codes.DELETED_SKU ? null : sku;
}

/** Writing an index overwrites it; what is left beyond the new ones goes away. */
async function putPictures(wareId: string, { pictures }: Body, { call }: X): Promise<void> {
  await call(wire.putImages(wareId, map.toImages(pictures)));
  const left = map.imagesBeyond(await call(wire.images(wareId)), pictures.length);
  if (left.length > 0) await call(wire.dropImages(wareId, left));
}

/** Options of ours that are no longer wanted go one by one. */
async function putOptions(wareId: string, { skus }: Body, x: X): Promise<void> {
  const there = await skusOf(wareId, x);
  const kept = await x.call(wire.putSkus(wareId, map.toSkus(skus, there)));
  for (const { skuId } of map.skusBeyond(there, kept)) {
    if ((await skuOf(skuId, x)) !== null) await x.call(wire.dropSku(skuId));
  }
}

/** JD finds wares by article number and skus by merchant code: both are ours. */
export const wareReader: Pick<Jd, "look" | "read" | "wares"> = {
  async look(merchantKey, { call }) {
    const wares = await call(wire.waresByNumber(merchantKey));
    const skus = await call(wire.skus({ outId: merchantKey }));
    return map.toRefs(merchantKey, wares.rows, skus.rows);
  },
  async read(ref, x) {
    const ware = ref.platformId === null ? null : await x.call(wire.wareById(ref.platformId));
    if (ware === null) return null;
    const { shelf, audit } = codes.wareState(ware.wareStatus);
    const asked = audit === "refused" || shelf === "forced_off";
    const reason = asked ? await x.call(wire.reason(ware.wareId)) : null;
    const skus = [];
    for (const { skuId } of shelf === "gone" ? [] : await skusOf(ware.wareId, x)) {
      const sku = await skuOf(skuId, x);
      if (sku !== null) skus.push({ ...sku, ...map.toStock(await x.call(wire.stock(skuId))) });
    }
    return { ref, ...map.toReading(ware, reason, skus) };
  },
  async wares(at, x) {
    const page = pageOf(at);
    const listed = await x.call(wire.allWares(page, WARES_A_PAGE));
    const wareOf = async (ware: wire.WireWare) => map.toAdoptable(ware, await skusOf(ware.wareId, x));
    const rows = [];
    for (const raw of listed.rows) rows.push(await rowAfter(wire.WireWare, wareOf, raw));
    return { rows, next: pagesOf(page, listed.total, WARES_A_PAGE).next };
  },
};

type WareEffect = "create" | "update" | "setPrice" | "setStock" | "list" | "delist" | "remove";
export const wareEffects: Pick<Jd["effects"], WareEffect> = {
  /** "Never listed": nobody sees it before `list`. */
  create: {
    ...EFFECTS.create,
    async send(body, { call }) {
      const leaf = await call(wire.category(body.categoryId));
      const platformId = await call(wire.newWare(map.toNewWare(body, leaf)));
      return { kind: "done", value: { merchantKey: body.merchantKey, platformId, ticket: null } };
    },
  },
  update: {
    ...EFFECTS.update,
    async send({ ref, body, facets }, x) {
      const wareId = wareIdOf(ref);
      const has = (...wanted: readonly string[]) => facets.some((facet) => wanted.includes(facet));
      if (has("pictures")) await putPictures(wareId, body, x);
      if (has("text", "delivery")) await x.call(wire.editWare({ wareId, ...map.toWare(body) }));
      if (has("options")) await putOptions(wareId, body, x);
      return { kind: "done", value: ref };
    },
  },
  setPrice: {
    ...EFFECTS.setPrice,
    async send({ skus }, { call }) {
      for (const { platformSkuId, value } of skus) await call(wire.price(platformSkuId, value));
      return done;
    },
  },
  /** JD's number holds booked units, so those just read are added. */
  setStock: {
    ...EFFECTS.setStock,
    async send({ skus }, { call, key }) {
      const totals = [];
      for (const { platformSkuId: skuId, value } of skus) {
        const { booked } = map.toStock(await call(wire.stock(skuId)));
        totals.push({ skuId, stockNum: value.target + booked });
      }
      const failed = map.toFailed(skus, await call(wire.putStock(key, totals)));
      return failed.length === 0 ? done : { kind: "partly", value: null, failed };
    },
  },
  /** On the shelf at once, or waiting for the audit. */
  list: {
    ...EFFECTS.list,
    async send(ref, { call }) {
      await call(wire.shelve(wareIdOf(ref), 1));
      return { kind: "accepted", value: null, readAfterMs: READ_AFTER_MS };
    },
  },
  delist: { ...EFFECTS.delist, send: (ref, { call }) => after(call(wire.shelve(wareIdOf(ref), 2))) },
  remove: { ...EFFECTS.remove, send: (ref, { call }) => after(call(wire.removeWare(wareIdOf(ref)))) },
};
