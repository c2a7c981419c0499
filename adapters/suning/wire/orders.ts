import * as z from "zod";
import { count, maybe, one, oneOrNone, text } from "./envelope.ts";

const WirePayment = z.object({ banktypecode: maybe, payamount: maybe });
export const WireOrderLine = z.object({
  orderLineNumber: text,
  productCode: text,
  itemCode: maybe,
  productName: maybe,
  saleNum: text,
  unitPrice: maybe,
  payAmount: maybe,
  transportFee: maybe,
  coupontotalMoney: maybe,
  vouchertotalMoney: maybe,
  orderLineStatus: maybe,
  orderLineStatusChangeTime: maybe,
  returnOrderFlag: maybe,
  expressno: maybe,
  expresscompanycode: maybe,
  paymentList: z.array(WirePayment).nullish(),
});
export const WireOrder = z.object({
  orderCode: text,
  orderTotalStatus: maybe,
  orderSaleTime: text,
  customerName: maybe,
  mobNum: maybe,
  provinceName: maybe,
  cityName: maybe,
  districtName: maybe,
  customerAddress: maybe,
  buyerOrdRemark: maybe,
  sellerOrdRemark: maybe,
  needinvoiceflag: maybe,
  orderDetail: z.array(WireOrderLine),
});
/** One order, read later as a row, so that an odd one is set aside instead of lost. */
export const WireOrderRead = oneOrNone(z.record(z.string(), z.unknown()));
export const WireOrderCode = z.object({ orderCode: text });
export const WireDelivery = one(
  z.object({
    sendDetail: z.array(z.object({ orderLineNumber: maybe, productCode: maybe, sendresult: maybe })).nullish(),
  }),
);

export const WireRefundRow = z.object({ returnApplyId: text });
export const WireRefund = z.object({
  returnApplyId: text,
  orderNo: text,
  orderLineNumber: maybe,
  onlyRefund: maybe,
  returnMoney: maybe,
  returnReason: maybe,
  returnDesc: maybe,
  applyTime: text,
  operateTime: maybe,
  statusPassTime: maybe,
  returnStatusValue: maybe,
  returnStatusDesc: maybe,
});
export const WireRefundInformation = oneOrNone(z.object({ returnFlag: maybe, data: z.unknown().optional() }));

/** Answers of `code.get` are not public: names of its request and of `code.modify`, and a guess (`codeStatus`). */
export const WireVoucher = z.object({
  orderNo: maybe,
  orderLineNumber: maybe,
  eleCode: text,
  codeStatus: maybe,
});

/** A store where vouchers can be used; the keys are those of the redeeming call. */
export const WireStore = z.object({ storeCode: text, storeName: maybe });

export const WireToken = z.object({ access_token: z.string(), expires_in: count, refresh_token: z.string().nullish() });

export type WireOrder = z.infer<typeof WireOrder>;
export type WireOrderLine = z.infer<typeof WireOrderLine>;
export type WireRefund = z.infer<typeof WireRefund>;
export type WireVoucher = z.infer<typeof WireVoucher>;
