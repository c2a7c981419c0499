import type { ListingRef, Reading, Row, Ware } from "../../contract.ts";
import { rowOf } from "../../runtime/rows.ts";
import { applied, sellable, toReading, toRef, toWare } from "../map/index.ts";
import type { X } from "../rules/index.ts";
import { ask, many, oneOrNone, rawRows, WireItem, WireItemSale, WireProductCode, WireStock } from "../wire/index.ts";
import { pageAfter, pageNumber, pageOf } from "./pages.ts";

/** Each product of a page of wares costs two more calls, so pages are short. */
const WARES_A_PAGE = 10;
const PROCESSED = "2";

/** By the merchant's code; an application that is still worked on is found too, without a product code. */
export async function look(merchantKey: string, { call }: X): Promise<readonly ListingRef[]> {
  const item = await call(ask("item.get", { itemCode: merchantKey }, oneOrNone(WireItem)));
  return item === null ? [] : [toRef(item, merchantKey)];
}

/** The application while there is no product code, else the product, its shelf and what may still be sold of each sku. */
export async function read(ref: ListingRef, x: X): Promise<Reading | null> {
  if (ref.platformId !== null) return readProduct(ref.platformId, ref, x);
  const item = await x.call(ask("item.get", { itemCode: ref.merchantKey }, oneOrNone(WireItem)));
  const productCode = item === null ? await codeOfApplication(ref, x) : item.productCode;
  if (productCode) return readProduct(productCode, { ...ref, platformId: productCode }, x);
  return item === null ? null : applied(item, ref);
}

async function codeOfApplication({ ticket }: ListingRef, { call }: X): Promise<string | null> {
  if (ticket === null) return null;
  const params = { applycode: ticket, ...pageOf(1) };
  const { rows } = await call(ask("getproductcode.query", params, many(WireProductCode)));
  return rows.map((row) => row.productCode || null).find((code) => code !== null) ?? null;
}

async function readProduct(productCode: string, ref: ListingRef, x: X): Promise<Reading | null> {
  const item = await detailOf(productCode, x);
  if (item === null) return null;
  const saleStatus = await saleStatusOf(productCode, x);
  // Numbers in the detail may be those of the application; the stock call knows. It refuses what is still processed.
  const ready = (item.status ?? PROCESSED) === PROCESSED;
  const codes = ready ? sellable(item).flatMap((sku) => (sku.productCode ? [sku.productCode] : [])) : [];
  const shown = await Promise.all(codes.map(async (code) => [code, await stockOf(code, x)] as const));
  return toReading(item, { ref, saleStatus, shown: new Map(shown) });
}

/** The full product by its parent code, or null when it is not there. */
export function detailOf(productCode: string, { call }: X): Promise<WireItem | null> {
  return call(ask("itemdetail.query", { productCode }, oneOrNone(WireItem)));
}

async function saleStatusOf(productCode: string, { call }: X): Promise<string> {
  const { rows } = await call(ask("itemsale.query", { productCode, ...pageOf(1) }, many(WireItemSale)));
  return rows.find((row) => row.productCode === productCode)?.saleStatus ?? "";
}

async function stockOf(productCode: string, { call }: X): Promise<number> {
  const { invNum } = await call(ask("inventory.get", { productCode, isNeedLockQty: "N" }, WireStock));
  return invNum;
}

/** Whatever has a product code; applications under way come with a later walk. */
export async function wares(at: string | null, x: X): Promise<{ rows: readonly Row<Ware>[]; next: string | null }> {
  const pageNo = pageNumber(at);
  const page = await x.call(ask("item.query", pageOf(pageNo, WARES_A_PAGE), rawRows));
  const listed = page.rows.map((raw) => rowOf(WireItem, (item) => item, raw));
  const rows = await Promise.all(listed.map((row) => (row.ok ? waresOf(row.value, x) : [row])));
  return { rows: rows.flat(), next: pageAfter(pageNo, page.pages) };
}

async function waresOf(item: WireItem, x: X): Promise<Row<Ware>[]> {
  if (!item.productCode) return [];
  const detail = await detailOf(item.productCode, x);
  if (detail === null) return [];
  const saleStatus = await saleStatusOf(item.productCode, x);
  const whole = { ...item, ...detail, cmTitle: detail.cmTitle ?? item.cmTitle };
  return [rowOf(WireItem, (wire) => toWare(wire, saleStatus), whole)];
}
