/** Orders, cases and vouchers. */
import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { amount, Done, flag, maybeAmount, maybeMoment, maybeWhole, moment, part, text, whole } from "./scalar.ts";

/** The lists tell numbers only. */
export const WireOrderIds = z
  .object({ order_id_list: listOf(id), next_key: text, has_more: flag })
  .nullable()
  .transform((one) => ({ rows: one?.order_id_list ?? [], next: one?.has_more ? one.next_key : null }));
export const WireCaseIds = z
  .object({ after_sale_order_id_list: listOf(id), next_key: text, has_more: flag })
  .nullable()
  .transform((one) => ({ rows: one?.after_sale_order_id_list ?? [], next: one?.has_more ? one.next_key : null }));

const WireLine = z
  .object({
    merchant_discounted_price: maybeAmount,
    finder_discounted_price: maybeAmount,
    vip_discounted_price: maybeAmount,
    limited_discount_discounted_price: maybeAmount,
    bulkbuy_discounted_price: maybeAmount,
    national_subsidy_discounted_price: maybeAmount,
    cash_coupon_discounted_price: maybeAmount,
    product_id: id,
    sku_id: id,
    product_unique_id: text,
    title: text,
    sku_code: text,
    out_sku_id: text,
    sku_cnt: whole,
    sale_price: amount,
    real_price: maybeAmount,
    estimate_price: maybeAmount,
    change_price: maybeAmount,
    is_change_price: flag,
    on_aftersale_sku_cnt: maybeWhole,
    finish_aftersale_sku_cnt: maybeWhole,
    delivery_deadline: maybeMoment,
    sku_deliver_info: part({ predict_delivery_time: maybeMoment }),
    is_free_gift: flag,
    change_sku_info: part({ preshipment_change_sku_state: maybeWhole, ddl_time_stamp: maybeMoment }),
  })
  .transform((line) => ({ ...line, lineNo: line.product_unique_id ?? `${line.product_id}-${line.sku_id}` }));
export type WireLine = z.infer<typeof WireLine>;

const joined = (...parts: (string | null)[]): string => parts.filter((one) => one !== null).join(" ");
const WireAddress = z
  .object({
    user_name: text,
    province_name: text,
    city_name: text,
    county_name: text,
    detail_info: text,
    house_number: text,
    tel_number: text,
    virtual_order_tel_number: text,
    hash_code: text,
  })
  .transform((one) => ({
    mergeKey: one.hash_code,
    receiver: {
      name: one.user_name ?? "",
      phone: one.tel_number ?? one.virtual_order_tel_number ?? "",
      region: joined(one.province_name, one.city_name, one.county_name),
      address: joined(one.detail_info, one.house_number),
      token: null,
    },
  }));
const WireParcel = z.object({
  waybill_id: text,
  delivery_id: text,
  product_infos: listOf(z.object({ product_id: id, sku_id: id, product_cnt: whole })),
});
export type WireParcel = z.infer<typeof WireParcel>;
/** address_under_review is the new address while a change is asked, and empty or missing else. */
const isThere = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === "object" && value !== null ? Object.values(value).some(Boolean) : Boolean(value) && value !== "0",
  );

/** An order; what their page keeps apart as `order_detail` stands beside the rest. */
export const WireOrder = z
  .object({
    order_id: id,
    status: whole,
    create_time: moment,
    update_time: maybeMoment,
    openid: text,
    aftersale_detail: part({ on_aftersale_order_cnt: maybeWhole }),
    order_detail: z.object({
      product_infos: z.array(WireLine),
      pay_info: part({ payment_method: maybeWhole, pay_time: maybeMoment, transaction_id: text }),
      price_info: part({
        freight: maybeAmount,
        change_freight: maybeAmount,
        is_change_freight: flag,
        order_price: maybeAmount,
        deduction_price: maybeAmount,
        merchant_receieve_price: maybeAmount, // spelt so on the wire
      }),
      delivery_info: part({
        address_info: WireAddress.nullish(),
        delivery_product_info: listOf(WireParcel),
        address_under_review: isThere,
        address_apply_time: maybeMoment,
        dropship_flag: flag,
        predict_delivery_time: maybeMoment,
        delivery_time_type: maybeWhole,
      }),
      ext_info: part({ customer_notes: text, merchant_notes: text }),
      settle_info: part({ predict_commission_fee: maybeAmount, commission_fee: maybeAmount }),
    }),
  })
  .transform(({ order_detail, ...order }) => ({ ...order, ...order_detail }));
export type WireOrder = z.infer<typeof WireOrder>;
/** For a row, which is set aside when it can't be read; and for a step on the way to something else. */
export const WireRawOrder = z.object({ order: z.unknown() }).nullable();
export const WireWholeOrder = z
  .object({ order: WireOrder })
  .nullable()
  .transform((one) => one?.order ?? null);
/** A receiver in the clear; a virtual number takes the place of the real one, with its extension. */
export const WireDecoded = z
  .object({ address_info: WireAddress, virtual_number_info: part({ virtual_number: text, extension: text }) })
  .transform(({ address_info: { receiver }, virtual_number_info: { virtual_number, extension } }) => {
    const virtual = [virtual_number, extension].filter((one) => one !== null).join("-");
    return { ...receiver, form: "plain" as const, phone: virtual_number === null ? receiver.phone : virtual };
  });

export const WireCase = z.object({
  after_sale_order_id: id,
  order_id: id,
  status: z.string(),
  type: text,
  product_info: part({ sku_id: text, count: maybeWhole }),
  refund_info: part({ amount: maybeAmount }),
  update_time: maybeMoment,
  create_time: maybeMoment,
  reason: text,
  reason_text: text,
  complaint_id: text,
  deadline: maybeWhole,
});
export type WireCase = z.infer<typeof WireCase>;
export const WireRawCase = z.object({ after_sale_order: z.unknown() }).nullable();

const WireVoucher = z.object({ code: z.string(), status: whole, end_time: maybeMoment, order_id: id, sku_id: id });
export type WireVoucher = z.infer<typeof WireVoucher>;
export const WireVouchers = z
  .object({ voucher_list: listOf(WireVoucher), page_ctx: text })
  .nullable()
  .transform((one) => ({ rows: one?.voucher_list ?? [], next: one?.page_ctx ?? null }));
const WireRefusedCode = z.object({ code: text, ret_code: id, ret_msg: text });
export type WireRefusedCode = z.infer<typeof WireRefusedCode>;
export const WireRedeemed = Done.extend({ fail_voucher_list: listOf(WireRefusedCode) }).transform(
  (one) => one.fail_voucher_list,
);
const WireReason = z.object({ reject_reason_type: id, reject_reason_type_text: text });
export type WireReason = z.infer<typeof WireReason>;
/** Reasons that a shop may refuse a case with. */
export const WireReasons = Done.extend({ reason_list: listOf(WireReason) }).transform((one) => one.reason_list);
