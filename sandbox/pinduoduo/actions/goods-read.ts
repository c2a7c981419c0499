import type { Action, Call } from "../call.ts";
import { Refusal, refusal } from "../codes.ts";
import { stockOf, type Goods } from "../goods.ts";
import { skuRow, statusOf } from "../goods-view.ts";
import { long } from "../json.ts";
import { pageOf } from "../paging.ts";
import { needText, textOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { seconds } from "../time.ts";
import { ownGoods } from "./own-goods.ts";

/** What has passed the auditors once. */
export const GOODS_READ: Readonly<Record<string, Action>> = {
  "pdd.goods.list.get": { root: "goods_list_get_response", run: goodsList },
  "pdd.goods.detail.get": { root: "goods_detail_get_response", run: detail },
};

/** Codes of products match several at once, up to ten; of the three other filters the shelf wins over the sku's code over the name. */
function goodsList(call: Call): unknown {
  const { world, shop, params, now, fault } = call;
  const outer = textOf(params, "outer_goods_id").split(",").filter(Boolean);
  if (outer.length > 10) throw refusal(21001, "outer_goods_id");
  const lagMs = fault === "late-visibility" ? PLACEHOLDERS.lateVisibilityMs.value : PLACEHOLDERS.searchLagMs.value;
  const found = [...world.goods.values()]
    .filter((goods) => goods.mallId === shop.mallId && !goods.deleted && goods.live !== null)
    .filter(({ createdAt }) => createdAt + lagMs <= now)
    .filter(({ live }) => outer.length === 0 || outer.includes(live?.outerId ?? ""))
    .filter(filterOf(call))
    .reverse();
  return { goods_list: pageOf(found, call).map(listRow), total_count: found.length };
}

function filterOf({ params }: Call): (goods: Goods) => boolean {
  const [shelf, outerId, name] = [
    textOf(params, "is_onsale"),
    textOf(params, "outer_id"),
    textOf(params, "goods_name"),
  ];
  if (shelf !== "") return (goods) => (goods.shelf === "on" ? "1" : "0") === shelf;
  if (outerId !== "") return ({ live }) => (live?.skus ?? []).some((sku) => sku.outerId === outerId);
  return ({ live }) => name === "" || (live?.name ?? "").includes(name);
}

function listRow(goods: Goods): unknown {
  const skus = goods.live?.skus ?? [];
  const stocks = skus.map(({ id }) => stockOf(goods, id));
  return {
    goods_id: long(goods.id),
    goods_name: goods.live?.name ?? "",
    thumb_url: goods.live?.gallery[0] ?? "",
    image_url: goods.live?.gallery[0] ?? "",
    created_at: seconds(goods.createdAt),
    is_onsale: goods.shelf === "on" ? 1 : 0,
    is_more_sku: skus.length > 1 ? 1 : 0,
    goods_quantity: stocks.reduce((sum, { quantity }) => sum + quantity, 0),
    goods_reserve_quantity: stocks.reduce((sum, { reserved }) => sum + reserved, 0),
    sku_list: skus.map((sku) => ({
      sku_id: long(sku.id),
      outer_id: sku.outerId ?? "",
      outer_goods_id: goods.live?.outerId ?? "",
      is_sku_onsale: sku.onSale ? 1 : 0,
      sku_quantity: stockOf(goods, sku.id).quantity,
      reserve_quantity: stockOf(goods, sku.id).reserved,
      spec: sku.specs.map(({ name }) => name).join(","),
    })),
  };
}

function detail(call: Call): unknown {
  const goods = ownGoods(call, needText(call.params, "goods_id"));
  const { live } = goods;
  if (live === null) throw new Refusal(50001, "50001", "商品未发布");
  return {
    goods_id: long(goods.id),
    goods_name: live.name,
    outer_goods_id: live.outerId ?? "",
    status: statusOf(goods),
    cat_id: long(live.catId),
    cost_template_id: long(live.templateId),
    goods_type: 1,
    market_price: live.marketPrice,
    carousel_gallery_list: live.gallery,
    detail_gallery_list: live.details,
    goods_property_list: live.properties.map(({ refPid, vid, value }) => ({
      ref_pid: long(refPid),
      vid: long(vid ?? "0"),
      vvalue: value ?? "",
    })),
    sku_list: live.skus.map((sku) => {
      const { quantity, reserved } = stockOf(goods, sku.id);
      return { ...skuRow(sku), quantity, reserve_quantity: reserved };
    }),
  };
}
