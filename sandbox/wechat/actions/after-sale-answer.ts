import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { CASE, refuseCase, startRefund, waitForReturn } from "../life/after-sales.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { whole } from "../shapes.ts";
import { MINUTE_MS } from "../time.ts";
import type { AfterSale } from "../world.ts";
import { findCase } from "./after-sale-read.ts";

const AGREE = { toReturn: 1, toRefund: 2 } as const;
/** How the money went back, as refund_reason tells it. */
const BY_API = 3;

const acceptShape = z.object({
  after_sale_order_id: z.string(),
  address_id: z.string().optional(),
  accept_type: whole.optional(),
});

const accept = (input: z.infer<typeof acceptShape>, call: Call): Reply => {
  const found = findCase(call, input.after_sale_order_id);
  if (!found.ok) return found.refusal;
  const { known } = found;
  const fitting = known.type === "RETURN" && known.status === CASE.asked ? AGREE.toReturn : AGREE.toRefund;
  const type = input.accept_type ?? fitting;
  if (known.status !== CASE.asked && known.status !== CASE.waitReceipt) return no(10021041, known.status);
  if (type !== fitting && !(type === AGREE.toRefund && known.type === "RETURN")) return no(10021041, "accept_type");
  return type === AGREE.toReturn ? agreeReturn(known, input.address_id, call) : agreeRefund(known, call);
};

const agreeReturn = (known: AfterSale, addressId: string | undefined, call: Call): Reply => {
  const address = call.shop.addresses.find(({ id, receive }) => id === addressId && receive);
  const refusal = firstRefusal([when(!addressId, 10021058), when(address === undefined, 10021060)]);
  if (refusal) return refusal;
  waitForReturn(known, call);
  return OK;
};

/** One refund a minute and order; money goes back at once. */
const agreeRefund = (known: AfterSale, call: Call): Reply => {
  const last = call.world.orders.get(known.orderId)?.lastRefundMs ?? null;
  if (last !== null && call.nowMs - last < MINUTE_MS) return no(10021059);
  startRefund(known, BY_API, call);
  return OK;
};

const REJECT_REASONS: readonly { type: number; text: string; scene: number }[] = [
  { type: 1, text: "商品已发出", scene: 1 },
  { type: 2, text: "与买家协商一致", scene: 1 },
  { type: 3, text: "商品影响二次销售", scene: 2 },
  { type: 4, text: "未收到退货", scene: 2 },
  { type: 5, text: "其他", scene: 3 },
];

const rejectShape = z.object({
  after_sale_order_id: z.string(),
  reject_reason: z.string().optional(),
  reject_reason_type: whole,
});

const reject = (input: z.infer<typeof rejectShape>, call: Call): Reply => {
  const found = findCase(call, input.after_sale_order_id);
  if (!found.ok) return found.refusal;
  const { known } = found;
  const reason = REJECT_REASONS.find(({ type }) => type === input.reject_reason_type);
  const refusal = firstRefusal([
    when(reason === undefined, 40097, "reject_reason_type"),
    when(known.status !== CASE.asked && known.status !== CASE.waitReceipt, 10021041, known.status),
  ]);
  if (refusal) return refusal;
  refuseCase(known, input.reject_reason ?? reason?.text ?? "", call);
  return OK;
};

const rejectReasons = (): Reply => ({
  ...OK,
  reason_list: REJECT_REASONS.map(({ type, text, scene }) => ({
    reject_reason_type: type,
    reject_reason_type_text: text,
    reject_reason: text,
    reject_scene: scene,
  })),
});

export const AFTER_SALE_ANSWER_CALLS: Readonly<Record<string, Api>> = {
  "aftersale/acceptapply": post(acceptShape, accept, { set: 131 }),
  "aftersale/rejectapply": post(rejectShape, reject, { set: 131 }),
  "aftersale/rejectreason/get": post(z.object({}), rejectReasons, { set: 131 }),
};
