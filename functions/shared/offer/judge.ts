import type { Finding } from "../../../domain/finding.ts";
import type { Listing } from "../../../domain/listing/listing.ts";
import type { MappingInForce } from "../../../domain/listing/mapping.ts";
import type { LintContext } from "../../../domain/listing/rules/context.ts";
import { lint } from "../../../domain/listing/rules/lint.ts";
import type { CanonicalSku } from "../../../domain/listing/sku.ts";
import type { Catalog, CategoryCatalog } from "../catalog.ts";
import { carriedAs, draftOf } from "./body.ts";
import { lintBody, type BodyDraft } from "./draft.ts";
import { leafOf, type Leaf, type Pinned } from "./leaf.ts";
import { platformRules } from "./platform-rules.ts";
import { inListing } from "./pointers.ts";
import type { Selling } from "./selling.ts";

/** All that is judged offline of one listing in one shop. */
export interface Judged {
  listing: Listing;
  skus: readonly CanonicalSku[];
  shop: Selling;
  context: LintContext;
  catalog: Catalog;
  rule: MappingInForce;
  pinned: Pinned | null;
}
/** The body where one can be made, and everything that was found; the category asked for is named. */
export interface Verdict {
  draft: BodyDraft | null;
  findings: readonly Finding[];
}

/** The leaf that the listing goes to; its rules are wanted by `judge`. A kind that the platform does not carry has none. */
export function leafFor({ listing, shop, catalog, rule, pinned }: Judged): Leaf {
  const kind = carriedAs(listing.kind, shop.adapter);
  if ("finding" in kind) return kind;
  return leafOf(listing, { shopId: shop.row.id, catalog, rule, pinned });
}

/** Our rules, the category's, the platform's, in that order; every pointer is one into the listing. Pure. `category` null: the leaf's rules could not be had. */
export function judge(judged: Judged, leaf: Leaf, category: CategoryCatalog | null): Verdict {
  const { listing, skus, shop, context, catalog, rule } = judged;
  const ours = [...lint(listing, context), ...platformRules(listing, shop.adapter, context.today)];
  if ("finding" in leaf) return { draft: null, findings: [leaf.finding, ...ours] };
  if (category === null) return { draft: null, findings: [...leaf.findings, ...ours] };
  const papers = context.suppliers?.get(listing.supplierId)?.licences ?? [];
  const sources = { ...shop.adapter.mapping.attributes, ...rule.attributes };
  const made = draftOf(listing, skus, { shop, catalog, category, sources, papers });
  if (!made.ok) return { draft: null, findings: [made.finding, ...ours] };
  const theirs = lintBody(made.draft, shop.adapter, category.rules).map((finding) =>
    inListing(finding, { listing, shopId: shop.row.id, skus }),
  );
  return { draft: made.draft, findings: [...leaf.findings, ...ours, ...theirs] };
}
