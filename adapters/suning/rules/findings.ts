import type { Finding, Text } from "../../contract.ts";

/** One rule of theirs as data: what it is called, how grave it is, what to say and do; the pointer is added where it bites. */
export type RuleText = Omit<Finding, "pointer">;

const rule = (
  name: string,
  severity: Finding["severity"],
  texts: { say: Text; remedy: Text; code?: string },
): RuleText => ({
  rule: `suning.${name}`,
  severity,
  say: texts.say,
  remedy: texts.remedy,
  platformCode: texts.code ?? null,
});

const ITEM = "biz.custom.item.invalid-biz:";

/** Every rule of the item calls that can be checked offline. */
export const RULES = {
  title: rule("title", "block", {
    say: { zh: "苏宁标题要 1 至 60 个字", en: "A title has 1 to 60 characters" },
    remedy: { zh: "缩短标题", en: "Shorten the title" },
    code: `${ITEM}cmTitle`,
  }),
  phone: rule("phone", "block", {
    say: { zh: "标题和卖点里不能有电话号码", en: "No phone number in the title or the selling point" },
    remedy: { zh: "删去电话号码", en: "Remove the phone number" },
    code: `${ITEM}sellPoint`,
  }),
  brand: rule("brand", "block", {
    say: { zh: "苏宁要求填写品牌", en: "Suning wants a brand" },
    remedy: { zh: "在店铺里选一个该类目下的品牌", en: "Choose a brand that the category knows" },
    code: `${ITEM}brandCode`,
  }),
  code: rule("code", "block", {
    say: { zh: "商家编码里不能有中文", en: "No Chinese text in a merchant code" },
    remedy: { zh: "商家编码只用字母、数字和 . _ -", en: "Use letters, digits and . _ - only" },
    code: `${ITEM}itemCode`,
  }),
  picturesCount: rule("pictures.count", "block", {
    say: { zh: "主图要 1 至 10 张", en: "One to ten main pictures" },
    remedy: { zh: "增减主图", en: "Add or remove pictures" },
    code: `${ITEM}supplierImg1Url`,
  }),
  picturesFew: rule("pictures.few", "hint", {
    say: {
      zh: "苏宁商家一般要求 5 张主图，少于 5 张可能审核不过",
      en: "Other tools found five main pictures necessary in practice",
    },
    remedy: { zh: "补足 5 张主图", en: "Give five pictures" },
  }),
  pictureTwice: rule("pictures.twice", "block", {
    say: { zh: "同一张图片用了两次", en: "The same picture is used twice" },
    remedy: { zh: "换掉重复的图片", en: "Replace the repeated picture" },
    code: `${ITEM}supplierImgUrlRepeate`,
  }),
  foreignPicture: rule("html.picture", "block", {
    say: { zh: "详情里的图片必须先传到苏宁", en: "Pictures in the detail page must be Suning's own" },
    remedy: { zh: "把图片加进详情图，不要写外部地址", en: "Add it as a detail picture instead of an address" },
    code: `${ITEM}introduction`,
  }),
  script: rule("html.script", "block", {
    say: { zh: "详情里不能有脚本和外部样式", en: "No script and no external style sheet in the detail page" },
    remedy: { zh: "删去脚本和外部样式", en: "Remove them" },
    code: `${ITEM}introduction`,
  }),
  link: rule("html.link", "block", {
    say: { zh: "详情里不能有站外推广链接", en: "No links to other sites in the detail page" },
    remedy: { zh: "删去链接", en: "Remove the link" },
    code: `${ITEM}introduction`,
  }),
  html: rule("html.empty", "block", {
    say: { zh: "苏宁要求填写商品详情", en: "Suning wants a detail page" },
    remedy: { zh: "填写详情或加详情图", en: "Write the detail page or add detail pictures" },
    code: `${ITEM}introduction`,
  }),
  price: rule("price", "block", {
    say: { zh: "价格至少 0.01 元", en: "A price is at least 0.01 yuan" },
    remedy: { zh: "改价格", en: "Change the price" },
    code: "biz.custom.price.invalid-biz:price",
  }),
  stock: rule("stock", "block", {
    say: { zh: "每个规格的库存是 0 至 99999", en: "The stock of a sku is 0 to 99999" },
    remedy: { zh: "改库存或分配份额", en: "Change the stock or the share" },
    code: "biz.custom.inventory.destInvNum-format:error",
  }),
  skusCount: rule("skus.count", "block", {
    say: { zh: "一个商品要 1 至 50 个规格", en: "One to fifty skus in a listing" },
    remedy: { zh: "拆成几个商品", en: "Make several listings of it" },
  }),
  skuTwice: rule("skus.twice", "block", {
    say: { zh: "两个规格的编码或规格值相同", en: "Two skus have the same code or the same option" },
    remedy: { zh: "改成不同的编码和规格值", en: "Give each its own code and option" },
    code: `${ITEM}childItem`,
  }),
  skuBare: rule("skus.bare", "block", {
    say: { zh: "有多个规格时，每个规格都要填销售属性", en: "With several skus each needs its sales attribute" },
    remedy: { zh: "填写规格", en: "Fill in the option" },
    code: `${ITEM}childItem`,
  }),
  singleCode: rule("skus.single_code", "block", {
    say: {
      zh: "没有销售属性的单规格商品，苏宁只存一个商家编码，规格编码要与商品编码相同",
      en: "A product without sales attribute keeps one merchant code: the sku's must be the listing's",
    },
    remedy: { zh: "填写规格，或让两个编码相同", en: "Fill in the option, or use the same code" },
  }),
  required: rule("attribute.required", "block", {
    say: { zh: "类目要求填写的属性没有填", en: "An attribute that the category requires is empty" },
    remedy: { zh: "补填该属性", en: "Fill in the attribute" },
    code: `${ITEM}pars`,
  }),
  option: rule("attribute.option", "block", {
    say: { zh: "属性值不在苏宁的选项里", en: "The value is not one of the attribute's options" },
    remedy: { zh: "从选项中选", en: "Choose one of the options" },
    code: `${ITEM}pars`,
  }),
  number: rule("attribute.number", "block", {
    say: { zh: "属性要填数字", en: "The attribute wants a number" },
    remedy: { zh: "只填数字，单位按苏宁的", en: "Give the number alone, in their unit" },
    code: `${ITEM}pars`,
  }),
  notForUs: rule("attribute.single", "block", {
    say: { zh: "这个属性只能选一个值", en: "The attribute takes one value" },
    remedy: { zh: "只留一个值", en: "Keep one value" },
    code: `${ITEM}pars`,
  }),
  certificate: rule("certificate", "hint", {
    say: {
      zh: "苏宁接口没有证书字段，证书图只能放在详情图里",
      en: "No field carries certificates: only detail pictures can show them",
    },
    remedy: { zh: "把证书图加进详情图", en: "Add the certificate's picture to the detail pictures" },
  }),
  voucher: rule("voucher.experimental", "review", {
    say: {
      zh: "苏宁到店券的接口只公开了字段名和示例值，能否上架要先在真实店铺试过",
      en: "Only names and sample values of the voucher fields are public: try it on one live shop first",
    },
    remedy: { zh: "由县域平台团队确认后再发布", en: "The county team confirms before it is published" },
  }),
  voucherStore: rule("voucher.store", "review", {
    say: { zh: "到店券要先在苏宁登记核销门店", en: "A voucher needs a store registered with Suning first" },
    remedy: { zh: "在苏宁后台登记门店，并填写门店编码", en: "Register the store there and enter its code" },
  }),
} as const satisfies Record<string, RuleText>;

/** A rule that was broken at a field. */
export function found(text: RuleText, pointer: string): Finding {
  return { ...text, pointer };
}
