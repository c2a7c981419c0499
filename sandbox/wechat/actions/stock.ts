import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { putAside } from "../life/discounts.ts";
import { EDIT, settleSoldOut, STATUS } from "../life/products.ts";
import { FLOW, noteFlow } from "../life/stock-flow.ts";
import { findProduct } from "../products.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { whole } from "../shapes.ts";
import { MINUTE_MS } from "../time.ts";
import type { Product, Sku } from "../world.ts";

const MAX_PRODUCTS = 50;
const MAX_WRITES_PER_MINUTE = 20;
export const DIFF = { add: 1, subtract: 2, set: 3 } as const;

const updateShape = z.object({ product_id: z.string(), sku_id: z.string(), diff_type: whole, num: whole });
type Change = Pick<z.infer<typeof updateShape>, "diff_type" | "num">;

const update = (input: z.infer<typeof updateShape>, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId });
  if (!found.ok) return found.refusal;
  const { product } = found;
  const refusal = stateRefusal(product) ?? skuRefusal(product, input.sku_id);
  if (refusal) return refusal;
  if (isTooOften(product, input.sku_id, call.nowMs)) return no(10020112);
  return changeStock(product, input.sku_id, { ...input, atMs: call.nowMs }) ?? OK;
};

/** Goods need to have been listed once and not to be in audit; local life is exempt. */
const stateRefusal = (product: Product): Reply | null =>
  firstRefusal([
    when(product.status === STATUS.recycled, 10020052),
    when(product.kind === "goods" && !product.listedOnce, 10020289),
    when(product.kind === "goods" && product.editStatus === EDIT.inAudit, 10020217),
  ]);

const skuRefusal = (product: Product, skuId: string): Reply | null =>
  when(!stockedSkus(product).some(({ id }) => id === skuId), 10020034, skuId);

/** The SKUs that have stock of their own: the online copy's, before the first listing the draft's. */
export const stockedSkus = (product: Product): readonly Sku[] => (product.online ?? product.draft).skus;

const isTooOften = (product: Product, skuId: string, nowMs: number): boolean => {
  const before = product.stockWrites.get(skuId);
  const window = before && nowMs - before.sinceMs < MINUTE_MS ? before : { sinceMs: nowMs, count: 0 };
  if (window.count >= MAX_WRITES_PER_MINUTE) return true;
  product.stockWrites.set(skuId, { ...window, count: window.count + 1 });
  return false;
};

/** Adds, subtracts or sets; null when it is done. */
export const changeStock = (
  product: Product,
  skuId: string,
  { diff_type, num, atMs }: Change & { atMs: number },
): Reply | null => {
  const before = product.stock.get(skuId) ?? 0;
  const after = { [DIFF.add]: before + num, [DIFF.subtract]: before - num, [DIFF.set]: num }[diff_type];
  if (after === undefined) return no(10020051, "diff_type");
  const codes = product.draft.local?.code_source_type === 2 ? (product.codes.get(skuId)?.length ?? 0) : null;
  const refusal = firstRefusal([
    when(diff_type !== DIFF.set && num <= 0, 10020218),
    when(diff_type === DIFF.set && num < 0, 10020051, "num"),
    when(after < 0, 10020219),
    when(codes !== null && after > codes, 10020220),
  ]);
  if (refusal) return refusal;
  noteFlow(product, { skuId, before, after, op: FLOW.shop, orderId: "", atMs });
  product.stock.set(skuId, after);
  settleSoldOut(product);
  return null;
};

const numbers = (product: Product, skuId: string, { world, nowMs }: Call): Reply => {
  const stock = product.stock.get(skuId) ?? 0;
  const aside = putAside(world, skuId, nowMs);
  return {
    normal_stock_num: stock,
    limited_discount_stock_num: aside,
    warehouse_stocks: [],
    finder_total_num: 0,
    total_stock_num: stock + aside,
  };
};

const get = (input: { product_id: string; sku_id: string }, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId });
  if (!found.ok) return found.refusal;
  return skuRefusal(found.product, input.sku_id) ?? { ...OK, data: numbers(found.product, input.sku_id, call) };
};

/** Products that are not this shop's are left out of the answer. */
const batchGet = (ids: readonly string[], call: Call): Reply => {
  if (ids.length === 0 || ids.length > MAX_PRODUCTS) return no(10020051, "product_id");
  const products = ids.map((id) => findProduct(call, { id, shop: call.shop.appId })).filter((found) => found.ok);
  const list = products.map(({ product }) => ({
    product_id: product.id,
    sku_stock: stockedSkus(product).map(({ id }) => ({ sku_id: id, ...numbers(product, id, call) })),
  }));
  return { ...OK, data: { spu_stock_list: list } };
};

export const STOCK_CALLS: Readonly<Record<string, Api>> = {
  "product/stock/update": post(updateShape, update, { set: 129 }),
  "product/stock/get": post(z.object({ product_id: z.string(), sku_id: z.string() }), get, { set: 129 }),
  "product/stock/batchget": post(
    z.object({ product_id: z.array(z.string()) }),
    ({ product_id }, call) => batchGet(product_id, call),
    { set: 129 },
  ),
};
