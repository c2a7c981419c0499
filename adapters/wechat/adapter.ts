/** WeChat Store open API (微信小店): sources and days in README.md. */
import { plus } from "../../domain/time.ts";
import { defineAdapter, type Body, type Call, type ListingRef } from "../contract.ts";
import { everyRow, type Page } from "../runtime/pages.ts";
import { rowOf } from "../runtime/rows.ts";
import { copiesOf, inTurn, look, productOf, wares } from "./adapter/find.ts";
import { labelEffects, labels } from "./adapter/labels.ts";
import { laterEffects, laterShipping } from "./adapter/later.ts";
import { ACCEPT, CARRIERS, failures, isListedOnce } from "./codes/index.ts";
import * as map from "./map/index.ts";
import * as rules from "./rules/index.ts";
import { receive, sign } from "./sign/index.ts";
import * as wire from "./wire/index.ts";

type X = rules.X;
const { EFFECTS, STREAMS } = rules;
const done = { kind: "done", value: null } as const;
const after = (change: Promise<unknown>) => change.then(() => done);
const numberOf = ({ platformId }: ListingRef) => platformId ?? "";
const shelfOf = ({ voucher }: Body) => (voucher === null ? wire.GOODS : wire.LIFE);

/** The lists of orders and cases give numbers only; each is read by itself. */
const numbersPage =
  <T>(ask: (window: wire.Window) => Call<Page<string>>, hint: (number: string) => T) =>
  async (window: wire.Window, { call }: X) => {
    const { rows, next } = await call(ask(window));
    return { rows: rows.map((number) => ({ ok: true as const, value: hint(number) })), next, pages: null };
  };

