import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { takePage } from "../paging.ts";
import { goodsView, visibleProducts } from "../product-view.ts";
import { findProduct } from "../products.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import type { Product } from "../world.ts";

const DEFAULT_PAGE = 10;
const MAX_PAGE = 30;

const get = (input: { product_id: string; data_type?: number | undefined }, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId, kind: "goods" });
  if (!found.ok) return found.refusal;
  const type = input.data_type ?? 1;
  if (![1, 2, 3].includes(type)) return no(10020051, "data_type");
  const { product } = found;
  return {
    ...OK,
    ...(type !== 2 && product.online && { product: goodsView(product, product.online, "online") }),
    ...(type !== 1 && { edit_product: goodsView(product, product.draft, "draft") }),
    audit_info: { user_strategy_flag_list: [] },
    sale_limit_info: { is_limited: 0 },
  };
};

export const listShape = z.object({
  status: whole.optional(),
  page_size: whole.optional(),
  next_key: z.string().optional(),
});

/** One page of product numbers. A key comes after the last page too: the end is a short or empty page. */
export const listProducts = (input: z.infer<typeof listShape>, call: Call, kind: Product["kind"]): Reply => {
  const size = input.page_size ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) return no(10020051, "page_size");
  const wanted = { shop: call.shop.appId, kind, status: input.status };
  const total = visibleProducts(call, wanted).length;
  const page = takePage(call, {
    query: `${call.shop.appId}|product/list|${kind}|${input.status ?? ""}|${size}`,
    ids: () => visibleProducts(call, wanted).map(({ id }) => id),
    size,
    nextKey: input.next_key ?? "",
  });
  if (!page) return no(10020051, "next_key");
  return { ...OK, product_ids: page.ids, next_key: page.nextKey, total_num: total };
};

export const PRODUCT_READ_CALLS: Readonly<Record<string, Api>> = {
  "product/get": post(z.object({ product_id: textOrNumber, data_type: whole.optional() }), get, { set: 129 }),
  "product/list/get": post(listShape, (input, call) => listProducts(input, call, "goods"), { set: 129 }),
};
