import type { Absent, Confidence, Effect, Sent, ShipParcel } from "../../contract.ts";
import { toBeijing } from "../../../domain/time.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { failures, SENDRESULT_N } from "../codes/index.ts";
import { ONLY_REFUND } from "../map/index.ts";
import { carrierCode, type X } from "../rules/index.ts";
import {
  act,
  ask,
  many,
  oneOrNone,
  WireDelivery,
  WireDone,
  WireOrder,
  WireRefund,
  WireRefundInformation,
  WireStore,
} from "../wire/index.ts";
import { pageOf } from "./pages.ts";

const facts = (settle: "lookup" | "blind", confidence: Confidence = "documented") => ({
  settle,
  confidence,
  needs: [],
  batch: 1,
  costsQuota: false,
});

interface Delivery {
  orderNo: string;
  carrier: string;
  waybill: string;
  lineNos: readonly string[];
}

/** Always by line number: two lines of one product can't be told apart by code. */
function deliveryOf({ orderNo, carrier, waybill, lineNos }: Delivery, deliveryTime: string): object {
  return {
    orderCode: orderNo,
    expressCompanyCode: carrierCode(carrier),
    expressNo: waybill,
    deliveryTime,
    orderLineNumbers: { orderLineNumber: [...lineNos] },
  };
}

type LineRefused = Extract<Sent<null>, { kind: "partly" }>["failed"][number];

async function shipParcel(orderNo: string, { carrier, waybill, lines }: ShipParcel, { call, now }: X) {
  const lineNos = lines.map(({ lineNo }) => lineNo);
  const delivery = deliveryOf({ orderNo, carrier, waybill, lineNos }, toBeijing(now));
  const { sendDetail } = await call(act("orderdelivery.add", delivery, WireDelivery));
  return lineNos
    .filter((lineNo) => sendDetail?.some((sent) => sent.orderLineNumber === lineNo && sent.sendresult !== "Y"))
    .map((lineNo) => ({
      merchantKey: lineNo,
      failure: lineFailure(failures, { code: SENDRESULT_N, message: `line ${lineNo} was not taken` }),
    }));
}

/** Ships lines whole, one number each; the answer is per line. A waybill number that any other order uses is refused. */
export const ship: Effect<"ship", X> = {
  ...facts("lookup"),
  batch: 50,
  async send({ orderNo, parcels }, x) {
    const failed: LineRefused[] = [];
    for (const parcel of parcels) failed.push(...(await shipParcel(orderNo, parcel, x)));
    return failed.length === 0 ? { kind: "done", value: null } : { kind: "partly", value: null, failed };
  },
};

/** The call wants the lines again: they are read from the order by the old number. */
export const changeWaybill: Effect<"changeWaybill", X> = {
  ...facts("lookup"),
  async send({ orderNo, from, carrier, waybill }, { call, now }) {
    const order = await call(ask("order.get", { orderCode: orderNo }, oneOrNone(WireOrder)));
    const lines = order?.orderDetail ?? [];
    const lineNos = lines.filter((line) => line.expressno === from).map((line) => line.orderLineNumber);
    const delivery = deliveryOf({ orderNo, carrier, waybill, lineNos }, toBeijing(now));
    await call(act("orderdelivery.modify", delivery, WireDelivery));
    return { kind: "done", value: null };
  },
};

/** Codes of the merchant's own ticket system. Nothing reads them back, so silence is for a person. */
export const issueVouchers: Effect<"issueVouchers", X> = {
  ...facts("blind", "imitated_only"),
  batch: 50,
  async send({ orderNo, lineNo, codes }, { call, now }) {
    const ticketList = codes.map(({ code, secret }) => ({ serialCode: code, ...(secret && { additional: secret }) }));
    const receipt = {
      orderCode: orderNo,
      orderItemCode: lineNo,
      orderStatus: "1",
      successTime: toBeijing(now),
      ticketList,
    };
    await call(act("tickets.receive", receipt, WireDone));
    return { kind: "done", value: null };
  },
};

/** One code a call, at a store that is registered there: the one given, else the only one that the shop has. */
export const redeem: Effect<"redeem", X> = {
  ...facts("lookup", "imitated_only"),
  async send({ codes, store }, x) {
    const at = store === null ? await onlyStore(x) : { storeCode: store.id, storeName: store.name };
    for (const { code } of codes) {
      await x.call(act("code.modify", { eleCode: code, codeType: "1", ...at }, WireDone));
    }
    return { kind: "done", value: null };
  },
};

/** With several stores nobody can guess where the guest was: nothing is sent for the store, and they refuse. */
async function onlyStore({ call }: X): Promise<{ storeCode: string; storeName: string }> {
  const { rows } = await call(ask("storegroup.query", pageOf(1), many(WireStore)));
  const [only] = rows.length === 1 ? rows : [];
  return { storeCode: only?.storeCode ?? "", storeName: only?.storeName ?? "" };
}

export const undoRedeem: Absent = {
  absent: { zh: "苏宁没有撤销核销的接口，误核销请到商家后台处理", en: "No call undoes a redemption" },
};

/** Money alone or goods first: the case itself says which call answers it. Agreeing pays at once. */
export const answerAfterSale: Effect<"answerAfterSale", X> = {
  ...facts("lookup"),
  async send({ caseNo, answer, note, addressId }, { call }) {
    const returnApplyId = caseNo;
    const remark = note || "商家处理";
    if (answer === "agree_return") {
      const agreed = { returnApplyId, invAddrId: addressId ?? "", remark };
      await call(act("agreereturn.confirm", agreed, WireDone));
    } else if (answer === "refuse") {
      const information = await call(ask("refundinformation.query", { returnApplyId }, WireRefundInformation));
      const onlyMoney = WireRefund.safeParse(information?.data).data?.onlyRefund === ONLY_REFUND;
      const method = onlyMoney ? "rejectrefund.modify" : "rejectreturn.modify";
      await call(act(method, { returnApplyId, remark }, WireDone));
    } else {
      await call(act("agreerefund.confirm", { returnApplyId }, WireDone));
    }
    return { kind: "done", value: null };
  },
};
