import * as z from "zod";
import { flag, id, listOf, maybeWhole, text } from "./scalar.ts";

/** Product and voucher shapes, as far as they are read. Loose where an overwrite has to give back what it does not manage. */
export const WireSku = z.looseObject({
  sku_id: id,
  out_sku_id: text,
  sku_code: text,
  bar_code: text,
  sale_price: maybeWhole,
  stock_num: maybeWhole,
  sku_attrs: listOf(z.object({ attr_key: z.string(), attr_value: z.string() })),
  sku_attr_map: z.record(z.string(), z.string()).nullish(),
});
const WireAudit = z
  .object({ submit_time: text, reject_reason: text, audit_reason: text, reason: text })
  .partial()
  .nullish();
export const WireCopy = z.looseObject({
  out_product_id: text,
  title: text,
  product_name: text,
  head_imgs: listOf(z.string()),
  status: maybeWhole,
  online_status: maybeWhole,
  edit_status: maybeWhole,
  draft_status: maybeWhole,
  audit_info: WireAudit,
  audit_result: WireAudit,
  attr_kv_map: z.record(z.string(), z.string()).nullish(),
  skus: listOf(WireSku),
});
/** product/get: two copies; `product` is missing, empty or a shell before the first passed audit. */
export const WireGoods = z
  .object({ product: WireCopy.nullish(), edit_product: WireCopy.nullish(), audit_info: WireAudit })
  .nullable();
/** locallife/get: the same two copies under other names; where the state words stand differs between the sources. */
export const WireLife = z
  .object({
    online_data: WireCopy.nullish(),
    draft_data: WireCopy.nullish(),
    status: maybeWhole,
    draft_status: maybeWhole,
    audit_result: WireAudit,
  })
  .nullable();
export const WireIds = z.object({ product_ids: listOf(id), next_key: text }).nullable();
export const WireCreated = z.object({ data: z.object({ product_id: id }) });
const WireStock = z.object({
  sku_id: id,
  normal_stock_num: maybeWhole,
  total_stock_num: maybeWhole,
  stock_num: maybeWhole,
});
export const WireStocks = z
  .object({ data: z.object({ spu_stock_list: listOf(z.object({ product_id: id, sku_stock: listOf(WireStock) })) }) })
  .nullable();
export const WirePicture = z.object({ pic_file: z.object({ img_url: z.string().min(1) }) });

const WireCat = z.object({
  cat_id: id,
  name: z.string(),
  f_cat_id: id.nullish(),
  level: maybeWhole,
  leaf: z.unknown().optional(),
});
export const WirePaths = z.object({ cats_v2: listOf(z.object({ cat_and_qua: listOf(z.object({ cat: WireCat })) })) });
export const WireRelations = z
  .object({ list: listOf(z.object({ id, status: maybeWhole, uneffective_reason: text })) })
  .nullable();
const WireAttribute = z.object({
  name: z.string(),
  is_required: flag,
  append_allowed: flag,
  type_v2: text,
  type: text,
  value: text,
});
const WireQua = z.object({ qua_id: id, name: text, mandatory: flag });
export const WireCategory = z.object({
  attr: z.object({
    product_attr_list: listOf(WireAttribute),
    sale_attr_list: listOf(WireAttribute),
    product_qua_list: listOf(WireQua),
    is_limit_brand: flag,
    seven_day_return: flag,
    floor_price: maybeWhole,
  }),
  product_qua_list: listOf(WireQua),
});
export const WireBrands = z
  .object({
    brands: listOf(z.object({ brand_id: id, ch_name: text, en_name: text })),
    next_key: text,
    continue_flag: flag,
  })
  .nullable();
export const WireTemplateIds = z.object({ template_id_list: listOf(id) }).nullable();
export const WireTemplate = z.object({ freight_template: z.object({ name: text }) });
export const WireAddressIds = z.object({ address_id_list: listOf(id) }).nullable();
export const WireAddress = z.object({ address_detail: z.object({ name: text }) });
export const WireCarriers = z.object({
  company_list: listOf(z.object({ delivery_id: z.string(), delivery_name: z.string() })),
});
