/** JD (京东) POP merchants, JOS gateway `routerjson` 2.0: sources and days in README.md. */
import { defineAdapter, type Body, type ListingRef } from "../contract.ts";
import { lineFailure } from "../runtime/classify.ts";
import { allPages, numberedPage, pageOf, pagesOf } from "../runtime/pages.ts";
import { rowOf } from "../runtime/rows.ts";
import * as codes from "./codes/index.ts";
import * as map from "./map/index.ts";
import { MAPPING } from "./rules/mapping.ts";
import * as rules from "./rules/index.ts";
import { sign } from "./sign.ts";
import * as wire from "./wire/index.ts";

type X = rules.X;
const { EFFECTS, STREAMS } = rules;
const WARES_A_PAGE = 20; // each costs a call more
const done = { kind: "done", value: null } as const;
const after = (change: Promise<unknown>) => change.then(() => done);

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

/** Writing an index overwrites it; what is left beyond the new ones goes away. */
async function putPictures(wareId: string, { pictures }: Body, { call }: X): Promise<void> {
  await call(wire.putImages(wareId, map.toImages(pictures)));
  const left = map.imagesBeyond(await call(wire.images(wareId)), pictures.length);
  if (left.length > 0) await call(wire.dropImages(wareId, left));
}

/** Options of ours that are no longer wanted go one by one; what the search still shows may be gone already. */
async function putOptions(wareId: string, { skus }: Body, x: X): Promise<void> {
  const there = await skusOf(wareId, x);
  const kept = await x.call(wire.putSkus(wareId, map.toSkus(skus, there)));
  for (const { skuId } of map.skusBeyond(there, kept)) {
    const now = await x.call(wire.sku(skuId));
    if (now !== null && now.status !== codes.DELETED_SKU) await x.call(wire.dropSku(skuId));
  }
}

/** The valid list may begin below the root: what stands above it is read level by level. */
async function withParents(known: readonly wire.WireCategory[], { call }: X): Promise<readonly wire.WireCategory[]> {
  const all = new Map(known.map((one) => [one.id, one]));
  const above = new Set(known.map(({ parentId }) => parentId));
  for (const id of above) {
    const parent = id === null || all.has(id) ? null : await call(wire.category(id));
    if (parent === null) continue;
    all.set(parent.id, parent);
    above.add(parent.parentId);
  }
  return [...all.values()];
}

const orderOf = (raw: unknown) => rowOf(wire.WireOrder, map.toOrder, raw);
const refundOf = (raw: unknown) => rowOf(wire.WireRefund, map.toRefund, raw);
const serviceOf = (raw: unknown) => rowOf(wire.WireService, map.toService, raw);

