import * as z from "zod";
import type { ListingRef, Row, Ware } from "../../contract.ts";
import { everyRow } from "../../runtime/pages.ts";
import { rowOf } from "../../runtime/rows.ts";
import * as map from "../map/index.ts";
import type { Shop, X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";

/** One after the other: a whole page at once would run into our own limiter. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

/** Goods and vouchers lie on two shelves; the second answers only shops with the permission. */
const shelvesOf = ({ shop }: X) => (shop.localLife ? [wire.GOODS, wire.LIFE] : [wire.GOODS]);
const copiesOn = async (shelf: wire.Shelf, id: string, { call }: X) =>
  map.productOf(id, await call(wire.productOn(shelf, id)));

/** Both copies of a product, goods or voucher: its number doesn't tell which. Null when it is neither. */
export async function copiesOf({ platformId }: ListingRef, x: X): Promise<map.Product | null> {
  for (const shelf of platformId === null ? [] : shelvesOf(x)) {
    const product = await copiesOn(shelf, platformId ?? "", x);
    if (product !== null) return product;
  }
  return null;
}
/** The same with what buyers may still order, as the stock call tells it. */
export async function productOf(ref: ListingRef, x: X): Promise<map.Product | null> {
  const product = await copiesOf(ref, x);
  return product && map.withStocks(product, await x.call(wire.stocks([product.platformId])));
}

/** The code of goods never changes once they are made: a worker reads each of them once, and forgets those that are gone. */
const CODES = new WeakMap<Shop, Map<string, string>>();
function codesKnown({ shop }: X, there: readonly string[]): Map<string, string> {
  const known = CODES.get(shop) ?? new Map<string, string>();
  CODES.set(shop, known);
  const ids = new Set(there);
  for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
  return known;
}

/** The numbers on one shelf that bear this code. Its list knows numbers alone, so it is walked, drafts included. */
async function numbersOn(shelf: wire.Shelf, merchantKey: string, x: X): Promise<readonly string[]> {
  const ids = await everyRow("", (key) => x.call(wire.productIds(shelf, key)));
  const known = shelf === wire.GOODS ? codesKnown(x, ids) : new Map<string, string>();
  for (const id of ids) {
    const code = known.get(id) ?? (await copiesOn(shelf, id, x))?.merchantKey ?? null;
    if (code !== null) known.set(id, code);
  }
  return ids.filter((id) => known.get(id) === merchantKey);
}

/** Every product with this code, oldest first. */
export async function look(merchantKey: string, x: X): Promise<readonly ListingRef[]> {
  const found = await inTurn(shelvesOf(x), (shelf) => numbersOn(shelf, merchantKey, x));
  const byAge = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);
  return [...new Set(found.flat())].sort(byAge).map((id) => map.refOf(merchantKey, id));
}

/** A page of what lies in the shop, vouchers after goods: the cursor names the shelf. */
export async function wares(at: string | null, x: X): Promise<{ rows: readonly Row<Ware>[]; next: string | null }> {
  const shelf = at?.startsWith(wire.LIFE.name) ? wire.LIFE : wire.GOODS;
  const { rows: ids, next } = await x.call(wire.productIds(shelf, at?.slice(shelf.name.length) ?? ""));
  const there = await inTurn(ids, (id) => copiesOn(shelf, id, x));
  const stocks = ids.length === 0 ? new Map() : await x.call(wire.stocks(ids));
  const products = there.flatMap((product) => (product === null ? [] : [map.withStocks(product, stocks)]));
  const vouchers = shelf === wire.GOODS && x.shop.localLife ? wire.LIFE.name : null;
  return {
    rows: products.map((product) => rowOf(z.custom<map.Product>(), map.toWare, product)),
    next: next === null ? vouchers : shelf.name + next,
  };
}
