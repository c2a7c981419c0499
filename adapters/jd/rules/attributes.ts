import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { finding } from "./finding.ts";

type Attribute = CategoryRules["attributes"][number];

/** What a category asks for: required attributes, listed choices, numbers, and the same sale attributes on every sku, no two alike. */
export function attributeFindings(body: Body, { attributes }: CategoryRules): Finding[] {
  const sale = attributes.filter((attribute) => attribute.sale);
  return [
    ...attributes.filter((attribute) => !attribute.sale).flatMap((attribute) => valueFindings(attribute, body)),
    ...body.skus.flatMap((sku, index) => sale.flatMap((attribute) => saleFindings(attribute, sku, index))),
    ...twins(body),
  ];
}

function valueFindings(attribute: Attribute, body: Body): Finding[] {
  const pointer = `/attributes/${attribute.id}`;
  const values = (body.attributes[attribute.id] ?? []).filter((value) => value.trim() !== "");
  if (values.length === 0) return attribute.required ? [missing(attribute.name, pointer)] : [];
  const wrong = values.find((value) => !fits(attribute, value));
  const several = values.length > 1 && attribute.type !== "many";
  return wrong === undefined && !several ? [] : [unfit(attribute, values.join("、"), pointer)];
}

function saleFindings(attribute: Attribute, sku: Body["skus"][number], index: number): Finding[] {
  const pointer = `/skus/${index}/attributes/${attribute.id}`;
  const value = sku.attributes[attribute.id] ?? "";
  if (value.trim() === "") return attribute.required ? [missing(attribute.name, pointer)] : [];
  return fits(attribute, value) ? [] : [unfit(attribute, value, pointer)];
}

function fits({ type, options }: Attribute, value: string): boolean {
  if (type === "number") return /^\s*\d+(\.\d+)?\s*\D*$/.test(value);
  return options.length === 0 || options.some((option) => option.id === value);
}

/** JD tells skus apart by their sale attributes alone. */
function twins(body: Body): Finding[] {
  const combinations = body.skus.map((sku) => JSON.stringify(Object.entries(sku.attributes).sort()));
  return combinations.flatMap((combination, index) =>
    combinations.indexOf(combination) === index
      ? []
      : [
          finding({
            rule: "sale_attributes_alike",
            pointer: `/skus/${index}/attributes`,
            sentences: [
              {
                zh: "两个规格的销售属性相同，京东无法区分",
                en: "two skus have the same sale attributes: JD cannot tell them apart",
              },
              { zh: "改成不同的规格名", en: "give them different names" },
            ],
          }),
        ],
  );
}

function missing(name: string, pointer: string): Finding {
  return finding({
    rule: "attribute_required",
    pointer,
    sentences: [
      { zh: `京东类目要求填写「${name}」`, en: `the category requires "${name}"` },
      { zh: `补充「${name}」`, en: `fill in "${name}"` },
    ],
  });
}

function unfit({ name, options }: Attribute, value: string, pointer: string): Finding {
  const choices = options.map((option) => option.name).join("、");
  return finding({
    rule: "attribute_value",
    pointer,
    sentences: [
      { zh: `「${name}」不接受「${value}」`, en: `"${name}" does not take "${value}"` },
      {
        zh: choices === "" ? "填写一个数字和单位" : `从这些值中选择：${choices}`,
        en: choices === "" ? "give one number with its unit" : `choose one of: ${choices}`,
      },
    ],
  });
}
