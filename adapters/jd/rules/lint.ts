/** What JD would refuse, found before the call: limits and category rules by the kit, and what is JD's own besides. */
import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { lintByData } from "../../runtime/lint.ts";
import { detailOf } from "../map/listing.ts";
import { LIMITS } from "./limits.ts";

/** JD answers most broken rules as 61 with a sentence. */
const BROKEN = "61";
const CODES = {
  title: BROKEN,
  sku_count: BROKEN,
  price: BROKEN,
  stock: BROKEN,
  pictures: BROKEN,
  required: BROKEN,
  option: BROKEN,
  number: BROKEN,
} as const;
const DETAIL_MAX = 100_000;
const PROPS_MAX = 100;

/** `at`: where the rule is broken; nowhere for a body that keeps it. */
interface Rule extends Pick<Finding, "say" | "remedy"> {
  rule: string;
  severity?: Finding["severity"];
  at(body: Body, rules: CategoryRules | null): readonly string[];
}
const when = (broken: boolean, pointer: string): readonly string[] => (broken ? [pointer] : []);
const attributesOf = (index: number): string => `/skus/${index}/attributes`;

/** The sale attributes of each sku that are filled in: JD tells skus apart by them alone (reference 7.1). */
const dimensionsOf = ({ skus }: Body): readonly string[] =>
  skus.map(({ attributes }) => {
    const filled = Object.keys(attributes).filter((id) => attributes[id]?.trim() !== "");
    return filled.sort().join(",");
  });

const OWN: readonly Rule[] = [
  {
    rule: "kind",
    say: { zh: "京东本地生活商品不能通过接口上架", en: "JD has no shown way to publish local-life wares by API" },
    remedy: { zh: "在京麦创建后回来认领", en: "make it in the back office, then adopt it" },
    at: ({ voucher, kind }) => when(voucher !== null || kind !== "goods", "/kind"),
  },
  {
    rule: "freight_template",
    say: { zh: "京东要求选择运费模板", en: "JD requires a freight template" },
    remedy: { zh: "在店铺设置里选择运费模板", en: "choose one in the shop's settings" },
    at: ({ freightTemplateId }) => when(freightTemplateId === null, "/freightTemplateId"),
  },
  {
    rule: "brand",
    severity: "hint", // required by some categories only, and no read tells which
    say: { zh: "没有选择品牌，有的京东类目会拒绝", en: "no brand is chosen; some categories refuse that" },
    remedy: { zh: "在店铺设置里选择已授权的品牌", en: "choose an authorised brand in the shop's settings" },
    at: ({ brandId }) => when(brandId === null, "/brandId"),
  },
  {
    rule: "detail_missing",
    say: { zh: "京东要求填写商品详情", en: "JD requires a detail page" },
    remedy: { zh: "补充商品介绍", en: "write a description" },
    at: ({ detailHtml }) => when(detailHtml.trim() === "", "/detailHtml"),
  },
  {
    rule: "detail_length",
    say: { zh: "商品详情不能超过 100000 个字符", en: "a detail page has up to 100000 characters, pictures included" },
    remedy: { zh: "精简商品介绍", en: "shorten the description" },
    at: (body) => when(detailOf(body).length > DETAIL_MAX, "/detailHtml"),
  },
  {
    rule: "attribute_count",
    say: { zh: "京东一个商品最多 100 个属性", en: "a ware has at most 100 attributes" },
    remedy: { zh: "减少属性", en: "remove attributes" },
    at: ({ attributes }) => when(Object.keys(attributes).length > PROPS_MAX, "/attributes"),
  },
  {
    rule: "sale_attributes_missing", // where the category's rules are known, they ask for them by name
    say: { zh: "京东每个规格都要有销售属性", en: "JD wants sale attributes on every sku" },
    remedy: { zh: "填写规格名", en: "name the option" },
    at(body, rules) {
      const bare = dimensionsOf(body).indexOf("");
      const known = rules?.attributes.some(({ sale, required }) => sale && required) ?? false;
      return when(bare >= 0 && !known, attributesOf(bare));
    },
  },
  {
    rule: "sale_attributes_differ",
    say: { zh: "京东一个商品的各规格要用同样的销售属性", en: "all skus of a ware have the same sale attributes" },
    remedy: { zh: "让每个规格都填同样的几项", en: "fill in the same ones for every option" },
    at(body) {
      const dimensions = dimensionsOf(body);
      const other = dimensions.findIndex((one) => one !== dimensions[0]);
      return when(other >= 0 && !dimensions.includes(""), attributesOf(other));
    },
  },
  {
    rule: "sale_attributes_alike",
    say: {
      zh: "两个规格的销售属性相同，京东无法区分",
      en: "two skus have the same sale attributes: JD cannot tell them apart",
    },
    remedy: { zh: "改成不同的规格名", en: "give them different names" },
    at({ skus }) {
      const all = skus.map(({ attributes }) => JSON.stringify(Object.entries(attributes).sort()));
      return all.flatMap((one, index) => when(all.indexOf(one) < index, attributesOf(index)));
    },
  },
];

/** Limits and category rules by the kit; what is JD's own besides. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  const own = OWN.flatMap(({ rule, at, ...found }) =>
    at(body, rules).map((pointer) => ({
      severity: "block" as const,
      ...found,
      rule: `jd.${rule}`,
      pointer,
      platformCode: BROKEN,
    })),
  );
  return [...lintByData(body, rules, { platform: "jd", limits: LIMITS, codes: CODES }), ...own];
}
