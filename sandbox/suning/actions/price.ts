import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { isPrice } from "../item-form.ts";
import { fenOf, yuanOf } from "../money.ts";
import { text } from "../params.ts";
import { byEither, sellable } from "../products.ts";
import type { Sku } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (field: string): Reply => refuse(`biz.custom.price.invalid-biz:${field}`, "价格更新失败");

function skuNamed({ params, shop, scene }: Ask): Sku | null {
  const codes = { productCode: text(params, "productCode"), itemCode: text(params, "itemCode") };
  const found = byEither(scene.world, shop.code, codes);
  return found === null || found.product.productCode === "" ? null : sellable(found);
}

/** One sku a call; the parent of children has no price of its own. */
function update(ask: Ask): Reply {
  const sku = skuNamed(ask);
  if (sku === null) return invalid(text(ask.params, "productCode") === "" ? "itemCode" : "productCode");
  const price = text(ask.params, "price");
  if (!isPrice(price)) return invalid("price");
  sku.priceFen = fenOf(price) ?? sku.priceFen;
  return one({ result: "Y" });
}

function get(ask: Ask): Reply {
  const sku = skuNamed(ask);
  if (sku === null) return noResult();
  return one({ productCode: sku.productCode, itemCode: sku.itemCode, price: yuanOf(sku.priceFen) });
}

export const prices: Readonly<Record<string, Action>> = {
  "suning.custom.price.update": { module: "price", required: ["price"], run: update },
  "suning.custom.price.get": { module: "price", required: [], run: get },
};
