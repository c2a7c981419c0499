import { CATEGORIES, categoryOf } from "../category.ts";
import type { ListingKind } from "../listing.ts";
import { block, type Rule } from "./context.ts";

/** The category exists, is one for this kind of listing, and for this legal class of goods. */
export const categoryRules: Rule = (listing) => {
  const category = categoryOf(listing.categoryCode);
  const at = "/categoryCode";
  if (category === null)
    return [
      block(
        "category.unknown",
        at,
        [`没有类目 ${listing.categoryCode}`, `there is no category ${listing.categoryCode}`],
        [`可选: ${namesFor(listing.kind)}`, "choose one of the list of categories"],
      ),
    ];
  if (!category.kinds.includes(listing.kind))
    return [
      block(
        "category.kind",
        at,
        [`类目「${category.name}」不能放这类商品`, `category ${category.code} does not take the kind ${listing.kind}`],
        ["换成与商品类型相符的类目", "choose a category of this kind"],
      ),
    ];
  if (listing.kind !== "goods" || category.legalClasses.includes(listing.legalClass) || listing.legalClass === "drug")
    return [];
  return [
    block(
      "category.legal_class",
      "/legalClass",
      [
        `类目「${category.name}」的商品不能是这种产品属性`,
        `goods of ${category.code} are not of class ${listing.legalClass}`,
      ],
      [`可选: ${category.legalClasses.join(", ")}`, `one of: ${category.legalClasses.join(", ")}`],
    ),
  ];
};

function namesFor(kind: ListingKind): string {
  return CATEGORIES.filter(({ kinds }) => kinds.includes(kind))
    .map(({ name }) => name)
    .join(", ");
}
