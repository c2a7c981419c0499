import type { Finding } from "../../finding.ts";
import { textOfHtml } from "../html.ts";
import type { GoodsListing } from "../goods.ts";
import { block, hint, type Rule, type Texts } from "./context.ts";

/** Sentences that the law wants buyers to read, and papers that a seller of food needs. */
export const statementRules: Rule = (listing) =>
  listing.kind === "goods" ? [...statements(listing), ...foodPermit(listing)] : [];

const HEALTH: Texts = [
  "保健食品须写明「本品不能代替药物」(食品安全法 78)",
  "health food must say 本品不能代替药物",
  "在商品介绍里写上这句话",
  "write it into the description",
];
const GMO: Texts = [
  "转基因产品须显著标示「转基因」",
  "a genetically modified product must say so",
  "在标题或介绍里标示转基因",
  "say 转基因 in the title or the description",
];
const MINORS: Texts = [
  "酒类建议写明「未成年人请勿饮酒」",
  "alcohol should say that it is not for minors",
  "在商品介绍里写上",
  "write it into the description",
];

function statements(goods: GoodsListing): readonly Finding[] {
  const text = [goods.titleShort, goods.titleLong ?? "", ...goods.sellingPoints, textOfHtml(goods.descriptionHtml)]
    .join(" ")
    .replace(/\s/g, "");
  const found: Finding[] = [];
  if (goods.legalClass === "health_food" && !text.includes("不能代替药物"))
    found.push(block("health.statement", "/descriptionHtml", HEALTH));
  if (goods.gmo && !text.includes("转基因")) found.push(block("label.gmo", "/gmo", GMO));
  if (goods.legalClass === "alcohol" && !text.includes("未成年"))
    found.push(hint("alcohol.minors", "/descriptionHtml", MINORS));
  return found;
}

const PERMIT: Texts = [
  "销售这类食品须有食品经营许可, 仅销售预包装食品须备案 (食品安全法 35)",
  "selling such food needs a permit, or a filing for pre-packed food only",
  "把许可证或备案编号记在商品或供货方名下",
  "write its number here or at the supplier",
];
const NEEDS_PERMIT = new Set<GoodsListing["legalClass"]>(["bulk"]);

/** Loose food needs the permit; a filing is for pre-packed food. Edible agricultural products need neither. */
function foodPermit({ legalClass, licences }: GoodsListing): readonly Finding[] {
  if (!NEEDS_PERMIT.has(legalClass) || licences.some(({ type }) => type === "food_permit")) return [];
  return [hint("licence.food_permit", "/licences", PERMIT)];
}
