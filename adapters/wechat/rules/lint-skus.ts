import type { Body, Finding } from "../../contract.ts";
import { block } from "./finding.ts";

/** Skus, price, delivery (reference 4.3). */
export function lintSkus(body: Body): Finding[] {
  return [
    ...count(body),
    ...body.skus.flatMap(price),
    ...attributeKeys(body),
    ...(body.voucher === null ? delivery(body) : []),
  ];
}

function count({ skus }: Body): Finding[] {
  if (skus.length >= 1 && skus.length <= 500) return [];
  const code = skus.length === 0 ? "10020038" : "10020013";
  return [
    block({
      rule: "skus",
      code,
      pointer: "/skus",
      zh: `规格有 ${skus.length} 个，应为 1–500 个`,
      en: `${skus.length} skus, 1 to 500 are allowed`,
      doZh: "调整规格数量",
      doEn: "Change the number of options",
    }),
  ];
}

function price({ priceFen }: Body["skus"][number], index: number): Finding[] {
  if (priceFen >= 1 && priceFen <= 1_000_000_000) return [];
  const code = priceFen < 1 ? "10020039" : "10020028";
  return [
    block({
      rule: "price",
      code,
      pointer: `/skus/${index}/priceFen`,
      zh: "价格要在 0.01 元到 1000 万元之间",
      en: "A price is between 0.01 and 10 million yuan",
      doZh: "改价格",
      doEn: "Change the price",
    }),
  ];
}

function attributeKeys({ skus }: Body): Finding[] {
  const found: Finding[] = [];
  const keysOf = (sku: Body["skus"][number]) => Object.keys(sku.attributes).sort().join("、");
  const first = skus[0] === undefined ? "" : keysOf(skus[0]);
  for (const [index, sku] of skus.entries()) {
    const pointer = `/skus/${index}/attributes`;
    const fix = {
      pointer,
      doZh: "让每个规格的属性名一致且简短",
      doEn: "Give every option the same short attribute names",
    };
    if (keysOf(sku) !== first)
      found.push(
        block({
          ...fix,
          rule: "sku_attributes",
          code: "10020251",
          zh: "各规格的属性名不一致",
          en: "The options have different attribute names",
        }),
      );
    if (Object.keys(sku.attributes).some((key) => Array.from(key).length > 40))
      found.push(
        block({
          ...fix,
          rule: "sku_attributes",
          code: "10020032",
          zh: "规格属性名超过 40 个字",
          en: "An attribute name is longer than 40 characters",
        }),
      );
  }
  return found;
}

function delivery(body: Body): Finding[] {
  const found: Finding[] = [];
  const setting = { doZh: "在店铺设置里选择", doEn: "Choose it in the shop's settings" };
  if (body.freightTemplateId === null)
    found.push(
      block({
        ...setting,
        rule: "freight",
        code: "10020019",
        pointer: "/freightTemplateId",
        zh: "没有选择运费模板",
        en: "No freight template is chosen",
      }),
    );
  if (body.returnAddressId === null)
    found.push(
      block({
        ...setting,
        rule: "return_address",
        code: "10020290",
        pointer: "/returnAddressId",
        zh: "没有选择退货地址，之后发货会被拒绝（606003）",
        en: "No return address is chosen; shipping would be refused later (606003)",
      }),
    );
  if (body.weightGrams === 0)
    found.push(
      block({
        rule: "weight",
        code: "10020068",
        pointer: "/weightGrams",
        zh: "按重量计费的运费模板不接受重量为 0",
        en: "A template by weight refuses a weight of 0",
        doZh: "填写毛重",
        doEn: "Give the gross weight",
      }),
    );
  if ((body.shipWithinHours ?? 0) > 15 * 24) {
    found.push(
      block({
        rule: "presale",
        code: "10020099",
        pointer: "/shipWithinHours",
        zh: "微信小店预售最多付款后 15 天发货",
        en: "A presale there ships at most 15 days after payment",
        doZh: "等到发货前 15 天内再上架，或改为到货后现货销售",
        doEn: "Publish it within 15 days of shipping, or sell it from stock",
      }),
    );
  }
  return found;
}
