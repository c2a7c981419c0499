/** What they send, only the keys that we read. Ids come as numbers or as texts; keys vanish; open sets stay numbers and go through a table. */
import * as z from "zod";
import { fen, fenFromYuan } from "../../../domain/money.ts";
import { fromBeijing, instant, SECOND_MS } from "../../../domain/time.ts";
import type { Fen, Instant } from "../../contract.ts";
import { id, orIssue } from "../../runtime/scalars.ts";

const whole = z.union([z.string(), z.number()]).transform(Number).pipe(z.int());
const text = z.string().nullish();
/** Yuan as a number or a text; nothing at all is none. */
const yuan = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(orIssue((value): Fen => (value == null || value === "" ? fen(0) : fenFromYuan(value))));
/** Beijing's time without a zone; an empty text where it has not happened. */
const time = text.transform(orIssue((value): Instant | null => (value ? fromBeijing(value) : null)));

/** `expires_at` is in Unix seconds. */
export const WireToken = z
  .object({ access_token: z.string(), refresh_token: text, expires_at: whole })
  .transform((one) => ({
    value: one.access_token,
    refresh: one.refresh_token ?? null,
    expiresAt: instant(one.expires_at * SECOND_MS),
  }));
export const WireMall = z
  .object({ mall_id: id, mall_name: z.string() })
  .transform((one) => ({ platformShopId: one.mall_id, name: one.mall_name }));
export const WireImage = z.object({ image_url: z.string() }).transform((one) => one.image_url);
/** `is_success: false` is read as a refusal before this; some writes answer a bare true. */
export const WireDone = z.union([z.object({ is_success: z.boolean().nullish() }), z.literal(true)]);

const WireCategory = z
  .object({ cat_id: id, cat_name: z.string(), leaf: z.boolean().nullish() })
  .transform(({ cat_id, cat_name, leaf }) => ({ id: cat_id, name: cat_name, leaf: leaf === true }));
export const WireCategories = z
  .object({ goods_cats_list: z.array(WireCategory) })
  .transform((one) => one.goods_cats_list);
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
export const WireRule = z
  .object({ goods_properties_rule: z.object({ properties: z.array(WireProperty) }) })
  .transform((one) => one.goods_properties_rule.properties);
const WireSpecName = z.object({ parent_spec_id: id, parent_spec_name: z.string() });
export type WireSpecName = z.infer<typeof WireSpecName>;
export const WireSpecs = z.object({ goods_spec_list: z.array(WireSpecName) }).transform((one) => one.goods_spec_list);
export const WireSpec = z.object({ spec_id: id }).transform((one) => one.spec_id);
const WireTemplate = z
  .object({ template_id: id, template_name: z.string() })
  .transform((one) => ({ id: one.template_id, name: one.template_name }));
export const WireTemplates = z
  .object({ logistics_template_list: z.array(WireTemplate) })
  .transform((one) => one.logistics_template_list);
const WireAddress = z
  .object({ refund_address_id: id, refund_name: text, refund_address: text })
  .transform((one) => ({ id: one.refund_address_id, name: `${one.refund_name ?? ""} ${one.refund_address ?? ""}` }));
export const WireAddresses = z
  .object({ refund_address_list: z.array(WireAddress) })
  .transform((one) => one.refund_address_list);
const WireCompany = z
  .object({ id, logistics_company: z.string() })
  .transform((one) => ({ id: one.id, name: one.logistics_company }));
export const WireCompanies = z
  .object({ logistics_companies: z.array(WireCompany) })
  .transform((one) => one.logistics_companies);

export const WireCommit = z.object({ goods_commit_id: id, goods_id: id });
export const WireUpdated = z.object({ goods_commit_id: id });
const WireCommitRow = z.object({
  commit_id: id,
  goods_id: id,
  outer_goods_id: text,
  is_shop: z.number().nullish(),
});
export type WireCommitRow = z.infer<typeof WireCommitRow>;
export const WireCommits = z
  .object({ list: z.array(WireCommitRow), total: whole })
  .transform((one) => ({ rows: one.list, total: one.total }));
const WireState = z.object({ goods_id: id, check_status: z.number(), reject_comment: text });
export type WireState = z.infer<typeof WireState>;
export const WireStates = z.object({ list: z.array(WireState) }).transform((one) => one.list);

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
export const WireGoodsIds = z
  .object({ goods_list: z.array(z.object({ goods_id: id })) })
  .transform((one) => one.goods_list.map(({ goods_id }) => goods_id));
export const WireGoodsList = z
  .object({ goods_list: z.array(z.unknown()), total_count: whole })
  .transform((one) => ({ rows: one.goods_list, total: one.total_count }));

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
/** An order of a list or of its own call. */
export const WireOrder = z.object({
  order_sn: z.string(),
  order_status: z.number(),
  refund_status: z.number(),
  confirm_status: z.number(),
  risk_control_status: z.number().nullish(),
  created_time: z.string().transform(orIssue(fromBeijing)),
  pay_time: time,
  updated_at: time,
  last_ship_time: time,
  item_list: z.array(WireItem),
  pay_amount: yuan,
  postage: yuan,
  seller_discount: yuan,
  platform_discount: yuan,
  capital_free_discount: yuan,
  order_change_amount: yuan,
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
/** Rows of the two lists stand under different names. */
export const WireOrders = z
  .object({
    order_sn_list: z.array(z.unknown()).nullish(),
    order_list: z.array(z.unknown()).nullish(),
    total_count: whole,
  })
  .transform((one) => ({ rows: one.order_sn_list ?? one.order_list ?? [], total: one.total_count }));
