import { CATEGORIES, categoryOf } from "../category.ts";
import type { ListingKind } from "../listing.ts";
import { block, type Rule } from "./context.ts";

/** The category exists, is one for this kind of listing, and for this legal class of goods. */
export const categoryRules: Rule = (listing) => {
  const { categoryCode: code, kind } = listing;
  const category = categoryOf(code);
  const choose = [`可选: ${namesFor(kind)}`, "choose one of the list of categories"] as const;
  if (category === null)
    return [
      block("category.unknown", "/categoryCode", [`没有类目 ${code}`, `there is no category ${code}`, ...choose]),
    ];
  const { name, kinds, legalClasses } = category;
  if (!kinds.includes(kind)) {
    const say = [`类目「${name}」不能放这类商品`, `category ${code} does not take the kind ${kind}`] as const;
    return [block("category.kind", "/categoryCode", [...say, ...choose])];
  }
  if (listing.kind !== "goods" || listing.legalClass === "drug" || legalClasses.includes(listing.legalClass)) return [];
  const allowed = legalClasses.join(", ");
  const say = [`类目「${name}」的商品不能是这种产品属性`, `goods of ${code} are not ${listing.legalClass}`] as const;
  return [block("category.legal_class", "/legalClass", [...say, `可选: ${allowed}`, `one of: ${allowed}`])];
};

function namesFor(kind: ListingKind): string {
  return CATEGORIES.filter(({ kinds }) => kinds.includes(kind))
    .map(({ name }) => name)
    .join(", ");
}
