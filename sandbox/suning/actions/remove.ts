import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { text } from "../params.ts";
import type { Product } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (field: string): Reply => refuse(`biz.custom.item.invalid-biz:${field}`, "商品删除或还原失败");

/** Into the recycle bin (0) and out of it (1). */
function deleteOrRestore(ask: Ask): Reply {
  const flag = text(ask.params, "manageFlag");
  const key = text(ask.params, "productCode") === "" ? "itemCode" : "productCode";
  if (!/^[01]$/.test(flag)) return invalid("manageFlag");
  const product = named(ask, key, flag === "1");
  if (product === undefined || (flag === "0" && product.shelf === "on")) return invalid(key);
  product.deleted = flag === "0";
  return one({ result: "Y" });
}

function named({ params, shop, scene }: Ask, key: "productCode" | "itemCode", deleted: boolean): Product | undefined {
  const code = text(params, key);
  return [...scene.world.products.values()].find(
    (one) =>
      code !== "" && one.shop === shop.code && one.deleted === deleted && one.productCode !== "" && one[key] === code,
  );
}

export const remove: Readonly<Record<string, Action>> = {
  "suning.custom.item.delorres": { module: "item", required: ["manageFlag"], run: deleteOrRestore },
};
