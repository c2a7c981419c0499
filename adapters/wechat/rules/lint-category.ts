import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { block } from "./finding.ts";

/** Attributes and certificates that the category wants (reference 3.3). */
export function lintCategory(body: Body, rules: CategoryRules | null): Finding[] {
  if (rules === null) return [];
  return [
    ...rules.attributes.flatMap((attribute) =>
      attribute.sale ? saleAttribute(body, attribute) : attributeOf(body, attribute),
    ),
    ...certificates(body, rules),
  ];
}

type Attribute = CategoryRules["attributes"][number];

function attributeOf(body: Body, { id, name, required, options }: Attribute): Finding[] {
  const values = body.attributes[id] ?? [];
  const pointer = `/attributes/${id}`;
  if (values.length === 0 || values.every((value) => value.trim() === "")) {
    return required
      ? [
          block({
            rule: "attribute",
            code: "10020097",
            pointer,
            zh: `类目要求填写“${name}”`,
            en: `The category requires "${name}"`,
            doZh: `补上“${name}”`,
            doEn: `Fill in "${name}"`,
          }),
        ]
      : [];
  }
  const wrong =
    options.length === 0 ? undefined : values.find((value) => !options.some((option) => option.id === value));
  if (wrong === undefined) return [];
  const choices = options.map((option) => option.name).join("、");
  return [
    block({
      rule: "attribute",
      code: "10020098",
      pointer,
      zh: `“${name}”不能填“${wrong}”`,
      en: `"${wrong}" is no value of "${name}"`,
      doZh: `从这些里选：${choices}`,
      doEn: `Choose one of: ${choices}`,
    }),
  ];
}

function saleAttribute(body: Body, { id, name, required }: Attribute): Finding[] {
  const missing =
    required && body.voucher === null ? body.skus.findIndex((sku) => (sku.attributes[id] ?? "").trim() === "") : -1;
  if (missing < 0) return [];
  return [
    block({
      rule: "sku_attributes",
      code: "10020216",
      pointer: `/skus/${missing}/attributes/${id}`,
      zh: `规格缺少“${name}”`,
      en: `The option lacks "${name}"`,
      doZh: `补上“${name}”`,
      doEn: `Fill in "${name}"`,
    }),
  ];
}

function certificates(body: Body, rules: CategoryRules): Finding[] {
  const missing = rules.certificates
    .filter(
      ({ id, name }) =>
        !body.certificates.some(({ type, pictures }) => (type === id || type === name) && pictures.length > 0),
    )
    .map(({ name }) =>
      block({
        rule: "certificate",
        code: "10020018",
        pointer: "/certificates",
        zh: `类目要求上传“${name}”`,
        en: `The category requires "${name}"`,
        doZh: "在证书里上传图片",
        doEn: "Upload its pictures",
      }),
    );
  const many = body.certificates.flatMap(({ pictures }, index) =>
    pictures.length <= 10
      ? []
      : [
          block({
            rule: "certificate",
            code: "10020027",
            pointer: `/certificates/${index}/pictures`,
            zh: "一个资质最多 10 张图",
            en: "At most 10 pictures for one certificate",
            doZh: "减少图片",
            doEn: "Take some out",
          }),
        ],
  );
  return [...missing, ...many];
}
