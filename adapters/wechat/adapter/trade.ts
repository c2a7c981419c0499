import type * as z from "zod";
import type { Code, Effect, EffectFacts, EffectKind, Effects, ShipParcel, Text } from "../../contract.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { deliveryIdOf, failures } from "../codes/index.ts";
import { ask, change, Done, WireReasons, WireRedeemed, WireWholeOrder } from "../wire/index.ts";
import type { X } from "./find.ts";

const EXPRESS = 1;
const AGREE_RETURN = 1;
const AGREE_REFUND = 2;
const lookup: EffectFacts = { settle: "lookup", needs: [], batch: 100, costsQuota: false, confidence: "documented" };
/** Keyed by our request number: the same number once more changes nothing. Ten codes a call, all or nothing. */
const keyed: EffectFacts = { ...lookup, settle: "idempotent", batch: 10 };

/** The lines of the parcel that bears a number, as the order shows it now. */
async function parcelOf(orderNo: string, waybill: string, x: X) {
  const reply = await x.call(ask({ api: "order/get", body: { order_id: orderNo }, reply: WireWholeOrder }));
  const parcels = reply?.order.order_detail.delivery_info?.delivery_product_info ?? [];
  return { parcels, found: parcels.find(({ waybill_id }) => waybill_id === waybill) };
}

function deliveryOf({ carrier, waybill, lines }: ShipParcel) {
  const product_infos = lines.map(({ platformId, platformSkuId, quantity }) => ({
    product_id: platformId,
    sku_id: platformSkuId,
    product_cnt: quantity,
  }));
  return { deliver_type: EXPRESS, delivery_id: deliveryIdOf(carrier), waybill_id: waybill, product_infos };
}

/** Refusing takes a reason of their list, agreeing one of two kinds. */
function answerCall({ caseNo, answer, reasonCode, note, addressId }: Effects["answerAfterSale"][0]) {
  const after_sale_order_id = caseNo; // as text: a number is refused with 47001
  if (answer === "refuse")
    return change({
      api: "aftersale/rejectapply",
      body: { after_sale_order_id, reject_reason: note, reject_reason_type: Number(reasonCode ?? 0) },
      reply: Done,
    });
  const accept_type = answer === "agree_return" ? AGREE_RETURN : AGREE_REFUND;
  return change({
    api: "aftersale/acceptapply",
    body: { after_sale_order_id, accept_type, ...(addressId !== null && { address_id: addressId }) },
    reply: Done,
  });
}

/** Effects on orders, vouchers and after-sale cases. */
export const tradeEffects: {
  [K in Extract<EffectKind, "ship" | "changeWaybill" | "redeem" | "undoRedeem" | "answerAfterSale">]: Effect<K, X>;
} = {
  ship: {
    ...lookup,
    async send({ orderNo, parcels }, x) {
      const body = { order_id: orderNo, delivery_list: parcels.map(deliveryOf) };
      await x.call(change({ api: "order/delivery/send", body, reply: Done }));
      return { kind: "done", value: null };
    },
  },
  changeWaybill: {
    ...lookup,
    batch: 1,
    async send({ orderNo, from, carrier, waybill }, x) {
      const { parcels, found } = await parcelOf(orderNo, from, x);
      if (found === undefined && parcels.some(({ waybill_id }) => waybill_id === waybill))
        return { kind: "done", value: null, already: true };
      const product_infos = found?.product_infos ?? [];
      const [old, now] = [
        { deliver_type: EXPRESS, delivery_id: found?.delivery_id ?? "", waybill_id: from, product_infos },
        { deliver_type: EXPRESS, delivery_id: deliveryIdOf(carrier), waybill_id: waybill, product_infos },
      ];
      const body =
        parcels.length > 1
          ? { order_id: orderNo, change_infos: [{ old, new: now }] }
          : { order_id: orderNo, delivery_list: [now] };
      await x.call(change({ api: "order/deliveryinfo/update", body, reply: Done }));
      return { kind: "done", value: null };
    },
  },
  redeem: {
    ...keyed,
    async send({ codes, store }, x) {
      const body = {
        consume_request_no: x.key,
        codes: codes.map(({ code }) => code),
        sku_id: codes[0]?.platformSkuId,
        ...(store !== null && { consume_store_name: store.name }),
      };
      const { fail_voucher_list: refused } = await x.call(
        change({ api: "voucher/consume", body, reply: WireRedeemed }),
      );
      return endingOf(codes, refused);
    },
  },
  undoRedeem: {
    ...keyed,
    async send({ codes }, x) {
      const reovke_vouchers = codes.map(({ code, platformSkuId }) => ({ code, sku_id: platformSkuId })); // spelt so on the wire
      const { fail_voucher_list: refused } = await x.call(
        change({ api: "voucher/revoke", body: { revoke_request_no: x.key, reovke_vouchers }, reply: WireRedeemed }),
      );
      return endingOf(codes, refused);
    },
  },
  answerAfterSale: {
    ...lookup,
    batch: 1,
    async send(input, x) {
      const reasonCode = input.answer === "refuse" ? (input.reasonCode ?? (await anyReason(x))) : input.reasonCode;
      await x.call(answerCall({ ...input, reasonCode }));
      return { kind: "done", value: null };
    },
  },
};

/** A refusal needs a reason of their list: "other" where nobody chose one, our words go beside it. */
async function anyReason(x: X): Promise<string | null> {
  const { reason_list } = await x.call(ask({ api: "aftersale/rejectreason/get", reply: WireReasons }));
  const other = reason_list.find(({ reject_reason_type_text: text }) => text?.includes("其他")) ?? reason_list.at(-1);
  return other?.reject_reason_type ?? null;
}

const REFUSED_CODE: Text = {
  zh: "券码不能这样处理（可能已用、已退、未到或已过有效期），同批的券都没有处理",
  en: "A code was refused (used, refunded or outside its validity); none of the batch was taken",
};

/** All or nothing: one refused code means that none of them was taken. Their codes of single refusals are not documented. */
function endingOf(codes: readonly Code[], refused: z.infer<typeof WireRedeemed>["fail_voucher_list"]) {
  if (refused.length === 0) return { kind: "done", value: null } as const;
  const reasons = new Map(
    refused.map(({ code, ret_code, ret_msg }) => [code, { code: ret_code, message: ret_msg ?? "" }]),
  );
  const first = { code: refused[0]?.ret_code ?? "", message: "another code of the batch was refused" };
  const failed = codes.map(({ code }) => {
    const failure = lineFailure(failures, reasons.get(code) ?? first);
    return { merchantKey: code, failure: { ...failure, kind: "needs_merchant" as const, say: REFUSED_CODE } };
  });
  return { kind: "partly", value: null, failed } as const;
}
