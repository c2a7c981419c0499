/** Facts of the platform as data; README.md says where each comes from. */
import * as z from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type {
  Absent,
  Body,
  CategoryRules,
  Context,
  EffectFacts,
  Facts,
  Finding,
  Limits,
  Manner,
  PictureLimits,
  RateLimit,
} from "../contract.ts";
import { lintByData } from "../runtime/lint.ts";
import { NO_TRAVEL } from "./mapping.ts";

/** The deployment's developer account, by the platform's own names. */
export const app = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(16).meta({ secret: true }),
});
/** A merchant's shop: its number. */
export const shop = z.strictObject({ mallId: z.string().regex(/^\d+$/) });
export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
export type X = Context<App, Shop>;

/** Who it is, where it lives, and how it is reached. */
export const PLATFORM = {
  id: "pinduoduo",
  contract: 1,
  name: { zh: "拼多多", en: "Pinduoduo" },
  docs: "https://open.pinduoduo.com",
  readOn: "2026-11-25",
  baseUrl: "https://gw-api.pinduoduo.com",
  egress: "fixed_ip",
  concurrency: 2,
  clockToleranceMs: 10 * MINUTE_MS,
} as const;
const CONSENT_PAGE = "https://fuwu.pinduoduo.com";
/** Consent is given on a host of its own; imitations have it beside their gateway. A token's life is told with it. */
export const SIGN_IN = {
  kind: "oauth",
  renewBeforeMs: 2 * HOUR_MS,
  refreshable: true,
  authorizeUrl({ app: { clientId }, baseUrl }: Facts<App, Shop>, redirect: string, state: string): string {
    const query = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirect, state });
    return `${baseUrl === PLATFORM.baseUrl ? CONSENT_PAGE : baseUrl}/service-market/auth?${query}`;
  },
} as const;

const rate = (id: string, calls: number, perMs: number, apis: RateLimit["apis"]): RateLimit => ({
  id,
  scope: "shop",
  apis,
  calls,
  perMs,
  burst: Math.min(calls, 20),
});
/** Per shop; those of single calls are published. Twenty a second for all of them is ours: the edits' own number. */
export const RATES: readonly RateLimit[] = [
  rate("all", 20, SECOND_MS, "*"),
  { ...rate("list", 900, MINUTE_MS, ["pdd.goods.list.get"]), classOf: "content" },
  {
    ...rate("pull", 2_900, MINUTE_MS, ["pdd.order.number.list.increment.get", "pdd.order.list.get"]),
    classOf: "pull",
  },
];

const pictures: PictureLimits = {
  min: 1,
  max: 10,
  minSidePx: 480,
  maxBytes: 1_000_000,
  types: ["image/jpeg", "image/png"],
  distinct: false,
};
/** Titles: 60 characters is what the back office takes. Prices leave room for single and reference price above them. */
export const LIMITS: Limits = {
  title: { min: 1, max: 60, count: "code_points" },
  skus: 100,
  priceFen: { min: 1, max: 999_999_700 },
  stock: 100_000_000,
  pictures,
  detailPictures: { ...pictures, max: 20 },
  presaleDays: 7,
};
const SPEC_NAME_MAX = 18;

/** What a deployment and a shop set, and how much may be asked and published. */
export const SETTINGS = { app, shop, rates: RATES, limits: LIMITS } as const;

export const MANNER: Manner = {
  stock: { push: "delta", counts: "sellable", keyed: false, restocksOn: [] },
  ship: { unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 1 },
  createSets: ["text", "pictures", "options", "delivery", "price", "stock"],
  editGroups: [["text", "pictures", "options", "delivery"]],
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "scan", readLagMs: 5_000 },
};

const effect = (needs: EffectFacts["needs"], more: Partial<EffectFacts> = {}): EffectFacts => ({
  settle: "lookup",
  needs,
  batch: 1,
  costsQuota: false,
  confidence: "documented",
  ...more,
});
/** What must be so before each effect, and how one without an answer is settled. */
export const EFFECTS = {
  create: effect([], { batch: 50 }),
  update: effect(["exists", "not_in_audit"], { batch: 50 }),
  submit: effect(["exists", "not_in_audit"], { costsQuota: true }),
  setPrice: effect(["exists", "listed_once", "not_in_audit"], { batch: 50 }),
  setStock: effect(["exists", "listed_once"]),
  list: effect(["exists", "listed_once", "stock_above_zero"], { settle: "idempotent" }),
  delist: effect(["exists"], { settle: "idempotent" }),
  remove: effect(["exists", "off_shelf"]),
  ship: effect([], { batch: 50 }),
  changeWaybill: effect([]),
} as const;

