import type { Action, Call } from "../call.ts";
import { Refusal, refusal } from "../codes.ts";
import { readCopy } from "../draft-rules.ts";
import { stockOf, type Commit, type Goods } from "../goods.ts";
import { long } from "../json.ts";
import { needText, textOf, whole } from "../params.ts";
import { newId } from "../world.ts";
import { ownGoods } from "./own-goods.ts";

const SUBMIT = 0;
const PUT_UP = 0;
const NEW = { status: 0, isEdit: false, putsUp: true, submittedAt: null, checkedAt: null, reason: "" } as const;

/** Making, editing and submitting drafts. Nobody sees a draft before it has passed. */
export const DRAFTS: Readonly<Record<string, Action>> = {
  "pdd.goods.add": {
    root: "goods_add_response",
    run(call) {
      const goods = newDraft(call);
      submit(goods, { putsUp: true, now: call.now });
      return answer(goods);
    },
  },
  "pdd.goods.edit.goods.commit": { root: "goods_update_response", run: (call) => answer(newDraft(call)) },
  "pdd.goods.submit.goods.commit": { root: "goods_update_response", run: submitDraft },
  "pdd.goods.information.update": { root: "goods_update_response", run: editLive },
};

const answer = (goods: Goods) => ({
  goods_commit_id: long(goods.commit?.id ?? "0"),
  goods_id: long(goods.id),
  matched_spu_id: 0,
});

function newDraft(call: Call): Goods {
  const { world, shop, now } = call;
  const draft = readCopy(call, null, () => 0);
  const goods: Goods = {
    id: newId(world),
    mallId: shop.mallId,
    live: null,
    draft,
    shelf: "never",
    deleted: false,
    commit: { ...NEW, id: newId(world) },
    stock: new Map(),
    createdAt: now,
  };
  world.goods.set(goods.id, goods);
  return goods;
}

function submit(goods: Goods, { putsUp, now }: { putsUp: boolean; now: number }): void {
  if (goods.commit !== null) goods.commit = { ...goods.commit, status: 1, putsUp, submittedAt: now, reason: "" };
}

/** A draft that waits or was refused; with the fields of a product it is overwritten first. */
function submitDraft(call: Call): unknown {
  const { params } = call;
  const goods = ownGoods(call, needText(params, "goods_id"));
  const { commit } = goods;
  if (commit === null || commit.id !== needText(params, "goods_commit_id")) throw refusal(21001, "goods_commit_id");
  if (commit.status === 1) throw new Refusal(50001, "50001", "商品审核中，不可编辑");
  if (commit.status === 2 || goods.draft === null) throw refusal(21001, "goods_commit_id");
  if (textOf(params, "goods_name") !== "")
    goods.draft = readCopy(call, goods.live, (id) => stockOf(goods, id).quantity);
  if (whole(params, "operate_type", SUBMIT) === SUBMIT) {
    submit(goods, { putsUp: whole(params, "sync_goods_operate", PUT_UP) === PUT_UP, now: call.now });
  } else goods.commit = { ...commit, status: 0 };
  return answer(goods);
}

/** An edit of what has passed once: buyers go on seeing the old copy until the new one has passed. */
function editLive(call: Call): unknown {
  const { params, world } = call;
  const goods = ownGoods(call, needText(params, "goods_id"));
  if (goods.live === null) throw new Refusal(50001, "50001", "商品未发布，请编辑草稿");
  if (goods.commit?.status === 1) throw new Refusal(50001, "50001", "商品审核中，不可编辑");
  goods.draft = readCopy(call, goods.live, (id) => stockOf(goods, id).quantity);
  const waits = goods.commit?.status === 0 || goods.commit?.status === 3;
  const commit: Commit = { ...NEW, id: waits ? (goods.commit?.id ?? "") : newId(world), isEdit: true };
  goods.commit = commit;
  if (whole(params, "operate_type", SUBMIT) === SUBMIT) {
    submit(goods, { putsUp: whole(params, "sync_goods_operate", PUT_UP) === PUT_UP, now: call.now });
  }
  return { ...answer(goods), is_success: true };
}
