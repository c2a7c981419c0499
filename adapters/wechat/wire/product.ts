/** Products, goods and vouchers alike. Loose where an overwrite has to give back what it does not manage: `raw` is that. */
import * as z from "zod";
import { fromBeijing, instant, SECOND_MS } from "../../../domain/time.ts";
import type { Instant } from "../../contract.ts";
import { id, listOf, orIssue } from "../../runtime/scalars.ts";
import { maybeAmount, maybeWhole, text } from "./scalar.ts";

const WireSku = z
  .looseObject({
    sku_id: id,
    out_sku_id: text,
    sku_code: text,
    bar_code: text,
    sale_price: maybeAmount,
    stock_num: maybeWhole,
    sku_attrs: listOf(z.object({ attr_value: z.string() }).loose()),
    sku_attr_map: z.record(z.string(), z.string()).nullish(),
  })
  .transform((raw) => ({
    platformSkuId: raw.sku_id,
    merchantKey: raw.out_sku_id ?? raw.sku_code,
    barcode: raw.bar_code,
    name: [...raw.sku_attrs.map((one) => one.attr_value), ...Object.values(raw.sku_attr_map ?? {})].join(" "),
    priceFen: raw.sale_price,
    shown: raw.stock_num,
    raw,
  }));
export type WireSku = z.infer<typeof WireSku>;

/** No page says whether a time is in seconds or Beijing's: both are read, anything else is no time. */
const eitherTime = text.transform(
  orIssue((time): Instant | null => {
    if (time === null) return null;
    if (/^[1-9]\d{9}$/.test(time)) return instant(Number(time) * SECOND_MS);
    return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time) ? fromBeijing(time) : null;
  }),
);
/** What the auditors said. The pages spell the reason in three ways. */
const audit = z
  .object({ submit_time: eitherTime, reject_reason: text, reason: text, audit_reason: text })
  .nullish()
  .transform((one) => ({
    since: one?.submit_time ?? null,
    reason: one?.reject_reason ?? one?.reason ?? one?.audit_reason ?? null,
  }));

/** One of the two copies; null where it is missing, or a shell without skus. */
const copy = z
  .looseObject({
    out_product_id: text,
    title: text,
    product_name: text,
    head_imgs: listOf(z.string()),
    status: maybeWhole,
    online_status: maybeWhole,
    edit_status: maybeWhole,
    draft_status: maybeWhole,
    audit_info: audit,
    audit_result: audit,
    extra_service: z.record(z.string(), z.unknown()).nullish(),
    attr_kv_map: z.record(z.string(), z.string()).nullish(),
    skus: listOf(WireSku),
  })
  .nullish()
  .transform((raw) => {
    if (!raw || raw.skus.length === 0) return null;
    return {
      merchantKey: raw.out_product_id,
      title: raw.title ?? raw.product_name ?? "",
      picture: raw.head_imgs[0] ?? null,
      status: raw.status ?? raw.online_status,
      edit: raw.edit_status ?? raw.draft_status,
      since: raw.audit_info.since ?? raw.audit_result.since,
      reason: raw.audit_info.reason ?? raw.audit_result.reason,
      rules: raw.attr_kv_map?.["additional_rule"] ?? "",
      skus: raw.skus,
      raw,
    };
  });
export type WireCopy = NonNullable<z.infer<typeof copy>>;

/** product/get: `product` is missing, empty or a shell before the first passed audit. */
export const WireGoods = z
  .object({ product: copy, edit_product: copy, audit_info: audit })
  .nullable()
  .transform(
    (one) =>
      one && {
        isVoucher: false,
        online: one.product,
        draft: one.edit_product,
        ...one.audit_info,
        status: null,
        edit: null,
      },
  );
/** locallife/get: the same under other names; where the state words stand differs between the sources. */
export const WireLife = z
  .object({ online_data: copy, draft_data: copy, status: maybeWhole, draft_status: maybeWhole, audit_result: audit })
  .nullable()
  .transform((one) => {
    if (one === null) return null;
    const { online_data: online, draft_data: draft, status, draft_status: edit } = one;
    return { isVoucher: true, online, draft, ...one.audit_result, status, edit };
  });
export type WireProduct = NonNullable<z.infer<typeof WireGoods> | z.infer<typeof WireLife>>;

/** The most that one page of a product list gives; a shorter one is the last. */
export const PRODUCT_PAGE = 30;
export const WireProductIds = z
  .object({ product_ids: listOf(id), next_key: text })
  .nullable()
  .transform((one) => {
    const rows = one?.product_ids ?? [];
    return { rows, next: rows.length < PRODUCT_PAGE ? null : (one?.next_key ?? null) };
  });
export const WireCreated = z.object({ data: z.object({ product_id: id }) }).transform((one) => one.data.product_id);
const WireStock = z.object({
  sku_id: id,
  normal_stock_num: maybeWhole,
  total_stock_num: maybeWhole,
  stock_num: maybeWhole,
});
/** What buyers may still order, by sku: product/get may show the draft's number. */
export const WireStocks = z
  .object({ data: z.object({ spu_stock_list: listOf(z.object({ sku_stock: listOf(WireStock) })) }) })
  .nullable()
  .transform((one) => {
    const skus = one?.data.spu_stock_list.flatMap(({ sku_stock }) => sku_stock) ?? [];
    return new Map(skus.map((sku) => [sku.sku_id, sku.normal_stock_num ?? sku.total_stock_num ?? sku.stock_num]));
  });
export type WireStocks = z.infer<typeof WireStocks>;
