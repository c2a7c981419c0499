import type { AfterSaleCase, Answer, VoucherSeen } from "../../contract.ts";
import { fen, fenFromYuan } from "../../../domain/money.ts";
import { fromBeijing } from "../../../domain/time.ts";
import type { WireRefund, WireVoucher } from "../wire/index.ts";

const STATES: Readonly<Record<string, AfterSaleCase["state"]>> = {
  "1": "asked",
  "2": "refused",
  "3": "waiting_return",
  "4": "returned",
  "5": "refunding", // refund failed: the money is still owed
  "6": "refunding",
  "7": "closed",
  "8": "refunded",
};
const BEIJING = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Money back without goods; "0" wants the goods back first. */
export const ONLY_REFUND = "1";

/** A refund case of the newer family. The number of units is not told (0); exchanges have a family of their own. */
export function toCase(wire: WireRefund): AfterSaleCase {
  const rawState = wire.returnStatusValue ?? "";
  const kind = wire.onlyRefund === ONLY_REFUND ? "refund" : "return";
  const passTime = wire.statusPassTime ?? "";
  return {
    caseNo: wire.returnApplyId,
    orderNo: wire.orderNo,
    lineNo: wire.orderLineNumber || null,
    kind,
    rawState,
    state: STATES[rawState] ?? "unrecognised",
    amountFen: wire.returnMoney ? fenFromYuan(wire.returnMoney) : fen(0),
    quantity: 0,
    reason: [wire.returnReason, wire.returnDesc].filter(Boolean).join(" "),
    answers: answersOf(rawState, kind),
    actBy: BEIJING.test(passTime) ? fromBeijing(passTime) : null,
    updatedAt: fromBeijing(wire.operateTime || wire.applyTime),
  };
}

function answersOf(state: string, kind: "refund" | "return"): readonly Answer[] {
  if (state === "1") return [kind === "refund" ? "agree_refund" : "agree_return", "refuse"];
  return state === "4" ? ["return_received", "refuse"] : [];
}

/** Guesses, as the whole answer is: what no shop has shown yet. */
const VOUCHER_STATES: Readonly<Record<string, VoucherSeen["state"]>> = {
  "1": "active",
  "2": "redeemed",
  "3": "refunded",
  "4": "expired",
};

/** A voucher number of an order; how long it is valid is not told. */
export function toVoucher(wire: WireVoucher, orderNo: string): VoucherSeen {
  return {
    code: wire.eleCode,
    orderNo: wire.orderNo ?? orderNo,
    lineNo: wire.orderLineNumber ?? "",
    validUntil: null,
    state: VOUCHER_STATES[wire.codeStatus ?? ""] ?? "unrecognised",
  };
}
