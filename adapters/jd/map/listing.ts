import { fen, yuanFromFen } from "../../../domain/money.ts";
import type { Body, CategoryRules, ListingRef, Observation, Reading, Ware } from "../../contract.ts";
import type { WireAttribute, WireCategory, WireSku, WireStock, WireWare, WireWareWithSkus } from "../wire/index.ts";
import type * as z from "zod";
import { fenOf, orNull } from "../wire/index.ts";

/** Images of a ware without a colour attribute hang on ten zeros; index 1 is the main one. */
export const NO_COLOUR = "0000000000";
const SALE = 4;
const PICTURE_HOST = "https://img10.360buyimg.com/imgzone/";
const TYPES = { 1: "one", 2: "many", 3: "text", 7: "number" } as const;

type Json = Record<string, unknown>;

// Ids of attributes carry how JD wants the value, since a body has texts only: "878" as it is, "879:unit" number and
// unit apart. Sale attributes are always free text (the structured model): options of ours are no values of theirs.

/** One attribute as lint and forms see it. `values`: its choices, where they are listed apart. */
export function toAttribute(
  wire: WireAttribute,
  values: readonly { id: string; name: string }[],
): CategoryRules["attributes"][number] {
  const sale = wire.attributeType === SALE;
  const listed = values.length > 0 ? values : wire.attrValueList;
  const type = TYPES[wire.inputType === 1 || wire.inputType === 2 || wire.inputType === 7 ? wire.inputType : 3];
  const free = sale || type === "text" || type === "number";
  return {
    id: !sale && type === "number" ? `${wire.id}:unit` : wire.id,
    name: wire.name,
    required: sale || wire.isRequired === true,
    sale,
    type: sale ? "text" : type,
    units: type === "number" ? unitsOf(wire, listed) : [],
    options: free ? [] : listed,
  };
}

/** Units of a number: where JD lists them is not public, so both places are looked into. */
function unitsOf(wire: WireAttribute, listed: readonly { name: string }[]): string[] {
  const feature = wire.features.find(({ key }) => /unit/i.test(key))?.value ?? "";
  return listed.length > 0 ? listed.map((value) => value.name) : feature.split(/[,;|]/).filter(Boolean);
}

/** What `ware.write.updateWare` takes: text and delivery. */
export function toWare(body: Body): Json {
  const detail = detailOf(body);
  return {
    title: body.title,
    brandId: body.brandId ?? undefined,
    transportId: body.freightTemplateId ?? undefined,
    outerId: body.merchantKey,
    itemNum: body.merchantKey, // the only key by which JD can search wares
    weight: body.weightGrams === null ? undefined : body.weightGrams / 1000,
    multiCateProps: Object.entries(body.attributes).map(([key, values]) => toProp(key, values)),
    introduction: detail,
    mobileDesc: detail,
  };
}

/** A new ware that nobody sees: "never listed", with all its skus. A leaf of level 4 hangs below what JD calls the category. */
export function toNewWare(body: Body, leaf: WireCategory): Json {
  const cheapest = Math.min(...body.skus.map((sku) => sku.priceFen));
  return {
    ware: {
      ...toWare(body),
      categoryId: leaf.lev === 4 && leaf.fid ? leaf.fid : leaf.id,
      multiCategoryId: leaf.id,
      wareStatus: 1,
      images: body.pictures.map((path, index) => ({ colorId: NO_COLOUR, imgIndex: index + 1, imgUrl: path })),
      jdPrice: yuanFromFen(fen(cheapest)),
    },
    skus: body.skus.map((sku, index) => ({ ...toAddedSku(sku, index), stockNum: String(sku.stock) })),
  };
}

/** A sku without price and stock: those have their own calls. JD matches skus by their sale attributes, not by id. */
export function toSku(sku: Body["skus"][number], index: number): Json {
  const saleAttrs = Object.entries(sku.attributes).map(([attrId, value]) => ({
    attrId,
    attrValues: [],
    attrValueAlias: [value],
    attrValuesSeqNo: [index + 1],
  }));
  return { saleAttrs, outerId: sku.merchantKey, saleAttrTemplateId: "POP_MODEL" };
}

function toProp(key: string, values: readonly string[]): Json {
  const [attrId, kind] = key.split(":");
  if (kind !== "unit") return { attrId, attrValues: values };
  const parts = values.map((value) => /^\s*([\d.]+)\s*(.*?)\s*$/.exec(value));
  return {
    attrId,
    attrValues: parts.map((part, index) => part?.[1] ?? values[index]),
    units: parts.map((part) => part?.[2] ?? "").filter(Boolean),
  };
}

