import type { CategoryRules, Named } from "../../contract.ts";
import type { WireCategory, WireParameter } from "../wire/index.ts";

type Category = Named & { parentId: string | null; leaf: boolean; allowed: boolean; why: string | null };

/** The template whose parameters tell skus apart; all others describe the product. */
const SALES_TEMPLATE = "common";

/**
 * Only leaves that the shop may use are listed. What stands above them is told by a path of names, whose key is not public;
 * its inner nodes become rows of ours, which nobody may use.
 */
export function toCategories(rows: readonly WireCategory[]): readonly Category[] {
  const inner = new Map<string, Category>();
  const leaves = rows.map((row) => {
    const path = pathOf(row);
    const parentId = path.slice(0, -1).reduce<string | null>((above, name) => innerNode(inner, above, name), null);
    return { id: row.categoryCode, name: row.categoryName, parentId, leaf: true, allowed: true, why: null };
  });
  return [...inner.values(), ...leaves];
}

function innerNode(inner: Map<string, Category>, parentId: string | null, name: string): string {
  const id = `${parentId ?? ""}/${name}`;
  inner.set(id, { id, name, parentId, leaf: false, allowed: false, why: null });
  return id;
}

/** The names from the root to the row itself: the one text in the row that ends with its name after a separator. */
function pathOf(row: WireCategory): readonly string[] {
  const paths = Object.values(row)
    .filter((value) => typeof value === "string")
    .map((value) => value.split(/[>/|]/).map((part) => part.trim()));
  return paths.find((path) => path.length > 1 && path.at(-1) === row.categoryName) ?? [row.categoryName];
}

/** Their parameter template as the rules of a category; certificates have no field there. */
export function toRules(categoryId: string, rows: readonly WireParameter[]): CategoryRules {
  return { categoryId, certificates: [], attributes: rows.map(toAttribute) };
}

/** The id of a number carries its unit: a value comes as "2500 g", they want the number alone. */
function toAttribute(row: WireParameter): CategoryRules["attributes"][number] {
  const units = row.parUnit ? [row.parUnit] : [];
  const type = typeOf(row.parType ?? "", units);
  return {
    id: type === "number" ? `${row.parCode}:${units[0]}` : row.parCode,
    name: row.parName,
    required: row.isMust === "X",
    sale: row.paraTemplateCode === SALES_TEMPLATE,
    type,
    units,
    options: (row.parOption ?? []).map((option) => ({ id: option.parOptionCode, name: option.parOptionDesc })),
  };
}

/** 1 one, 2 many, 3 typed in; what is typed in and has a unit is a number. */
function typeOf(parType: string, units: readonly string[]): "one" | "many" | "text" | "number" {
  if (parType === "1") return "one";
  if (parType === "2") return "many";
  return units.length > 0 ? "number" : "text";
}
