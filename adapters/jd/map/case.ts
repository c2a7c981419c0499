import { fen } from "../../../domain/money.ts";
import type { AfterSaleCase, VoucherSeen } from "../../contract.ts";
import { CODE_STATES, REFUND_STATES, REFUND_WAITS, SERVICE_KINDS } from "../codes/index.ts";
import type * as z from "zod";
import type { WireCode, WireRefund, WireService } from "../wire/index.ts";
import { fenOf, instantOf } from "../wire/index.ts";

/** Service orders and refund reviews have numbers of their own, which may meet: a service order's bears this before it. */
export const SERVICE_MARK = "asc-";

/** A refund asked before delivery. JD tells neither lines nor quantities: zero means not told. */
export function toRefund(wire: z.infer<typeof WireRefund>): AfterSaleCase {
  const updatedAt = instantOf(wire.checkTime) ?? instantOf(wire.applyTime);
  if (updatedAt === null) throw new RangeError(`refund ${wire.id} has no time`);
  return {
    caseNo: wire.id,
    orderNo: wire.orderId,
    lineNo: null,
    kind: "refund",
    rawState: String(wire.status),
    state: REFUND_STATES[wire.status] ?? "unrecognised",
    amountFen: fenOf(wire.applyRefundSum) ?? fen(0),
    quantity: 0,
    reason: wire.reason,
    answers: wire.status === REFUND_WAITS ? ["agree_refund", "refuse"] : [],
    actBy: null,
    updatedAt,
  };
}

/** A service order. Its states are not public, so it stays unrecognised with JD's own word, and it is answered in the back office. */
export function toService(wire: z.infer<typeof WireService>): AfterSaleCase {
  const updatedAt = instantOf(wire.approveTime) ?? instantOf(wire.applyTime);
  if (updatedAt === null) throw new RangeError(`service order ${wire.serviceId} has no time`);
  return {
    caseNo: `${SERVICE_MARK}${wire.serviceId}`,
    orderNo: wire.orderId,
    lineNo: wire.skuId === "" ? null : wire.skuId,
    kind: SERVICE_KINDS[wire.customerExpect] ?? "return",
    rawState: wire.serviceStatusName || wire.serviceStatus,
    state: "unrecognised",
    amountFen: fenOf(wire.actualPayPrice) ?? fen(0),
    quantity: wire.serviceCount ?? 0,
    reason: "",
    answers: [],
    actBy: null,
    updatedAt,
  };
}

/** A consume code: by card number, or by its password where it has no card. */
export function toVoucher(wire: WireCode): VoucherSeen {
  return {
    code: wire.card_number || wire.pwd_number,
    orderNo: wire.order_id,
    lineNo: wire.sku_id,
    validUntil: instantOf(wire.effective_date_end),
    state: CODE_STATES[wire.code_status] ?? "unrecognised",
  };
}
