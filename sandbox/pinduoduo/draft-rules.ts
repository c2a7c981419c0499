import type { Call } from "./call.ts";
import { goodsRefusal, refusal } from "./codes.ts";
import type { Copy } from "./goods.ts";
import { bool, idOf, json, list, needText, rows, textOf, whole, wholeOf, type Params, type Row } from "./params.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { newId, type Category, type Spec } from "./world.ts";

const FEN_YUAN = 100;
const STOCK_MAX = 200_000_000;
const SHIPMENT_SECONDS = new Set([86_400, 172_800]);
const EMOJI = /\p{Extended_Pictographic}/u;

/** Reads a whole product out of a call and holds it to the field rules. `live`: the copy on sale that it edits; `stock`: what is there of a sku. */
export function readCopy(call: Call, live: Copy | null, stock: (skuId: string) => number): Copy {
  const { world, params } = call;
  const catId = needText(params, "cat_id");
  const category = world.categories.get(catId);
  if (category === undefined) throw goodsRefusal("isv.invalid-parameter:cat_id");
  if (!category.leaf) throw goodsRefusal("isv.invalid-parameter:cat_id-lever");
  const marketPrice = whole(params, "market_price");
  const copy: Copy = {
    name: checkedName(needText(params, "goods_name")),
    outerId: checkedOuter(textOf(params, "out_goods_id")),
    catId,
    templateId: checkedTemplate(call),
    marketPrice,
    gallery: pictures(call, "carousel_gallery", PLACEHOLDERS.galleryMax.value),
    details: details(call),
    properties: properties(params, category),
    skus: rows(params, "sku_list").map((row) => skuOf(row, { call, live, stock })),
  };
  checkService(params);
  checkPrices(copy);
  if (new Set(copy.skus.map(({ specs }) => specs.map(({ id }) => id).join())).size < copy.skus.length) {
    throw refusal(21001, "spec_id_list");
  }
  return copy;
}

function checkedName(name: string): string {
  if ([...name].length > PLACEHOLDERS.titleMax.value) throw refusal(21001, "goods_name");
  if (EMOJI.test(name)) throw goodsRefusal("isv.invalid-paramete:goods_name-include-invalid-arguments");
  if (/\d\s*(元|块钱)|[¥￥]/.test(name)) throw goodsRefusal("isv.invalid-parameter:goods_name-exclude-price");
  if (name.includes("预售")) throw goodsRefusal("isv.invalid-parameter:goods_name-exclude-pre-sale");
  if (PLACEHOLDERS.forbiddenWords.value.some((word) => name.includes(word))) {
    throw goodsRefusal("isv.invalid-parameter:goods_descc-include-forbid-word");
  }
  return name;
}

function checkedOuter(outerId: string): string | null {
  if ([...outerId].length > PLACEHOLDERS.outerIdMax.value)
    throw goodsRefusal("isv.invalid-parameter:out_goods_id_is-too-long");
  return outerId === "" ? null : outerId;
}

function checkedTemplate({ shop, params }: Call): string {
  const id = needText(params, "cost_template_id");
  if (!shop.templates.some((one) => one.id === id)) throw goodsRefusal("isv.invalid-permissioncost_template_id");
  return id;
}

function pictures({ shop, params }: Call, name: string, most: number): readonly string[] {
  const urls = list(params, name).map(String);
  if (urls.length < 1 || urls.length > most) throw refusal(21001, name);
  if (urls.some((url) => !shop.pictures.has(url))) throw refusal(21001, name);
  return urls;
}

function details(call: Call): readonly string[] {
  const count = list(call.params, "detail_gallery").length;
  if (count < 1 || count > 20) throw goodsRefusal("isv.invalid-parameter:detail_gallery-is-over-range");
  return pictures(call, "detail_gallery", 20);
}

