import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import { newAfterSaleId } from "../ids.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import type { AfterSale, Order, OrderLine, World } from "../world.ts";
import { plan } from "./agenda.ts";
import { settleQuantities } from "./orders.ts";
import { refundVouchers, saveVoucher, settleVoucherOrder, VOUCHER, vouchersOf } from "./vouchers.ts";

/** Spelt as on the wire. */
export const CASE = {
  asked: "MERCHANT_PROCESSING",
  waitReturn: "USER_WAIT_RETURN",
  waitReceipt: "MERCHANT_WAIT_RECEIPT",
  refusedRefund: "MERCHANT_REJECT_REFUND",
  refusedReturn: "MERCHANT_REJECT_RETURN",
  refunding: "PLATFORM_REFUNDING",
  cancelled: "USER_CANCELD",
  refunded: "MERCHANT_REFUND_SUCCESS",
  returned: "MERCHANT_RETURN_SUCCESS",
} as const;
const ENDED: ReadonlySet<string> = new Set([
  CASE.cancelled,
  CASE.refunded,
  CASE.returned,
  "MERCHANT_REFUND_RETRY_FAIL",
  "MERCHANT_FAIL",
  "RETURN_CLOSED",
]);
/** A refusal leaves the case with the buyer: it no longer holds the order up. */
const WITH_BUYER: ReadonlySet<string> = new Set([CASE.refusedRefund, CASE.refusedReturn]);
type At = Pick<Stage, "world" | "nowMs">;

export const casesOf = (world: World, orderId: string): readonly AfterSale[] =>
  [...world.afterSales.values()].filter((known) => known.orderId === orderId);
export const isEnded = ({ status }: AfterSale): boolean => ENDED.has(status);
/** Open cases keep an order from being shipped. */
export const holdsOrder = (known: AfterSale): boolean => !isEnded(known) && !WITH_BUYER.has(known.status);
/** Units of a line that no case asks for yet and no refund took. */
export const askableCount = (world: World, order: Order, line: OrderLine): number =>
  line.count -
  line.refunded -
  sum(casesOf(world, order.id).filter((known) => known.lineId === line.id && holdsOrder(known)));

const sum = (cases: readonly AfterSale[]): number => cases.reduce((total, { count }) => total + count, 0);

/** Keeps a changed case, and tells the shop. */
export const saveCase = (known: AfterSale, { world, nowMs }: At): AfterSale => {
  const saved = { ...known, updatedMs: nowMs };
  world.afterSales.set(saved.id, saved);
  const order = world.orders.get(saved.orderId);
  if (order) world.orders.set(order.id, { ...order, updatedMs: Math.max(nowMs, order.updatedMs) });
  const body = { status: saved.status, after_sale_order_id: saved.id, order_id: saved.orderId };
  emit(world, saved.shop, {
    name: "channels_ec_aftersale_update",
    atMs: nowMs,
    body: { finder_shop_aftersale_status_update: body },
  });
  return saved;
};

/** The buyer asks for money back on units of one line; voucher lines lock as many valid codes. */
export const askRefund = (
  ask: { order: Order; line: OrderLine; count: number; type: AfterSale["type"]; reason: string; note: string },
  stage: Stage,
): AfterSale => {
  const { world, nowMs, random } = stage;
  const { order, line, count } = ask;
  const answerBy = nowMs + PLACEHOLDERS.afterSaleAnswerMs.value;
  const made: AfterSale = {
    id: newAfterSaleId(random, (id) => world.afterSales.has(id)),
    shop: order.shop,
    orderId: order.id,
    lineId: line.id,
    count,
    type: ask.type,
    status: CASE.asked,
    amountFen: shareOf(line, count),
    reason: ask.reason,
    note: ask.note,
    createdMs: nowMs,
    updatedMs: nowMs,
    deadlineMs: answerBy,
    refundReason: 0,
    rejectReason: "",
    back: null,
    codes: lockCodes(ask, stage),
  };
  plan(world, { atMs: answerBy, what: "answer", id: made.id });
  return saveCase(made, stage);
};

