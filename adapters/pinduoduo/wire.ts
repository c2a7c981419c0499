/** What they send, only the keys that we read. Ids come as numbers or as texts; keys vanish; open sets stay numbers and go through a table. */
import * as z from "zod";
import type { Call } from "../contract.ts";

const id = z.union([z.string(), z.number()]).transform(String);
const whole = z.union([z.string(), z.number()]).transform(Number).pipe(z.int());
const yuan = z.union([z.string(), z.number()]);
const text = z.string().nullish();

/** A question: it changes nothing, so the door may repeat it. `body`: texts, numbers, and what goes out as JSON. */
export function ask<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { api, method: "POST", path: "/api/router", body, reply, repeatable: true };
}

/** A change: sent once, over a connection of its own. */
export function act<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { ...ask(api, body, reply), repeatable: false };
}

export const WireToken = z.object({ access_token: z.string(), refresh_token: text, expires_in: whole });
export const WireMall = z.object({ mall_id: id, mall_name: z.string() });
export const WireImage = z.object({ image_url: z.string() });
/** `is_success: false` is read as a refusal before this; some writes answer a bare true. */
export const WireDone = z.union([z.object({ is_success: z.boolean().nullish() }), z.literal(true)]);

const WireCategory = z.object({ cat_id: id, cat_name: z.string(), leaf: z.boolean().nullish() });
export const WireCategories = z.object({ goods_cats_list: z.array(WireCategory) });
const WireProperty = z.object({
  ref_pid: id,
  name: z.string(),
  required: z.boolean().nullish(),
  required_rule_type: z.number().nullish(),
  is_sale: z.boolean().nullish(),
  choose_max_num: z.number().nullish(),
  property_value_type: z.number().nullish(),
  value_unit: z.array(z.string()).nullish(),
  values: z.array(z.object({ vid: id, value: z.string() })).nullish(),
});
export type WireProperty = z.infer<typeof WireProperty>;
export const WireRule = z.object({ goods_properties_rule: z.object({ properties: z.array(WireProperty) }) });
const WireSpecName = z.object({ parent_spec_id: id, parent_spec_name: z.string() });
export type WireSpecName = z.infer<typeof WireSpecName>;
export const WireSpecs = z.object({ goods_spec_list: z.array(WireSpecName) });
export const WireSpec = z.object({ spec_id: id });
export const WireTemplates = z.object({
  logistics_template_list: z.array(z.object({ template_id: id, template_name: z.string() })),
});
export const WireAddresses = z.object({
  refund_address_list: z.array(z.object({ refund_address_id: id, refund_name: text, refund_address: text })),
});
export const WireCompanies = z.object({
  logistics_companies: z.array(z.object({ id, logistics_company: z.string(), available: z.number().nullish() })),
});

export const WireCommit = z.object({ goods_commit_id: id, goods_id: id });
export const WireUpdated = z.object({ goods_commit_id: id });
const WireCommitRow = z.object({
  commit_id: id,
  goods_id: id,
  outer_goods_id: text,
  is_shop: z.number().nullish(),
});
export type WireCommitRow = z.infer<typeof WireCommitRow>;
export const WireCommits = z.object({ list: z.array(WireCommitRow), total: whole });
const WireState = z.object({ goods_id: id, check_status: z.number(), reject_comment: text });
export type WireState = z.infer<typeof WireState>;
export const WireStates = z.object({ list: z.array(WireState) });

const WireSku = z.object({
  sku_id: id,
  out_sku_sn: text,
  multi_price: whole,
  price: whole,
  quantity: whole,
  reserve_quantity: whole.nullish(),
  spec: z.array(z.object({ spec_name: z.string() })).nullish(),
});
export type WireSku = z.infer<typeof WireSku>;
/** The online copy (`status`) or a draft (`goods_status`). */
export const WireGoods = z.object({
  goods_id: id,
  goods_name: z.string(),
  outer_goods_id: text,
  status: z.number().nullish(),
  market_price: whole.nullish(),
  sku_list: z.array(WireSku),
});
export type WireGoods = z.infer<typeof WireGoods>;
export const WireListed = z.object({ goods_id: id, goods_name: z.string(), thumb_url: text, image_url: text });
export type WireListed = z.infer<typeof WireListed>;
export const WireGoodsList = z.object({ goods_list: z.array(z.unknown()), total_count: whole });

const WireItem = z.object({
  goods_id: id,
  sku_id: id,
  outer_id: text,
  goods_name: text,
  goods_spec: text,
  goods_price: yuan,
  goods_count: whole,
});
export type WireItem = z.infer<typeof WireItem>;
const WireParcel = z.object({ logistics_id: id, tracking_number: text });
/** An order of a list or of its own call. Amounts are yuan, times Beijing's without a zone. */
export const WireOrder = z.object({
  order_sn: z.string(),
  order_status: z.number(),
  refund_status: z.number(),
  confirm_status: z.number(),
  group_status: z.number().nullish(),
  risk_control_status: z.number().nullish(),
  created_time: z.string(),
  pay_time: text,
  updated_at: text,
  last_ship_time: text,
  item_list: z.array(WireItem),
  pay_amount: yuan,
  postage: yuan.nullish(),
  seller_discount: yuan.nullish(),
  platform_discount: yuan.nullish(),
  capital_free_discount: yuan.nullish(),
  order_change_amount: yuan.nullish(),
  logistics_id: id.nullish(),
  tracking_number: text,
  extra_delivery_list: z.array(WireParcel).nullish(),
  buyer_memo: text,
  remark: text,
  invoice_status: z.number().nullish(),
  province: text,
  city: text,
  town: text,
  receiver_name: text,
  receiver_phone: text,
  receiver_address: text,
  receiver_name_mask: text,
  receiver_phone_mask: text,
  receiver_address_mask: text,
});
export type WireOrder = z.infer<typeof WireOrder>;
export const WireOrderInfo = z.object({ order_info: z.unknown() }).nullable();
export const WireIncrement = z.object({ order_sn_list: z.array(z.unknown()), total_count: whole });
export const WireConfirmed = z.object({ order_list: z.array(z.unknown()), total_count: whole });
export const WireDecrypted = z.object({
  data_decrypt_list: z.array(
    z.object({ data_type: z.number(), decrypted_data: text, error_code: z.number().nullish(), error_msg: text }),
  ),
});
export const WireTime = z.object({ time: z.string() });
