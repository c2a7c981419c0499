import type * as z from "zod";
import type { AfterSaleCase, Answer, Instant } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import { instant, plus, SECOND_MS } from "../../../domain/time.ts";
import type { WireCase } from "../wire/index.ts";

type State = AfterSaleCase["state"];
const FIRST: Record<string, readonly Answer[]> = {
  REFUND: ["agree_refund", "refuse"],
  RETURN: ["agree_return", "refuse"],
};
const KINDS: Record<string, AfterSaleCase["kind"]> = { REFUND: "refund", RETURN: "return", EXCHANGE: "exchange" };

/** Their state → ours and whether they still move it. `USER_CANCELD` is spelt so. */
const STATES: Record<string, readonly [state: State, open: boolean]> = {
  MERCHANT_PROCESSING: ["asked", true],
  USER_WAIT_CONFIRM: ["asked", true],
  USER_WAIT_CONFIRM_UPDATE: ["asked", true],
  USER_WAIT_HANDLE_MERCHANT_AFTER_SALE: ["asked", true],
  USER_WAIT_RETURN: ["waiting_return", true],
  MERCHANT_WAIT_RECEIPT: ["returned", true],
  MERCHANT_REJECT_REFUND: ["refused", true],
  MERCHANT_REJECT_RETURN: ["refused", true],
  MERCHANT_OVERDUE_REFUND: ["refunding", true],
  PLATFORM_REFUNDING: ["refunding", true],
  PLATFORM_REFUND_FAIL: ["refunding", true],
  USER_CANCELD: ["closed", false],
  RETURN_CLOSED: ["closed", false],
  MERCHANT_REFUND_RETRY_FAIL: ["closed", false],
  MERCHANT_FAIL: ["closed", false],
  MERCHANT_REFUND_SUCCESS: ["refunded", false],
  MERCHANT_RETURN_SUCCESS: ["refunded", false],
};

/** An after-sale case. `deadline` counts the seconds that remain and stands there only while the merchant must act, so it needs the time of reading. */
export function toCase(
  wire: z.infer<typeof WireCase>,
  { now, lineNo }: { now: Instant; lineNo: string | null },
): AfterSaleCase {
  const [state, open] = STATES[wire.status] ?? (["unrecognised", true] as const);
  const disputed = open && wire.complaint_id !== null && wire.complaint_id !== "0";
  return {
    caseNo: wire.after_sale_order_id,
    orderNo: wire.order_id,
    lineNo,
    kind: disputed ? "dispute" : (KINDS[wire.type ?? ""] ?? "refund"),
    rawState: wire.status,
    state: disputed && state === "asked" ? "disputed" : state,
    amountFen: fen(wire.refund_info?.amount ?? 0),
    quantity: wire.product_info?.count ?? 0,
    reason: wire.reason_text ?? wire.reason ?? "",
    answers: answersOf(wire.status, wire.type ?? ""),
    actBy: wire.deadline === null || wire.deadline <= 0 ? null : plus(now, wire.deadline * SECOND_MS),
    updatedAt: instant((wire.update_time ?? wire.create_time ?? 0) * SECOND_MS),
  };
}

function answersOf(status: string, type: string): readonly Answer[] {
  if (status === "MERCHANT_PROCESSING") return FIRST[type] ?? [];
  return status === "MERCHANT_WAIT_RECEIPT" ? ["return_received", "refuse"] : [];
}
