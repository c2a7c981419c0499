import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { CARRIERS } from "../carriers.ts";
import { askableCount, askRefund, CASE, saveCase, startRefund } from "../life/after-sales.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { AfterSale, Complaint } from "../world.ts";
import { findCase } from "./after-sale-read.ts";
import { findOrder } from "./orders.ts";

const MERCHANT_GENERATED = 3;

const withCase =
  <T extends { after_sale_order_id: string }>(run: (known: AfterSale, input: T, call: Call) => Reply) =>
  (input: T, call: Call): Reply => {
    const found = findCase(call, input.after_sale_order_id);
    return found.ok ? run(found.known, input, call) : found.refusal;
  };

const negotiateShape = z.object({
  after_sale_order_id: z.string(),
  type: z.union([whole, z.string()]).optional(),
  amount: whole,
  merchant_update_desc: z.string().optional(),
  update_reason_type: whole,
  merchant_update_type: whole.optional(),
  media_ids: z.array(z.string()).optional(),
});

/** Another amount, to which the buyer has to agree. */
const negotiate = (known: AfterSale, input: z.infer<typeof negotiateShape>, call: Call): Reply => {
  const refusal = firstRefusal([
    when(known.status !== CASE.asked && known.status !== CASE.waitReceipt, 10021041, known.status),
    when(input.amount <= 0 || input.amount > known.amountFen, 40097, "amount"),
  ]);
  if (refusal) return refusal;
  saveCase({ ...known, status: "USER_WAIT_CONFIRM_UPDATE", amountFen: input.amount, deadlineMs: null }, call);
  return OK;
};

const certificateShape = z.object({
  after_sale_order_id: z.string(),
  desc: z.string().optional(),
  refund_certificates: z.array(z.string()),
});

/** Proof of money that went back outside the platform. */
const certificate = (known: AfterSale, input: z.infer<typeof certificateShape>, call: Call): Reply => {
  if (known.status !== CASE.asked && known.status !== CASE.waitReceipt) return no(10021041, known.status);
  if (input.refund_certificates.length === 0) return no(40097, "refund_certificates");
  startRefund(known, PLACEHOLDERS.offlineRefundReason.value, call);
  return OK;
};

const exchangeShape = z.object({
  after_sale_order_id: z.string(),
  waybill_id: z.string().optional(),
  delivery_id: z.string().optional(),
});

/** Exchanges never arise here, so every answer to one meets the wrong state. */
const exchange = (known: AfterSale, { delivery_id }: z.infer<typeof exchangeShape>): Reply =>
  delivery_id !== undefined && CARRIERS[delivery_id] === undefined ? no(606004) : no(10021041, known.type);

const makeShape = z.object({
  order_id: z.string(),
  product_id: textOrNumber.optional(),
  sku_id: textOrNumber.optional(),
  count: whole.optional(),
  reason: z.string().optional(),
});

/** A refund that the shop begins itself: agreed from the start. */
const make = (input: z.infer<typeof makeShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const line = order.lines.find(({ skuId }) => input.sku_id === undefined || skuId === input.sku_id);
  const open = line ? askableCount(call.world, order, line) : 0;
  const count = input.count ?? open;
  const refusal = firstRefusal([
    when(order.paidMs === null, 101100),
    when(line === undefined, 606031),
    when(count < 1 || count > open, 10021041),
  ]);
  if (refusal || !line) return refusal ?? no(606031);
  const reason = input.reason ?? "OTHERS";
  const made = askRefund({ order, line, count, type: "REFUND", reason, note: "商家发起" }, call);
  startRefund(made, MERCHANT_GENERATED, call);
  return { ...OK, after_sale_order_id: made.id };
};

const complaintShape = z.object({
  complaint_id: textOrNumber,
  content: z.string(),
  media_id_list: z.array(z.string()).optional(),
});

const withComplaint = (id: string, call: Call, run: (found: Complaint) => Reply): Reply => {
  const found = call.world.complaints.get(id);
  return found?.shop === call.shop.appId ? run(found) : no(PLACEHOLDERS.complaintCode.value);
};

const tellMore = (input: z.infer<typeof complaintShape>, call: Call): Reply =>
  withComplaint(input.complaint_id, call, (found) => {
    found.history.push({ item_type: 2, time: seconds(call.nowMs), content: input.content, media_id_list: [] });
    return OK;
  });

export const AFTER_SALE_MORE_CALLS: Readonly<Record<string, Api>> = {
  "aftersale/merchantupdateaftersale": post(negotiateShape, withCase(negotiate), { set: 131 }),
  "aftersale/uploadrefundcertificate": post(certificateShape, withCase(certificate), { set: 131 }),
  "aftersale/acceptexchangereship": post(exchangeShape, withCase(exchange), { set: 131 }),
  "aftersale/rejectexchangereship": post(exchangeShape, withCase(exchange), { set: 131 }),
  "aftersale/genaftersaleorder": post(makeShape, make, { set: 131 }),
  "aftersale/refundpricediff": post(makeShape.extend({ amount: whole.optional() }), make, { set: 131 }),
  "aftersale/addcomplaintmaterial": post(complaintShape, tellMore, { set: 131 }),
  "aftersale/addcomplaintproof": post(complaintShape, tellMore, { set: 131 }),
  "aftersale/getcomplaintorder": post(
    z.object({ complaint_id: textOrNumber }),
    ({ complaint_id }, call) =>
      withComplaint(complaint_id, call, (found) => ({
        ...OK,
        complaint: {
          complaint_id: found.id,
          after_sale_order_id: found.caseId,
          order_id: found.orderId,
          status: found.status,
          history: found.history,
        },
      })),
    { set: 131 },
  ),
};
