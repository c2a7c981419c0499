import type { Context, ListingRef, Reading, Row, Ware } from "../../contract.ts";
import * as z from "zod";
import { rowOf } from "../../runtime/rows.ts";
import { refOf, seenGoods, seenLife, stocksOf, withStocks, toReading, toWare, type Seen } from "../map/index.ts";
import { ask, WireGoods, WireIds, WireLife, WireStocks, type App, type Shop } from "../wire/index.ts";

export type X = Context<App, Shop>;
type Shelf = "product" | "product/locallife";
/** The most that one page of a product list gives. */
const PAGE = 30;
const BOTH_COPIES = 3;

/** Goods and vouchers lie in two lists; the second answers only shops with the permission. */
const shelvesOf = (x: X): readonly Shelf[] => (x.shop.localLife ? ["product", "product/locallife"] : ["product"]);

/** A product as it lies there, goods or voucher (an id doesn't tell); null when it is neither. */
export async function see(platformId: string, x: X): Promise<Seen | null> {
  for (const shelf of shelvesOf(x)) {
    const bare = await seeOn(shelf, platformId, x);
    if (bare === null) continue;
    const body = { product_id: [platformId] };
    const stocks = stocksOf(await x.call(ask({ api: "product/stock/batchget", body, reply: WireStocks })));
    return withStocks(bare, stocks);
  }
  return null;
}

/** A product of one of the two lists, with the stock that its copies name. */
async function seeOn(shelf: Shelf, product_id: string, x: X): Promise<Seen | null> {
  const [api, body] = [`${shelf}/get`, { product_id, data_type: BOTH_COPIES }];
  if (shelf === "product") return seenGoods(product_id, await x.call(ask({ api, body, reply: WireGoods })));
  return seenLife(product_id, await x.call(ask({ api, body, reply: WireLife })));
}

/** One page of a list, drafts included: without a status it holds everything but the recycle bin, and ids only. */
async function idsOf(shelf: Shelf, next_key: string, x: X) {
  const page = await x.call(ask({ api: `${shelf}/list/get`, body: { page_size: PAGE, next_key }, reply: WireIds }));
  const ids = page?.product_ids ?? [];
  return { ids, next: ids.length === 0 ? null : (page?.next_key ?? null) };
}

/** Every product with this code, oldest first. Their own code can't be searched for, so both lists are walked and each product is read. */
export async function look(merchantKey: string, x: X): Promise<readonly ListingRef[]> {
  const found: string[] = [];
  for (const shelf of shelvesOf(x)) {
    for (let at: string | null = ""; at !== null;) {
      const { ids, next } = await idsOf(shelf, at, x);
      const there = await Promise.all(ids.map((id) => seeOn(shelf, id, x)));
      found.push(...ids.filter((_, n) => there[n]?.merchantKey === merchantKey));
      at = next;
    }
  }
  return [...new Set(found)]
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((id) => refOf(merchantKey, id));
}

/** Both copies, the audit and what buyers may still order; null when the product is not there. */
export async function read(ref: ListingRef, x: X): Promise<Reading | null> {
  const product = ref.platformId === null ? null : await see(ref.platformId, x);
  return product === null ? null : toReading(product, ref.merchantKey);
}

/** A page of everything that lies in the shop, vouchers after goods. */
export async function wares(at: string | null, x: X): Promise<{ rows: readonly Row<Ware>[]; next: string | null }> {
  const [shelf, key] = at?.startsWith("life:")
    ? (["product/locallife", at.slice(5)] as const)
    : (["product", at?.slice(6) ?? ""] as const);
  const { ids, next } = await idsOf(shelf, key, x);
  const products = (await Promise.all(ids.map((id) => see(id, x)))).filter((product) => product !== null);
  const own = shelf === "product" ? "goods:" : "life:";
  const other = shelf === "product" && x.shop.localLife ? "life:" : null;
  return {
    rows: products.map((product) => rowOf(z.custom<Seen>(), toWare, product)),
    next: next === null ? other : own + next,
  };
}
