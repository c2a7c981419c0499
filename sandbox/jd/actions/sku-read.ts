import type { Actions, Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { id } from "../json.ts";
import { yuanText } from "../money.ts";
import { listOf, needId, pageOf, textOf, timeOf } from "../params.ts";
import { pageRows } from "../rows.ts";
import { shownSaleAttrs } from "../sku-rules.ts";
import { beijingText } from "../time.ts";
import { wareStatus, type Sku, type Ware } from "../ware.ts";
import { fieldsOf, masked } from "./ware-read.ts";

const SKU_FIELDS = (
  "skuId,wareId,status,saleAttrs,features,jdPrice,outerId,barCode,categoryId,multiCategoryId,skuName,stockNum,wareTitle," +
  "modified,created,enable,logo"
).split(",");
type Found = { ware: Ware; sku: Sku };

/** 1 up, 2 down, 4 deleted. */
function statusOf({ ware, sku }: Found): 1 | 2 | 4 {
  if (sku.deleted || ware.deletedAt !== null) return 4;
  return wareStatus(ware) % 512 === 8 && sku.enabled ? 1 : 2;
}

function shown(found: Found, asked: ReadonlySet<string>, call: Call): unknown {
  const { ware, sku } = found;
  const names = sku.saleAttrs.flatMap((one) => one.attrValueAlias).join(" ");
  const whole = {
    skuId: id(sku.skuId),
    wareId: id(ware.wareId),
    status: statusOf(found),
    saleAttrs: shownSaleAttrs(sku),
    features: [],
    jdPrice: Number(yuanText(sku.priceFen)),
    outerId: sku.outerId,
    barCode: sku.barCode,
    categoryId: id(ware.categoryId),
    multiCategoryId: id(ware.multiCategoryId),
    skuName: `${ware.title} ${names}`.trim(),
    stockNum: sku.stockNum,
    wareTitle: ware.title,
    modified: beijingText(sku.modified),
    created: beijingText(sku.created),
    enable: sku.enabled ? 1 : 2,
    logo: ware.images[0]?.imgUrl ?? null,
  };
  return { ...masked(whole, asked, call), wareId: whole.wareId };
}

function within(call: Call, name: string, value: number): boolean {
  return (
    value >= (timeOf(call.params, `start${name}`) ?? 0) &&
    value <= (timeOf(call.params, `end${name}`) ?? Infinity) + 999
  );
}

function search(call: Call): Readonly<Record<string, unknown>> {
  const { world, shop, params, now } = call;
  const asked = fieldsOf(call, SKU_FIELDS);
  const at = pageOf(params, { page: "pageNo", size: "page_size" }, { most: 50, usual: 20 });
  const wanted = (name: string): ((value: string | null) => boolean) => {
    const list = listOf(params, name);
    return (value) => list === null || (value !== null && list.includes(value));
  };
  const [outer, wares, skus, items] = [wanted("outId"), wanted("wareId"), wanted("skuId"), wanted("itemNum")];
  const states = listOf(params, "skuStatuValue") ?? ["1", "2"];
  if (states.some((state) => !["1", "2", "4"].includes(state))) throw badValue("skuStatuValue", "1, 2, 4");
  const title = textOf(params, "wareTitle") ?? "";
  const rows = [...world.wares.values()]
    .filter((ware) => ware.venderId === shop.venderId && ware.visibleAt <= now)
    .filter((ware) => wares(ware.wareId) && items(ware.itemNum) && ware.title.includes(title))
    .flatMap((ware) => ware.skus.map((sku) => ({ ware, sku })))
    .filter(({ sku }) => outer(sku.outerId) && skus(sku.skuId))
    .filter((found) => states.includes(String(statusOf(found))))
    .filter(({ sku }) => within(call, "CreatedTime", sku.created) && within(call, "ModifiedTime", sku.modified));
  if (textOf(params, "orderType") !== "asc") rows.reverse();
  const data = pageRows(rows, at, call).map((found) => shown(found, asked, call));
  return { page: { data, pageNo: at.page, pageSize: at.size, totalItem: rows.length } };
}

function findById(call: Call): Readonly<Record<string, unknown>> {
  const asked = fieldsOf(call, SKU_FIELDS);
  const skuId = needId(call.params, "skuId");
  const ware = call.world.wares.get(call.world.wareOfSku.get(skuId) ?? "");
  const sku = ware?.skus.find((one) => one.skuId === skuId);
  if (ware === undefined || sku === undefined) return { sku: null };
  if (ware.venderId !== call.shop.venderId) throw refusal("71");
  return { sku: shown({ ware, sku }, asked, call) };
}

/** Reading skus; the only search by the merchant's own code (reference 7.3). */
export const SKU_READ: Actions = {
  "jingdong.sku.read.searchSkuList": { run: search },
  "jingdong.sku.read.findSkuById": { required: ["skuId"], run: findById },
};
