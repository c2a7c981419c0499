import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { fen, yuanFromFen } from "../../../domain/money.ts";
import { blocks, type Fault } from "./finding.ts";
import { NO_BRAND, STOCK_HOURS } from "./product.ts";

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
    ...demands(body, rules),
  ];
}

function attribute(body: Body, rule: Attribute): Finding[] {
  const { id, name, required } = rule;
  const values = (body.attributes[id] ?? []).filter((value) => !isEmpty(value));
  const wrong =
    values.length > 1 && rule.type !== "many" ? values.join("、") : values.find((value) => !fits(rule, value));
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
      remedy: remedyFor(rule),
    },
  );
}

/** A number stands alone, or with one space before one of the units (reference 3.3). */
function fits({ type, options, units }: Attribute, value: string): boolean {
  if (type !== "number") return options.length === 0 || options.some((one) => one.id === value);
  const [number, , unit] = /^\d+(\.\d{1,4})?(?: (\S+))?$/.exec(value) ?? [];
  return number !== undefined && (units.length === 0 ? unit === undefined : unit !== undefined && units.includes(unit));
}

function remedyFor({ type, options, units }: Attribute): Fault["remedy"] {
  const choices = options.map((option) => option.name).join("、");
  if (type === "number" && units.length > 0)
    return [`写成“数字 空格 单位”，单位：${units.join("、")}`, `A number, a space, a unit: ${units.join(", ")}`];
  if (type === "number") return ["只写一个数字", "One number alone"];
  return choices === "" ? ["只写一个值", "One value alone"] : [`从这些里选：${choices}`, `Choose one of: ${choices}`];
}

/** Duties that the category's page names (reference 3.3). */
function demands({ brandId, voucher, returns, shipWithinHours, skus }: Body, rules: CategoryRules): Finding[] {
  const { brand = false, sevenDayReturn = false, floorPriceFen = null, inStock = false } = rules.demands ?? {};
  const tooLow = skus.findIndex(({ priceFen }) => floorPriceFen !== null && priceFen < floorPriceFen);
  return blocks(
    brand && (brandId === null || brandId === NO_BRAND) && BRAND,
    sevenDayReturn && voucher === null && returns !== "seven_days" && SEVEN_DAYS,
    inStock && voucher === null && (shipWithinHours ?? 0) > STOCK_HOURS && NO_PRESALE,
    tooLow >= 0 &&
      floorPriceFen !== null && {
        rule: "price",
        code: null,
        pointer: `/skus/${tooLow}/priceFen`,
        say: [
          `类目最低价 ${yuanFromFen(fen(floorPriceFen))} 元`,
          `The category's lowest price is ${floorPriceFen} fen`,
        ],
        remedy: ["提高售价", "Raise the price"],
      },
  );
}

const BRAND: Fault = {
  rule: "brand",
  code: null, // 10020088 is for a brand that may not be used, none is listed for one that is missing
  pointer: "/brandId",
  say: ["这个类目必须选择品牌", "The category wants a brand"],
  remedy: ["在店铺设置里选择已授权的品牌", "Choose an authorised brand in the shop's settings"],
};
const SEVEN_DAYS: Fault = {
  rule: "returns",
  code: "10020108",
  pointer: "/returns",
  say: ["这个类目必须支持七天无理由退货", "The category demands the seven-day return"],
  remedy: ["退换改为七天无理由", "Set the returns to seven days"],
};

const NO_PRESALE: Fault = {
  rule: "presale",
  code: "10020099",
  pointer: "/shipWithinHours",
  say: [
    `这个类目不允许预售，最晚 ${STOCK_HOURS} 小时内发货`,
    `The category allows no presale: ${STOCK_HOURS} hours to ship at most`,
  ],
  remedy: ["缩短发货时间，或等到货后再上架", "Ship sooner, or publish it when it is in stock"],
};

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
