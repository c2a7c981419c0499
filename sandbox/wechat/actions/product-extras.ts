import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { isListed } from "../life/products.ts";
import { takePage } from "../paging.ts";
import { findProduct } from "../products.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";

const flowShape = z.object({
  product_id: textOrNumber,
  sku_id: textOrNumber,
  stock_type: whole.optional(),
  begin_time: whole.optional(),
  end_time: whole.optional(),
  op_type_list: z.array(whole).optional(),
  page_size: whole.optional(),
  next_key: z.string().optional(),
});
type Flow = z.infer<typeof flowShape>;

/** What moved a SKU's stock, newest last. */
const stockFlow = (input: Flow, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId });
  if (!found.ok) return found.refusal;
  const rows = found.product.flow.filter(
    ({ skuId, atMs, op }) =>
      skuId === input.sku_id &&
      seconds(atMs) >= (input.begin_time ?? 0) &&
      seconds(atMs) <= (input.end_time ?? Number.MAX_SAFE_INTEGER) &&
      (input.op_type_list === undefined || input.op_type_list.length === 0 || input.op_type_list.includes(op)),
  );
  const page = takePage(call, {
    query: `${call.shop.appId}|flow|${JSON.stringify({ ...input, next_key: "" })}`,
    ids: () => rows.map((_, index) => String(index)),
    size: input.page_size ?? 20,
    nextKey: input.next_key ?? "",
  });
  if (!page) return no(40097, "next_key");
  const shown = page.ids.map((id) => rows[Number(id)]).filter((row) => row !== undefined);
  const list = shown.map(({ before, after, op, atMs, orderId }) => ({
    amount: Math.abs(after - before),
    beginning_amount: before,
    ending_amount: after,
    op_type: op,
    stock_sub_type: 0,
    update_time: seconds(atMs),
    ext_info: { order_id: orderId },
  }));
  return { ...OK, data: { stock_flow_info_list: list }, next_key: page.more ? page.nextKey : "" };
};

const strategyShape = z.object({
  audit_strategy: z.object({
    hide_err_field_flag: whole.optional(),
    hit_duplicated_flag: whole.optional(),
    hit_low_risk_rule_flag: whole.optional(),
  }),
});

/** 0 leaves a flag as it is. */
const setStrategy = ({ audit_strategy }: z.infer<typeof strategyShape>, { shop }: Call): Reply => {
  const wanted = Object.entries(audit_strategy).filter(([, flag]) => flag !== undefined && flag !== 0);
  if (wanted.some(([, flag]) => flag !== 1 && flag !== 2)) return no(10020051, "audit_strategy");
  const flags = Object.fromEntries(wanted.map(([name, flag]) => [name, Number(flag)]));
  shop.auditStrategy = { ...shop.auditStrategy, ...flags };
  return OK;
};

/** A link to a product that buyers can see. */
const link = (key: string, of: (id: string) => string): Api =>
  post(
    z.object({ product_id: textOrNumber }),
    ({ product_id }, call) => {
      const found = findProduct(call, { id: product_id, shop: call.shop.appId });
      if (!found.ok) return found.refusal;
      return isListed(found.product) ? { ...OK, [key]: of(product_id) } : no(10020065);
    },
    { set: 129 },
  );

export const PRODUCT_EXTRA_CALLS: Readonly<Record<string, Api>> = {
  "product/stock/getflow": post(flowShape, stockFlow, { set: 129 }),
  "product/auditstrategy/get": post(z.object({}), (_, { shop }) => ({ ...OK, audit_strategy: shop.auditStrategy }), {
    set: 129,
  }),
  "product/auditstrategy/set": post(strategyShape, setStrategy, { set: 129 }),
  "product/h5url/get": link("product_h5url", (id) => `https://store.weixin.qq.com/p/${id}`),
  "product/taglink/get": link("product_taglink", (id) => `#微信小店://商品/${id}`),
  "product/qrcode/get": link("product_qrcode", (id) => `https://store.weixin.qq.com/qr/${id}`),
  "product/scheme/get": link("product_scheme", (id) => `weixin://dl/business/?t=${id}`),
};
