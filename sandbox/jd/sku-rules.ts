import type { Call } from "./call.ts";
import { refusal } from "./codes.ts";
import { isRecord } from "./json.ts";
import { fenOf } from "./money.ts";
import { recordsOf, textOf, type Params } from "./params.ts";
import { broken } from "./ware-rules.ts";
import { skusOf, type SaleAttribute, type Sku, type Ware } from "./ware.ts";
import { newId, type Category } from "./world.ts";

const STRUCTURED = "POP_MODEL";

/** What a sku of a write call says, checked. Null: the call does not name it. */
export interface WrittenSku {
  saleAttrs: readonly SaleAttribute[];
  priceFen: number | null;
  stockNum: number | null;
  outerId: string | null;
  barCode: string | null;
  enabled: boolean | null;
}

/** Reads the skus of a ware: same dimensions for all, each combination once. `whole`: price and stock must be there. */
export function readSkus(
  call: Call,
  list: readonly Params[],
  { category, structured, whole }: { category: Category; structured: boolean; whole: boolean },
): readonly WrittenSku[] {
  const skus = list.map((sku) => {
    const own = structured || textOf(sku, "saleAttrTemplateId") === STRUCTURED;
    return readSku(sku, { saleAttrs: saleAttrsOf(call, sku, { category, structured: own }), whole });
  });
  const dimensions = new Set(
    skus.map((sku) =>
      sku.saleAttrs
        .map((one) => one.attrId)
        .sort()
        .join(),
    ),
  );
  if (dimensions.size > 1) throw broken("所有SKU的销售属性维度必须一致");
  if (new Set(skus.map((sku) => combination(sku.saleAttrs))).size < skus.length) throw broken("SKU销售属性组合重复");
  return skus;
}

export function isStructured(ware: Params): boolean {
  return textOf(ware, "saleAttrTemplateId") === STRUCTURED;
}

/** What makes a sku the sku that it is. */
export function combination(saleAttrs: readonly SaleAttribute[]): string {
  return saleAttrs
    .map((one) => `${one.attrId}:${[...one.attrValues].sort().join("|") || one.attrValueAlias.join("|")}`)
    .sort()
    .join(";");
}

function readSku(
  sku: Params,
  { saleAttrs, whole }: { saleAttrs: readonly SaleAttribute[]; whole: boolean },
): WrittenSku {
  const priced = sku["jdPrice"] !== undefined && sku["jdPrice"] !== null;
  const priceFen = priced ? fenOf(sku["jdPrice"]) : null;
  if (priced && (priceFen === null || priceFen <= 0)) throw broken("SKU京东价格式不正确");
  const stock = textOf(sku, "stockNum");
  if (stock !== null && !/^\d{1,9}$/.test(stock)) throw broken("SKU库存必须是非负整数");
  if (whole && priceFen === null) throw broken("SKU京东价必填");
  if (whole && stock === null) throw broken("SKU库存必填");
  const enable = textOf(sku, "enable");
  if (enable !== null && enable !== "1" && enable !== "2") throw broken("enable只能是1或2");
  return {
    saleAttrs,
    priceFen,
    stockNum: stock === null ? null : Number(stock),
    outerId: textOf(sku, "outerId"),
    barCode: textOf(sku, "barCode"),
    enabled: enable === null ? null : enable === "1",
  };
}

/** Old model: ids of known values. Structured model: texts, for which values are made. */
function saleAttrsOf(
  { world, shop }: Call,
  sku: Params,
  { category, structured }: { category: Category; structured: boolean },
): readonly SaleAttribute[] {
  const list = recordsOf(sku, "saleAttrs");
  if (list.length === 0) throw broken("SKU销售属性必填");
  return list.map((one) => {
    const attribute = world.attributes.get(textOf(one, "attrId") ?? "");
    if (attribute?.type !== 4 || attribute.catId !== category.id) throw broken("销售属性不属于该类目");
    const ids = listed(one["attrValues"]);
    const alias = listed(one["attrValueAlias"]);
    if (structured) {
      if (ids.length > 0 || alias.length !== 1) throw broken("结构化销售属性只能填写attrValueAlias");
      return { attrId: attribute.id, attrValues: [], attrValueAlias: alias };
    }
    if (alias.length > 0) throw broken("发布时不能填写销售属性别名");
    const values = attribute.values.filter((value) => value.venderId === null || value.venderId === shop.venderId);
    if (ids.length !== 1 || !values.some((value) => value.id === ids[0])) throw broken("销售属性值不存在");
    return { attrId: attribute.id, attrValues: ids, attrValueAlias: [] };
  });
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((one) => String(one)) : [];
}

/** A sku that did not exist yet. */
export function makeSku(call: Call, written: WrittenSku): Sku {
  const { world, now } = call;
  return {
    skuId: newId(world, 12),
    saleAttrs: written.saleAttrs,
    outerId: written.outerId,
    barCode: written.barCode,
    priceFen: written.priceFen ?? 0,
    stockNum: written.stockNum ?? 0,
    booked: 0,
    sold: 0,
    enabled: written.enabled ?? true,
    deleted: false,
    created: now,
    modified: now,
  };
}

/** Overwrites what the call names. */
export function changeSku(call: Call, sku: Sku, written: WrittenSku): void {
  sku.priceFen = written.priceFen ?? sku.priceFen;
  sku.stockNum = written.stockNum ?? sku.stockNum;
  sku.outerId = written.outerId ?? sku.outerId;
  sku.barCode = written.barCode ?? sku.barCode;
  sku.enabled = written.enabled ?? sku.enabled;
  sku.modified = call.now;
}

export function shownSaleAttrs(sku: Pick<Sku, "saleAttrs">): unknown {
  return sku.saleAttrs.map((one) => ({
    attrId: one.attrId,
    attrValues: one.attrValues,
    ...(one.attrValueAlias.length > 0 && { attrValueAlias: one.attrValueAlias }),
  }));
}

/** A living sku of this shop, with its ware. */
export function needSku({ world, shop }: Call, skuId: string): { ware: Ware; sku: Sku } {
  const ware = world.wares.get(world.wareOfSku.get(skuId) ?? "");
  const sku = ware === undefined ? undefined : skusOf(ware).find((one) => one.skuId === skuId);
  if (ware === undefined || sku === undefined || ware.venderId !== shop.venderId || ware.deletedAt !== null) {
    throw refusal("71", `: ${skuId}`);
  }
  return { ware, sku };
}

/** The call's own name for a sku of a list; tells lists of objects from anything else. */
export function skuList(params: Params, most: number): readonly Params[] {
  const list = params["skus"];
  if (!Array.isArray(list) || !list.every(isRecord) || list.length === 0) throw broken("SKU必填");
  if (list.length > most) throw broken(`SKU不能超过${most}个`);
  return list;
}