function detailOf(body: Body): string {
  const pictures = body.detailPictures.map((path) => `<p><img src="${PICTURE_HOST}${path}"></p>`);
  return `${body.detailHtml}${pictures.join("")}`;
}

/** Length of the detail page that JD counts, pictures included. */
export function detailLength(body: Body): number {
  return detailOf(body).length;
}

/** Price of a new sku in an edit, with nothing in stock: stock comes by its own call, never twice. */
export function toAddedSku(sku: Body["skus"][number], index: number): Json {
  return { ...toSku(sku, index), jdPrice: yuanFromFen(sku.priceFen), stockNum: "0" };
}

/** True when a sku there has the sale attributes of one of ours, so that an edit changes it instead of making another. */
export function isSame(sku: Body["skus"][number], there: WireSku): boolean {
  return Object.entries(sku.attributes).every(([attrId, value]) =>
    there.saleAttrs.some((attribute) => attribute.attrId === attrId && attribute.attrValueAlias[0] === value),
  );
}

/** One ware found by key. */
export function toRef(merchantKey: string, wareId: string): ListingRef {
  return { merchantKey, platformId: wareId, ticket: null };
}

/** What still may be ordered, and what already is: JD's number holds both. */
export function stockSeen(stock: z.infer<typeof WireStock>): { shown: number; booked: number } {
  const rows = stock.returnType.obj?.skuStockInfos ?? [];
  const booked = rows.reduce((sum, row) => sum + (row.orderBookingNum ?? 0) + (row.appBookingNum ?? 0), 0);
  const total = rows.reduce((sum, row) => sum + row.stockNum, 0);
  return { shown: total - booked, booked };
}

const WAITING = 512;
const REFUSED = 1024;
const SHELVES: Readonly<Record<number, Observation["shelf"]>> = { 1: "never", 2: "off", 4: "forced_off", 8: "on" };

/**
 * The shelf of a wareStatus: base value without what the audit adds; a value new to us counts as off. Taken down by JD
 * and in its audit again, or refused by it, is off too: the audit then says what stands in the way.
 */
export function shelfOf(wareStatus: number): Observation["shelf"] {
  if (wareStatus === -1) return "gone";
  const shelf = SHELVES[wareStatus & 15] ?? "off";
  return shelf === "forced_off" && wareStatus !== 4 ? "off" : shelf;
}

/** True where JD has something to say about a ware: refused by the audit, or taken down. */
export function hasReason(wareStatus: number): boolean {
  return wareStatus > 0 && ((wareStatus & REFUSED) !== 0 || (wareStatus & 15) === 4);
}

/** A ware as it stands there. The key of a sku that a person made without one is empty text. */
export function toReading(
  wire: WireWare,
  merchantKey: string,
  { reason, skus }: { reason: string; skus: readonly (WireSku & { shown: number; booked: number })[] },
): Reading {
  const shelf = shelfOf(wire.wareStatus);
  return {
    ref: toRef(merchantKey, wire.wareId),
    audit: { state: auditOf(wire.wareStatus), since: null, reason: orNull(reason) },
    shelf,
    listedOnce: shelf !== "never",
    skus: skus.map((sku) => ({
      merchantKey: sku.outerId,
      platformSkuId: sku.skuId,
      priceFen: fenOf(sku.jdPrice),
      shown: sku.shown,
      booked: sku.booked,
    })),
  };
}

function auditOf(wareStatus: number): Observation["audit"]["state"] {
  if (wareStatus > 0 && (wareStatus & WAITING) !== 0) return "pending";
  if (wareStatus > 0 && (wareStatus & REFUSED) !== 0) return "refused";
  return wareStatus === 8 ? "passed" : "none";
}

/** What lies in the shop, ours or not. `shown` is the total of the list: booked units are still in it. */
export function toAdoptable(wire: z.infer<typeof WireWareWithSkus>): Ware {
  return {
    platformId: wire.wareId,
    merchantKey: orNull(wire.outerId) ?? orNull(wire.itemNum),
    title: wire.title,
    picture: null, // only by one more call for each ware
    shelf: shelfOf(wire.wareStatus),
    skus: wire.skus.map((sku) => ({
      platformSkuId: sku.skuId,
      merchantKey: orNull(sku.outerId),
      barcode: orNull(sku.barCode),
      name: sku.skuName,
      priceFen: fenOf(sku.jdPrice) ?? fen(0),
      shown: sku.stockNum ?? 0,
    })),
  };
}
