import type { Refusal } from "./answer.ts";
import { fenOf } from "./money.ts";
import { isRecord, list, type Params, records, text } from "./params.ts";
import { placeholders } from "./placeholders.ts";
import { fromBeijingDay } from "./time.ts";
import type { Par } from "./world.ts";

/** What can be said of an item's fields without looking anything up: lengths, counts, number formats, base64. */
type Check = (params: Params) => string | null;

const PICTURE_SLOTS = Array.from({ length: 10 }, (_, n) => `supplierImg${n + 1}Url`);
const OLD_PICTURE_SLOTS = Array.from({ length: 5 }, (_, n) => `img${n + 1}Url`);
const FLAGS = ["bookingShop", "writeoffPayment", "writeoffShop", "autoRefund", "insaleRefund"];
const LENGTHS: Readonly<Record<string, number>> = {
  productName: 60,
  cmTitle: placeholders.cmTitleMax.value,
  sellPoint: 40,
  afterSaleServiceDec: 254,
};
/** Every field that an SDK of theirs can put into item.add; another one is a misspelling. */
const SCALARS = (
  "categoryCode brandCode productName cmTitle sellPoint itemCode price invQty alertQty verticalPic barpic introduction " +
  "afterSaleServiceDec freightTemplateId assortCode saleSet saleDate sourceCountry highlightWordone highlightWordtwo " +
  "highlightWordthree mainPicVideoCode sellChannel priceType payTemplate deductiblePrice extractMode effectiveDay carServiceType"
).split(" ");
const LISTS = ["mobile", "mobileNew", "detailModule", "pars", "packingList", "childItem"];
export const ITEM_FIELDS: ReadonlySet<string> = new Set([
  ...SCALARS,
  ...FLAGS,
  ...LISTS,
  ...PICTURE_SLOTS,
  ...OLD_PICTURE_SLOTS,
]);
/** What itemcontents.modify takes: no name, category, brand, price or stock. */
export const EDIT_FIELDS: ReadonlySet<string> = new Set([
  "productCode",
  ...[...ITEM_FIELDS].filter(
    (name) => !["categoryCode", "brandCode", "productName", "itemCode", "price", "invQty", "alertQty"].includes(name),
  ),
]);

const given = (params: Params, name: string): boolean => text(params, name) !== "";
const invalid = (name: string): string => `biz.custom.item.invalid-biz:${name}`;
const format = (name: string): string => `biz.custom.item.${name}-format:error`;
const overlong = (name: string): string => `biz.custom.item.${name}-length:overlong`;

/** The first thing wrong with the form of an item or of an edit, as the platform's code. */
export function formError(params: Params, known: ReadonlySet<string>, now: number): Refusal | null {
  const checks: readonly Check[] = [
    (p) =>
      Object.keys(p)
        .filter((name) => !known.has(name))
        .map(invalid)[0] ?? null,
    (p) => Object.entries(LENGTHS).find(([name, max]) => [...text(p, name)].length > max)?.[0] ?? null,
    pictures,
    introduction,
    numbers,
    flags,
    lists,
    (p) => sale(p, now),
  ];
  for (const check of checks) {
    const code = check(params);
    if (code !== null) return { code: code.includes(":") ? code : overlong(code), message: "商品信息校验失败" };
  }
  return null;
}

/** Main pictures of an item, in the order of their slots. */
export function mainPictures(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const inSlots = (slots: readonly string[]): readonly string[] =>
    slots.map((slot) => fields[slot]).filter((url): url is string => typeof url === "string" && url !== "");
  const current = inSlots(PICTURE_SLOTS);
  return current.length > 0 ? current : inSlots(OLD_PICTURE_SLOTS);
}

function pictures(params: Params): string | null {
  const all = mainPictures(params);
  return new Set(all).size < all.length ? invalid("supplierImgUrlRepeate") : null;
}

/** base64 of UTF-8 HTML, no white space, exactly once; no scripts and no style sheets from elsewhere. */
function introduction(params: Params): string | null {
  const coded = text(params, "introduction");
  if (coded === "") return null;
  if (!isBase64(coded)) return format("introduction");
  const bytes = Buffer.from(coded, "base64");
  const html = bytes.toString("utf8");
  if (!Buffer.from(html, "utf8").equals(bytes) || isBase64(html)) return format("introduction");
  return /<script|<link|javascript:/i.test(html) ? invalid("introduction") : null;
}

export function isBase64(value: string): boolean {
  return value.length >= 4 && value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}

function numbers(params: Params): string | null {
  if (given(params, "price") && !isPrice(text(params, "price"))) return format("price");
  for (const name of ["invQty", "alertQty"]) {
    if (given(params, name) && !isCount(text(params, name), 99_999)) return format(name);
  }
  return given(params, "effectiveDay") && !/^[1-9]\d{0,3}$/.test(text(params, "effectiveDay"))
    ? format("effectiveDay")
    : null;
}

export function isPrice(value: string): boolean {
  return (fenOf(value) ?? 0) > 0;
}

export function isCount(value: string, max: number): boolean {
  return /^(0|[1-9]\d{0,6})$/.test(value) && Number(value) <= max;
}

function flags(params: Params): string | null {
  const bad = FLAGS.find((name) => given(params, name) && !/^[01]$/.test(text(params, name)));
  if (bad !== undefined) return format(bad);
  return given(params, "extractMode") && !/^\d\d(,\d\d)*$/.test(text(params, "extractMode"))
    ? format("extractMode")
    : null;
}

function lists(params: Params): string | null {
  const counts: readonly [string, number][] = [
    ["packingList", 20],
    ["detailModule", 10],
  ];
  const tooMany = counts.find(([name, max]) => list(params[name]).length > max);
  if (tooMany !== undefined) return invalid(tooMany[0]);
  const bad = ["pars", "packingList", "childItem"].find((name) => !list(params[name]).every(isRecord));
  return bad === undefined ? null : format(bad);
}

function sale(params: Params, now: number): string | null {
  const [saleSet, saleDate] = [text(params, "saleSet"), text(params, "saleDate")];
  if (saleSet !== "" && !/^[012]$/.test(saleSet)) return format("saleSet");
  const start = saleDate === "" ? null : fromBeijingDay(saleDate);
  if (saleDate !== "" && start === null) return format("saleDate");
  return saleSet === "0" && (start === null || start <= now) ? invalid("saleDate") : null;
}

/** Parameters of an item or child. */
export function parsOf(params: Params): readonly Par[] {
  return records(params["pars"]).map((par) => ({ parCode: text(par, "parCode"), parValue: text(par, "parValue") }));
}

/** Scalar fields under their own names. */
export function fieldsOf(params: Params): Record<string, string> {
  const scalars = Object.keys(params).filter((name) => !LISTS.includes(name) && name !== "productCode");
  return Object.fromEntries(scalars.map((name) => [name, text(params, name)]));
}
