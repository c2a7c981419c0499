import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { blocks } from "./finding.ts";

type Attribute = CategoryRules["attributes"][number];
const MOST_CERTIFICATE_PICTURES = 10;
const isEmpty = (text: string | undefined) => (text ?? "").trim() === "";

/** Attributes and certificates that the category wants (reference 3.3). */
export function lintCategory(body: Body, rules: CategoryRules | null): Finding[] {
  if (rules === null) return [];
  return [
    ...rules.attributes.flatMap((each) => (each.sale ? saleAttribute(body, each) : attribute(body, each))),
    ...certificates(body, rules),
    ...certificatePictures(body),
  ];
}

function attribute(body: Body, { id, name, required, options }: Attribute): Finding[] {
  const values = (body.attributes[id] ?? []).filter((value) => !isEmpty(value));
  const wrong = options.length === 0 ? undefined : values.find((value) => !options.some((one) => one.id === value));
  const choices = options.map((option) => option.name).join("、");
  const at = { rule: "attribute", pointer: `/attributes/${id}` };
  return blocks(
    values.length === 0 &&
      required && {
        ...at,
        code: "10020097",
        say: [`类目要求填写“${name}”`, `The category requires "${name}"`],
        remedy: [`补上“${name}”`, `Fill in "${name}"`],
      },
    wrong !== undefined && {
      ...at,
      code: "10020098",
      say: [`“${name}”不能填“${wrong}”`, `"${wrong}" is no value of "${name}"`],
      remedy: [`从这些里选：${choices}`, `Choose one of: ${choices}`],
    },
  );
}

function saleAttribute({ voucher, skus }: Body, { id, name, required }: Attribute): Finding[] {
  const missing = required && voucher === null ? skus.findIndex(({ attributes }) => isEmpty(attributes[id])) : -1;
  return blocks(
    missing >= 0 && {
      rule: "sku_attributes",
      code: "10020216",
      pointer: `/skus/${missing}/attributes/${id}`,
      say: [`规格缺少“${name}”`, `The option lacks "${name}"`],
      remedy: [`补上“${name}”`, `Fill in "${name}"`],
    },
  );
}

function certificates(body: Body, rules: CategoryRules): Finding[] {
  const shown = new Set(body.certificates.filter(({ pictures }) => pictures.length > 0).map(({ type }) => type));
  return rules.certificates
    .filter(({ id, name }) => !shown.has(id) && !shown.has(name))
    .flatMap(({ name }) =>
      blocks({
        rule: "certificate",
        code: "10020018",
        pointer: "/certificates",
        say: [`类目要求上传“${name}”`, `The category requires "${name}"`],
        remedy: ["在证书里上传图片", "Upload its pictures"],
      }),
    );
}

function certificatePictures(body: Body): Finding[] {
  return body.certificates.flatMap(({ pictures }, index) =>
    blocks(
      pictures.length > MOST_CERTIFICATE_PICTURES && {
        rule: "certificate",
        code: "10020027",
        pointer: `/certificates/${index}/pictures`,
        say: ["一个资质最多 10 张图", "At most 10 pictures for one certificate"],
        remedy: ["减少图片", "Take some out"],
      },
    ),
  );
}