export default defineAdapter({
  ...rules.PLATFORM,
  ...rules.SETTINGS,
  ...rules.MANNER,
  ...rules.ABSENT,
  failures: codes.failures,
  carriers: codes.CARRIERS,
  mapping: MAPPING,
  lint: rules.lint,
  sign,
  unwrap: (reply) => codes.envelopeOf(reply)?.content ?? reply,
  auth: {
    ...rules.SIGN_IN,
    async exchange(code, _redirect, { call, now }) {
      return map.toToken(await call(wire.token("access_token", { grant_type: "authorization_code", code })), now, null);
    },
    /** The pair that comes back is kept, changed or not. */
    async refresh({ refresh }, { call, now }) {
      const words = { grant_type: "refresh_token", refresh_token: refresh ?? "" };
      return map.toToken(await call(wire.token("refresh_token", words)), now, refresh);
    },
  },
  identify: ({ call }) => call(wire.vender()),
  uploadPicture: (bytes, _type, { call }) => call(wire.picture(bytes)),
  taxonomy: {
    /** JD lists only what is open to the shop, without a flag for leaves. */
    async categories(x) {
      const all = await withParents(await x.call(wire.categories()), x);
      const parents = new Set(all.map(({ parentId }) => parentId));
      return all.map(({ id, name, parentId }) => ({
        id,
        name,
        parentId,
        leaf: !parents.has(id),
        allowed: true,
        why: null,
      }));
    },
    async rules(categoryId, { call }) {
      const attributes = [];
      for (const type of [codes.DESCRIBES, codes.SALE]) {
        for (const one of await call(wire.attributes(categoryId, type))) {
          const listed = one.attrValueList.length > 0 || !map.hasChoices(one);
          const choices = listed ? one.attrValueList : await call(wire.attributeValues(one.id));
          attributes.push(map.toAttribute(one, choices));
        }
      }
      return { categoryId, certificates: [], attributes };
    },
    brands: (_categoryId, { call }) => call(wire.brands()),
    freightTemplates: ({ call }) => call(wire.templates()),
    addresses: ({ call }) => call(wire.addresses()),
    carriers: () => Promise.resolve(codes.CARRIER_NAMES),
  },

  effects: {
    ...rules.ABSENT_EFFECTS,
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
    /** JD's number holds booked units, so those just read are added. It names the skus that it refuses. */
    setStock: {
      ...EFFECTS.setStock,
      async send({ skus }, { call, key }) {
        const totals = [];
        for (const { platformSkuId: skuId, value } of skus) {
          const { booked } = map.toStock(await call(wire.stock(skuId)));
          totals.push({ skuId, stockNum: value.target + booked });
        }
        const refused = new Map((await call(wire.putStock(key, totals))).map(({ data, message }) => [data, message]));
        const failed = skus.flatMap(({ platformSkuId, merchantKey }) => {
          const message = refused.get(platformSkuId);
          const failure = message === undefined ? null : lineFailure(codes.failures, codes.stockRefusal(message));
          return failure === null ? [] : [{ merchantKey, failure }];
        });
        return failed.length === 0 ? done : { kind: "partly", value: null, failed };
      },
    },
    /** On the shelf at once, or waiting for the audit. */
    list: {
      ...EFFECTS.list,
      async send(ref, { call }) {
        await call(wire.shelve(wareIdOf(ref), 1));
        return { kind: "accepted", value: null, readAfterMs: rules.READ_AFTER_MS };
      },
    },
    delist: { ...EFFECTS.delist, send: (ref, { call }) => after(call(wire.shelve(wareIdOf(ref), 2))) },
    remove: { ...EFFECTS.remove, send: (ref, { call }) => after(call(wire.removeWare(wareIdOf(ref)))) },
    ship: { ...EFFECTS.ship, send: (sent, { call }) => after(call(wire.ship(map.toShipment(sent)))) },
    issueVouchers: {
      ...EFFECTS.issueVouchers,
      send: (made, { call }) => after(call(wire.putCodes(map.toCards(made)))),
    },
    redeem: {
      ...EFFECTS.redeem,
      async send({ codes: cards, store }, { call, key: requestId }) {
        for (const card of cards) await call(wire.redeem({ requestId, ...map.toCard(card), shopId: store?.id }));
        return done;
      },
    },
    undoRedeem: {
      ...EFFECTS.undoRedeem,
      async send({ orderNo: orderId, codes: cards }, { call, key: requestId }) {
        for (const card of cards) await call(wire.undoRedeem({ orderId, requestId, ...map.toCard(card) }));
        return done;
      },
    },
    answerAfterSale: {
      ...EFFECTS.answerAfterSale,
      send: (given, { call, shop }) => after(call(wire.answerRefund(map.toAnswer(given, shop.operateNick)))),
    },
  },

  /** JD finds wares by article number and skus by merchant code: both are ours. */
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
      const sku = await x.call(wire.sku(skuId));
      if (sku !== null) skus.push({ ...sku, ...map.toStock(await x.call(wire.stock(skuId))) });
    }
    return { ref: { ...ref, platformId: ware.wareId }, ...map.toReading(ware, reason, skus) };
  },
  async wares(at, x) {
    const page = pageOf(at);
    const listed = await x.call(wire.allWares(page, WARES_A_PAGE));
    const rows = [];
    for (const raw of listed.rows) {
      const row = rowOf(wire.WireWare, (ware) => ware, raw);
      rows.push(row.ok ? { ...row, value: map.toAdoptable(row.value, await skusOf(row.value.wareId, x)) } : row);
    }
    return { rows, next: pagesOf(page, listed.total, WARES_A_PAGE).next };
  },

  /** Lists hold the whole order; unpaid orders are in none of them. */
  orders: {
    streams: [
      { ...STREAMS.changed, page: numberedPage(wire.ORDERS_PAGE, wire.ordersIn("updated", "ALL"), orderOf) },
      {
        ...STREAMS.localLife,
        page: numberedPage(wire.ORDERS_PAGE, wire.ordersIn("updated", codes.LOCAL_LIFE_OPEN), orderOf),
      },
      { ...STREAMS.placed, page: numberedPage(wire.ORDERS_PAGE, wire.ordersIn("created", "ALL"), orderOf) },
    ],
    unseen: rules.UNSEEN,
    async read(orderNo, { call }) {
      const found = await call(wire.order(orderNo));
      return found === null ? null : orderOf(found);
    },
  },
  /** More than mask and token never leaves JD. */
  receiver: { reveal: async (orderNo, { call }) => map.toReceiver(await call(wire.receiver(orderNo))) },
  /** Refunds asked before delivery; service orders after it. */
  afterSale: {
    streams: [
      { ...STREAMS.refundsAsked, page: numberedPage(wire.PAGE, wire.refundsIn("apply"), refundOf) },
      { ...STREAMS.refundsChecked, page: numberedPage(wire.PAGE, wire.refundsIn("check"), refundOf) },
      {
        ...STREAMS.servicesAsked,
        page: (ask, x) => numberedPage(wire.PAGE, wire.servicesIn(x.shop, "apply"), serviceOf)(ask, x),
      },
      {
        ...STREAMS.servicesApproved,
        page: (ask, x) => numberedPage(wire.PAGE, wire.servicesIn(x.shop, "approve"), serviceOf)(ask, x),
      },
    ],
    async read(caseNo, { call, shop }) {
      const serviceId = map.serviceIdOf(caseNo);
      const { rows } = await call(
        serviceId === null ? wire.refunds({ ids: caseNo }) : wire.services(shop, { serviceId }),
      );
      const cases = rows.map(serviceId === null ? refundOf : serviceOf);
      return cases.find((row) => !row.ok || row.value.caseNo === caseNo) ?? null;
    },
  },
  vouchers: {
    async read(orderNo, { call }) {
      for (const maker of codes.CODE_MAKERS) {
        const found = await call(wire.codes(orderNo, maker));
        if (found.length > 0) return found.map(map.toVoucher);
      }
      return [];
    },
  },
});
