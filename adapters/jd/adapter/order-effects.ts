import type { Adapter, Code, Effect } from "../../contract.ts";
import { CARRIERS } from "../codes/index.ts";
import { WireDone, writes } from "../wire/index.ts";
import type { JdContext } from "./settings.ts";
import type * as z from "zod";

type All = Adapter<z.ZodObject, z.ZodObject, JdContext>["effects"];
type OrderEffects = Pick<All, "ship" | "changeWaybill" | "issueVouchers" | "redeem" | "undoRedeem" | "answerAfterSale">;

const DONE = { kind: "done", value: null } as const;
const once = { settle: "lookup", needs: [], costsQuota: false } as const;

const ship: Effect<"ship", JdContext> = {
  ...once,
  batch: 1,
  confidence: "documented",
  async send({ orderNo, parcels }, { call }) {
    const byCarrier = Map.groupBy(parcels, ({ carrier }) => carrierId(carrier));
    const numbers = [...byCarrier.values()].map((own) => own.map(({ waybill }) => waybill).join(","));
    const logiNo = numbers.join("|");
    const body = { orderId: orderNo, logiCoprId: [...byCarrier.keys()].join("|"), ...(logiNo !== "" && { logiNo }) };
    await call(writes("jingdong.pop.order.shipment", body, WireDone));
    return DONE;
  },
};

/** JD's id of a carrier of ours; what we don't know goes as it is, and JD refuses it. */
function carrierId(carrier: string): string {
  return CARRIERS[carrier]?.[0] ?? carrier;
}

const issueVouchers: Effect<"issueVouchers", JdContext> = {
  ...once,
  batch: 50,
  confidence: "documented",
  async send({ orderNo, codes }, { call }) {
    const withCards = codes.every((code) => code.secret !== null);
    const body = {
      order_id: orderNo,
      ...(withCards && { card_number: codes.map((code) => code.code).join(",") }),
      pwd_number: codes.map(passwordOf).join(","),
    };
    await call(writes("jingdong.pop.oto.checkNumbers.upload", body, WireDone));
    return DONE;
  },
};

const redeem: Effect<"redeem", JdContext> = {
  ...once,
  batch: 1,
  confidence: "documented",
  async send({ codes, store }, { call, key }) {
    for (const code of codes) {
      const body = { requestId: key, ...cardOf(code), shopId: store?.id };
      await call(writes("jingdong.loc.code.consume", body, WireDone));
    }
    return DONE;
  },
};

const undoRedeem: Effect<"undoRedeem", JdContext> = {
  ...once,
  batch: 1,
  confidence: "imitated_only", // its answer is not public
  async send({ orderNo, codes }, { call, key }) {
    for (const code of codes) {
      const revokeCheckNumParam = { orderId: orderNo, requestId: key, ...cardOf(code) };
      await call(writes("jingdong.pop.order.loc.revokeCheckNumber", { revokeCheckNumParam }, WireDone));
    }
    return DONE;
  },
};

/** A code is a card number with a password, or a password alone. */
function cardOf(code: Code): Record<string, string> {
  return { ...(code.secret !== null && { codeNum: code.code }), pwdNumber: passwordOf(code) };
}

function passwordOf({ code, secret }: Code): string {
  return secret ?? code;
}

const AGREE = 1;
const REFUSE = 2;
/** Reasons of a refusal that mean the goods are out; 5 is "other". */
const OUT_REASONS = ["1", "2", "3", "4"];
const OTHER_REASON = "5";

const answerAfterSale: Effect<"answerAfterSale", JdContext> = {
  ...once,
  batch: 1,
  confidence: "documented",
  async send({ caseNo, answer, reasonCode, note }, { call, shop }) {
    const refused = answer === "refuse";
    const rejectType = reasonCode ?? OTHER_REASON;
    const body = {
      id: caseNo,
      status: refused ? REFUSE : AGREE,
      checkUserName: shop.operateNick,
      remark: note === "" ? (refused ? "拒绝退款" : "同意退款") : note,
      ...(refused && { rejectType, outWareStatus: OUT_REASONS.includes(rejectType) ? 1 : 2 }),
    };
    await call(writes("jingdong.pop.afs.soa.refundapply.replyRefund", body, WireDone));
    return DONE;
  },
};

/** What changes an order, its codes or its cases. One shipment an order: carriers are joined by `|`, numbers of one carrier by `,`. */
export const orderEffects: OrderEffects = {
  ship,
  changeWaybill: {
    absent: {
      zh: "京东没有公开的修改运单接口，请在京麦修改",
      en: "no public method changes a waybill: do it in the merchant back office",
    },
  },
  issueVouchers,
  redeem,
  undoRedeem,
  answerAfterSale,
};
