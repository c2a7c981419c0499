/** Pinduoduo (拼多多), merchant calls of the open platform: sources and days in README.md. */
import type * as z from "zod";
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS, plus, SECOND_MS } from "../../domain/time.ts";
import {
  defineAdapter,
  type Body,
  type Instant,
  type ListingRef,
  type Named,
  type Taxonomy,
  type Token,
} from "../contract.ts";
import { pageOf, pagesOf } from "../runtime/pages.ts";
import { rowOf } from "../runtime/rows.ts";
import { CARRIERS, failures } from "./codes.ts";
import * as map from "./map/index.ts";
import { app, LIMITS, lint, MANNER, MAPPING, RATES, shop, type X } from "./rules.ts";
import { sign } from "./sign.ts";
import * as wire from "./wire.ts";

const { act, ask } = wire;
const GATEWAY = "https://gw-api.pinduoduo.com";
const SIGN_IN = "https://fuwu.pinduoduo.com";
const PAGE = 100;
const WARES_A_PAGE = 20; // each costs a call more
const [EDITING, IN_AUDIT, PASSED, REFUSED] = [0, 1, 2, 3];
const [SUBMIT, SAVE] = [0, 1];
const [PUT_UP, KEEP] = [0, 1];

const facts = { settle: "lookup", needs: ["exists"], batch: 1, costsQuota: false, confidence: "documented" } as const;
const done = { kind: "done", value: null } as const;
const absent = (zh: string, en: string) => ({ absent: { zh, en } });

const draftsOf = async ({ call }: X, check_status: number, goods_id?: string): Promise<wire.WireCommitRow[]> => {
  const rows: wire.WireCommitRow[] = [];
  for (let page: string | null = "1"; page !== null;) {
    const body: object = { check_status, goods_id, page, page_size: PAGE };
    const { list, total }: z.infer<typeof wire.WireCommits> = await call(
      ask("pdd.goods.commit.list.get", body, wire.WireCommits),
    );
    rows.push(...list);
    page = pagesOf(Number(page), total, PAGE).next;
  }
  return rows;
};
const detailOf = ({ call }: X, goods_id: string) => call(ask("pdd.goods.detail.get", { goods_id }, wire.WireGoods));

/** Where a product stands: its newest state, the copy on sale if there is one, else its draft. Null: nobody knows the number. */
async function copiesOf(goods_id: string, x: X) {
  const { list } = await x.call(
    ask("pdd.goods.latest.commit.status.get", { goods_id_list: `[${goods_id}]` }, wire.WireStates),
  );
  const state = list.find((one) => one.goods_id === goods_id) ?? null;
  if (state === null) return null;
  const [commit] = state.check_status === PASSED ? [] : await draftsOf(x, state.check_status, goods_id);
  if (commit === undefined || commit.is_shop === 1)
    return { state, commit, live: await detailOf(x, goods_id), draft: null };
  const of = { goods_id, goods_commit_id: commit.commit_id };
  return { state, commit, live: null, draft: await x.call(ask("pdd.goods.commit.detail.get", of, wire.WireGoods)) };
}

/** Ids of the spec values of each sku; asking for the same name gives the same id. */
async function specIdsOf({ skus }: Body, { call }: X): Promise<string[][]> {
  const ids = new Map<string, string>();
  const idOf = async ({ parent, name }: { parent: string; name: string }): Promise<string> => {
    const known = ids.get(`${parent} ${name}`);
    if (known !== undefined) return known;
    const body = { parent_spec_id: parent, spec_name: name };
    const { spec_id } = await call(ask("pdd.goods.spec.id.get", body, wire.WireSpec));
    ids.set(`${parent} ${name}`, spec_id);
    return spec_id;
  };
  const all: string[][] = [];
  for (const sku of skus) {
    const one: string[] = [];
    for (const spec of map.specsOf(sku)) one.push(await idOf(spec));
    all.push(one);
  }
  return all;
}

const shelve =
  (is_onsale: 0 | 1) =>
  async (ref: ListingRef, { call }: X) => {
    await call(act("pdd.goods.sale.status.set", { goods_id: ref.platformId, is_onsale }, wire.WireDone));
    return done;
  };

const send =
  (redelivery_type: 1 | 2) =>
  async (of: { orderNo: string; carrier: string; waybill: string }, { call }: X) => {
    const [logistics_id] = CARRIERS[of.carrier] ?? [of.carrier];
    const body = { order_sn: of.orderNo, logistics_id, tracking_number: of.waybill, redelivery_type };
    await call(act("pdd.logistics.online.send", body, wire.WireDone));
    return done;
  };

