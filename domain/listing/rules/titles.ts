import type { Finding } from "../../finding.ts";
import { optionName } from "../option.ts";
import { repeated } from "./keys.ts";
import { block, pointer, review, type Rule } from "./context.ts";

const CONTACT = /1[3-9]\d{9}|\d{3,4}-\d{7,8}|https?:\/\/|www\.|微信号|加微|扫码|二维码/;
const ODD = /[\p{Extended_Pictographic}\p{Cc}\p{Co}]/u;

/** Titles without phone numbers, links, emoji or last year's year; options with names that differ. */
export const titleRules: Rule = (listing, { today }) => [
  ...(["titleShort", "titleLong"] as const).flatMap((field) =>
    checkTitle(listing[field] ?? "", field, Number(today.slice(0, 4))),
  ),
  ...listing.sellingPoints.flatMap((text, index) => contact(text, pointer("sellingPoints", index))),
  ...repeated(listing.options.map(optionName)).map((name) =>
    block(
      "title.option_repeated",
      pointer(
        "options",
        listing.options.findLastIndex((option) => optionName(option) === name),
        "name",
      ),
      [`规格名「${name}」重复`, `two options are called "${name}"`, "规格名要能区分", "let the names tell them apart"],
    ),
  ),
];

function checkTitle(text: string, field: string, year: number): readonly Finding[] {
  const at = pointer(field);
  const old = [...text.matchAll(/(?<!\d)20\d\d(?!\d)/g)].map(([found]) => Number(found)).find((found) => found < year);
  return [
    ...contact(text, at),
    ...(ODD.test(text)
      ? [
          block("title.odd_signs", at, [
            "标题里有表情或控制符",
            "the title has emoji or control characters",
            "只留文字、数字和常用标点",
            "keep words, digits and common punctuation",
          ]),
        ]
      : []),
    ...(old === undefined
      ? []
      : [
          review("title.old_year", at, [
            `标题里的年份 ${old} 已过`,
            `the year ${old} in the title is over`,
            "改为当季年份, 或去掉年份",
            "write this season's year, or none",
          ]),
        ]),
  ];
}

function contact(text: string, at: string): readonly Finding[] {
  if (!CONTACT.test(text)) return [];
  return [
    block("title.contact", at, [
      "标题或卖点里有联系方式或站外引导",
      "the text has a phone number, a link or leads off the platform",
      "删去电话、网址和加微信等字样",
      "take out phone numbers, links and such",
    ]),
  ];
}
