/** JD (京东) POP merchants, JOS gateway `routerjson` 2.0: sources and days in README.md. */
import { defineAdapter } from "../contract.ts";
import { numberedPage } from "../runtime/pages.ts";
import { rowOf } from "../runtime/rows.ts";
import { after, done } from "../runtime/sent.ts";
import { wareEffects, wareReader } from "./adapter/wares.ts";
import * as codes from "./codes/index.ts";
import * as map from "./map/index.ts";
import { MAPPING } from "./rules/mapping.ts";
import * as rules from "./rules/index.ts";
import { sign } from "./sign.ts";
import * as wire from "./wire/index.ts";

type X = rules.X;
const { EFFECTS, STREAMS } = rules;

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
      const open = { allowed: true, why: null };
      return all.map(({ id, name, parentId }) => ({ ...open, id, name, parentId, leaf: !parents.has(id) }));
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
    carriers: ({ call }) => call(wire.carriers()),
  },

  effects: {
    ...rules.ABSENT_EFFECTS,
    ...wareEffects,
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

  ...wareReader,

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
