import { sellable, stockOf, type Goods, type Sku } from "./goods.ts";
import { long } from "./json.ts";

/** 1 on the shelf, 2 off it, 3 sold out, 4 deleted. */
export function statusOf(goods: Goods): number {
  if (goods.deleted) return 4;
  if (goods.shelf !== "on") return 2;
  const left = (goods.live?.skus ?? []).some(({ id, onSale }) => onSale && sellable(stockOf(goods, id)) > 0);
  return left ? 1 : 3;
}

/** A sku as both detail calls print it, its stock aside. */
export function skuRow(sku: Sku): Readonly<Record<string, unknown>> {
  return {
    sku_id: long(sku.id),
    out_sku_sn: sku.outerId ?? "",
    multi_price: sku.groupPrice,
    price: sku.singlePrice,
    is_onsale: sku.onSale ? 1 : 0,
    limit_quantity: 999,
    thumb_url: sku.thumb,
    weight: 0,
    spec: sku.specs.map((spec) => ({
      parent_id: long(spec.parentId),
      parent_name: spec.parentName,
      spec_id: long(spec.id),
      spec_name: spec.name,
    })),
  };
}
