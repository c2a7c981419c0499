import type { Finding } from "../../finding.ts";
import type { GoodsListing } from "../goods.ts";
import { block, hint, review, type Rule } from "./context.ts";
import { scCheckRight, scCounty, scShaped, standardShaped } from "./numbers.ts";

/** Numbers on a label have the form that they should: SC licence (a wrong check digit only warns) and product standard. */
export const labelNumberRules: Rule = (listing) => (listing.kind === "goods" ? numberShapes(listing) : []);

const TEXTS = {
  shape: [
    "生产许可证编号应为 SC 加 14 位数字",
    "a production licence number is SC and 14 digits",
    "照许可证原样填写, 单元格设为文本",
    "copy it from the licence; format the cell as text",
  ],
  check: [
    "生产许可证编号的校验码不符, 可能抄错一位",
    "the check digit of the production licence number does not fit",
    "对照许可证核对",
    "compare it with the licence",
  ],
  county: [
    "生产许可证所在省与产地不同",
    "the licence is of another province than the origin",
    "委托生产请填委托方; 否则核对产地",
    "for commissioned production write the commissioner; else check the origin",
  ],
  standard: [
    "产品标准号格式不常见",
    "the product standard looks unusual",
    "写作 GB/T 1536 这样的编号",
    "write a number such as GB/T 1536",
  ],
} as const;

function numberShapes({ scNo, standardNo, originCode }: GoodsListing): readonly Finding[] {
  const standard =
    standardNo === undefined || standardShaped(standardNo)
      ? []
      : [review("label.standard_shape", "/standardNo", TEXTS.standard)];
  if (scNo === undefined) return standard;
  if (!scShaped(scNo)) return [block("label.sc_shape", "/scNo", TEXTS.shape), ...standard];
  return [
    ...(scCheckRight(scNo) ? [] : [review("label.sc_check", "/scNo", TEXTS.check)]),
    ...(scCounty(scNo).startsWith(originCode.slice(0, 2)) ? [] : [hint("label.sc_county", "/scNo", TEXTS.county)]),
    ...standard,
  ];
}
