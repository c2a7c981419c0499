/** How much may be asked and published, and what can be said of a product before a call. */
import { MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import type { Body, CategoryRules, Finding, Limits, PictureLimits, RateLimit } from "../../contract.ts";
import { lintByData } from "../../runtime/lint.ts";
import { NO_TRAVEL } from "./mapping.ts";

const rate = (one: Pick<RateLimit, "id" | "calls" | "perMs" | "apis">): RateLimit => ({
  ...one,
  scope: "shop",
  burst: Math.min(one.calls, 20),
});
const PULLS = ["pdd.order.number.list.increment.get", "pdd.order.list.get"];
/** Per shop; those of single calls are published. Twenty a second for all of them is ours: the edits' own number. */
export const RATES: readonly RateLimit[] = [
  rate({ id: "all", calls: 20, perMs: SECOND_MS, apis: "*" }),
  { ...rate({ id: "list", calls: 900, perMs: MINUTE_MS, apis: ["pdd.goods.list.get"] }), classOf: "content" },
  { ...rate({ id: "pull", calls: 2_900, perMs: MINUTE_MS, apis: PULLS }), classOf: "pull" },
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
