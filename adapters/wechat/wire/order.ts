import * as z from "zod";
import { Done, flag, id, listOf, maybeWhole, text, whole } from "./scalar.ts";

export const WireOrderIds = z.object({ order_id_list: listOf(id), next_key: text, has_more: flag }).nullable();

/** Every line discount that the order page names, by its key. */
export const LINE_DISCOUNTS = [
  "merchant_discounted_price",
  "finder_discounted_price",
  "vip_discounted_price",
  "limited_discount_discounted_price",
  "bulkbuy_discounted_price",
  "national_subsidy_discounted_price",
  "cash_coupon_discounted_price",
] as const;

export const WireLine = z.object({
  merchant_discounted_price: maybeWhole,
  finder_discounted_price: maybeWhole,
  vip_discounted_price: maybeWhole,
  limited_discount_discounted_price: maybeWhole,
  bulkbuy_discounted_price: maybeWhole,
  national_subsidy_discounted_price: maybeWhole,
  cash_coupon_discounted_price: maybeWhole,

  product_id: id,
  sku_id: id,
  product_unique_id: text,
  title: text,
  sku_code: text,
  out_sku_id: text,
  sku_cnt: whole,
  sale_price: whole,
  real_price: maybeWhole,
  estimate_price: maybeWhole,
  change_price: maybeWhole,
  is_change_price: flag,
  on_aftersale_sku_cnt: maybeWhole,
  finish_aftersale_sku_cnt: maybeWhole,
  delivery_deadline: maybeWhole,
  sku_deliver_info: z.object({ predict_delivery_time: maybeWhole }).nullish(),
  is_free_gift: flag,
  change_sku_info: z.object({ preshipment_change_sku_state: maybeWhole, ddl_time_stamp: maybeWhole }).nullish(),
});
export const WireAddressInfo = z.object({
  user_name: text,
  province_name: text,
  city_name: text,
  county_name: text,
  detail_info: text,
  house_number: text,
  tel_number: text,
  virtual_order_tel_number: text,
  hash_code: text,
});
export const WireParcel = z.object({
  waybill_id: text,
  delivery_id: text,
  deliver_type: maybeWhole,
  product_infos: listOf(z.object({ product_id: id, sku_id: id, product_cnt: whole })),
});
export const WireOrder = z.object({
  order_id: id,
  status: whole,
  create_time: whole,
  update_time: maybeWhole,
  openid: text,
  aftersale_detail: z.object({ on_aftersale_order_cnt: maybeWhole }).nullish(),
  order_detail: z.object({
    product_infos: z.array(WireLine),
    pay_info: z.object({ payment_method: maybeWhole, pay_time: maybeWhole, transaction_id: text }).nullish(),
    price_info: z
      .object({
        freight: maybeWhole,
        change_freight: maybeWhole,
        is_change_freight: flag,
        order_price: maybeWhole,
        deduction_price: maybeWhole,
        merchant_receieve_price: maybeWhole, // spelt so on the wire
      })
      .nullish(),
    delivery_info: z
      .object({
        deliver_method: maybeWhole,
        address_info: WireAddressInfo.nullish(),
        delivery_product_info: listOf(WireParcel),
        address_under_review: z.unknown().optional(),
        address_apply_time: maybeWhole,
        dropship_flag: flag,
        predict_delivery_time: maybeWhole,
        delivery_time_type: maybeWhole,
      })
      .nullish(),
    ext_info: z.object({ customer_notes: text, merchant_notes: text }).nullish(),
    settle_info: z.object({ predict_commission_fee: maybeWhole, commission_fee: maybeWhole }).nullish(),
  }),
});
export const WireOrderReply = z.object({ order: z.unknown().optional() }).nullable();
export const WireWholeOrder = z.object({ order: WireOrder }).nullable();
export const WireDecoded = z.object({
  address_info: WireAddressInfo,
  virtual_number_info: z.object({ virtual_number: text, extension: text }).nullish(),
});

export const WireCaseIds = z
  .object({ after_sale_order_id_list: listOf(id), next_key: text, has_more: flag })
  .nullable();
export const WireCase = z.object({
  after_sale_order_id: id,
  order_id: id,
  status: z.string(),
  type: text,
  product_info: z.object({ product_id: id.nullish(), sku_id: id.nullish(), count: maybeWhole }).nullish(),
  refund_info: z.object({ amount: maybeWhole }).nullish(),
  update_time: maybeWhole,
  create_time: maybeWhole,
  reason: text,
  reason_text: text,
  complaint_id: text,
  deadline: maybeWhole,
});
export const WireCaseReply = z.object({ after_sale_order: z.unknown().optional().optional() }).nullable();

export const WireVoucher = z.object({
  code: z.string(),
  status: whole,
  end_time: maybeWhole,
  order_id: id,
  sku_id: id,
});
export const WireVouchers = z.object({ voucher_list: listOf(WireVoucher), page_ctx: text }).nullable();
const WireVoucherFailure = z.object({ code: text, encrypted_code: text, ret_code: id, ret_msg: text });
/** Reasons that a shop may refuse a case with. */
export const WireReasons = Done.extend({
  reason_list: listOf(z.object({ reject_reason_type: id, reject_reason_type_text: text })),
});
export const WireRedeemed = Done.extend({ fail_voucher_list: listOf(WireVoucherFailure) });
