/** Pure and total: cases, vouchers and parcels. */
import { fen } from "../../../domain/money.ts";
import { instant, plus, SECOND_MS } from "../../../domain/time.ts";
import type { AfterSaleCase, Code, Effects, Instant, ShipParcel, VoucherSeen } from "../../contract.ts";
import { lineFailure } from "../../runtime/classify.ts";
import * as codes from "../codes/index.ts";
import type { WireCase, WireOrder, WireParcel, WireReason, WireRefusedCode, WireVoucher } from "../wire/index.ts";

type WaybillChange = Omit<Effects["changeWaybill"][0], "orderNo">;

/** `deadline` counts the seconds that remain and stands there only while the merchant must act, so it needs the time of reading. */
export function toCase(wire: WireCase, now: Instant, order: WireOrder | null): AfterSaleCase {
  const [state, open] = codes.CASE_STATES[wire.status] ?? (["unrecognised", true] as const);
  const disputed = open && wire.complaint_id !== null && wire.complaint_id !== "0";
  const type = wire.type ?? "";
  const [line, other] = (order?.product_infos ?? []).filter(({ sku_id }) => sku_id === wire.product_info.sku_id);
  return {
    caseNo: wire.after_sale_order_id,
    orderNo: wire.order_id,
    lineNo: line !== undefined && other === undefined ? line.lineNo : null,
    kind: disputed ? "dispute" : (codes.CASE_KINDS[type] ?? "refund"),
    rawState: wire.status,
    state: disputed && state === "asked" ? "disputed" : state,
    amountFen: wire.refund_info.amount ?? fen(0),
    quantity: wire.product_info.count ?? 0,
    reason: wire.reason_text ?? wire.reason ?? "",
    answers: codes.CASE_ANSWERS[wire.status]?.[type] ?? [],
    actBy: wire.deadline === null || wire.deadline <= 0 ? null : plus(now, wire.deadline * SECOND_MS),
    updatedAt: wire.update_time ?? wire.create_time ?? instant(0),
  };
}

/** A voucher of an order line. */
export function toVoucher(wire: WireVoucher, { order_id: orderNo, product_infos }: WireOrder): VoucherSeen {
  const line = product_infos.find(({ sku_id }) => sku_id === wire.sku_id);
  const state = codes.VOUCHER_STATES[wire.status] ?? "unrecognised";
  return { code: wire.code, orderNo, lineNo: line?.lineNo ?? "", validUntil: wire.end_time, state };
}

/** The reason of a refusal when nobody chose one: "other", else the last of their list. */
export const anyReason = (reasons: readonly WireReason[]): string | null => {
  const other = reasons.find(({ reject_reason_type_text: text }) => text?.includes(codes.OTHER_REASON));
  return (other ?? reasons.at(-1))?.reject_reason_type ?? null;
};

/** A parcel as they take it. */
export function toParcel({ carrier, waybill, lines }: ShipParcel) {
  const product_infos = lines.map((line) => {
    return { product_id: line.platformId, sku_id: line.platformSkuId, product_cnt: line.quantity };
  });
  return { deliver_type: codes.EXPRESS, delivery_id: codes.deliveryIdOf(carrier), waybill_id: waybill, product_infos };
}

/** The parcel with another number, and beside others with its old one; null when it bears the new one already. */
export function toWaybillChange(parcels: readonly WireParcel[], { from, carrier, waybill }: WaybillChange) {
  const found = parcels.find(({ waybill_id }) => waybill_id === from);
  if (found === undefined && parcels.some(({ waybill_id }) => waybill_id === waybill)) return null;
  const { delivery_id = "", product_infos = [] } = found ?? {};
  const old = { deliver_type: codes.EXPRESS, delivery_id, waybill_id: from, product_infos };
  const changed = { ...old, delivery_id: codes.deliveryIdOf(carrier), waybill_id: waybill };
  return parcels.length > 1 ? { change_infos: [{ old, new: changed }] } : { delivery_list: [changed] };
}

/** All or nothing: one refused code means that none of them was taken. Their codes of single refusals are not documented. */
export function codesEnd(sent: readonly Code[], refused: readonly WireRefusedCode[]) {
  if (refused.length === 0) return { kind: "done", value: null } as const;
  const others = { ret_code: refused[0]?.ret_code ?? "", ret_msg: "another code of the batch was refused" };
  const failed = sent.map(({ code: merchantKey }) => {
    const { ret_code: code, ret_msg } = refused.find((one) => one.code === merchantKey) ?? others;
    const failure = lineFailure(codes.failures, { code, message: ret_msg ?? "" });
    return { merchantKey, failure: { ...failure, kind: "needs_merchant" as const, say: codes.REFUSED_CODE } };
  });
  return { kind: "partly", value: null, failed } as const;
}
