import type { Reply } from "./reply.ts";
import { seconds } from "./time.ts";
import type { Voucher } from "./world.ts";

/** A voucher in the platform's fields, its misspelt telphone_no included. */
export const voucherView = (voucher: Voucher): Reply => ({
  code: voucher.code,
  encrypted_code: voucher.encryptedCode,
  status: voucher.status,
  send_time: seconds(voucher.sentMs),
  update_time: seconds(voucher.updatedMs),
  start_time: seconds(voucher.startMs),
  end_time: seconds(voucher.endMs),
  consume_time: voucher.consumedMs === null ? 0 : seconds(voucher.consumedMs),
  refund_time: voucher.refundedMs === null ? 0 : seconds(voucher.refundedMs),
  product_id: voucher.productId,
  sku_id: voucher.skuId,
  order_id: voucher.orderId,
  voucher_type: voucher.voucherType,
  voucher_buy_amount: voucher.amountFen,
  voucher_actual_amount: voucher.amountFen,
  telphone_no: voucher.phone.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2"),
  openid: voucher.openId,
  union_id: "",
  code_type: voucher.codeType,
  consume_store_name: voucher.storeName,
});
