import { fen, yuanFromFen } from "../../../domain/money.ts";
import type { Body, CategoryRules, ListingRef, Named, Reading, SkuValue, Ware } from "../../contract.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { ATTRIBUTE_TYPES, failures, NO_COLOUR, SALE, stockRefusal, wareState } from "../codes/index.ts";
import type {
  WireAttribute,
  WireCategory,
  WireImage,
  WireSku,
  WireStockLine,
  WireWare,
  WireWarehouse,
} from "../wire/index.ts";

type Sku = Body["skus"][number];
interface Stock {
  shown: number;
  booked: number;
}

const PICTURE_HOST = "https://img10.360buyimg.com/imgzone/";
const FOURTH_LEVEL = 4;
/** The id of a number carries this, since a body has texts only and JD wants number and unit apart. */
const UNIT = ":unit";
const AMOUNT = /^\s*([\d.]+)\s*(.*?)\s*$/;

/** Sale attributes are free text (the structured model): options of ours are no values of theirs. */
const typeOf = ({ attributeType, inputType }: WireAttribute) =>
  attributeType === SALE ? "text" : (ATTRIBUTE_TYPES[inputType ?? 0] ?? "text");

/** Whether an attribute takes what stands in a list only. */
export const hasChoices = (wire: WireAttribute): boolean => ["one", "many"].includes(typeOf(wire));

/** An attribute as lint and forms see it. */
export function toAttribute(wire: WireAttribute, choices: readonly Named[]): CategoryRules["attributes"][number] {
  const type = typeOf(wire);
  const sale = wire.attributeType === SALE;
  return {
    id: type === "number" ? `${wire.id}${UNIT}` : wire.id,
    name: wire.name,
    required: sale || wire.isRequired === true,
    sale,
    type,
    units: type === "number" ? unitsOf(wire) : [],
    options: hasChoices(wire) ? choices : [],
  };
}

/** Where JD lists the units of a number is not public, so both places are looked into. */
function unitsOf({ attrValueList, features }: WireAttribute): readonly string[] {
  const feature = features.find(({ key }) => /unit/i.test(key))?.value ?? "";
  return attrValueList.length > 0 ? attrValueList.map(({ name }) => name) : feature.split(/[,;|]/).filter(Boolean);
}

/** Text and delivery. */
export function toWare(body: Body): object {
  const detail = detailOf(body);
  return {
    title: body.title,
    brandId: body.brandId ?? undefined,
    transportId: body.freightTemplateId ?? undefined,
    outerId: body.merchantKey,
    itemNum: body.merchantKey,
    weight: body.weightGrams === null ? undefined : body.weightGrams / 1000,
    multiCateProps: Object.entries(body.attributes).map(([id, values]) => toProp(id, values)),
    introduction: detail,
    mobileDesc: detail,
  };
}

/** The detail page, with its pictures at the end. */
export function detailOf({ detailHtml, detailPictures }: Body): string {
  return detailHtml + detailPictures.map((path) => `<p><img src="${PICTURE_HOST}${path}"></p>`).join("");
}

function toProp(id: string, values: readonly string[]): object {
  if (!id.endsWith(UNIT)) return { attrId: id, attrValues: values };
  const parts = values.map((value) => AMOUNT.exec(value) ?? [value, value, ""]);
  const units = parts.map(([, , unit = ""]) => unit).filter(Boolean);
  return { attrId: id.slice(0, -UNIT.length), attrValues: parts.map(([, number]) => number), units };
}

/** A ware that nobody sees: "never listed", with all its skus. A leaf of the fourth level hangs below what JD calls the category. */
export function toNewWare(body: Body, leaf: WireCategory | null): object {
  const { categoryId: multiCategoryId, skus } = body;
  const categoryId = leaf?.lev === FOURTH_LEVEL ? (leaf.parentId ?? multiCategoryId) : multiCategoryId;
  const jdPrice = yuanFromFen(fen(Math.min(...skus.map(({ priceFen }) => priceFen))));
  const own = { categoryId, multiCategoryId, wareStatus: 1, images: toImages(body.pictures), jdPrice };
  return { ware: { ...toWare(body), ...own }, skus: skus.map((sku, index) => toNewSku(sku, index, sku.stock)) };
}

/** Pictures in their order, the first one the main one. */
export function toImages(pictures: readonly string[]): WireImage[] {
  return pictures.map((imgUrl, index) => ({ colorId: NO_COLOUR, imgIndex: index + 1, imgUrl }));
}

/** Those that the last pictures have left behind. */
export function imagesBeyond(images: readonly WireImage[], count: number): readonly WireImage[] {
  return images.filter(({ colorId, imgIndex }) => colorId === NO_COLOUR && imgIndex > count);
}

