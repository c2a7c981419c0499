import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import type { Guarantee, Order, OrderLine } from "../world.ts";
import { plan } from "./agenda.ts";

export const GUARANTEE = {
  merchant: 10,
  buyer: 12,
  platform: 15,
  proof: 20,
  bothProve: 30,
  paying: 35,
  paid: 40,
  withdrawn: 50,
} as const;

/** The event's own spelling of the states. */
const SPELT: Readonly<Record<number, string>> = {
  10: "STATUS_WAIT_MERCHANT_HANDLE",
  12: "STATUS_WAIT_BUYER_CONFIRM",
  15: "STATUS_WAIT_OP_COMFIRM",
  20: "STATUS_WAIT_MERCHANT_PROOF",
  35: "STATUS_PAYING",
  40: "STATUS_PAY_SUCC",
  50: "STATUS_CANCEL",
};
type At = Pick<Stage, "world" | "nowMs">;

/** Keeps a changed document, and tells the shop. */
export const saveGuarantee = (one: Guarantee, { world, nowMs }: At): Guarantee => {
  world.guarantees.set(one.id, one);
  const body = { status: SPELT[one.status] ?? "", guarantee_order_id: one.id, order_id: one.orderId };
  emit(world, one.shop, {
    name: "channels_ec_guarantee_update",
    atMs: nowMs,
    body: { finder_shop_guarantee_status_update: body },
  });
  return one;
};

/** The buyer says that a line came damaged; the shop has its time to answer. */
export const askGuarantee = (order: Order, line: OrderLine, ask: { reason: string; stage: Stage }): Guarantee => {
  const { world, nowMs, random } = ask.stage;
  const expiresMs = nowMs + PLACEHOLDERS.guaranteeAnswerMs.value;
  const made: Guarantee = {
    id: `60${random.digits(17)}`,
    shop: order.shop,
    orderId: order.id,
    lineId: line.id,
    type: 2,
    status: GUARANTEE.merchant,
    badLevel: 100,
    payFen: line.salePriceFen * line.count - line.merchantDiscountFen - line.platformDiscountFen,
    expiresMs,
    reason: ask.reason,
    remark: "",
    createdMs: nowMs,
  };
  plan(world, { atMs: expiresMs, what: "guarantee", id: made.id });
  return saveGuarantee(made, ask.stage);
};

/** Money on its way; it arrives at once here. */
export const payGuarantee = (one: Guarantee, at: At): void => {
  saveGuarantee({ ...one, status: GUARANTEE.paying }, at);
  saveGuarantee({ ...one, status: GUARANTEE.paid }, at);
};

/** Nobody answered: the platform pays. */
export const overdueGuarantee = (one: Guarantee, at: At): void => {
  if (one.status === GUARANTEE.merchant && one.expiresMs <= at.nowMs) payGuarantee(one, at);
};
