import type { Body, CategoryRules, Finding, Text } from "../../contract.ts";
import { detailLength } from "../map/listing.ts";
import { attributeFindings } from "./attributes.ts";
import { DETAIL_MAX_CHARACTERS, LIMITS, PROPS_MAX } from "./facts.ts";
import { finding } from "./finding.ts";

export { LIMITS, MANNER, RATES, SENSITIVE } from "./facts.ts";
export { MAPPING } from "./mapping.ts";

/** What JD would refuse, found offline: fields of the ware, its skus, and what the category asks for where its rules are known. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  return [
    ...headFindings(body),
    ...pictureFindings(body),
    ...body.skus.flatMap(skuFindings),
    ...(rules === null ? [] : attributeFindings(body, rules)),
  ];
}

function headFindings(body: Body): Finding[] {
  const { title, skus } = LIMITS;
  const length = [...body.title].length;
  const detail = detailLength(body);
  return [
    ...when(body.voucher !== null || body.kind !== "goods", "kind", "/kind", [
      { zh: "京东本地生活商品不能通过接口上架", en: "JD has no shown way to publish local-life wares by API" },
      { zh: "在京麦创建后回来认领", en: "make it in the back office, then adopt it" },
    ]),
    ...when(length < title.min || length > title.max, "title_length", "/title", [
      { zh: `京东标题须为 1–45 个字，现在 ${length} 个`, en: `a title has 1 to 45 characters, this one ${length}` },
      { zh: "缩短标题", en: "shorten the title" },
    ]),
    ...when(body.freightTemplateId === null, "freight_template", "/freightTemplateId", [
      { zh: "京东要求选择运费模板", en: "JD requires a freight template" },
      { zh: "在店铺设置里选择运费模板", en: "choose one in the shop's settings" },
    ]),
    ...when(body.detailHtml.trim() === "", "detail_missing", "/detailHtml", [
      { zh: "京东要求填写商品详情", en: "JD requires a detail page" },
      { zh: "补充商品介绍", en: "write a description" },
    ]),
    ...when(detail > DETAIL_MAX_CHARACTERS, "detail_length", "/detailHtml", [
      {
        zh: `商品详情不能超过 100000 个字符，现在 ${detail} 个`,
        en: `a detail page has up to 100000 characters, not ${detail}`,
      },
      { zh: "精简商品介绍", en: "shorten the description" },
    ]),
    ...when(body.skus.length === 0 || body.skus.length > skus, "sku_count", "/skus", [
      { zh: "京东一个商品须有 1–299 个规格", en: "a ware has 1 to 299 skus" },
      { zh: "增减规格", en: "add or remove options" },
    ]),
    ...when(Object.keys(body.attributes).length > PROPS_MAX, "attribute_count", "/attributes", [
      { zh: "京东一个商品最多 100 个属性", en: "a ware has at most 100 attributes" },
      { zh: "减少属性", en: "remove attributes" },
    ]),
    ...when(
      body.brandId === null,
      "brand",
      "/brandId",
      [
        { zh: "没有选择品牌，有的京东类目会拒绝", en: "no brand is chosen; some categories refuse that" },
        { zh: "在店铺设置里选择已授权的品牌", en: "choose an authorised brand in the shop's settings" },
      ],
      "hint",
    ),
  ];
}

function pictureFindings({ pictures }: Body): Finding[] {
  const { min, max } = LIMITS.pictures;
  return when(pictures.length < min || pictures.length > max, "picture_count", "/pictures", [
    {
      zh: `京东要求 1–10 张主图，现在 ${pictures.length} 张`,
      en: `JD takes 1 to 10 main pictures, not ${pictures.length}`,
    },
    { zh: "增减主图", en: "add or remove main pictures" },
  ]);
}

function skuFindings(sku: Body["skus"][number], index: number): Finding[] {
  const { priceFen, stock } = LIMITS;
  const at = `/skus/${index}`;
  return [
    ...when(sku.priceFen < priceFen.min || sku.priceFen > priceFen.max, "price", `${at}/priceFen`, [
      { zh: "京东价须大于 0 且不超过 9 位数字", en: "a price is above zero and has up to nine digits" },
      { zh: "修改价格", en: "change the price" },
    ]),
    ...when(!Number.isInteger(sku.stock) || sku.stock < 0 || sku.stock > stock, "stock", `${at}/stock`, [
      { zh: "库存须为不小于 0 的整数", en: "stock is a whole number, not below zero" },
      { zh: "修改库存", en: "change the stock" },
    ]),
  ];
}

type Sentences = readonly [say: Text, remedy: Text];

function when(
  wrong: boolean,
  rule: string,
  pointer: string,
  sentences: Sentences,
  severity: Finding["severity"] = "block",
): Finding[] {
  return wrong ? [finding({ rule, pointer, sentences, severity })] : [];
}
