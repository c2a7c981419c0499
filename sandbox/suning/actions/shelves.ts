import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { text } from "../params.ts";
import { byProductCode, stockOf } from "../products.ts";
import type { Product } from "../world.ts";
import type { Action } from "./action.ts";

const no = (message: string): Reply => refuse("biz.custom.shelves.invalid-biz:productCode", message);

/** Only the item as a whole, by the platform's code of it: neither a child nor a merchant's code. */
function itemNamed({ params, shop, scene }: Ask): Product | string {
  const found = byProductCode(scene.world, shop.code, text(params, "productCode"));
  if (found === null) return "商品不存在";
  return found.sku === null ? found.product : "不能是子码";
}

/** `add` is up: refused for whatever is up already, has nothing in stock, or was taken down by the platform. */
function add(ask: Ask): Reply {
  const product = itemNamed(ask);
  if (typeof product === "string") return no(product);
  if (product.shelf === "on") return no("商品已上架");
  if (product.shelf === "forced_off") return no("商品被强制下架");
  if (stockOf(product) === 0) return no("商品库存为0");
  product.shelf = "on";
  return one({ result: "Y" });
}

/** `move` is down. */
function move(ask: Ask): Reply {
  const product = itemNamed(ask);
  if (typeof product === "string") return no(product);
  if (product.shelf !== "on") return no("商品未上架");
  product.shelf = "off";
  return one({ result: "Y" });
}

export const shelves: Readonly<Record<string, Action>> = {
  "suning.custom.shelves.add": { module: "shelves", required: ["productCode"], run: add },
  "suning.custom.shelves.move": { module: "shelves", required: ["productCode"], run: move },
};
