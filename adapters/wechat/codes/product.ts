import type { CodeRow } from "./row.ts";

/** Codes of products, stock and categories (reference 3, 4). The table is longest prefix: 1002002 would else take 10020020 to 10020029. */
export const PRODUCT_CODES: readonly CodeRow[] = [
  { codes: ["10020052"], is: "empty", zh: "平台上找不到这件商品", en: "The platform does not know this product" },
  {
    codes: ["10020049", "10020217"],
    is: "retryable",
    zh: "商品正在审核，审核结束后自动继续",
    en: "The product is in audit; we go on when it ends",
  },
  {
    codes: ["10020067", "10020016", "10020279"],
    is: "retryable",
    zh: "平台还在写入规格，稍后自动继续",
    en: "The platform is still writing the skus",
  },
  {
    codes: ["10020014"],
    is: "retryable",
    zh: "限时抢购进行中，规格被锁定，活动结束后自动继续",
    en: "A flash sale locks the skus; we go on when it ends",
  },
  {
    codes: ["10020112", "10020054"],
    is: "retryable",
    zh: "这个规格的库存改得太频繁，稍后自动继续",
    en: "This sku's stock was changed too often",
  },
  {
    codes: ["10020289"],
    is: "retryable",
    zh: "商品还没有上架过，库存要等首次上架后才能改",
    en: "Stock can be changed only after the first listing",
  },
  {
    codes: ["10020066", "10020111", "1002002"],
    is: "throttled",
    zh: "本店提审次数已用完，恢复后自动继续",
    en: "The shop's submissions are used up for now",
  },
  {
    codes: ["10020048", "10020070", "10020083", "10020211"],
    is: "needs_merchant",
    zh: "保证金或费用未缴足，补缴后自动继续",
    en: "The deposit or fees are not paid",
  },
  {
    codes: ["10020089", "10020041", "10020053", "10020105", "10020050"],
    is: "needs_merchant",
    zh: "店铺未开张、正在注销或被限制，请到小店后台处理",
    en: "The shop is not open, is closing or is restricted",
  },
  {
    codes: ["10020208"],
    is: "needs_merchant",
    zh: "店铺的上架功能被平台限制，请到小店后台查看原因",
    en: "The shop's listing function is banned",
  },
  {
    codes: ["10020246", "10020247"],
    is: "needs_merchant",
    zh: "试运营店铺上架数量已满或升级逾期，请缴纳保证金转正",
    en: "The trial shop is full or its upgrade is overdue",
  },
  {
    codes: ["10020018", "10020252", "10020043", "10020109"],
    is: "needs_merchant",
    zh: "店铺没有开通这个类目，请在小店后台申请类目资质",
    en: "The shop may not sell in this category; apply for it",
  },
  {
    codes: ["10020088", "10020215"],
    is: "needs_merchant",
    zh: "这个品牌不能用在该类目，请换品牌或补授权",
    en: "The brand may not be used in this category",
  },
  {
    codes: ["10020150"],
    is: "needs_merchant",
    zh: "店铺没有本地生活（团购）权限，请先在小店后台开通；只卖实物的店请在店铺设置里关掉“本地生活”",
    en: "The shop has no local-life permission; get it, or switch localLife off for this shop",
  },
  {
    codes: ["10020221", "10020222", "10020231", "10020234"],
    is: "needs_merchant",
    zh: "该类目必须开通运费险，请在小店后台开通",
    en: "Freight insurance is required here",
  },
  {
    codes: ["10020238"],
    is: "needs_merchant",
    zh: "该类目要求开通坏损包退",
    en: "The category requires the damage guarantee",
  },
  {
    codes: ["10020223", "10020235"],
    is: "needs_merchant",
    zh: "该类目要求质检，请在小店后台按质检规则处理",
    en: "The category requires quality inspection",
  },
  {
    codes: ["10020290"],
    is: "needs_merchant",
    zh: "没有设置退货地址，请在店铺设置里选一个",
    en: "No return address is set",
  },
  {
    codes: ["10020019"],
    is: "needs_merchant",
    zh: "运费模板无效，请重新选择",
    en: "The freight template is not valid",
  },
];

/** Deposit, closed or restricted shop, banned shelf, full trial shop: what one listing meets, all meet. */
export const SHOP_WIDE = [
  ...["10020048", "10020070", "10020083", "10020211"],
  ...["10020089", "10020041", "10020053", "10020105", "10020050", "10020208"],
  ...["10020246", "10020247"],
];