/** Skus of an edit. What is there keeps price and stock, which have their own calls; a new one comes with nothing in stock. */
export function toSkus(skus: readonly Sku[], there: readonly WireSku[]): readonly object[] {
  const isThere = (sku: Sku) => there.some((other) => isSame(sku, other));
  return skus.map((sku, index) => (isThere(sku) ? toSku(sku, index) : toNewSku(sku, index, 0)));
}

function toSku({ attributes, merchantKey: outerId }: Sku, index: number): object {
  const order = { attrValues: [], attrValuesSeqNo: [index + 1] };
  const saleAttrs = Object.entries(attributes).map(([attrId, value]) => ({
    attrId,
    attrValueAlias: [value],
    ...order,
  }));
  return { saleAttrs, outerId, saleAttrTemplateId: "POP_MODEL" };
}

function toNewSku(sku: Sku, index: number, stock: number): object {
  return { ...toSku(sku, index), jdPrice: yuanFromFen(sku.priceFen), stockNum: String(stock) };
}

/** JD tells skus apart by their sale attributes, not by their ids. */
function isSame({ attributes }: Sku, { saleAttrs }: WireSku): boolean {
  return Object.entries(attributes).every(([id, value]) =>
    saleAttrs.some(({ attrId, attrValueAlias }) => attrId === id && attrValueAlias[0] === value),
  );
}

/** Skus of ours that an edit no longer names; what a person made without a code stays. */
export function skusBeyond(there: readonly WireSku[], kept: readonly string[]): readonly WireSku[] {
  return kept.length === 0 ? [] : there.filter(({ skuId, outerId }) => outerId !== null && !kept.includes(skuId));
}

/** What may still be ordered, and what already is: JD's number holds both. */
export function toStock(warehouses: readonly WireWarehouse[]): Stock {
  const sum = (of: (one: WireWarehouse) => number) => warehouses.reduce((total, one) => total + of(one), 0);
  const booked = sum(({ orderBookingNum, appBookingNum }) => (orderBookingNum ?? 0) + (appBookingNum ?? 0));
  return { shown: sum(({ stockNum }) => stockNum) - booked, booked };
}

/** The skus of a stock write that were refused, each with JD's sentence: it has no codes there. */
export function toFailed(skus: readonly SkuValue<unknown>[], refused: readonly WireStockLine[]) {
  return refused.flatMap(({ data, message }) => {
    const failure = lineFailure(failures, stockRefusal(message));
    const named = skus.filter(({ platformSkuId }) => platformSkuId === data);
    return named.map(({ merchantKey }) => ({ merchantKey, failure }));
  });
}

/** Wares that bear our key, or a sku with it: the oldest first, since numbers grow. */
export function toRefs(merchantKey: string, wares: readonly WireWare[], skus: readonly WireSku[]): ListingRef[] {
  const own = [
    ...wares.filter((ware) => ware.itemNum === merchantKey || ware.outerId === merchantKey),
    ...skus.filter((sku) => sku.outerId === merchantKey),
  ];
  const ids = new Set(own.flatMap(({ wareId }) => wareId ?? []));
  const oldest = [...ids].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return oldest.map((platformId) => ({ merchantKey, platformId, ticket: null }));
}

/** A ware as it stands there. The key of a sku that a person made without one is empty text. */
export function toReading(
  { wareStatus }: WireWare,
  reason: string | null,
  skus: readonly (WireSku & Stock)[],
): Omit<Reading, "ref"> {
  const { shelf, audit } = wareState(wareStatus);
  return {
    audit: { state: audit, since: null, reason },
    shelf,
    listedOnce: shelf !== "never",
    skus: skus.map(({ outerId, skuId: platformSkuId, jdPrice: priceFen, shown, booked }) => {
      return { merchantKey: outerId ?? "", platformSkuId, priceFen, shown, booked };
    }),
  };
}

/** What lies in the shop, ours or not. `shown` is the total of the list: booked units are still in it. */
export function toAdoptable(ware: WireWare, skus: readonly WireSku[]): Ware {
  return {
    platformId: ware.wareId,
    merchantKey: ware.outerId ?? ware.itemNum,
    title: ware.title,
    picture: null, // only by one more call for each ware
    shelf: wareState(ware.wareStatus).shelf,
    skus: skus.map((sku) => ({
      platformSkuId: sku.skuId,
      merchantKey: sku.outerId,
      barcode: sku.barCode,
      name: sku.skuName,
      priceFen: sku.jdPrice ?? fen(0),
      shown: sku.stockNum ?? 0,
    })),
  };
}
