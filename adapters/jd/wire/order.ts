import * as z from "zod";
import { id, listOf, orIssue } from "../../runtime/scalars.ts";
import { code, count, counted, madeAt, state, text, textOrNull, time, yuan } from "./scalars.ts";

const WireItem = z.object({
  skuId: id,
  outerSkuId: textOrNull,
  skuName: text,
  jdPrice: yuan,
  itemTotal: z.coerce.number().int().positive(),
  wareId: text,
});
export const WireConsignee = z.object({
  fullname: text,
  mobile: text,
  telephone: text,
  desen_mobile: text,
  desen_telephone: text,
  province: text,
  city: text,
  county: text,
  town: text,
  fullAddress: text,
  oaid: textOrNull,
});
export type WireConsignee = z.infer<typeof WireConsignee>;
/** 10.4: almost everything is text. */
export const WireOrder = z.object({
  orderId: id,
  parentOrderId: textOrNull,
  directParentOrderId: textOrNull,
  orderType: text,
  orderState: z.string().min(1),
  payType: code,
  orderSellerPrice: yuan,
  totalSellerReceivable: yuan,
  shouldPay: yuan,
  actualPay: yuan,
  freightPrice: yuan,
  sellerDiscount: yuan,
  totalSellerDiscount: yuan,
  orderStartTime: madeAt,
  paymentConfirmTime: time,
  modified: time,
  orderRemark: textOrNull,
  venderRemark: textOrNull,
  waybill: text,
  logisticsId: text,
  storeOrder: text,
  invoiceInfo: z.unknown().optional(),
  consigneeInfo: WireConsignee.nullish(),
  itemInfoList: listOf(WireItem),
  couponDetailList: listOf(z.object({ skuId: text, couponType: code, couponPrice: yuan })),
});
export type WireOrder = z.infer<typeof WireOrder>;
export const WireOrders = z
  .object({
    searchorderinfo_result: z.object({ orderTotal: count.nullish(), orderInfoList: listOf(z.unknown()) }),
  })
  .transform(orIssue(({ searchorderinfo_result: one }) => counted(one.orderInfoList, one.orderTotal)));
export const WireOrderById = z
  .object({ orderDetailInfo: z.object({ orderInfo: z.unknown().optional() }) })
  .transform((one) => one.orderDetailInfo.orderInfo ?? null);
export const WireReceiver = z
  .object({ orderDetailInfo: z.object({ orderInfo: z.object({ consigneeInfo: WireConsignee }) }) })
  .transform((one) => one.orderDetailInfo.orderInfo.consigneeInfo);

/** 12: a refund asked before delivery. */
export const WireRefund = z.object({
  id,
  orderId: id,
  status: state,
  applyTime: madeAt,
  checkTime: time,
  applyRefundSum: yuan,
  reason: text,
});
export type WireRefund = z.infer<typeof WireRefund>;
const rawRows = z.array(z.unknown()).nullish();
/** List and total have one name in 2026 and another in 2023. */
export const WireRefunds = z
  .object({
    queryResult: z.object({ totalCount: count.nullish(), total: count.nullish(), result: rawRows, list: rawRows }),
  })
  .transform(orIssue(({ queryResult: one }) => counted(one.result ?? one.list ?? [], one.totalCount ?? one.total)));
/** 12: a service order, after delivery. */
export const WireService = z.object({
  serviceId: id,
  orderId: id,
  skuId: textOrNull,
  customerExpect: text,
  serviceStatus: text,
  serviceStatusName: text,
  applyTime: madeAt,
  approveTime: time,
  actualPayPrice: yuan,
  serviceCount: count.nullish(),
});
export type WireService = z.infer<typeof WireService>;
export const WireServices = z
  .object({ pageResult: z.object({ data: listOf(z.unknown()), totalCount: count.nullish() }) })
  .transform(orIssue(({ pageResult: one }) => counted(one.data, one.totalCount)));

/** 9.2: a consume code of a local-life order. */
const WireCode = z.object({
  order_id: id,
  sku_id: text,
  code_status: state,
  effective_date_end: time,
  card_number: text,
  pwd_number: text,
});
export type WireCode = z.infer<typeof WireCode>;
export const WireCodes = z
  .object({ loccodeinfo_result: z.object({ loccodeinfo_list: listOf(WireCode) }) })
  .transform((one) => one.loccodeinfo_result.loccodeinfo_list);
