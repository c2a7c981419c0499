/** Pinduoduo (拼多多), merchant calls of the open platform: sources and days in README.md. */
import { defineAdapter, type Body, type ListingRef } from "../contract.ts";
import { allPages, numberedPage, pageOf, pagesOf } from "../runtime/pages.ts";
import { rowAfter, rowOf } from "../runtime/rows.ts";
import { after, done } from "../runtime/sent.ts";
import { treeByLevel } from "../runtime/tree.ts";
import { AFTERWARDS, CARRIERS, DRAFT, failures, OPERATE } from "./codes.ts";
import * as map from "./map.ts";
import { MAPPING } from "./rules/mapping.ts";
import * as rules from "./rules/index.ts";
import { sign } from "./sign.ts";
import * as wire from "./wire/index.ts";

type X = rules.X;
const { EFFECTS, STREAMS } = rules;
const WARES_A_PAGE = 20; // each costs a call more

const draftsOf = (status: number, goodsId: string | undefined, { call }: X) =>
  allPages(wire.PAGE, (page) => call(wire.drafts(status, page, goodsId)));

/** Where a product stands: its newest state, the copy on sale if there is one, else its draft. Null: nobody knows the number. */
async function copiesOf({ platformId }: ListingRef, x: X) {
  const goodsId = platformId ?? "";
  const state = (await x.call(wire.states(goodsId))).find((one) => one.goods_id === goodsId);
  if (state === undefined) return null;
  const [commit] = state.check_status === DRAFT.passed ? [] : await draftsOf(state.check_status, goodsId, x);
  if (commit?.is_shop !== 0) return { state, commit, draft: null, live: await x.call(wire.goods(goodsId)) };
  return { state, commit, live: null, draft: await x.call(wire.draft(goodsId, commit.commit_id)) };
}

async function draftOf(body: Body, live: wire.WireGoods | null, { call }: X): Promise<object> {
  const specIds: string[] = [];
  for (const sku of body.skus) specIds.push(await call(wire.spec(map.specOf(sku))));
  return map.toDraft(body, specIds, live);
}

const orderOf = (raw: unknown) => rowOf(wire.WireOrder, map.toOrder, raw);

