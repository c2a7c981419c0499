import type { CategoryRules, Named } from "../../contract.ts";
import type { WireCategory, WireParameter } from "../wire/index.ts";

type Category = Named & { parentId: string | null; leaf: boolean; allowed: boolean; why: string | null };

/** The template whose parameters tell skus apart; all others describe the product. */
const SALES_TEMPLATE = "common";

/** Only categories that the shop may use are listed; those that are nobody's parent are leaves. */
export function toCategories(rows: readonly WireCategory[]): readonly Category[] {
  const parents = new Map(rows.map((row) => [row.categoryCode, parentOf(row)]));
  const isParent = new Set(parents.values());
  return rows.map((row) => ({
    id: row.categoryCode,
    name: row.categoryName,
    parentId: parents.get(row.categoryCode) ?? null,
    leaf: !isParent.has(row.categoryCode),
    allowed: true,
    why: null,
  }));
}

/** The key of the parent is not public: any key that speaks of a parent and holds a category code. */
function parentOf(row: WireCategory): string | null {
  const [, parent] =
    Object.entries(row).find(([key, value]) => /parent|father|upper/i.test(key) && /^R\d{7}$/.test(String(value))) ??
    [];
  return typeof parent === "string" ? parent : null;
}

/** Their parameter template as the rules of a category; certificates have no field there. */
export function toRules(categoryId: string, rows: readonly WireParameter[]): CategoryRules {
  return { categoryId, certificates: [], attributes: rows.map(toAttribute) };
}

function toAttribute(row: WireParameter): CategoryRules["attributes"][number] {
  const units = row.parUnit ? [row.parUnit] : [];
  return {
    id: row.parCode,
    name: row.parName,
    required: row.isMust === "X",
    sale: row.paraTemplateCode === SALES_TEMPLATE,
    type: typeOf(row.parType ?? "", units),
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
