import type { Action, Call } from "../call.ts";
import { goodsRefusal, Refusal, refusal } from "../codes.ts";
import { checkPrices } from "../draft-rules.ts";
import { stockOf, type Copy, type Goods, type Sku } from "../goods.ts";
import { idOf, list, needText, rows, textOf, whole, wholeOf, type Row } from "../params.ts";
import { ownGoods } from "./own-goods.ts";

const [FULL, CHANGE] = [1, 2];
const STOCK_MAX = 200_000_000;

/** Shelf, price and stock: no auditor looks at them. */
export const GOODS_WRITE: Readonly<Record<string, Action>> = {
  "pdd.goods.sale.status.set": { root: "goods_sale_status_set_response", run: shelve },
  "pdd.goods.sku.price.update": { root: "goods_update_sku_price_response", run: price },
  "pdd.goods.quantity.update": { root: "goods_quantity_update_response", run: quantity },
  "pdd.delete.goods.commit": { root: "open_api_response", run: remove },
};
const DONE = { is_success: true };

function shelve(call: Call): unknown {
  const goods = ownGoods(call, needText(call.params, "goods_id"));
  const wanted = whole(call.params, "is_onsale");
  if (wanted !== 0 && wanted !== 1) throw refusal(21001, "is_onsale");
  if (goods.live === null || goods.deleted) throw new Refusal(50001, "50001", "商品未发布，不能上下架");
  if (goods.shelf === "forced_off") throw new Refusal(50001, "50001", "商品已被平台下架，不能上架");
  goods.shelf = wanted === 1 ? "on" : "off";
  return DONE;
}

/** The online copy at once; a draft that waits keeps its own prices. */
function price(call: Call): unknown {
  const { params } = call;
  const goods = ownGoods(call, needText(params, "goods_id"));
  const { live } = goods;
  if (live === null) throw new Refusal(50001, "50001", "商品未发布");
  if (goods.commit?.status === 1) throw new Refusal(50001, "50001", "商品审核中，不可编辑");
  const changes = new Map(rows(params, "sku_price_list").map((row) => [idOf(row["sku_id"]), row]));
  if (changes.size === 0) throw refusal(21002, "sku_price_list");
  const strange = [...changes.keys()].some((id) => !live.skus.some((sku) => sku.id === id));
  if (strange) throw refusal(21001, "sku_price_list.sku_id");
  const marketPrice = textOf(params, "market_price") === "" ? live.marketPrice : whole(params, "market_price");
  const next: Copy = { ...live, marketPrice, skus: live.skus.map((sku) => changed(goods, sku, changes.get(sku.id))) };
  checkPrices(next);
  goods.live = next;
  return DONE;
}

function changed(goods: Goods, sku: Sku, row: Row | undefined): Sku {
  if (row === undefined) return sku;
  const given = (name: string, old: number): number => (row[name] === undefined ? old : wholeOf(row[name], name));
  const onSale = given("is_onsale", sku.onSale ? 1 : 0) === 1;
  if (onSale && !sku.onSale && stockOf(goods, sku.id).quantity === 0) {
    throw goodsRefusal("isv.invalid-parameter:onsale-sku-quantity-invalid");
  }
  const [groupPrice, singlePrice] = [given("group_price", sku.groupPrice), given("single_price", sku.singlePrice)];
  return { ...sku, onSale, groupPrice, singlePrice };
}

function quantity(call: Call): unknown {
  const { params } = call;
  const goods = ownGoods(call, needText(params, "goods_id"));
  const [skuId, outerId] = [textOf(params, "sku_id"), textOf(params, "outer_id")];
  const skus = goods.live?.skus ?? [];
  if (goods.live === null) throw new Refusal(50001, "50001", "商品未发布");
  const sku = skus.find((one) => (skuId === "" ? one.outerId !== null && one.outerId === outerId : one.id === skuId));
  if (sku === undefined) throw refusal(21001, "sku_id");
  const type = whole(params, "update_type", FULL);
  if (type !== FULL && type !== CHANGE) throw refusal(21001, "update_type");
  const stock = stockOf(goods, sku.id);
  const after = whole(params, "quantity") + (type === CHANGE ? stock.quantity : 0);
  if (after < 0) throw goodsRefusal("isv.invalid-parameter:forbidden-update-quantity-less-then-zero");
  if (after > STOCK_MAX) throw goodsRefusal("isv.invalid-parameter:quantity-is-over-range");
  stock.quantity = after;
  return DONE;
}

/** Only what is off the shelf; fewer than fifty at once. */
function remove(call: Call): unknown {
  const ids = list(call.params, "goods_ids").map(idOf);
  if (ids.length === 0 || ids.length >= 50) throw refusal(21001, "goods_ids");
  const all = ids.map((id) => ownGoods(call, id));
  if (all.some(({ shelf }) => shelf === "on")) throw new Refusal(50001, "50001", "只能删除下架的商品");
  for (const goods of all) goods.deleted = true;
  return true;
}
