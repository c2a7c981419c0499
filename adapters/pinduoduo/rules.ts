/** Facts of the platform as data; README.md says where each comes from. */
import * as z from "zod";
import { MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type {
  Body,
  CategoryRules,
  Context,
  Finding,
  Limits,
  Manner,
  Mapping,
  PictureLimits,
  RateLimit,
} from "../contract.ts";
import { lintByData } from "../runtime/lint.ts";

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
/** Characters of a spec's name. */
export const SPEC_NAME_MAX = 18;

export const MANNER: Manner = {
  stock: { push: "delta", counts: "sellable", keyed: false, restocksOn: [] },
  ship: { unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 1 },
  createSets: ["text", "pictures", "options", "delivery", "price", "stock"],
  editGroups: [["text", "pictures", "options", "delivery"]],
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "scan", readLagMs: 5_000 },
};

const food = (branch: string, leaf: string) => ["零食/坚果/特产", branch, leaf];
const fresh = (branch: string, leaf: string) => ["水产肉类/新鲜蔬果/熟食", branch, leaf];
const grain = (branch: string, leaf: string) => ["粮油米面/南北干货/调味品", branch, leaf];
const craft = (leaf: string) => ["工艺礼品", "民族工艺", leaf];
const noTravel = {
  absent: {
    zh: "拼多多的旅行、住宿商品走日历库存和单独资质，公开资料不足，请在商家后台创建后回来绑定",
    en: "Travel and lodging run by a stock calendar and a qualification of their own that no public source describes: make them in the back office, then bind them here",
  },
};
const TRAVEL = [
  "lodging",
  "homestay",
  "agritainment",
  "day_tour",
  "package_tour",
  "self_guided",
  "ticket",
  "activity",
  "meal",
];

/** By names only. The paths are the imitation's own where no source shows the tree (?). */
export const MAPPING: Mapping = {
  categories: {
    "F-walnut": food("山核桃/坚果/炒货", "核桃"),
    "H-dried-fruit": food("蜜饯/枣类/梅/果干", "果干"),
    "C-kiwi": fresh("新鲜水果", "猕猴桃"),
    "C-citrus": fresh("新鲜水果", "柑橘"),
    "C-pear": fresh("新鲜水果", "梨"),
    "C-plum": fresh("新鲜水果", "李子"),
    "C-fresh-walnut": fresh("新鲜水果", "鲜核桃"),
    "G-cured-meat": fresh("腊味", "腊肉"),
    "G-sausage": fresh("腊味", "腊肠"),
    "G-egg": fresh("蛋类", "鸡蛋"),
    "F-rice": grain("米/面粉/杂粮", "大米"),
    "F-coarse": grain("米/面粉/杂粮", "杂粮"),
    "F-bean": grain("米/面粉/杂粮", "豆类"),
    "F-mushroom": grain("南北干货", "香菇"),
    "F-bamboo-shoot": grain("南北干货", "笋干"),
    "B-camellia": grain("食用油", "山茶油"),
    "B-walnut-oil": grain("食用油", "核桃油"),
    "B-rapeseed": grain("食用油", "菜籽油"),
    "E-embroidery": craft("瑶绣"),
    "E-bamboo": craft("竹编"),
  },
  attributes: {
    品牌: { from: "brand" },
    产地: { from: "origin" },
    净含量: { from: "net_content_grams" },
    保质期: { from: "shelf_life_days" },
    储存方式: { from: "storage" },
    包装方式: { from: "packaging" },
    生产许可证编号: { from: "sc_no" },
    产品标准号: { from: "standard_no" },
    规格: { from: "option" },
  },
  kinds: {
    goods: { as: "goods", confidence: "documented" },
    ...Object.fromEntries(TRAVEL.map((kind) => [kind, noTravel])),
  },
};

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
    say: noTravel.absent,
    remedy: { zh: "在商家后台创建后回来绑定", en: "make it in the back office, then bind it here" },
    broken: ({ voucher }) => voucher !== null,
  },
];
