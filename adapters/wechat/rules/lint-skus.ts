import type { Body, Finding } from "../../contract.ts";
import { blocks, type Fault } from "./finding.ts";

const MOST_SKUS = 500;
const MOST_FEN = 1_000_000_000;
const MOST_KEY = 40;
const MOST_OUT_ID = 128;
const MOST_SKU_CODE = 100;
const MOST_VALUES = 100;
const MOST_PRESALE_HOURS = 15 * 24;

/** Skus, price, delivery (reference 4.3). */
export function lintSkus(body: Body): Finding[] {
  return [
    ...count(body),
    ...body.skus.flatMap(price),
    ...attributeKeys(body),
    ...codes(body),
    ...(body.voucher === null ? delivery(body) : []),
  ];
}

function count({ skus: { length } }: Body): Finding[] {
  return blocks(
    (length < 1 || length > MOST_SKUS) && {
      rule: "skus",
      code: length === 0 ? "10020038" : "10020013",
      pointer: "/skus",
      say: [`规格有 ${length} 个，应为 1–${MOST_SKUS} 个`, `${length} skus, 1 to ${MOST_SKUS} are allowed`],
      remedy: ["调整规格数量", "Change the number of options"],
    },
  );
}

function price({ priceFen }: Body["skus"][number], index: number): Finding[] {
  return blocks(
    (priceFen < 1 || priceFen > MOST_FEN) && {
      rule: "price",
      code: priceFen < 1 ? "10020039" : "10020028",
      pointer: `/skus/${index}/priceFen`,
      say: ["价格要在 0.01 元到 1000 万元之间", "A price is between 0.01 and 10 million yuan"],
      remedy: ["改价格", "Change the price"],
    },
  );
}

const keysOf = (sku: Pick<Body["skus"][number], "attributes"> | undefined) =>
  Object.keys(sku?.attributes ?? {})
    .toSorted()
    .join("、");

function attributeKeys({ skus }: Body): Finding[] {
  const first = keysOf(skus[0]);
  return skus.flatMap((sku, index) => {
    const fault = (code: string, say: Fault["say"]): Fault => ({
      rule: "sku_attributes",
      code,
      pointer: `/skus/${index}/attributes`,
      say,
      remedy: ["让每个规格的属性名一致且简短", "Give every option the same short attribute names"],
    });
    const isLong = Object.keys(sku.attributes).some((key) => Array.from(key).length > MOST_KEY);
    return blocks(
      keysOf(sku) !== first &&
        fault("10020251", ["各规格的属性名不一致", "The options have different attribute names"]),
      isLong && fault("10020032", ["规格属性名超过 40 个字", "An attribute name is longer than 40 characters"]),
    );
  });
}

/** Codes of ours that are too long there, and options that buyers could not tell apart. */
function codes({ merchantKey, skus, voucher }: Body): Finding[] {
  const long = skus.findIndex((sku) => sku.merchantKey.length > MOST_SKU_CODE);
  const options = skus.map(({ attributes }) => JSON.stringify(Object.entries(attributes).sort()));
  const bare = voucher === null ? skus.findIndex(({ attributes }) => keysOf({ attributes }) === "") : -1;
  return blocks(
    merchantKey.length > MOST_OUT_ID && {
      ...TOO_LONG,
      code: "10020036",
      pointer: "/merchantKey",
    },
    long >= 0 && { ...TOO_LONG, code: "10020029", pointer: `/skus/${long}/merchantKey` },
    skus.length > 1 && bare >= 0 && { ...BARE, pointer: `/skus/${bare}/attributes` },
    new Set(options).size > MOST_VALUES && MANY_VALUES,
  );
}

function delivery(body: Body): Finding[] {
  return blocks(
    body.freightTemplateId === null && NO_TEMPLATE,
    body.returnAddressId === null && NO_ADDRESS,
    body.weightGrams === 0 && NO_WEIGHT,
    (body.shipWithinHours ?? 0) > MOST_PRESALE_HOURS && LATE,
  );
}

const TOO_LONG = {
  rule: "code",
  say: ["商家编码太长", "The merchant's code is too long"],
  remedy: ["缩短编码", "Shorten it"],
} as const;
const BARE = {
  rule: "sku_attributes",
  code: "10020216",
  say: ["有多个规格时，每个规格都要有规格值", "With several options each needs its value"],
  remedy: ["填写规格名", "Name the option"],
} as const;
const MANY_VALUES: Fault = {
  rule: "sku_attributes",
  code: "10020031",
  pointer: "/skus",
  say: [`一个规格属性最多 ${MOST_VALUES} 个值`, `One attribute has at most ${MOST_VALUES} values`],
  remedy: ["拆成几个商品", "Make several products of it"],
};
const NO_TEMPLATE: Fault = {
  rule: "freight",
  code: "10020019",
  pointer: "/freightTemplateId",
  say: ["没有选择运费模板", "No freight template is chosen"],
  remedy: ["在店铺设置里选择", "Choose it in the shop's settings"],
};
const NO_ADDRESS: Fault = {
  rule: "return_address",
  code: "10020290",
  pointer: "/returnAddressId",
  say: [
    "没有选择退货地址，之后发货会被拒绝（606003）",
    "No return address is chosen; shipping would be refused later (606003)",
  ],
  remedy: ["在店铺设置里选择", "Choose it in the shop's settings"],
};
const NO_WEIGHT: Fault = {
  rule: "weight",
  code: "10020068",
  pointer: "/weightGrams",
  say: ["按重量计费的运费模板不接受重量为 0", "A template by weight refuses a weight of 0"],
  remedy: ["填写毛重", "Give the gross weight"],
};
const LATE: Fault = {
  rule: "presale",
  code: "10020099",
  pointer: "/shipWithinHours",
  say: ["微信小店预售最多付款后 15 天发货", "A presale there ships at most 15 days after payment"],
  remedy: [
    "等到发货前 15 天内再上架，或改为到货后现货销售",
    "Publish it within 15 days of shipping, or sell it from stock",
  ],
};
