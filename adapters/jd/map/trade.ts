import { SECOND_MS, plus } from "../../../domain/time.ts";
import { fen } from "../../../domain/money.ts";
import type { AfterSaleCase, Code, Effects, Instant, Token, VoucherSeen } from "../../contract.ts";
import * as codes from "../codes/index.ts";
import type { WireCode, WireRefund, WireService, WireToken } from "../wire/index.ts";

/** A token's life counts from now. `kept`: the refresh token of before, for where none comes back. */
export function toToken(wire: WireToken, now: Instant, kept: string | null): Token {
  const { access_token: value, refresh_token, expires_in } = wire;
  return { value, refresh: refresh_token ?? kept, expiresAt: plus(now, expires_in * SECOND_MS) };
}

/** What is not told of a case: zero units means not told. */
const UNTOLD = { lineNo: null, quantity: 0, reason: "", answers: [], actBy: null } as const;

/** A refund asked before delivery, of the whole order. */
export function toRefund(wire: WireRefund): AfterSaleCase {
  return {
    ...UNTOLD,
    caseNo: wire.id,
    orderNo: wire.orderId,
    kind: "refund",
    rawState: String(wire.status),
    state: codes.REFUND_STATES[wire.status] ?? "unrecognised",
    amountFen: wire.applyRefundSum ?? fen(0),
    reason: wire.reason,
    answers: wire.status === codes.REFUND_WAITS ? ["agree_refund", "refuse"] : [],
    updatedAt: wire.checkTime ?? wire.applyTime,
  };
}

/** Service orders and refunds have numbers of their own, which may meet: a service order's bears this before it. */
const SERVICE = "asc-";
export const serviceIdOf = (caseNo: string): string | null =>
  caseNo.startsWith(SERVICE) ? caseNo.slice(SERVICE.length) : null;

/** A service order. Its states are not public, so it stays unrecognised with JD's own word, and it is answered in the back office. */
export function toService(wire: WireService): AfterSaleCase {
  return {
    ...UNTOLD,
    caseNo: `${SERVICE}${wire.serviceId}`,
    orderNo: wire.orderId,
    lineNo: wire.skuId,
    kind: codes.SERVICE_KINDS[wire.customerExpect] ?? "return",
    rawState: wire.serviceStatusName || wire.serviceStatus,
    state: "unrecognised",
    amountFen: wire.actualPayPrice ?? fen(0),
    quantity: wire.serviceCount ?? 0,
    updatedAt: wire.approveTime ?? wire.applyTime,
  };
}

/** Only refusals bear a reason, and say whether the goods are out. */
export function toAnswer({ caseNo, answer, reasonCode, note }: Effects["answerAfterSale"][0], checkUserName: string) {
  const { status, remark } = answer === "refuse" ? codes.REFUND_ANSWERS.refuse : codes.REFUND_ANSWERS.agree;
  const body = { id: caseNo, status, checkUserName, remark: note || remark };
  if (answer !== "refuse") return body;
  const rejectType = reasonCode ?? codes.OTHER_REASON;
  return { ...body, rejectType, outWareStatus: codes.OUT_REASONS.includes(rejectType) ? 1 : 2 };
}

/** A consume code: by card number, or by its password where it has no card. */
export function toVoucher(wire: WireCode): VoucherSeen {
  return {
    code: wire.card_number || wire.pwd_number,
    orderNo: wire.order_id,
    lineNo: wire.sku_id,
    validUntil: wire.effective_date_end,
    state: codes.CODE_STATES[wire.code_status] ?? "unrecognised",
  };
}

const passwordOf = ({ code, secret }: Code): string => secret ?? code;
/** Both are required; a code without a card is its own number (?). */
export const toCard = (code: Code) => ({ codeNum: code.code, pwdNumber: passwordOf(code) });

/** The merchant's own codes; card numbers only where each has one. */
export function toCards({ orderNo, codes: all }: Effects["issueVouchers"][0]) {
  const cards = all.every(({ secret }) => secret !== null) ? all.map(({ code }) => code).join(",") : undefined;
  return { order_id: orderNo, card_number: cards, pwd_number: all.map(passwordOf).join(",") };
}

/** One shipment an order: carriers are joined by `|`, numbers of one carrier by `,`; who delivers himself has none. */
export function toShipment({ orderNo, parcels }: Effects["ship"][0]) {
  const byCarrier = Map.groupBy(parcels, ({ carrier }) => codes.carrierIdOf(carrier));
  const numbers = [...byCarrier.values()].map((own) => own.map(({ waybill }) => waybill).join(","));
  return { orderId: orderNo, logiCoprId: [...byCarrier.keys()].join("|"), logiNo: numbers.join("|") || undefined };
}
