import type { Actions, Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { id } from "../json.ts";
import { yuanText } from "../money.ts";
import { listOf, needId, pageOf, recordOf, textOf, timeOf } from "../params.ts";
import { pageRows } from "../rows.ts";
import { beijingText } from "../time.ts";
import { sellable, skusOf, wareStatus, type Ware } from "../ware.ts";

const WARE_FIELDS = (
  "wareId,title,categoryId,multiCategoryId,brandId,transportId,wareStatus,outerId,itemNum,barCode,venderId,shopId,colType," +
  "created,modified,onlineTime,offlineTime,jdPrice,marketPrice,stockNum,images,multiCateProps,features,introduction," +
  "mobileDesc,weight,length,width,height,adWords,packListing,afterSales,logo"
).split(",");
const MOST_FIELDS = 100;
const REACH = 100_000;

/** Fields that the call asks for; an unknown one is refused with 68. */
export function fieldsOf({ params }: Call, known: readonly string[]): ReadonlySet<string> {
  const asked = listOf(params, "field") ?? [];
  if (asked.length > MOST_FIELDS) throw badValue("field", `at most ${MOST_FIELDS}`);
  const bad = asked.find((field) => !known.includes(field));
  if (bad !== undefined) throw refusal("68", `: ${bad}`);
  return new Set(asked);
}

/** What is not asked for comes as null, save the id. */
export function masked(
  whole: Readonly<Record<string, unknown>>,
  asked: ReadonlySet<string>,
  call: Call,
): Readonly<Record<string, unknown>> {
  const shown = Object.entries(whole).map(([name, value], index) => [
    name,
    index === 0 || asked.has(name) ? value : null,
  ]);
  const extra = call.world.switches["extraKeys"] === true ? { extFlag: call.random.int(4) } : {};
  return { ...Object.fromEntries(shown), ...extra };
}

function shown(ware: Ware, asked: ReadonlySet<string>, call: Call): unknown {
  const { rest } = ware;
  const skus = skusOf(ware);
  const price =
    typeof rest["jdPriceFen"] === "number" ? rest["jdPriceFen"] : Math.min(...skus.map((sku) => sku.priceFen));
  const market = rest["marketPriceFen"];
  const whole = {
    wareId: id(ware.wareId),
    title: ware.title,
    categoryId: id(ware.categoryId),
    multiCategoryId: id(ware.multiCategoryId),
    brandId: ware.brandId === null ? null : id(ware.brandId),
    transportId: ware.transportId === null ? null : id(ware.transportId),
    wareStatus: wareStatus(ware),
    outerId: ware.outerId,
    itemNum: ware.itemNum,
    venderId: id(ware.venderId),
    shopId: id(call.shop.shopId),
    colType: 0,
    created: beijingText(ware.created),
    modified: beijingText(ware.modified),
    onlineTime: ware.onlineAt === null ? null : beijingText(ware.onlineAt),
    offlineTime: ware.offlineAt === null ? null : beijingText(ware.offlineAt),
    jdPrice: Number(yuanText(price)),
    marketPrice: typeof market === "number" ? Number(yuanText(market)) : null,
    stockNum: skus.reduce((sum, sku) => sum + Math.max(0, sellable(sku)), 0),
    images: ware.images,
    multiCateProps: ware.props.map((prop) => ({ ...prop, expands: [] })),
    features: ware.features,
    introduction: rest["introduction"] ?? null,
    mobileDesc: rest["mobileDesc"] ?? null,
    weight: rest["weight"] ?? null,
    length: rest["length"] ?? null,
    width: rest["width"] ?? null,
    height: rest["height"] ?? null,
    adWords: rest["adWords"] ?? null,
    packListing: rest["packListing"] ?? null,
    afterSales: rest["afterSales"] ?? null,
    barCode: rest["barCode"] ?? null,
    logo: ware.images[0]?.imgUrl ?? null,
  };
  return masked(whole, asked, call);
}

function findById(call: Call): Readonly<Record<string, unknown>> {
  const asked = fieldsOf(call, WARE_FIELDS);
  const ware = call.world.wares.get(needId(call.params, "wareId"));
  if (ware === undefined) return { ware: null };
  if (ware.venderId !== call.shop.venderId) throw refusal("71");
  return { ware: shown(ware, asked, call) };
}

function within(call: Call, name: string, value: number | null): boolean {
  const from = timeOf(call.params, `start${name}`);
  const to = timeOf(call.params, `end${name}`);
  if (from === null && to === null) return true;
  return value !== null && value >= (from ?? 0) && value <= (to ?? Infinity) + 999;
}

function matches(call: Call, ware: Ware): boolean {
  const { params } = call;
  const same = (name: string, value: string | null): boolean => {
    const wanted = listOf(params, name);
    return wanted === null || (value !== null && wanted.includes(value));
  };
  const key = textOf(params, "searchKey");
  return (
    same("wareId", ware.wareId) &&
    same("categoryId", ware.categoryId) &&
    same("multiCategoryId", ware.multiCategoryId) &&
    same("brandId", ware.brandId) &&
    same("transportId", ware.transportId) &&
    same("itemNum", ware.itemNum) &&
    same("wareStatusValue", String(wareStatus(ware))) &&
    (key === null || ware.title.includes(key)) &&
    within(call, "CreatedTime", ware.created) &&
    within(call, "ModifiedTime", ware.modified) &&
    within(call, "OnlineTime", ware.onlineAt) &&
    within(call, "OfflineTime", ware.offlineAt)
  );
}

const ORDERS: Readonly<Record<string, (ware: Ware) => number>> = {
  wareId: (ware) => ware.created,
  modified: (ware) => ware.modified,
  onlineTime: (ware) => ware.onlineAt ?? 0,
  offlineTime: (ware) => ware.offlineAt ?? 0,
  jdPrice: (ware) => skusOf(ware)[0]?.priceFen ?? 0,
  stockNum: (ware) => skusOf(ware).reduce((sum, sku) => sum + sku.stockNum, 0),
};

/** There is no filter by merchant id here; new wares appear after the search lag. */
function search(call: Call, recycled: boolean): Readonly<Record<string, unknown>> {
  const { world, shop, params, now } = call;
  const asked = fieldsOf(call, WARE_FIELDS);
  if ((listOf(params, "wareId") ?? []).length > 20) throw badValue("wareId", "at most 20");
  if (textOf(params, "searchKey") !== null && textOf(params, "searchField") !== "title")
    throw badValue("searchField", "title");
  const at = pageOf(params, { page: "pageNo", size: "pageSize" }, { most: 50, usual: 20 });
  if (at.page * at.size > REACH) throw badValue("pageNo", `at most ${REACH} rows`);
  const order = ORDERS[textOf(params, "orderField") ?? "wareId"];
  if (order === undefined) throw badValue("orderField", Object.keys(ORDERS).join());
  const sign = textOf(params, "orderType") === "asc" ? 1 : -1;
  const rows = [...world.wares.values()]
    .filter(
      (ware) => ware.venderId === shop.venderId && (ware.deletedAt !== null) === recycled && ware.visibleAt <= now,
    )
    .filter((ware) => matches(call, ware))
    .sort((left, right) => sign * (order(left) - order(right) || (left.wareId < right.wareId ? -1 : 1)));
  const data = pageRows(rows, at, call).map((ware) => shown(ware, asked, call));
  return { page: { data, pageNo: at.page, pageSize: at.size, totalItem: rows.length } };
}

function own(call: Call, wareId: string): Ware {
  const ware = call.world.wares.get(wareId);
  if (ware?.venderId !== call.shop.venderId) throw refusal("71", `: ${wareId}`);
  return ware;
}

/** Reading wares and what the auditors said (reference 7.3, 7.4). */
export const WARE_READ: Actions = {
  "jingdong.ware.read.findWareById": { required: ["wareId"], run: findById },
  "jingdong.ware.read.searchWare4Valid": { run: (call) => search(call, false) },
  "jingdong.ware.read.searchWare4Recycled": { run: (call) => search(call, true) },
  "jingdong.ware.read.findOpReason": {
    required: ["wareId"],
    run: (call) => ({ opReason: { note: own(call, needId(call.params, "wareId")).reason } }),
  },
  "jingdong.ware.audit.getWareAuditDetail": {
    required: ["wareAuditParam"],
    run(call) {
      const param = recordOf(call.params, "wareAuditParam");
      const { audit, reason } = own(call, needId(param, "wareId"));
      return { returnType: { success: true, errorMsg: null, data: { auditStatus: audit, reason } } };
    },
  },
};