export default defineAdapter({
  ...rules.PLATFORM,
  ...rules.SETTINGS,
  ...rules.MANNER,
  ...rules.ABSENT,
  failures,
  carriers: CARRIERS,
  mapping: MAPPING,
  lint: rules.lint,
  sign,
  unwrap: (reply) => Object.entries(reply ?? {}).find(([key]) => key.endsWith("_response"))?.[1] ?? reply,
  auth: {
    ...rules.SIGN_IN,
    exchange: (code, _redirect, { call }) => call(wire.token("create", { code })),
    refresh: (old, { call }) => call(wire.token("refresh", { refresh_token: old.refresh })),
  },
  identify: ({ call }) => call(wire.mall()),
  uploadPicture: (bytes, type, { call }) => call(wire.picture(bytes, type)),
  taxonomy: {
    /** What the shop may not sell in is not listed. */
    categories: ({ call }) => treeByLevel((parentId) => call(wire.categories(parentId))),
    async rules(categoryId, { call }) {
      const own = (await call(wire.properties(categoryId))).filter(({ is_sale }) => is_sale !== true);
      const [spec] = await call(wire.specs(categoryId));
      const attributes = [...own.map(map.toAttribute), ...(spec ? [map.toSaleAttribute(spec)] : [])];
      return { categoryId, certificates: [], attributes };
    },
    brands: () => Promise.resolve([]), // the brand is a property
    freightTemplates: ({ call }) => call(wire.templates()),
    addresses: ({ call }) => call(wire.addresses()),
    carriers: ({ call }) => call(wire.companies()),
  },

  effects: {
    ...rules.ABSENT_EFFECTS,
    /** A draft: nobody sees it before it is submitted and has passed. */
    create: {
      ...EFFECTS.create,
      async send(body, x) {
        const { goods_id: platformId } = await x.call(wire.newDraft(await draftOf(body, null, x)));
        return { kind: "done", value: { merchantKey: body.merchantKey, platformId, ticket: null } };
      },
    },
    /** Overwrites all in a draft, prices and stock of what is on sale excepted; `submit` sends it to the auditors. */
    update: {
      ...EFFECTS.update,
      async send({ ref, body }, x) {
        const { live = null, commit } = (await copiesOf(ref, x)) ?? {};
        const how = { operate_type: OPERATE.save, sync_goods_operate: AFTERWARDS.keep };
        const draft = { ...(await draftOf(body, live, x)), ...how, goods_id: ref.platformId };
        const goods_commit_id = commit?.commit_id;
        await x.call(live === null ? wire.oldDraft({ ...draft, goods_commit_id }) : wire.edit(draft));
        return { kind: "done", value: ref };
      },
    },
    /** Passing puts it on the shelf. Nothing to submit: the auditors have it, or have passed it. */
    submit: {
      ...EFFECTS.submit,
      async send(ref, x) {
        const { state, commit } = (await copiesOf(ref, x)) ?? {};
        const waits = state?.check_status !== DRAFT.inAudit && state?.check_status !== DRAFT.passed;
        if (!waits) return { ...done, already: true };
        const how = { operate_type: OPERATE.submit, sync_goods_operate: AFTERWARDS.putUp };
        return after(x.call(wire.oldDraft({ ...how, goods_id: ref.platformId, goods_commit_id: commit?.commit_id })));
      },
    },
    /** The reference price stays above every single price, so the others are read first. */
    setPrice: {
      ...EFFECTS.setPrice,
      send: async ({ ref, skus }, { call }) =>
        after(call(wire.price(map.toPrices(skus, await call(wire.goods(ref.platformId ?? "")))))),
    },
    /** By how much it changes. A sku that was empty may have left the shelf: what fills it puts it up again. */
    setStock: {
      ...EFFECTS.setStock,
      async send({ ref: { platformId: goods_id }, skus }, { call }) {
        for (const { platformSkuId: sku_id, value } of skus) {
          await call(wire.stock(goods_id, sku_id, value.change));
          const wasEmpty = value.target > 0 && value.change >= value.target;
          if (wasEmpty) await call(wire.price({ goods_id, sku_price_list: [{ sku_id, is_onsale: 1 }] }));
        }
        return done;
      },
    },
    list: { ...EFFECTS.list, send: ({ platformId }, { call }) => after(call(wire.shelve(platformId, 1))) },
    delist: { ...EFFECTS.delist, send: ({ platformId }, { call }) => after(call(wire.shelve(platformId, 0))) },
    remove: { ...EFFECTS.remove, send: ({ platformId }, { call }) => after(call(wire.remove(platformId))) },
    ship: {
      ...EFFECTS.ship,
      async send({ orderNo, parcels }, { call }) {
        for (const parcel of parcels) await call(wire.ship(map.toShipment({ orderNo, ...parcel }), 1));
        return done;
      },
    },
    changeWaybill: { ...EFFECTS.changeWaybill, send: (of, { call }) => after(call(wire.ship(map.toShipment(of), 2))) },
  },

  /** By our code what has passed once; drafts by scanning those that wait, are in audit or were refused. */
  async look(merchantKey, x) {
    const ids = await x.call(wire.goodsByKey(merchantKey));
    for (const status of [DRAFT.editing, DRAFT.inAudit, DRAFT.refused]) {
      const drafts = await draftsOf(status, undefined, x);
      ids.push(...drafts.filter((one) => one.outer_goods_id === merchantKey).map(({ goods_id }) => goods_id));
    }
    return [...new Set(ids)].map((platformId) => ({ merchantKey, platformId, ticket: null }));
  },
  async read(ref, x) {
    const copies = await copiesOf(ref, x);
    const goods = copies?.live ?? copies?.draft;
    return goods ? { ref, ...map.toReading(goods, copies?.state ?? null) } : null;
  },
  async wares(at, { call }) {
    const page = pageOf(at);
    const { rows, total } = await call(wire.allGoods(page, WARES_A_PAGE));
    const wareOf = async (listed: wire.WireListed) => map.toWare(listed, await call(wire.goods(listed.goods_id)));
    const wares = await Promise.all(rows.map((raw) => rowAfter(wire.WireListed, wareOf, raw)));
    return { rows: wares, next: pagesOf(page, total, WARES_A_PAGE).next };
  },

  orders: {
    streams: [
      { ...STREAMS.changed, page: numberedPage(wire.PAGE, wire.changedOrders, orderOf) },
      { ...STREAMS.confirmed, page: numberedPage(wire.PAGE, wire.confirmedOrders, orderOf) },
    ],
    unseen: ["unpaid orders, and groups that are not full"],
    async read(orderNo, { call }) {
      const found = await call(wire.order(orderNo));
      return found && orderOf(found.order_info);
    },
  },
});