const tokenBy = async (api: string, body: object, x: X): Promise<Token> => {
  const { access_token, refresh_token, expires_in } = await x.call(act(api, body, wire.WireToken));
  return { value: access_token, refresh: refresh_token ?? null, expiresAt: plus(x.now, expires_in * SECOND_MS) };
};

const taxonomy: Taxonomy<X> = {
  /** One level a call; what the shop may not sell in is not listed. */
  async categories({ call }) {
    const found: Awaited<ReturnType<Taxonomy<X>["categories"]>>[number][] = [];
    const below = async (parentId: string | null): Promise<void> => {
      const body = { parent_cat_id: parentId ?? "0" };
      const { goods_cats_list } = await call(ask("pdd.goods.authorization.cats", body, wire.WireCategories));
      for (const { cat_id, cat_name, leaf } of goods_cats_list) {
        found.push({ id: cat_id, name: cat_name, parentId, leaf: leaf === true, allowed: true, why: null });
        if (leaf !== true) await below(cat_id);
      }
    };
    await below(null);
    return found;
  },
  async rules(categoryId, { call }) {
    const body = { cat_id: categoryId };
    const rule = await call(ask("pdd.goods.cat.rule.get", body, wire.WireRule));
    const { goods_spec_list } = await call(ask("pdd.goods.spec.get", body, wire.WireSpecs));
    const properties = rule.goods_properties_rule.properties.filter(({ is_sale }) => is_sale !== true);
    const attributes = [...properties.map(map.toAttribute), ...goods_spec_list.slice(0, 1).map(map.toSaleAttribute)];
    return { categoryId, certificates: [], attributes };
  },
  brands: () => Promise.resolve([]), // the brand is a property
  async freightTemplates({ call }) {
    const body = { page: 1, page_size: PAGE };
    const { logistics_template_list } = await call(ask("pdd.goods.logistics.template.get", body, wire.WireTemplates));
    return logistics_template_list.map((one) => ({ id: one.template_id, name: one.template_name }));
  },
  async addresses({ call }) {
    const { refund_address_list } = await call(ask("pdd.refund.address.list.get", {}, wire.WireAddresses));
    return refund_address_list.map((one): Named => {
      return { id: one.refund_address_id, name: [one.refund_name, one.refund_address].filter(Boolean).join(" ") };
    });
  },
  async carriers({ call }) {
    const { logistics_companies } = await call(ask("pdd.logistics.companies.get", {}, wire.WireCompanies));
    return logistics_companies.map(({ id, logistics_company }) => ({ id, name: logistics_company }));
  },
};

const seconds = (at: Instant): number => epochMs(at) / SECOND_MS;
const everything = { order_status: 5, refund_status: 5, page_size: PAGE, use_has_next: false };
const stream = {
  overlapMs: 5 * MINUTE_MS,
  settleMs: 3 * MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "numbered",
} as const;

