import type * as z from "zod";
import type { PlatformOrder, VoucherSeen } from "../../contract.ts";
import type { WireVoucher } from "../wire/index.ts";
import { at } from "./order.ts";

const VOUCHER_STATES = new Map<number, VoucherSeen["state"]>([
  [1, "active"],
  [2, "redeemed"],
  [3, "refunded"],
  [4, "expired"],
]);

/** A voucher of an order line. */
export function toVoucher(voucher: z.infer<typeof WireVoucher>, order: PlatformOrder): VoucherSeen {
  const line = order.lines.find(({ platformSkuId }) => platformSkuId === voucher.sku_id);
  return {
    code: voucher.code,
    orderNo: order.orderNo,
    lineNo: line?.lineNo ?? "",
    validUntil: at(voucher.end_time),
    state: VOUCHER_STATES.get(voucher.status) ?? "unrecognised",
  };
}
