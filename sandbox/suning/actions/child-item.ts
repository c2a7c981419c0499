import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { apply, NO_CHANGE } from "../applications.ts";
import { childOf, childrenError } from "../children.ts";
import { text } from "../params.ts";
import { byProductCode } from "../products.ts";
import type { Action } from "./action.ts";

/** One more child of an item that has children; it appears when its application has been worked through. */
function addChild({ params, shop, scene }: Ask): Reply {
  const found = byProductCode(scene.world, shop.code, text(params, "parentProductCode"));
  if (found === null || found.sku !== null || !found.product.parent) {
    return refuse("biz.custom.childItem.invalid-biz:parentProductCode", "父码错误");
  }
  const refusal = childrenError([params]);
  if (refusal !== null) return { kind: "refused", refusal };
  const child = childOf(params);
  if (found.product.skus.some((sku) => sku.itemCode === child.itemCode)) {
    return refuse("biz.custom.childItem.itemCode-value:existence", "商家编码已存在");
  }
  return one(apply(found.product, { ...NO_CHANGE, child }, scene));
}

export const childItem: Readonly<Record<string, Action>> = {
  "suning.custom.childitem.add": {
    module: "childItem",
    required: ["parentProductCode", "itemCode", "price", "invQty"],
    run: addChild,
  },
};
