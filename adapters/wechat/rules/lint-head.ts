import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { blocks, type Fault } from "./finding.ts";

/** Attributes that only food has: the platform wants more pictures of it and its rules don't name the root category. */
const FOOD_ATTRIBUTES = new Set(["保质期", "储存条件", "生产许可证编号"]);
/** Signs that the page names as refused; its whole list is not published. */
const SIGNS_REFUSED = /[√Ⅰ-Ⅻⅰ-ⅻ]/u;
const COUNTED = /[\p{Script=Han}\p{L}\p{N}]/gu;
const MOST_TITLE = 60;

/** Title and pictures (reference 4.3, 5.2). */
export function lintHead(body: Body, rules: CategoryRules | null): Finding[] {
  const isVoucher = body.voucher !== null;
  const isFood = rules?.attributes.some(({ name }) => FOOD_ATTRIBUTES.has(name)) ?? false;
  const main = {
    what: ["主图", "main pictures"],
    pointer: "/pictures",
    least: isVoucher ? 1 : isFood ? 4 : 3,
    most: 9,
  } as const;
  const detail = {
    what: ["详情图", "detail pictures"],
    pointer: "/detailPictures",
    least: isVoucher ? 0 : isFood ? 3 : 1,
    most: 20,
  } as const;
  return [
    ...titleLength(body.title, isVoucher ? 3 : 5),
    ...titleSigns(body.title),
    ...pictures(body.pictures, { ...main, codes: [isFood ? "10020229" : "10020106", "10020023", "10020225"] }),
    ...pictures(body.detailPictures, { ...detail, codes: [isFood ? "10020230" : "10020107", "10020025", "10020226"] }),
  ];
}

function titleLength(title: string, least: number): Finding[] {
  const [length, counted] = [Array.from(title).length, (title.match(COUNTED) ?? []).length];
  const fault = (code: string, say: Fault["say"]): Fault => ({
    rule: "title",
    code,
    pointer: "/title",
    say,
    remedy: [`标题写 ${least}–${MOST_TITLE} 个字`, `Give a title of ${least} to ${MOST_TITLE} characters`],
  });
  const short = title === "" ? "10020020" : "10020042";
  return blocks(
    length > MOST_TITLE &&
      fault("10020021", [`标题有 ${length} 个字，最多 60 个`, `The title has ${length} characters, 60 are allowed`]),
    counted < least &&
      fault(short, [
        `标题有效字只有 ${counted} 个，至少 ${least} 个`,
        `The title has ${counted} letters and digits, ${least} are needed`,
      ]),
  );
}

function titleSigns(title: string): Finding[] {
  const sign = SIGNS_REFUSED.exec(title)?.[0];
  const at = { rule: "title", code: "10020045", pointer: "/title" };
  return blocks(
    /^[\dA-Za-z]+$/.test(title) && {
      ...at,
      say: ["标题不能只有数字或字母", "The title may not be digits or letters only"],
      remedy: ["写出商品名称", "Name the product"],
    },
    sign !== undefined && {
      ...at,
      say: [`标题不能含有“${sign}”`, `The title may not hold "${sign}"`],
      remedy: ["去掉这个符号", "Take the sign out"],
    },
  );
}

interface PictureRule {
  what: readonly [zh: string, en: string];
  pointer: string;
  least: number;
  most: number;
  codes: readonly [few: string, many: string, twice: string];
}

function pictures(list: readonly string[], { what: [zh, en], pointer, least, most, codes }: PictureRule): Finding[] {
  const [few, many, twice] = codes;
  const remedy = [`${zh}放 ${least}–${most} 张不同的图`, `Give ${least} to ${most} different ${en}`] as const;
  const fault = (code: string, say: Fault["say"]): Fault => ({ rule: "pictures", code, pointer, say, remedy });
  const count = list.length;
  return blocks(
    count < least && fault(few, [`${zh}只有 ${count} 张，至少 ${least} 张`, `${count} ${en}, ${least} are needed`]),
    count > most && fault(many, [`${zh}有 ${count} 张，最多 ${most} 张`, `${count} ${en}, ${most} are allowed`]),
    new Set(list).size < count && fault(twice, [`${zh}有重复`, `One of the ${en} is there twice`]),
  );
}