const shareOf = (line: OrderLine, count: number): number => {
  const paidFen =
    line.salePriceFen * line.count - line.merchantDiscountFen - line.platformDiscountFen - line.changeDownFen;
  return Math.floor((paidFen * count) / line.count);
};

const lockCodes = (ask: { order: Order; line: OrderLine; count: number }, at: At): readonly string[] => {
  const free = vouchersOf(at.world, ask.order.id).filter(
    ({ lineId, status, locked }) => lineId === ask.line.id && status === VOUCHER.valid && !locked,
  );
  return free.slice(0, ask.count).map((voucher) => saveVoucher({ ...voucher, locked: true }, at).code);
};

/** The money is on its way; it arrives a little later. */
export const startRefund = (known: AfterSale, refundReason: number, at: At): void => {
  saveCase({ ...known, status: CASE.refunding, deadlineMs: null, refundReason }, at);
  const order = at.world.orders.get(known.orderId);
  if (order) at.world.orders.set(order.id, { ...order, lastRefundMs: at.nowMs });
  plan(at.world, { atMs: at.nowMs + PLACEHOLDERS.refundMs.value, what: "refund", id: known.id });
};

/** The money is back. Stock stays as it is: only unpaid orders restock. */
export const finishRefund = (known: AfterSale, at: At): void => {
  if (known.status !== CASE.refunding) return;
  saveCase({ ...known, status: known.type === "RETURN" ? CASE.returned : CASE.refunded }, at);
  if (known.codes.length > 0) return refundVouchers(known.codes, at);
  const order = at.world.orders.get(known.orderId);
  if (!order) return;
  const lines = order.lines.map((line) =>
    line.id === known.lineId ? { ...line, refunded: Math.min(line.count, line.refunded + known.count) } : line,
  );
  settleQuantities({ ...order, lines }, at);
};

/** No: the buyer may ask again. Locked codes are free. */
export const refuseCase = (known: AfterSale, reason: string, at: At): void => {
  const status = known.status === CASE.waitReceipt ? CASE.refusedReturn : CASE.refusedRefund;
  saveCase({ ...known, status, rejectReason: reason, deadlineMs: null }, at);
  for (const code of known.codes) {
    const voucher = at.world.vouchers.get(code);
    if (voucher) saveVoucher({ ...voucher, locked: false }, at);
  }
  settleVoucherOrderOf(known, at);
};

const settleVoucherOrderOf = (known: AfterSale, at: At): void => {
  if (known.codes.length > 0) settleVoucherOrder(known.orderId, at);
};

/** The shop agreed to take the goods back; the buyer sends them a day later. */
export const waitForReturn = (known: AfterSale, at: At): void => {
  saveCase({ ...known, status: CASE.waitReturn, deadlineMs: null }, at);
  plan(at.world, { atMs: at.nowMs + PLACEHOLDERS.buyerSendsBackMs.value, what: "send_back", id: known.id });
};

/** The parcel back is on its way: the shop has its time to answer again. */
export const sendBack = (known: AfterSale, { world, nowMs, random }: Stage): void => {
  if (known.status !== CASE.waitReturn) return;
  const deadlineMs = nowMs + PLACEHOLDERS.afterSaleAnswerMs.value;
  const back = { waybillId: `YT${random.digits(13)}`, deliveryId: "YTO" };
  saveCase({ ...known, status: CASE.waitReceipt, back, deadlineMs }, { world, nowMs });
  plan(world, { atMs: deadlineMs, what: "answer", id: known.id });
};

/** The shop's time is over: the platform pays back (9: asked, 11: receipt overdue). */
export const overdue = (known: AfterSale, at: At): void => {
  if (known.deadlineMs === null || known.deadlineMs > at.nowMs) return;
  if (known.status === CASE.asked) startRefund(known, 9, at);
  else if (known.status === CASE.waitReceipt) startRefund(known, 11, at);
};
