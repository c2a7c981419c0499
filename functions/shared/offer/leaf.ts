import type { Finding } from "../../../domain/finding.ts";
import { categoryOf } from "../../../domain/listing/category.ts";
import type { Listing } from "../../../domain/listing/listing.ts";
import type { MappingInForce } from "../../../domain/listing/mapping.ts";
import { suggestLeaves, type Suggestion } from "../../../domain/listing/similar.ts";
import { leafKey, namesOf, pathsOf, type Catalog } from "../catalog.ts";

/** The category that a product there was made in, and of which canonical one: later rules move nothing that stands. */
export interface Pinned {
  code: string;
  id: string;
}
/** A leaf, with what is to be said of it; or only what a person has to do. */
export type Leaf = { id: string; findings: readonly Finding[] } | { finding: Finding };

/** The leaf category of a listing in a shop: chosen by a person, else that of the product there, else by the rule in force. Pure. */
export function leafOf(
  listing: Listing,
  { shopId, catalog, rule, pinned }: { shopId: string; catalog: Catalog; rule: MappingInForce; pinned: Pinned | null },
): Leaf {
  const chosen = listing.shopOverrides[shopId]?.categoryId;
  if (chosen !== undefined) return { id: chosen, findings: [] };
  const kept = pinned?.code === listing.categoryCode ? pinned.id : null;
  const leaves = Object.entries(catalog.leaves);
  const [keptName, keptLeaf] = leaves.find(([, { id }]) => id === kept) ?? [];
  if (kept !== null && keptLeaf !== undefined)
    return { id: kept, findings: keptLeaf.allowed ? [] : [notAllowed(lastName(keptName), keptLeaf.why)] };
  const leaf = rule.path === null ? undefined : catalog.leaves[leafKey(rule.path)];
  if (leaf === undefined) {
    const finding = rule.path === null ? noRule(listing, catalog) : noLeaf(rule.path, suggested(listing, catalog));
    return kept === null ? { finding } : { id: kept, findings: [finding] };
  }
  return leaf.allowed ? { id: leaf.id, findings: [] } : { finding: notAllowed(rule.path?.at(-1) ?? "", leaf.why) };
}

const lastName = (key: string | undefined) => (key === undefined ? "" : (namesOf(key).at(-1) ?? ""));

/** Leaves of the shop's own tree that may be meant by a listing, best first. */
export function suggested(listing: Pick<Listing, "categoryCode" | "titleShort" | "titleLong">, catalog: Catalog) {
  const category = categoryOf(listing.categoryCode);
  const names = { leaf: [category?.name ?? "", titleText(listing)], branch: category?.group ?? "" };
  return suggestLeaves(names, pathsOf(catalog));
}

function titleText(listing: Pick<Listing, "titleShort" | "titleLong">): string {
  return listing.titleLong ?? listing.titleShort;
}

function noRule(listing: Listing, catalog: Catalog): Finding {
  const name = categoryOf(listing.categoryCode)?.name ?? listing.categoryCode;
  return unmapped(
    {
      zh: `还没有为类目「${name}」选定平台类目`,
      en: `no category of the platform is chosen for ${listing.categoryCode}`,
    },
    suggested(listing, catalog),
  );
}

function noLeaf(path: readonly string[], suggestions: readonly Suggestion[]): Finding {
  const name = path.join(" > ");
  return unmapped(
    { zh: `平台上没有类目「${name}」了`, en: `the platform has no category "${name}" for this shop` },
    suggestions,
  );
}

function unmapped(say: Finding["say"], suggestions: readonly Suggestion[]): Finding {
  const names = suggestions.slice(0, 3).map(({ path }) => path.join(" > "));
  const maybe = names.length === 0 ? "" : `可能是：${names.join("；")}。`;
  return {
    rule: "category.unmapped",
    severity: "block",
    pointer: "/categoryCode",
    say,
    remedy: {
      zh: `${maybe}在“类目对应”里选定，或在这家店的设置里单独选`,
      en: `${names.length === 0 ? "" : `perhaps ${names.join("; ")}. `}choose it in the category mapping, or in this shop's overrides`,
    },
    platformCode: null,
  };
}

function notAllowed(name: string, why: string | null): Finding {
  return {
    rule: "category.not_allowed",
    severity: "block",
    pointer: "/categoryCode",
    say: {
      zh: `店铺没有类目“${name}”的经营权限${why === null ? "" : `：${why}`}`,
      en: `the shop may not sell in ${name}`,
    },
    remedy: { zh: "在平台后台申请该类目资质", en: "apply for the category in the platform's back office" },
    platformCode: null,
  };
}
