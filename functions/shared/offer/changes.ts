import type { CategoryRules } from "../../../adapters/contract.ts";
import { namesOf, type Catalog, type CategoryCatalog } from "../catalog.ts";

/** One thing that is another in a shop's taxonomy than at the last reading; `what` names an attribute, a value or a certificate. */
export interface CatalogChange {
  kind:
    | "leaf_new"
    | "leaf_gone"
    | "leaf_shut"
    | "leaf_opened"
    | "attribute_required"
    | "value_gone"
    | "certificate_required";
  path: readonly string[];
  what: string | null;
}

/** Leaves that came, went, or that the shop may no longer or may now sell in. A leaf that moved went and came. */
export function leafChanges(before: Catalog, after: Catalog): readonly CatalogChange[] {
  const of = (kind: CatalogChange["kind"], key: string) => ({ kind, path: namesOf(key), what: null });
  return [
    ...Object.keys(after.leaves)
      .filter((key) => before.leaves[key] === undefined)
      .map((key) => of("leaf_new", key)),
    ...Object.entries(before.leaves).flatMap(([key, leaf]) => {
      const now = after.leaves[key];
      if (now === undefined) return [of("leaf_gone", key)];
      if (now.allowed === leaf.allowed) return [];
      return [of(now.allowed ? "leaf_opened" : "leaf_shut", key)];
    }),
  ];
}

/** What a category newly asks for, and values that it no longer knows. */
export function ruleChanges(
  path: readonly string[],
  before: CategoryCatalog,
  after: CategoryCatalog,
): readonly CatalogChange[] {
  const known = new Map(before.rules.attributes.map((attribute) => [attribute.id, attribute]));
  const certificates = new Set(before.rules.certificates.map(({ id }) => id));
  return [
    ...after.rules.attributes.flatMap((attribute) => attributeChanges(path, known.get(attribute.id), attribute)),
    ...after.rules.certificates
      .filter(({ id }) => !certificates.has(id))
      .map(({ name }) => ({ kind: "certificate_required" as const, path, what: name })),
  ];
}

type Attribute = CategoryRules["attributes"][number];

function attributeChanges(
  path: readonly string[],
  before: Attribute | undefined,
  after: Attribute,
): readonly CatalogChange[] {
  const values = new Set(after.options.map(({ id }) => id));
  const gone = values.size === 0 ? [] : (before?.options ?? []).filter(({ id }) => !values.has(id));
  return [
    ...(after.required && before?.required !== true
      ? [{ kind: "attribute_required" as const, path, what: after.name }]
      : []),
    ...gone.map(({ name }) => ({ kind: "value_gone" as const, path, what: `${after.name}=${name}` })),
  ];
}
