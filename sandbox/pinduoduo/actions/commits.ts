import type { Action, Call } from "../call.ts";
import { Refusal } from "../codes.ts";
import { stockOf, type Goods } from "../goods.ts";
import { skuRow } from "../goods-view.ts";
import { long } from "../json.ts";
import { pageOf } from "../paging.ts";
import { idOf, list, needText, textOf, whole } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { seconds } from "../time.ts";
import { ownGoods } from "./own-goods.ts";

/** What the auditors have, had, or do not have yet. */
export const COMMITS: Readonly<Record<string, Action>> = {
  "pdd.goods.commit.list.get": { root: "goods_commit_list_get_response", run: commits },
  "pdd.goods.latest.commit.status.get": { root: "goods_latest_commit_status_get_response", run: states },
  "pdd.goods.commit.detail.get": { root: "goods_commit_detail_response", run: detail },
};

const own = ({ world, shop }: Call): readonly Goods[] =>
  [...world.goods.values()].filter(({ mallId, deleted }) => mallId === shop.mallId && !deleted);

function commits(call: Call): unknown {
  const { params, now, fault } = call;
  const status = whole(params, "check_status");
  const goodsId = textOf(params, "goods_id");
  const lagMs = fault === "late-visibility" ? PLACEHOLDERS.lateVisibilityMs.value : PLACEHOLDERS.searchLagMs.value;
  const found = own(call)
    .filter(
      ({ id, commit, createdAt }) =>
        commit?.status === status && (goodsId === id || (goodsId === "" && createdAt + lagMs <= now)),
    )
    .reverse();
  return {
    list: pageOf(found, call).map((goods) => ({
      commit_id: long(goods.commit?.id ?? "0"),
      goods_id: long(goods.id),
      goods_name: goods.draft?.name ?? goods.live?.name ?? "",
      outer_goods_id: goods.draft?.outerId ?? goods.live?.outerId ?? "",
      check_status: status,
      is_shop: goods.commit?.isEdit === true ? 1 : 0,
      reject_comment: goods.commit?.reason ?? "",
      submit_time: seconds(goods.commit?.submittedAt ?? null),
      checked_time: seconds(goods.commit?.checkedAt ?? null),
    })),
    total: found.length,
  };
}

function states(call: Call): unknown {
  const wanted = list(call.params, "goods_id_list").map(idOf);
  const found = own(call).filter(({ id, commit }) => wanted.includes(id) && commit !== null);
  return {
    list: found.map(({ id, commit }) => ({
      goods_id: long(id),
      check_status: commit?.status ?? 0,
      reject_comment: commit?.reason ?? "",
    })),
  };
}

function detail(call: Call): unknown {
  const goods = ownGoods(call, needText(call.params, "goods_id"));
  const { commit, draft } = goods;
  if (commit === null || commit.id !== needText(call.params, "goods_commit_id") || draft === null) {
    throw new Refusal(50001, "50001", "草稿不存在");
  }
  return {
    goods_id: long(goods.id),
    goods_commit_id: long(commit.id),
    goods_name: draft.name,
    outer_goods_id: draft.outerId ?? "",
    goods_status: commit.status,
    commit_message: commit.status === 3 ? commit.reason : "",
    cat_id: long(draft.catId),
    market_price: draft.marketPrice,
    carousel_gallery_list: draft.gallery,
    detail_gallery_list: draft.details,
    sku_list: draft.skus.map((sku) => ({ ...skuRow(sku), quantity: stockOf(goods, sku.id).quantity + sku.change })),
  };
}
