import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { apply } from "../applications.ts";
import { EDIT_FIELDS, fieldsOf, formError, parsOf } from "../item-form.ts";
import { list, type Params, records, text } from "../params.ts";
import { byProductCode } from "../products.ts";
import type { Change, Par } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (field: string): Reply => refuse(`biz.custom.itemContents.invalid-biz:${field}`, "商品内容修改失败");

/** Changes texts and pictures of an item through an application; price and stock have calls of their own. */
function editItem({ params, shop, scene }: Ask): Reply {
  const found = byProductCode(scene.world, shop.code, text(params, "productCode"));
  if (found === null || found.sku !== null) return invalid("productCode");
  const refusal = formError(params, EDIT_FIELDS, scene.clock.now());
  if (refusal !== null) return { kind: "refused", refusal };
  const { product } = found;
  const children = records(params["childItem"]);
  const stranger = children.find(
    (child) => !product.skus.some((sku) => sku.productCode === text(child, "productCode")),
  );
  if (stranger !== undefined) return invalid("childItem");
  const change = {
    content: { fields: fieldsOf(params), pars: parsGiven(params) },
    children: codesOf(children),
    child: null,
  };
  return one(apply(product, change, scene));
}

function parsGiven(params: Params): readonly Par[] | null {
  return list(params["pars"]).length > 0 ? parsOf(params) : null;
}

function codesOf(children: readonly Params[]): Change["children"] {
  const changes = children.map((child) => {
    const change = { itemCode: text(child, "itemCode"), picture: text(child, "supplierImg1Url") };
    return [text(child, "productCode"), change] as const;
  });
  return Object.fromEntries(changes);
}

export const itemEdit: Readonly<Record<string, Action>> = {
  "suning.custom.itemcontents.modify": { module: "itemContents", required: ["productCode"], run: editItem },
};
