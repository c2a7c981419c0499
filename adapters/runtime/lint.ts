/** Lint by what an adapter declares as data: its limits and the rules of a category. What is a platform's own it adds itself. */
import type { Body, CategoryRules, Finding, Limits, PictureLimits } from "../contract.ts";
import type { Text } from "../../domain/units.ts";

/** Names of the rules here; an adapter gives the platform's own code for those that it knows. */
export type LimitRule =
  | "title"
  | "sku_count"
  | "sku_twice"
  | "price"
  | "stock"
  | "pictures"
  | "detail_pictures"
  | "required"
  | "option"
  | "number";

/** How one platform's findings read. `codes`: its own code for a rule; null is shown where it has none. */
export interface Reading {
  platform: string;
  limits: Limits;
  codes: Partial<Record<LimitRule, string>>;
}
type Found = readonly [rule: LimitRule, pointer: string, say: Text, remedy: Text];

/** Everything that limits and category rules can say before a call. Pure; each finding blocks. */
export function lintByData(body: Body, rules: CategoryRules | null, reading: Reading): readonly Finding[] {
  const { limits } = reading;
  return [
    ...title(body, limits),
    ...skus(body, limits),
    ...pictures("pictures", body.pictures, limits.pictures),
    ...pictures("detail_pictures", body.detailPictures, limits.detailPictures),
    ...(rules?.attributes ?? []).flatMap((attribute) => attributeFindings(body, attribute)),
  ].map(([rule, pointer, say, remedy]) => ({
    rule: `${reading.platform}.${rule}`,
    severity: "block",
    pointer,
    say,
    remedy,
    platformCode: reading.codes[rule] ?? null,
  }));
}

const when = (broken: boolean, found: Found): Found[] => (broken ? [found] : []);
const outside = (value: number, { min, max }: { min: number; max: number }): boolean => value < min || value > max;

function title({ title: text }: Body, { title: limit }: Limits): Found[] {
  const length = limit.count === "code_points" ? [...text].length : new TextEncoder().encode(text).length;
  const [zh, en] = limit.count === "code_points" ? ["个字", "characters"] : ["个字节", "bytes"];
  const range = `${limit.min}–${limit.max}`;
  return when(outside(length, limit), [
    "title",
    "/title",
    { zh: `标题须为 ${range} ${zh}，现在 ${length}`, en: `a title has ${range} ${en}, this one ${length}` },
    { zh: "修改标题", en: "change the title" },
  ]);
}

function skus({ skus: all }: Body, limits: Limits): Found[] {
  const keys = all.map(({ merchantKey }) => merchantKey);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  return [
    ...when(all.length < 1 || all.length > limits.skus, [
      "sku_count",
      "/skus",
      { zh: `须有 1–${limits.skus} 个规格`, en: `a product has 1 to ${limits.skus} skus` },
      { zh: "增减规格", en: "add or remove options" },
    ]),
    ...when(twice >= 0, [
      "sku_twice",
      `/skus/${twice}/merchantKey`,
      { zh: "两个规格用了同一个商家编码", en: "two skus bear one merchant key" },
      { zh: "给每个规格不同的编码", en: "give each sku a key of its own" },
    ]),
    ...all.flatMap((sku, index) => skuNumbers(sku, index, limits)),
  ];
}

function skuNumbers(sku: Body["skus"][number], index: number, { priceFen, stock }: Limits): Found[] {
  const [low, high] = [priceFen.min / 100, priceFen.max / 100];
  return [
    ...when(outside(sku.priceFen, priceFen), [
      "price",
      `/skus/${index}/priceFen`,
      { zh: `价格须为 ${low}–${high} 元`, en: `a price is ${low} to ${high} yuan` },
      { zh: "修改价格", en: "change the price" },
    ]),
    ...when(outside(sku.stock, { min: 0, max: stock }), [
      "stock",
      `/skus/${index}/stock`,
      { zh: `库存须为 0–${stock}`, en: `stock is 0 to ${stock}` },
      { zh: "修改库存", en: "change the stock" },
    ]),
  ];
}

function pictures(rule: "pictures" | "detail_pictures", all: readonly string[], limit: PictureLimits): Found[] {
  const pointer = rule === "pictures" ? "/pictures" : "/detailPictures";
  const name = rule === "pictures" ? "主图" : "详情图";
  const what = rule === "pictures" ? "main pictures" : "detail pictures";
  const repeated = limit.distinct && new Set(all).size < all.length;
  return [
    ...when(outside(all.length, limit), [
      rule,
      pointer,
      { zh: `须有 ${limit.min}–${limit.max} 张${name}`, en: `there are ${limit.min} to ${limit.max} ${what}` },
      { zh: `增减${name}`, en: `add or remove ${what}` },
    ]),
    ...when(repeated, [
      rule,
      pointer,
      { zh: `${name}有重复`, en: `one of the ${what} comes twice` },
      { zh: "换掉重复的图片", en: "replace the repeated picture" },
    ]),
  ];
}

type Attribute = CategoryRules["attributes"][number];
/** A number, and a unit or none behind it. */
const AMOUNT = /^\s*\d+(\.\d+)?\s*\D*$/;

function attributeFindings(body: Body, attribute: Attribute): Found[] {
  if (!attribute.sale)
    return valueFindings(attribute, body.attributes[attribute.id] ?? [], `/attributes/${attribute.id}`);
  return body.skus.flatMap((sku, index) =>
    valueFindings(attribute, [sku.attributes[attribute.id] ?? ""], `/skus/${index}/attributes/${attribute.id}`),
  );
}

function valueFindings(attribute: Attribute, given: readonly string[], pointer: string): Found[] {
  const values = given.filter((value) => value.trim() !== "");
  const closed = attribute.type === "one" || attribute.type === "many";
  const unknown = closed && values.some((value) => !attribute.options.some(({ id }) => id === value));
  return [
    ...when(attribute.required && values.length === 0, [
      "required",
      pointer,
      { zh: `缺少必填属性“${attribute.name}”`, en: `the required attribute ${attribute.name} is missing` },
      { zh: "补充商品资料", en: "complete the listing" },
    ]),
    ...when(unknown || (attribute.type !== "many" && values.length > 1), [
      "option",
      pointer,
      { zh: `属性“${attribute.name}”的取值不在平台选项里`, en: `${attribute.name} is none of the platform's choices` },
      { zh: "选择平台给出的选项", en: "take one of the platform's choices" },
    ]),
    ...when(attribute.type === "number" && values.some((value) => !AMOUNT.test(value)), [
      "number",
      pointer,
      { zh: `属性“${attribute.name}”要填数字`, en: `${attribute.name} is a number` },
      { zh: "填写一个数字和单位", en: "give one number with its unit" },
    ]),
  ];
}
