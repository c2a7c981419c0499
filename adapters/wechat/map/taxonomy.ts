/** Pure and total: their tree and the rules of a category. */
import type { CategoryRules, Named, Taxonomy } from "../../contract.ts";
import { EFFECTIVE, PATH } from "../rules/index.ts";
import type { WireAttribute, WireCategory, WirePaths, WireRelations } from "../wire/index.ts";
import type * as z from "zod";

type Category = Awaited<ReturnType<Taxonomy<never>["categories"]>>[number];

/** The leaf of a path of ids: the only one that most calls want. */
export const leafOf = (categoryId: string): string => categoryId.slice(categoryId.lastIndexOf(PATH) + 1);

/** Their tree, each node once. An id of ours is the whole path, because a product names the whole path. */
export function toCategories(
  paths: z.infer<typeof WirePaths>,
  relations: z.infer<typeof WireRelations>,
): readonly Category[] {
  const nodes = paths.flatMap((path) =>
    path.map(({ cat_id, name }, depth): [string, Category] => {
      const ids = path.slice(0, depth + 1).map((one) => one.cat_id);
      const leaf = depth === path.length - 1;
      const { status, uneffective_reason } = relations.get(cat_id) ?? {};
      const allowed = !leaf || status === EFFECTIVE;
      const why = allowed ? null : (uneffective_reason ?? "店铺没有开通这个类目");
      const parentId = depth === 0 ? null : ids.slice(0, -1).join(PATH);
      return [ids.join(PATH), { id: ids.join(PATH), name, parentId, leaf, allowed, why }];
    }),
  );
  return [...new Map(nodes).values()];
}

export function toRules(categoryId: string, { attr, product_qua_list }: WireCategory): CategoryRules {
  const certificates = [...product_qua_list, ...attr.product_qua_list].filter(({ mandatory }) => mandatory);
  const named = certificates.map(({ qua_id: id, name }): [string, Named] => [id, { id, name: name ?? id }]);
  return {
    categoryId,
    certificates: [...new Map(named).values()],
    demands: {
      brand: attr.is_limit_brand,
      sevenDayReturn: attr.seven_day_return,
      floorPriceFen: attr.floor_price,
      inStock: attr.pre_sale === false,
    },
    attributes: [
      ...attr.product_attr_list.map((one) => toAttribute(one, false)),
      ...attr.sale_attr_list.map((one) => toAttribute(one, true)),
    ],
  };
}

/** An attribute of theirs; its name is its id. Where the shop may add values, the list of options binds nobody. */
function toAttribute(wire: WireAttribute, sale: boolean): CategoryRules["attributes"][number] {
  const kind = wire.type_v2 ?? wire.type ?? "string";
  const choices = (wire.value ?? "").split(";").filter((choice) => choice !== "");
  const closed = kind.startsWith("select") && !wire.append_allowed;
  return {
    id: wire.name,
    name: wire.name,
    required: wire.is_required,
    sale,
    type: kind === "select_one" ? "one" : kind === "select_many" ? "many" : kind === "string" ? "text" : "number",
    units: kind.endsWith("_unit") ? choices : [],
    options: closed ? choices.map((choice) => ({ id: choice, name: choice })) : [],
  };
}
