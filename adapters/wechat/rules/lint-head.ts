import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { block, hint } from "./finding.ts";

/** Attributes that only food has: the platform wants more pictures of it and its rules don't name the root category. */
const FOOD_ATTRIBUTES = new Set(["保质期", "储存条件", "生产许可证编号"]);
const SIGNS_REFUSED = /[√Ⅰ-Ⅻⅰ-ⅻ]/u;
const COUNTED = /[\p{Script=Han}\p{L}\p{N}]/gu;

/** Title, pictures and description (reference 4.3, 5.2). */
export function lintHead(body: Body, rules: CategoryRules | null): Finding[] {
  return [...title(body), ...pictures(body, rules), ...details(body, rules)];
}

function title({ title: text, voucher }: Body): Finding[] {
  const [length, counted] = [Array.from(text).length, (text.match(COUNTED) ?? []).length];
  const least = voucher === null ? 5 : 3;
  const found: Finding[] = [];
  const at = {
    rule: "title",
    pointer: "/title",
    doZh: `标题写 ${least}–60 个字`,
    doEn: `Give a title of ${least} to 60 characters`,
  };
  if (length > 60)
    found.push(
      block({
        ...at,
        code: "10020021",
        zh: `标题有 ${length} 个字，最多 60 个`,
        en: `The title has ${length} characters, 60 are allowed`,
      }),
    );
  if (counted < least)
    found.push(
      block({
        ...at,
        code: text === "" ? "10020020" : "10020042",
        zh: `标题有效字只有 ${counted} 个，至少 ${least} 个`,
        en: `The title has ${counted} letters and digits, ${least} are needed`,
      }),
    );
  if (/^[\dA-Za-z]+$/.test(text))
    found.push(
      block({
        ...at,
        code: "10020045",
        zh: "标题不能只有数字或字母",
        en: "The title may not be digits or letters only",
      }),
    );
  const sign = SIGNS_REFUSED.exec(text)?.[0];
  if (sign !== undefined)
    found.push(
      block({
        ...at,
        code: "10020045",
        zh: `标题不能含有“${sign}”`,
        en: `The title may not hold "${sign}"`,
        doZh: "去掉这个符号",
        doEn: "Take the sign out",
      }),
    );
  return found;
}

function pictures({ pictures: list, voucher }: Body, rules: CategoryRules | null): Finding[] {
  const least = voucher !== null ? 1 : isFood(rules) ? 4 : 3;
  const at = {
    rule: "pictures",
    pointer: "/pictures",
    doZh: `主图放 ${least}–9 张不同的图`,
    doEn: `Give ${least} to 9 different main pictures`,
  };
  const found: Finding[] = [];
  if (list.length < least)
    found.push(
      block({
        ...at,
        code: least === 4 ? "10020229" : "10020106",
        zh: `主图只有 ${list.length} 张，至少 ${least} 张`,
        en: `${list.length} main pictures, ${least} are needed`,
      }),
    );
  if (list.length > 9)
    found.push(
      block({
        ...at,
        code: "10020023",
        zh: `主图有 ${list.length} 张，最多 9 张`,
        en: `${list.length} main pictures, 9 are allowed`,
      }),
    );
  if (new Set(list).size < list.length)
    found.push(block({ ...at, code: "10020225", zh: "主图有重复", en: "A main picture is there twice" }));
  return found;
}

function details({ detailPictures: list, voucher }: Body, rules: CategoryRules | null): Finding[] {
  const least = voucher !== null ? 0 : isFood(rules) ? 3 : 1;
  const at = {
    rule: "detail_pictures",
    pointer: "/detailPictures",
    doZh: `详情图放 ${least}–20 张不同的图`,
    doEn: `Give ${least} to 20 different detail pictures`,
  };
  const found: Finding[] = [];
  if (list.length < least)
    found.push(
      block({
        ...at,
        code: least === 3 ? "10020230" : "10020107",
        zh: `详情图只有 ${list.length} 张，至少 ${least} 张`,
        en: `${list.length} detail pictures, ${least} are needed`,
      }),
    );
  if (list.length > 20)
    found.push(
      block({
        ...at,
        code: "10020025",
        zh: `详情图有 ${list.length} 张，最多 20 张`,
        en: `${list.length} detail pictures, 20 are allowed`,
      }),
    );
  if (new Set(list).size < list.length)
    found.push(block({ ...at, code: "10020226", zh: "详情图有重复", en: "A detail picture is there twice" }));
  return found;
}

/** Terms of a voucher that the platform overrides or can't hold (reference 5.1, 5.2). */
export function lintVoucher({ kind, voucher, skus }: Body): Finding[] {
  if (voucher === null) return [];
  const found: Finding[] = [];
  if (voucher.useFrom > voucher.useUntil) {
    found.push(
      block({
        rule: "validity",
        code: null,
        pointer: "/voucher/useUntil",
        zh: "有效期的结束早于开始",
        en: "The validity ends before it begins",
        doZh: "改有效期",
        doEn: "Change the validity",
      }),
    );
  }
  if (skus.length > 1 && kind !== "package_tour") {
    found.push(
      block({
        rule: "one_band",
        code: null,
        pointer: "/skus",
        zh: "微信团购的有效期和可用日期按商品设置，一个商品只能放一个价格档",
        en: "Validity is per product: one price band per voucher product",
        doZh: "每个价格档单独建一个商品，共用同一批房晚库存",
        doEn: "Make one listing per band, all drawing on the same nights",
      }),
    );
  }
  if (voucher.refund !== "any_time") {
    found.push(
      hint({
        rule: "refund",
        code: null,
        pointer: "/voucher/refund",
        zh: "微信团购未使用随时可退、过期自动退，这里写的退款规则在微信不生效",
        en: "Unused vouchers are refunded at any time and when they expire; the listing's own rule has no force there",
        doZh: "按“随时退、过期退”计算收入",
        doEn: "Count on refunds at any time",
      }),
    );
  }
  return found;
}

function isFood(rules: CategoryRules | null): boolean {
  return rules?.attributes.some(({ name }) => FOOD_ATTRIBUTES.has(name)) ?? false;
}
