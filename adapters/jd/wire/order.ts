import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { count, text, yuan } from "./scalars.ts";

const WireItem = z.object({
  skuId: id,
  outerSkuId: text,
  skuName: text,
  jdPrice: yuan,
  itemTotal: z.coerce.number().int().positive(),
  wareId: text,
});
export const WireConsignee = z.object({
  fullname: text,
  mobile: text,
  telephone: text,
  province: text,
  city: text,
  county: text,
  town: text,
  fullAddress: text,
  oaid: text,
});
/** 10.4: almost everything is text; money is yuan. */
export const WireOrder = z.object({
  orderId: id,
  parentOrderId: text,
  directParentOrderId: text,
  orderType: text,
  orderState: z.string().min(1),
  payType: text,
  orderSellerPrice: yuan,
  totalSellerReceivable: yuan,
  shouldPay: yuan,
  actualPay: yuan,
  freightPrice: yuan,
  sellerDiscount: yuan,
  totalSellerDiscount: yuan,
  orderStartTime: z.string(),
  paymentConfirmTime: text,
  modified: text,
  orderRemark: text,
  venderRemark: text,
  waybill: text,
  logisticsId: text,
  invoiceInfo: z.unknown().optional(),
  consigneeInfo: WireConsignee.nullish(),
  itemInfoList: listOf(WireItem),
  couponDetailList: listOf(z.object({ skuId: text, couponType: text, couponPrice: yuan })),
});
export const WireOrderPage = z.object({
  searchorderinfo_result: z.object({ orderTotal: count.nullish(), orderInfoList: listOf(z.unknown()) }),
});
export const WireOrderById = z.object({ orderDetailInfo: z.object({ orderInfo: z.unknown().optional() }) });

export const WireReceiverById = z.object({
  orderDetailInfo: z.object({ orderInfo: z.object({ consigneeInfo: WireConsignee }) }),
});

const when = z.union([z.string(), z.number()]).nullish();
/** 12: a refund asked before delivery. */
export const WireRefund = z.object({
  id: id,
  orderId: id,
  status: z.coerce.number().int(),
  applyTime: when,
  checkTime: when,
  applyRefundSum: yuan,
  reason: text,
});
const refundRows = z.array(z.unknown()).nullish();
export const WireRefundPage = z.object({
  queryResult: z.object({
    totalCount: count.nullish(),
    total: count.nullish(),
    result: refundRows,
    list: refundRows,
  }),
});
/** 12: a service order, after delivery. */
export const WireService = z.object({
  serviceId: id,
  orderId: id,
  skuId: text,
  customerExpect: text,
  serviceStatus: text,
  serviceStatusName: text,
  applyTime: when,
  approveTime: when,
  actualPayPrice: yuan,
  serviceCount: count.nullish(),
});
export const WireServicePage = z.object({
  pageResult: z.object({ data: listOf(z.unknown()), totalCount: count.nullish() }),
});

/** 9.2: a consume code of a local-life order. */
export const WireCode = z.object({
  order_id: id,
  sku_id: text,
  code_status: z.coerce.number().int(),
  effective_date_end: text,
  card_number: text,
  pwd_number: text,
});
export const WireCodes = z.object({ loccodeinfo_result: z.object({ loccodeinfo_list: listOf(WireCode) }) });

export type WireOrder = z.infer<typeof WireOrder>;
export type WireCode = z.infer<typeof WireCode>;
export type WireConsignee = z.infer<typeof WireConsignee>;
