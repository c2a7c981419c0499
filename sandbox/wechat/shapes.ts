import * as z from "zod";

/** A JSON number without a fraction; anything else is 47001. */
export const whole = z.int();
/** Ids that documents and SDKs send as text or as number. */
export const textOrNumber = z.union([z.string(), z.int(), z.bigint()]).transform(String);
const texts = z.array(z.string());
const attribute = z.object({ attr_key: z.string(), attr_value: z.string() });
const category = z.object({ cat_id: textOrNumber });

export const deliverInfoShape = z.object({
  stock_type: whole.optional(),
  full_payment_presale_delivery_type: whole.optional(),
  presale_begin_time: whole.optional(),
  presale_end_time: whole.optional(),
  full_payment_presale_delivery_time: whole.optional(),
});
export const skuShape = z.object({
  sku_id: textOrNumber.optional(),
  out_sku_id: z.string().optional(),
  thumb_img: z.string().optional(),
  sale_price: whole,
  stock_num: whole,
  sku_code: z.string().optional(),
  bar_code: z.string().optional(),
  sku_attrs: z.array(attribute).optional(),
  sku_deliver_info: deliverInfoShape.optional(),
});
export const extraServiceShape = z.object({
  seven_day_return: whole,
  freight_insurance: whole.default(0),
  fake_one_pay_three: whole.optional(),
  damage_guarantee: whole.optional(),
  exchange_support: whole.optional(),
});
const limitedShape = z.object({ period_type: whole, limited_buy_num: whole });
const expressShape = z.object({ template_id: z.string().optional(), weight: whole.optional() });

/** Fields of product/add and update; what they don't name is ignored, obsolete fields of SDKs included. */
export const productShape = z.object({
  out_product_id: z.string().optional(),
  title: z.string().optional(),
  sub_title: z.string().optional(),
  short_title: z.string().optional(),
  head_imgs: texts.optional(),
  desc_info: z.object({ imgs: texts.optional(), desc: z.string().optional() }).optional(),
  deliver_method: whole.optional(),
  deliver_acct_type: z.array(whole).optional(),
  cats: z.array(category).optional(),
  cats_v2: z.array(category).optional(),
  attrs: z.array(attribute).optional(),
  spu_code: z.string().optional(),
  brand_id: z.string().optional(),
  product_qua_infos: z.array(z.object({ qua_id: textOrNumber, qua_url: texts })).optional(),
  express_info: expressShape.optional(),
  aftersale_desc: z.string().optional(),
  limited_info: limitedShape.optional(),
  extra_service: extraServiceShape.optional(),
  skus: z.array(skuShape).optional(),
  after_sale_info: z.object({ after_sale_address_id: textOrNumber.optional() }).optional(),
  listing: whole.optional(),
});
export type ProductFields = z.infer<typeof productShape>;
export type SkuFields = z.infer<typeof skuShape>;

/** Fields of product/auditfree that this imitation follows; absent means unchanged. */
export const auditFreeShape = z.object({
  product_id: z.string(),
  skus: z.array(
    z.object({
      sku_id: z.string(),
      sale_price: whole.optional(),
      sku_code: z.string().optional(),
      stock_info: z.object({ diff_type: whole, num: whole }).optional(),
      is_delete: z.boolean().optional(),
      status: whole.optional(),
    }),
  ),
  spu_code: z.string().optional(),
  limited_info: limitedShape.optional(),
  express_info: expressShape.optional(),
  extra_service: extraServiceShape.partial().optional(),
});

/** Fields of locallife/add and update. */
export const localLifeShape = z.object({
  out_product_id: z.string().optional(),
  product_type: whole,
  product_name: z.string(),
  category_id: textOrNumber,
  brand_id: textOrNumber,
  head_imgs: texts,
  product_qua_infos: z.array(z.object({ qua_id: textOrNumber, qua_url: texts })).optional(),
  verify_page: z.object({ appid: z.string(), path: z.string() }).optional(),
  verify_at_store: whole.optional(),
  code_source_type: whole,
  attr_kv_map: z.record(z.string(), z.string()),
  skus: z.array(
    z.object({
      sku_id: z.string().optional(),
      sale_price: whole,
      sku_attr_map: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type LocalLifeFields = z.infer<typeof localLifeShape>;