function properties(params: Params, category: Category): Copy["properties"] {
  const given = textOf(params, "goods_properties") === "" ? [] : rows(params, "goods_properties");
  const read = given.map((row) => {
    const rule = category.properties.find(({ refPid }) => refPid === idOf(row["ref_pid"]));
    if (rule === undefined) throw refusal(21001, "goods_properties.ref_pid");
    const vid = idOf(row["vid"]) || null;
    const value = typeof row["value"] === "string" && row["value"] !== "" ? row["value"] : null;
    if (rule.values.length > 0 && !rule.values.some((one) => one.vid === vid)) throw refusal(21001, rule.name);
    if (rule.values.length === 0 && value === null) throw refusal(21001, rule.name);
    const number = rule.valueType === 1 && rule.values.length === 0;
    if (number && !/^\d+(\.\d+)?$/.test(value ?? "")) throw refusal(21001, rule.name);
    if (number && rule.units.length > 0 && !rule.units.includes(String(row["value_unit"])))
      throw refusal(21001, rule.name);
    return { refPid: rule.refPid, vid, value };
  });
  const missing = category.properties.find(
    ({ refPid, required }) => required && !read.some((one) => one.refPid === refPid),
  );
  if (missing !== undefined) throw refusal(21002, missing.name);
  return read;
}

/** The promises that every ordinary product makes. */
function checkService(params: Params): void {
  if (whole(params, "goods_type") !== 1) throw refusal(21001, "goods_type");
  if (whole(params, "country_id") !== 0) throw goodsRefusal("isv.parameters-mismatch:country_id-and-goods_type");
  for (const name of ["is_folt", "is_pre_sale", "is_refundable", "second_hand"]) bool(params, name);
  if (!SHIPMENT_SECONDS.has(whole(params, "shipment_limit_second"))) {
    throw goodsRefusal("isv.invalid-parameter:shipment_limit_second");
  }
}

/** Group price below single price by a yuan or more, single price below reference price. */
export function checkPrices({ marketPrice, skus }: Pick<Copy, "marketPrice" | "skus">): void {
  if (marketPrice <= 0) throw goodsRefusal("isv.invalid-parameter:market_price-cannot-be-less-than-zero");
  if (marketPrice > PLACEHOLDERS.marketPriceMaxFen.value) {
    throw goodsRefusal("isv.invalid-parameter:market_price-is-too-expensive");
  }
  for (const { groupPrice, singlePrice } of skus) {
    if (groupPrice <= 0) throw goodsRefusal("isv.invalid-parameter:forbidden-multi_price-less-then-zero");
    if (singlePrice < groupPrice + FEN_YUAN)
      throw goodsRefusal("isv.goods-service-error:price-must-over-multi_price-100");
    if (singlePrice >= marketPrice) throw goodsRefusal("isv.goods-service-error:price-cannot-over-market_price");
  }
}

interface Editing {
  call: Call;
  live: Copy | null;
  stock(skuId: string): number;
}

function skuOf(row: Row, { call, live, stock }: Editing): Copy["skus"][number] {
  const given = idOf(row["sku_id"]);
  if (given !== "" && live?.skus.some(({ id }) => id === given) !== true) throw refusal(21001, "sku_id");
  if (wholeOf(row["limit_quantity"], "limit_quantity") !== 999) throw refusal(21001, "limit_quantity");
  wholeOf(row["weight"], "weight");
  const thumb = String(row["thumb_url"] ?? "");
  if (!call.shop.pictures.has(thumb)) throw goodsRefusal("isv.missing-parameter:sku.thumb_url");
  const onSale = wholeOf(row["is_onsale"], "is_onsale") === 1;
  const change = wholeOf(row["quantity"], "quantity");
  const after = change + (given === "" ? 0 : stock(given));
  if (after < 0) throw goodsRefusal("isv.invalid-parameter:forbidden-update-quantity-less-then-zero");
  if (after > STOCK_MAX) throw goodsRefusal("isv.invalid-parameter:quantity-is-over-range");
  if (onSale && after === 0) throw goodsRefusal("isv.invalid-parameter:onsale-sku-quantity-invalid");
  return {
    id: given === "" ? newId(call.world) : given,
    outerId: typeof row["out_sku_sn"] === "string" && row["out_sku_sn"] !== "" ? row["out_sku_sn"] : null,
    specs: specsOf(row, call),
    groupPrice: wholeOf(row["multi_price"], "multi_price"),
    singlePrice: wholeOf(row["price"], "price"),
    onSale,
    thumb,
    change,
  };
}

/** A text that holds a JSON list of spec ids. */
function specsOf(row: Row, { world }: Call): readonly Spec[] {
  const ids = json(String(row["spec_id_list"] ?? ""), "spec_id_list");
  if (!Array.isArray(ids) || ids.length === 0) throw refusal(21001, "spec_id_list");
  return ids.map((one) => {
    const spec = [...world.specs.values()].find(({ id }) => id === idOf(one));
    if (spec === undefined) throw refusal(21001, "spec_id_list");
    return spec;
  });
}