export default defineAdapter({
  ...rules.PLATFORM,
  ...rules.SETTINGS,
  ...rules.MANNER,
  failures,
  carriers: CARRIERS,
  mapping: rules.mapping,
  lint: rules.lint,
  sign,
  unwrap: (reply) => reply, // errcode stands beside the values
  auth: {
    ...rules.SIGN_IN,
    async fetch({ app, shop, now, call }) {
      const viaComponent = async () => call(wire.shopToken(app, shop, await call(wire.componentToken(app))));
      const { lifeMs, ...token } = app.mode === "isv" ? await viaComponent() : await call(wire.ownToken(shop));
      return { ...token, expiresAt: plus(now, lifeMs) };
    },
  },
  identify: ({ call }) => call(wire.shopInfo()),
  uploadPicture: (bytes, type, { call }) => call(wire.picture(bytes, type)),
  taxonomy: {
    categories: async ({ call }) => map.toCategories(await call(wire.paths()), await call(wire.relations())),
    async rules(categoryId, { call }) {
      return map.toRules(categoryId, await call(wire.category(map.leafOf(categoryId))));
    },
    async brands(_categoryId, { call }) {
      return [rules.NO_BRAND_CHOICE, ...(await everyRow("", (key) => call(wire.brands(key))))];
    },
    async freightTemplates({ call }) {
      const ids = await everyRow("0", (key) => call(wire.templateIds(key)));
      return inTurn(ids, (id) => call(wire.template(id)));
    },
    async addresses({ call }) {
      const ids = await everyRow("0", (key) => call(wire.addressIds(key)));
      return inTurn(ids, (id) => call(wire.address(id)));
    },
    carriers: ({ call }) => call(wire.companies()),
  },

  effects: {
    ...rules.ABSENT_EFFECTS,
    ...labelEffects,
    ...laterEffects,
    /** A draft: nothing is on sale before `submit`. */
    create: {
      ...EFFECTS.create,
      async send(body, { shop, now, call }) {
        if (body.voucher !== null && !shop.localLife) return map.noVouchers(body);
        return map.written(body, await call(wire.add(shelfOf(body), map.toProduct(body, now))));
      },
    },
    update: {
      ...EFFECTS.update,
      async send({ ref, body, facets }, x) {
        const over = { there: await productOf(ref, x), facets };
        const product = map.toProduct(body, x.now, over);
        return map.written(body, await x.call(wire.update(shelfOf(body), numberOf(ref), product)));
      },
    },
    /** The audit, and the shelf when it is passed. */
    submit: {
      ...EFFECTS.submit,
      async send(ref, { call }) {
        await call(wire.submit(numberOf(ref)));
        return { kind: "accepted", value: null, readAfterMs: rules.READ_AFTER_MS };
      },
    },
    withdraw: { ...EFFECTS.withdraw, send: (ref, { call }) => after(call(wire.withdraw(numberOf(ref)))) },
    setPrice: {
      ...EFFECTS.setPrice,
      async send({ ref, skus }, x) {
        const shelf = (await copiesOf(ref, x))?.isVoucher ? wire.LIFE : wire.GOODS;
        const prices = skus.map(({ platformSkuId, value }) => ({ sku_id: platformSkuId, sale_price: value }));
        return after(x.call(wire.price(shelf, numberOf(ref), prices)));
      },
    },
    /** Stock of a draft that never was on sale goes with the draft; afterwards, and for vouchers always, by sku. */
    setStock: {
      ...EFFECTS.setStock,
      async send({ ref, skus }, x) {
        const there = await copiesOf(ref, x);
        const { draft = null, isVoucher = false, status = 0 } = there ?? {};
        if (draft !== null && !isVoucher && !isListedOnce(status))
          return after(x.call(wire.update(wire.GOODS, numberOf(ref), map.withStock(draft, skus))));
        for (const { platformSkuId, value } of skus)
          await x.call(wire.stock(numberOf(ref), platformSkuId, value.target));
        return done;
      },
    },
    delist: { ...EFFECTS.delist, send: (ref, { call }) => after(call(wire.delist(numberOf(ref)))) },
    remove: { ...EFFECTS.remove, send: (ref, { call }) => after(call(wire.remove(numberOf(ref)))) },
    ship: {
      ...EFFECTS.ship,
      send: ({ orderNo, parcels }, { call }) => after(call(wire.ship(orderNo, parcels.map(map.toParcel)))),
    },
    /** With the lines of the parcel that bears the old number, as the order shows it now. */
    changeWaybill: {
      ...EFFECTS.changeWaybill,
      async send({ orderNo, ...change }, { call }) {
        const parcels = (await call(wire.wholeOrder(orderNo)))?.delivery_info.delivery_product_info ?? [];
        const asked = map.toWaybillChange(parcels, change);
        return asked === null ? { ...done, already: true } : after(call(wire.changeParcels(orderNo, asked)));
      },
    },
    redeem: {
      ...EFFECTS.redeem,
      async send({ codes, store }, { key, call }) {
        return map.codesEnd(codes, await call(wire.consume(key, codes, store?.name)));
      },
    },
    undoRedeem: {
      ...EFFECTS.undoRedeem,
      async send({ codes }, { key, call }) {
        return map.codesEnd(codes, await call(wire.revoke(key, codes)));
      },
    },
    /** A refusal takes a reason of their list: "other" where nobody chose one, our words go beside it. */
    answerAfterSale: {
      ...EFFECTS.answerAfterSale,
      async send({ caseNo, answer, reasonCode, note, addressId }, { call }) {
        if (answer !== "refuse") return after(call(wire.accept(caseNo, ACCEPT[answer], addressId)));
        const reason = reasonCode ?? map.anyReason(await call(wire.rejectReasons()));
        return after(call(wire.reject(caseNo, reason, note)));
      },
    },
  },

  look,
  async read(ref, x) {
    const product = await productOf(ref, x);
    return product && map.toReading(product, ref);
  },
  wares,

  orders: {
    streams: [
      { ...STREAMS.updated, page: numbersPage(wire.updatedOrders, (orderNo) => ({ orderNo })) },
      { ...STREAMS.created, page: numbersPage(wire.createdOrders, (orderNo) => ({ orderNo })) },
    ],
    unseen: rules.UNSEEN,
    async read(orderNo, { call }) {
      const reply = await call(wire.rawOrder(orderNo));
      return reply && rowOf(wire.WireOrder, map.toOrder, reply.order);
    },
  },
  /** Counts once per order against a daily quota of the shop; refused unless the order is paid and open. */
  receiver: { reveal: (orderNo, { call }) => call(wire.decode(orderNo)) },
  afterSale: {
    streams: [{ ...STREAMS.cases, page: numbersPage(wire.updatedCases, (caseNo) => ({ caseNo })) }],
    /** A case names product and sku; the line stands in its order, which is read for it. */
    async read(caseNo, { now, call }) {
      const reply = await call(wire.rawCase(caseNo));
      const known = wire.WireCase.safeParse(reply?.after_sale_order).data;
      const order = known === undefined ? null : await call(wire.wholeOrder(known.order_id));
      const toCase = (one: wire.WireCase) => map.toCase(one, now, order);
      return reply && rowOf(wire.WireCase, toCase, reply.after_sale_order);
    },
  },
  vouchers: {
    /** Their list goes by buyer, so the order is read for its buyer first. */
    async read(orderNo, { call }) {
      const order = await call(wire.wholeOrder(orderNo));
      if (!order?.openid) return [];
      const all = await everyRow("", (key) => call(wire.vouchers(order.openid ?? "", key)));
      return all.filter(({ order_id }) => order_id === orderNo).map((voucher) => map.toVoucher(voucher, order));
    },
  },
  labels,
  laterShipping,
  abilities: rules.ABILITIES,
  events: { receive },
});
