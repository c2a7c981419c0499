import type { Body, CategoryRules, Finding, Text } from "../../contract.ts";
import { attributeFindings } from "./attributes.ts";
import { LIMITS } from "./facts.ts";
import { finding } from "./finding.ts";
import { HEAD_RULES } from "./head.ts";

export { LIMITS, MANNER, RATES, SENSITIVE } from "./facts.ts";
export { MAPPING } from "./mapping.ts";

type Sentences = readonly [say: Text, remedy: Text];

/** What JD would refuse, found offline: fields of the ware, its skus, and what the category asks for where its rules are known. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  return [
    ...HEAD_RULES.filter((of) => of.wrong(body)).map((of) => finding({ ...of, sentences: of.sentences(body) })),
    ...body.skus.flatMap(skuFindings),
    ...dimensionFindings(body, rules),
    ...(rules === null ? [] : attributeFindings(body, rules)),
  ];
}

/** `saleAttrs` is required, and all skus of a ware have the same ones (reference 7.1). */
function dimensionFindings({ skus }: Body, rules: CategoryRules | null): Finding[] {
  const known = rules?.attributes.some(({ sale, required }) => sale && required) ?? false;
  const dimensions = skus.map(({ attributes }) =>
    Object.keys(attributes)
      .filter((id) => attributes[id]?.trim() !== "")
      .sort()
      .join(","),
  );
  const bare = dimensions.indexOf("");
  const other = dimensions.findIndex((dimension) => dimension !== dimensions[0]);
  const at = bare >= 0 ? bare : other;
  return when(at >= 0 && !(known && bare >= 0), bare >= 0 ? "sale_attributes_missing" : "sale_attributes_differ", {
    pointer: `/skus/${at}/attributes`,
    sentences:
      bare >= 0
        ? [
            { zh: "京东每个规格都要有销售属性", en: "JD wants sale attributes on every sku" },
            { zh: "填写规格名", en: "name the option" },
          ]
        : [
            { zh: "京东一个商品的各规格要用同样的销售属性", en: "all skus of a ware have the same sale attributes" },
            { zh: "让每个规格都填同样的几项", en: "fill in the same ones for every option" },
          ],
  });
}

function skuFindings(sku: Body["skus"][number], index: number): Finding[] {
  const { priceFen, stock } = LIMITS;
  const at = `/skus/${index}`;
  return [
    ...when(sku.priceFen < priceFen.min || sku.priceFen > priceFen.max, "price", {
      pointer: `${at}/priceFen`,
      sentences: [
        { zh: "京东价须大于 0 且不超过 9 位数字", en: "a price is above zero and has up to nine digits" },
        { zh: "修改价格", en: "change the price" },
      ],
    }),
    ...when(!Number.isInteger(sku.stock) || sku.stock < 0 || sku.stock > stock, "stock", {
      pointer: `${at}/stock`,
      sentences: [
        { zh: "库存须为不小于 0 的整数", en: "stock is a whole number, not below zero" },
        { zh: "修改库存", en: "change the stock" },
      ],
    }),
  ];
}

function when(wrong: boolean, rule: string, at: { pointer: string; sentences: Sentences }): Finding[] {
  return wrong ? [finding({ rule, ...at })] : [];
}