const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });
const noVouchers = no("拼多多没有接入卡券商品", "Voucher goods are not carried");
export const ABSENT_EFFECTS = {
  withdraw: no("拼多多没有撤回审核的接口", "No call takes a product out of the audit"),
  issueVouchers: noVouchers,
  redeem: noVouchers,
  undoRedeem: noVouchers,
  answerAfterSale: no("请在拼多多商家后台处理售后", "After-sale cases are answered in their back office"),
};
export const ABSENT = {
  receiver: no(
    "拼多多的收件人只能在多多云内解密；打单请用密文取电子面单",
    "Receivers can be decrypted inside their cloud alone; labels take the cipher texts",
  ),
  afterSale: no(
    "售后单请在拼多多商家后台处理；订单会显示退款状态并暂停发货",
    "Cases are handled in their back office; orders show the refund and are held",
  ),
  vouchers: noVouchers,
  events: no(
    "拼多多的消息推送要一直连着 WebSocket，我们按时轮询",
    "Push is a WebSocket that the client holds open: we poll",
  ),
};

const stream = {
  overlapMs: 5 * MINUTE_MS,
  settleMs: 3 * MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "numbered",
} as const;
/** Both lists are newest first: they are read from the last page back. */
export const STREAMS = {
  changed: { ...stream, id: "changed", by: "updated", everyMs: MINUTE_MS, maxWindowMs: 30 * MINUTE_MS },
  confirmed: { ...stream, id: "confirmed", by: "created", everyMs: HOUR_MS, maxWindowMs: DAY_MS - SECOND_MS },
} as const;

/** What every product of ours is to them: ordinary, from here, new, not sold before it is there. */
export const ORDINARY_GOODS = {
  goods_type: 1,
  country_id: 0,
  is_folt: false,
  is_pre_sale: false,
  second_hand: false,
} as const;

const CODES = {
  detail_pictures: "isv.invalid-parameter:detail_gallery-is-over-range",
  stock: "isv.invalid-parameter:quantity-is-over-range",
  price: "isv.invalid-parameter:price-or-multi_price",
} as const;

/** Limits and category rules by the kit; what is Pinduoduo's own besides. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  const own = OWN.filter(({ broken }) => broken(body));
  return [
    ...lintByData(body, rules, { platform: "pinduoduo", limits: LIMITS, codes: CODES }),
    ...own.map(({ broken: _, ...finding }) => ({ severity: "block" as const, ...finding })),
  ];
}

const OWN: readonly (Omit<Finding, "severity"> & { broken(body: Body): boolean })[] = [
  {
    rule: "pinduoduo.spec_name",
    pointer: "/skus",
    platformCode: "isv.invalid-parameter:spec_name-is-too-long",
    say: { zh: `规格名最多 ${SPEC_NAME_MAX} 个字`, en: `a spec name has at most ${SPEC_NAME_MAX} characters` },
    remedy: { zh: "缩短规格名", en: "shorten the option's name" },
    broken: ({ skus }) =>
      skus.some((sku) => Object.values(sku.attributes).some((name) => [...name].length > SPEC_NAME_MAX)),
  },
  {
    rule: "pinduoduo.freight_template",
    pointer: "/freightTemplateId",
    platformCode: "21002",
    say: { zh: "拼多多要求选择运费模板", en: "Pinduoduo requires a freight template" },
    remedy: { zh: "在店铺设置里选择运费模板", en: "choose one in the shop's settings" },
    broken: ({ freightTemplateId }) => freightTemplateId === null,
  },
  {
    rule: "pinduoduo.title_price",
    pointer: "/title",
    platformCode: "isv.invalid-parameter:goods_name-exclude-price",
    say: { zh: "标题里不能写价格", en: "a title holds no price" },
    remedy: { zh: "删去标题里的价格", en: "take the price out of the title" },
    broken: ({ title }) => /\d\s*(元|块钱)|[¥￥]/.test(title),
  },
  {
    rule: "pinduoduo.title_presale",
    pointer: "/title",
    platformCode: "isv.invalid-parameter:goods_name-exclude-pre-sale",
    say: { zh: "标题里不能写预售", en: "a title says nothing of pre-sale" },
    remedy: { zh: "删去“预售”", en: "take the word out" },
    broken: ({ title }) => title.includes("预售"),
  },
  {
    rule: "pinduoduo.voucher",
    pointer: "/voucher",
    platformCode: null,
    say: NO_TRAVEL.absent,
    remedy: { zh: "在商家后台创建后回来绑定", en: "make it in the back office, then bind it here" },
    broken: ({ voucher }) => voucher !== null,
  },
];
