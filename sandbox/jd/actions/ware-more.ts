import { success, type Actions, type Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { listOf, needId, needText, textOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { beijingText, DAY_MS } from "../time.ts";
import { broken, needWare } from "../ware-rules.ts";

type Answer = Readonly<Record<string, unknown>>;
const UP_AHEAD_MS = 10 * DAY_MS;
const DOWN_AHEAD_MS = 15 * DAY_MS;
const MOST_SHOP_CATEGORIES = 20;

/** Areas where a ware is not sold (1) or only sold (2). */
function limitAreas(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const areas = listOf(call.params, "areaId") ?? [];
  const type = needText(call.params, "limitType");
  if (type !== "1" && type !== "2") throw badValue("limitType", "1 or 2");
  if (areas.some((area) => !/^\d{1,9}$/.test(area))) throw badValue("areaId", "numbers of areas");
  ware.rest = { ...ware.rest, areaLimits: { areas, type } };
  ware.modified = call.now;
  return success(call);
}

/** Times at which it goes on and off the shelf: kept, not acted on, for JD promises no exact hour. */
function timer(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const [up, down] = ["upTime", "downTime"].map((name) => Number(textOf(call.params, name) ?? 0));
  if (up === undefined || down === undefined || (up === 0 && down === 0) || up === down)
    throw badValue("upTime", "two times");
  if (up > call.now + UP_AHEAD_MS) throw badValue("upTime", "at most 10 days ahead");
  if (down > call.now + DOWN_AHEAD_MS) throw badValue("downTime", "at most 15 days ahead");
  ware.rest = { ...ware.rest, upTime: up || null, downTime: down || null };
  return success(call);
}

/** Another leaf below the same third level. */
function transfer(call: Call): Answer {
  const { world, shop, params, now } = call;
  const ware = needWare(call, needId(params, "wareId"));
  const leaf = world.categories.get(needId(params, "multiCategoryId"));
  if (leaf === undefined || !leaf.leaf || !shop.categories.has(leaf.id)) throw broken("类目不存在或没有权限");
  if (leaf.fid !== ware.categoryId && leaf.id !== ware.categoryId) throw broken("只能在同一三级类目下转移");
  ware.multiCategoryId = leaf.id;
  ware.modified = now;
  return success(call);
}

function violation(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  if (ware.base !== 4 && ware.audit !== "refused") return { returnType: { success: true, data: null } };
  const data = { auditTime: beijingText(ware.modified), wareAuditReason: ware.reason, detailAuditReason: ware.reason };
  return { returnType: { success: true, data } };
}

function setShopCategories(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const wanted = listOf(call.params, "shopCategory") ?? [];
  if (wanted.length > MOST_SHOP_CATEGORIES) throw badValue("shopCategory", `at most ${MOST_SHOP_CATEGORIES}`);
  if (wanted.some((id) => !call.shop.shopCategories.some((one) => one.id === id)))
    throw refusal("71", ": shopCategory");
  ware.rest = { ...ware.rest, shopCategorys: wanted };
  return success(call);
}

function isReferenced({ world, shop, params }: Call): Answer {
  const picture = [...world.pictures].find(([, one]) => one.id === needId(params, "picture_id"));
  if (picture === undefined || picture[1].venderId !== shop.venderId) throw refusal("71", ": picture_id");
  const [url] = picture;
  const used = [...world.wares.values()].some(({ images }) => images.some(({ imgUrl }) => imgUrl === url));
  return { return_code: 1, is_referenced: used };
}

function space({ world, shop }: Call): Answer {
  const mine = [...world.pictures.values()].filter(({ venderId }) => venderId === shop.venderId);
  const used = mine.reduce((sum, { bytes }) => sum + bytes, 0);
  return { return_code: 1, imgzone_userinfo: { used_space: used, total_space: PLACEHOLDERS.pictureSpaceBytes.value } };
}

/** One album stands for all: the default one. */
function albums(): Answer {
  return { return_code: 1, cateList: [{ cate_id: 0, cate_name: "默认分类", parent_cate_id: 0, cate_order: 1 }] };
}

/** What buyers and the shop see of a ware beside its texts (reference 6.2, 6.3, 7.2, 7.4). */
export const WARE_MORE: Actions = {
  "jingdong.arealimit.write.updateWareAreaLimits": { required: ["wareId", "areaId", "limitType"], run: limitAreas },
  "jingdong.ware.write.updateWareStatusByTimer": { required: ["wareId"], run: timer },
  "jingdong.ware.write.transferMultiCategory": { required: ["wareId", "multiCategoryId"], run: transfer },
  "jingdong.ware.violation.detail": { required: ["wareId"], run: violation },
  "jingdong.shopcategories.write.saveWareShopCategories": {
    required: ["wareId", "shopCategory"],
    run: setShopCategories,
  },
  "jingdong.imgzone.picture.isreferenced": { required: ["picture_id"], run: isReferenced },
  "jingdong.imgzone.userinfo.query": { run: space },
  "jingdong.imgzone.category.query": { run: albums },
};