export default defineAdapter({
  ...MANNER,
  id: "pinduoduo",
  contract: 1,
  name: { zh: "拼多多", en: "Pinduoduo" },
  docs: "https://open.pinduoduo.com",
  readOn: "2026-11-25",
  baseUrl: GATEWAY,
  app,
  shop,
  egress: "fixed_ip",
  egressFor: { "pdd.open.decrypt.batch": "relay" },
  concurrency: 2,
  clockToleranceMs: 10 * MINUTE_MS,
  rates: RATES,
  limits: LIMITS,
  failures,
  carriers: CARRIERS,
  auth: {
    kind: "oauth",
    renewBeforeMs: 2 * HOUR_MS,
    refreshable: true,
    authorizeUrl({ app: { clientId }, baseUrl }, redirect, state) {
      const query = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirect, state });
      return `${baseUrl === GATEWAY ? SIGN_IN : baseUrl}/service-market/auth?${query}`;
    },
    exchange: (code, _redirect, x) => tokenBy("pdd.pop.auth.token.create", { code }, x),
    refresh: (old, x) => tokenBy("pdd.pop.auth.token.refresh", { refresh_token: old.refresh }, x),
  },
  sign,
  unwrap: (reply) => Object.entries(reply ?? {}).find(([key]) => key.endsWith("_response"))?.[1] ?? reply,
  async identify({ call }) {
    const { mall_id, mall_name } = await call(ask("pdd.mall.info.get", {}, wire.WireMall));
    return { platformShopId: mall_id, name: mall_name };
  },
  lint,
  async uploadPicture(bytes, type, { call }) {
    const image = `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
    return (await call(ask("pdd.goods.image.upload", { image }, wire.WireImage))).image_url;
  },
  taxonomy,
  mapping: MAPPING,

  effects: {
    /** A draft: nobody sees it before it is submitted and has passed. */
    create: {
      ...facts,
      needs: [],
      batch: 50,
      async send(body, x) {
        const draft = map.toDraft(body, await specIdsOf(body, x), null);
        const { goods_id } = await x.call(act("pdd.goods.edit.goods.commit", draft, wire.WireCommit));
        return { kind: "done", value: { merchantKey: body.merchantKey, platformId: goods_id, ticket: null } };
      },
    },
    /** Everything is overwritten in a draft, prices and stock of what is on sale excepted; `submit` sends it to the auditors. */
    update: {
      ...facts,
      needs: ["exists", "not_in_audit"],
      batch: 50,
      async send({ ref, body }, x) {
        const goods_id = ref.platformId ?? "";
        const copies = await copiesOf(goods_id, x);
        const draft = {
          ...map.toDraft(body, await specIdsOf(body, x), copies?.live ?? null),
          goods_id,
          operate_type: SAVE,
        };
        if (copies?.live !== null) {
          await x.call(act("pdd.goods.information.update", { ...draft, sync_goods_operate: KEEP }, wire.WireUpdated));
        } else {
          const commit = { ...draft, goods_commit_id: copies.commit?.commit_id };
          await x.call(act("pdd.goods.submit.goods.commit", commit, wire.WireUpdated));
        }
        return { kind: "done", value: ref };
      },
    },
    /** Passing puts it on the shelf. Nothing to submit: the auditors have it or have passed it. */
    submit: {
      ...facts,
      needs: ["exists", "not_in_audit"],
      costsQuota: true,
      async send(ref, x) {
        const copies = await copiesOf(ref.platformId ?? "", x);
        const status = copies?.state.check_status;
        if (status === IN_AUDIT || status === PASSED) return { ...done, already: true };
        const body = { goods_id: ref.platformId, goods_commit_id: copies?.commit?.commit_id, operate_type: SUBMIT };
        await x.call(act("pdd.goods.submit.goods.commit", { ...body, sync_goods_operate: PUT_UP }, wire.WireUpdated));
        return done;
      },
    },
    withdraw: absent("拼多多没有撤回审核的接口", "No call takes a product out of the audit"),
    /** The reference price stays above every single price, so the others are read first. */
    setPrice: {
      ...facts,
      needs: ["exists", "listed_once", "not_in_audit"],
      batch: 50,
      async send({ ref, skus }, x) {
        const { goods_id, sku_list } = await detailOf(x, ref.platformId ?? "");
        const wanted = new Map(skus.map(({ platformSkuId, value }) => [platformSkuId, map.pricesOf(value)]));
        const market_price = map.referencePrice(sku_list.map((sku) => wanted.get(sku.sku_id)?.price ?? sku.price));
        const sku_price_list = [...wanted].map(([sku_id, { multi_price, price }]) => {
          return { sku_id, group_price: multi_price, single_price: price };
        });
        await x.call(act("pdd.goods.sku.price.update", { goods_id, market_price, sku_price_list }, wire.WireDone));
        return done;
      },
    },
    /** By how much it changes. A sku that was empty may have left the shelf: what fills it puts it up again. */
    setStock: {
      ...facts,
      needs: ["exists", "listed_once"],
      async send({ ref, skus }, { call }) {
        const goods_id = ref.platformId;
        for (const { platformSkuId: sku_id, value } of skus) {
          const change = { goods_id, sku_id, quantity: value.change, update_type: 2 };
          await call(act("pdd.goods.quantity.update", change, wire.WireDone));
          if (value.target === 0 || value.change < value.target) continue;
          const up = { goods_id, sku_price_list: [{ sku_id, is_onsale: 1 }] };
          await call(act("pdd.goods.sku.price.update", up, wire.WireDone));
        }
        return done;
      },
    },
    list: { ...facts, needs: ["exists", "listed_once", "stock_above_zero"], settle: "idempotent", send: shelve(1) },
    delist: { ...facts, settle: "idempotent", send: shelve(0) },
    remove: {
      ...facts,
      needs: ["exists", "off_shelf"],
      async send(ref, { call }) {
        await call(act("pdd.delete.goods.commit", { goods_ids: `[${ref.platformId}]` }, wire.WireDone));
        return done;
      },
    },
    ship: { ...facts, needs: [], batch: 50, send: send(1) },
    changeWaybill: { ...facts, needs: [], send: send(2) },
    issueVouchers: absent("拼多多没有接入卡券商品", "Voucher goods are not carried"),
    redeem: absent("拼多多没有接入卡券商品", "Voucher goods are not carried"),
    undoRedeem: absent("拼多多没有接入卡券商品", "Voucher goods are not carried"),
    answerAfterSale: absent("请在拼多多商家后台处理售后", "After-sale cases are answered in their back office"),
  },

  /** On the shelf or once on it by our code; drafts by scanning those that wait, are in audit or were refused. */
  async look(merchantKey, x) {
    const body = { outer_goods_id: merchantKey, page: 1, page_size: PAGE };
    const { goods_list } = await x.call(ask("pdd.goods.list.get", body, wire.WireGoodsList));
    const ids = new Set(goods_list.map((row) => wire.WireListed.parse(row).goods_id));
    for (const status of [EDITING, IN_AUDIT, REFUSED]) {
      const drafts = await draftsOf(x, status);
      for (const one of drafts.filter(({ outer_goods_id }) => outer_goods_id === merchantKey)) ids.add(one.goods_id);
    }
    return [...ids].map((platformId) => ({ merchantKey, platformId, ticket: null }));
  },
  async read(ref, x) {
    const copies = await copiesOf(ref.platformId ?? "", x);
    const goods = copies?.live ?? copies?.draft ?? null;
    return copies === null || goods === null ? null : { ref, ...map.toReading(goods, copies.state) };
  },
  async wares(at, x) {
    const page = pageOf(at);
    const body = { page, page_size: WARES_A_PAGE };
    const { goods_list, total_count } = await x.call(ask("pdd.goods.list.get", body, wire.WireGoodsList));
    const rows = await Promise.all(
      goods_list.map(async (raw) => {
        const row = rowOf(wire.WireListed, (listed) => listed, raw);
        return row.ok
          ? { ok: true as const, value: map.toWare(row.value, await detailOf(x, row.value.goods_id)) }
          : row;
      }),
    );
    return { rows, next: pagesOf(page, total_count, WARES_A_PAGE).next };
  },

  orders: {
    streams: [
      {
        ...stream,
        id: "changed",
        by: "updated",
        everyMs: MINUTE_MS,
        maxWindowMs: 30 * MINUTE_MS,
        async page({ from, to, at }, { call }) {
          const page = pageOf(at);
          const window = { is_lucky_flag: 0, start_updated_at: seconds(from), end_updated_at: seconds(to), page };
          const api = "pdd.order.number.list.increment.get";
          const found = await call(ask(api, { ...everything, ...window }, wire.WireIncrement));
          const rows = found.order_sn_list.map((raw) => rowOf(wire.WireOrder, map.toOrder, raw));
          return { rows, ...pagesOf(page, found.total_count, PAGE) };
        },
      },
      {
        ...stream,
        id: "confirmed",
        by: "created",
        everyMs: HOUR_MS,
        maxWindowMs: DAY_MS - SECOND_MS,
        async page({ from, to, at }, { call }) {
          const page = pageOf(at);
          const window = { start_confirm_at: seconds(from), end_confirm_at: seconds(to), page };
          const found = await call(ask("pdd.order.list.get", { ...everything, ...window }, wire.WireConfirmed));
          const rows = found.order_list.map((raw) => rowOf(wire.WireOrder, map.toOrder, raw));
          return { rows, ...pagesOf(page, found.total_count, PAGE) };
        },
      },
    ],
    unseen: ["unpaid orders, and groups that are not full"],
    async read(orderNo, { call }) {
      const found = await call(ask("pdd.order.information.get", { order_sn: orderNo }, wire.WireOrderInfo));
      return found === null ? null : rowOf(wire.WireOrder, map.toOrder, found.order_info);
    },
  },
  receiver: absent(
    "拼多多的收件人只能在多多云内解密；打单请用密文取电子面单",
    "Receivers can be decrypted inside their cloud alone; labels take the cipher texts",
  ),
  afterSale: absent(
    "售后单请在拼多多商家后台处理；订单会显示退款状态并暂停发货",
    "Cases are handled in their back office; orders show the refund and are held",
  ),
  vouchers: absent("拼多多没有接入卡券商品", "Voucher goods are not carried"),
  events: absent(
    "拼多多的消息推送要一直连着 WebSocket，我们按时轮询",
    "Push is a WebSocket that the client holds open: we poll",
  ),
});
