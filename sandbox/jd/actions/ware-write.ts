import { edited } from "../audit.ts";
import { success, type Actions, type Call } from "../call.ts";
import { badValue } from "../codes.ts";
import { id } from "../json.ts";
import { listOf, needId, needText, recordOf, recordsOf, textOf, type Params } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { isStructured, makeSku, readSkus, shownSaleAttrs, skuList, type WrittenSku } from "../sku-rules.ts";
import {
  broken,
  checkBrand,
  checkCategory,
  checkFeatures,
  checkImages,
  checkMainImage,
  checkProps,
  checkRest,
  checkTitle,
  checkTransport,
  needWare,
} from "../ware-rules.ts";
import { list } from "./shelf.ts";
import type { Ware } from "../ware.ts";
import { newId, type Category } from "../world.ts";

const MOST_SKUS = 299;
type Answer = Readonly<Record<string, unknown>>;

function add(call: Call): Answer {
  const { world, params, random } = call;
  const written = recordOf(params, "ware");
  const category = checkCategory(call, written);
  const ware = newWare(call, { written, category });
  const structured = isStructured(written);
  const skus = readSkus(call, skuList(params, MOST_SKUS), { category, structured, whole: true });
  putSkus(call, ware, skus);
  const status = textOf(written, "wareStatus") ?? "1";
  if (status !== "1" && status !== "8") throw badValue("wareStatus", "1 or 8");
  world.wares.set(ware.wareId, ware);
  if (status === "8") list(call, ware);
  const shown = ware.skus.map((sku) => ({ skuId: id(sku.skuId), saleAttrs: shownSaleAttrs(sku) }));
  if (world.switches["shuffle"] === true && random.next() < 0.5) shown.reverse();
  return { ware: { wareId: id(ware.wareId), skus: shown } };
}

function newWare(call: Call, { written, category }: { written: Params; category: Category }): Ware {
  const { world, shop, now, fault } = call;
  const title = checkTitle(textOf(written, "title") ?? "", 50);
  const images = checkImages(call, recordsOf(written, "images"));
  checkMainImage(images);
  const rest = checkRest(written);
  for (const name of ["introduction", "mobileDesc"]) if (rest[name] === undefined) throw broken(`${name}必填`);
  const late = fault === "late-visibility" ? PLACEHOLDERS.lateVisibilityMs.value : 0;
  return {
    wareId: newId(world, 11),
    venderId: shop.venderId,
    base: 1,
    audit: "none",
    auditDueAt: null,
    listsWhenPassed: false,
    reason: null,
    mended: false,
    deletedAt: null,
    title,
    categoryId: textOf(written, "categoryId") ?? category.id,
    multiCategoryId: category.id,
    brandId: checkBrand(call, written, category),
    transportId: checkTransport(call, written),
    outerId: textOf(written, "outerId"),
    itemNum: textOf(written, "itemNum"),
    props: checkProps(call, recordsOf(written, "multiCateProps"), { category, whole: true }),
    features: checkFeatures(written),
    images,
    rest,
    skus: [],
    ownCodes: false,
    created: now,
    modified: now,
    onlineAt: null,
    offlineAt: null,
    visibleAt: now + Number(world.switches["searchLagMs"]) + late,
  };
}

function putSkus(call: Call, ware: Ware, skus: readonly WrittenSku[]): void {
  for (const written of skus) {
    const sku = makeSku(call, written);
    ware.skus.push(sku);
    call.world.wareOfSku.set(sku.skuId, ware.wareId);
  }
}

/** Partial: what is not named stays. Pictures, status, and prices and stock of skus are other calls' business. */
function updateWare(call: Call): Answer {
  const written = recordOf(call.params, "ware");
  const ware = needWare(call, needId(written, "wareId"));
  const category = call.world.categories.get(ware.multiCategoryId);
  if (category === undefined) throw broken("类目不存在");
  if (textOf(written, "multiCategoryId") !== null || textOf(written, "categoryId") !== null) {
    const wanted = checkCategory(call, {
      categoryId: ware.categoryId,
      multiCategoryId: ware.multiCategoryId,
      ...written,
    });
    if (wanted.id !== ware.multiCategoryId) throw broken("不能修改类目");
  }
  const title = textOf(written, "title");
  const props = written["multiCateProps"] === undefined ? null : recordsOf(written, "multiCateProps");
  const change: Partial<Ware> = {
    ...(title !== null && { title: checkTitle(title, 45) }),
    ...(textOf(written, "brandId") !== null && { brandId: checkBrand(call, written, category) }),
    ...(textOf(written, "transportId") !== null && { transportId: checkTransport(call, written) }),
    ...(textOf(written, "outerId") !== null && { outerId: textOf(written, "outerId") }),
    ...(textOf(written, "itemNum") !== null && { itemNum: textOf(written, "itemNum") }),
    ...(props !== null && { props: checkProps(call, props, { category, whole: true }) }),
    ...(written["features"] !== undefined && { features: checkFeatures(written) }),
    rest: { ...ware.rest, ...checkRest(written) },
  };
  Object.assign(ware, change);
  edited(call.world, ware, call.now);
  return success(call);
}

function mergeFeatures(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const keys = listOf(call.params, "featureKey") ?? [];
  const values = listOf(call.params, "featureValue") ?? [];
  if (keys.length === 0 || keys.length !== values.length) throw badValue("featureValue", "as many as keys");
  const kept = ware.features.filter((feature) => !keys.includes(feature.key));
  ware.features = [...kept, ...keys.map((key, index) => ({ key, value: values[index] ?? "" }))];
  ware.modified = call.now;
  return success(call);
}

/** Making and changing wares (reference 7.1, 7.2). */
export const WARE_WRITE: Actions = {
  "jingdong.ware.write.add": { required: ["ware"], run: add },
  "jingdong.ware.write.updateWare": { required: ["ware"], run: updateWare },
  "jingdong.ware.write.updateWareTitle": {
    required: ["wareId", "title"],
    run(call) {
      const ware = needWare(call, needId(call.params, "wareId"));
      ware.title = checkTitle(needText(call.params, "title"), 45);
      edited(call.world, ware, call.now);
      return success(call);
    },
  },
  "jingdong.ware.write.mergeWareFeatures": { required: ["wareId", "featureKey", "featureValue"], run: mergeFeatures },
  "jingdong.transport.write.updateWareTransportId": {
    required: ["wareId", "transportId"],
    run(call) {
      const ware = needWare(call, needId(call.params, "wareId"));
      ware.transportId = checkTransport(call, call.params);
      ware.modified = call.now;
      return success(call);
    },
  },
};
