import type { Call } from "../call.ts";
import { Refusal } from "../codes.ts";
import type { Goods } from "../goods.ts";

/** A product of the shop that asks; strangers' products are answered like none at all. */
export function ownGoods({ world, shop }: Call, id: string): Goods {
  const goods = world.goods.get(id);
  if (goods === undefined || goods.mallId !== shop.mallId) throw new Refusal(50001, "50001", "商品不存在");
  return goods;
}
