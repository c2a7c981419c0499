import type { Body, Finding, Text } from "../../contract.ts";
import { detailLength } from "../map/listing.ts";
import { DETAIL_MAX_CHARACTERS, LIMITS, PROPS_MAX } from "./facts.ts";

interface HeadRule {
  rule: string;
  pointer: string;
  severity?: Finding["severity"];
  wrong(body: Body): boolean;
  sentences(body: Body): Sentences;
}
type Sentences = readonly [say: Text, remedy: Text];

const { title, skus, pictures } = LIMITS;
const length = (body: Body) => [...body.title].length;

/** Rules of the ware itself: what is wrong, and both sentences about it. */
export const HEAD_RULES: readonly HeadRule[] = [
  {
    rule: "kind",
    pointer: "/kind",
    wrong: (body) => body.voucher !== null || body.kind !== "goods",
    sentences: () => [
      { zh: "京东本地生活商品不能通过接口上架", en: "JD has no shown way to publish local-life wares by API" },
      { zh: "在京麦创建后回来认领", en: "make it in the back office, then adopt it" },
    ],
  },
  {
    rule: "title_length",
    pointer: "/title",
    wrong: (body) => length(body) < title.min || length(body) > title.max,
    sentences: (body) => [
      {
        zh: `京东标题须为 1–45 个字，现在 ${length(body)} 个`,
        en: `a title has 1 to 45 characters, this one ${length(body)}`,
      },
      { zh: "缩短标题", en: "shorten the title" },
    ],
  },
  {
    rule: "freight_template",
    pointer: "/freightTemplateId",
    wrong: (body) => body.freightTemplateId === null,
    sentences: () => [
      { zh: "京东要求选择运费模板", en: "JD requires a freight template" },
      { zh: "在店铺设置里选择运费模板", en: "choose one in the shop's settings" },
    ],
  },
  {
    rule: "detail_missing",
    pointer: "/detailHtml",
    wrong: (body) => body.detailHtml.trim() === "",
    sentences: () => [
      { zh: "京东要求填写商品详情", en: "JD requires a detail page" },
      { zh: "补充商品介绍", en: "write a description" },
    ],
  },
  {
    rule: "detail_length",
    pointer: "/detailHtml",
    wrong: (body) => detailLength(body) > DETAIL_MAX_CHARACTERS,
    sentences: (body) => [
      {
        zh: `商品详情不能超过 100000 个字符，现在 ${detailLength(body)} 个`,
        en: `a detail page has up to 100000 characters, not ${detailLength(body)}`,
      },
      { zh: "精简商品介绍", en: "shorten the description" },
    ],
  },
  {
    rule: "sku_count",
    pointer: "/skus",
    wrong: (body) => body.skus.length === 0 || body.skus.length > skus,
    sentences: () => [
      { zh: "京东一个商品须有 1–299 个规格", en: "a ware has 1 to 299 skus" },
      { zh: "增减规格", en: "add or remove options" },
    ],
  },
  {
    rule: "attribute_count",
    pointer: "/attributes",
    wrong: (body) => Object.keys(body.attributes).length > PROPS_MAX,
    sentences: () => [
      { zh: "京东一个商品最多 100 个属性", en: "a ware has at most 100 attributes" },
      { zh: "减少属性", en: "remove attributes" },
    ],
  },
  {
    rule: "picture_count",
    pointer: "/pictures",
    wrong: (body) => body.pictures.length < pictures.min || body.pictures.length > pictures.max,
    sentences: (body) => [
      {
        zh: `京东要求 1–10 张主图，现在 ${body.pictures.length} 张`,
        en: `JD takes 1 to 10 main pictures, not ${body.pictures.length}`,
      },
      { zh: "增减主图", en: "add or remove main pictures" },
    ],
  },
  {
    rule: "brand",
    pointer: "/brandId",
    severity: "hint", // required by some categories only, and no read tells which
    wrong: (body) => body.brandId === null,
    sentences: () => [
      { zh: "没有选择品牌，有的京东类目会拒绝", en: "no brand is chosen; some categories refuse that" },
      { zh: "在店铺设置里选择已授权的品牌", en: "choose an authorised brand in the shop's settings" },
    ],
  },
];
