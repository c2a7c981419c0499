import type { Stage } from "../call.ts";
import type { Due, World } from "../world.ts";
import { finishRefund, overdue, sendBack } from "./after-sales.ts";
import { takeDue } from "./agenda.ts";
import { decideApplication } from "./applications.ts";
import { endDiscount } from "./discounts.ts";
import { overdueGuarantee } from "./guarantees.ts";
import { agreeToLaterDate } from "./negotiations.ts";
import { acceptAskedAddress, closeUnpaid, completeOrder, ORDER } from "./orders.ts";
import { audit, EDIT, submit } from "./products.ts";
import { expireVoucher, refundVouchers, sendCodes, VOUCHER } from "./vouchers.ts";

/** Lets happen what is due, each at its own instant, so that one long step of the clock equals many short ones. */
export const settleWorld = (stage: Stage): void => {
  for (let due = takeDue(stage.world, stage.nowMs); due !== null; due = takeDue(stage.world, stage.nowMs)) {
    HAPPENS[due.what](due.id, { ...stage, nowMs: due.atMs });
  }
};

const whenFound =
  <T>(get: (world: World) => ReadonlyMap<string, T>, run: (found: T, stage: Stage) => void) =>
  (id: string, stage: Stage): void => {
    const found = get(stage.world).get(id);
    if (found !== undefined) run(found, stage);
  };
const products = (world: World) => world.products;
const orders = (world: World) => world.orders;
const cases = (world: World) => world.afterSales;
const vouchers = (world: World) => world.vouchers;

const HAPPENS: Readonly<Record<Due["what"], (id: string, stage: Stage) => void>> = {
  audit: whenFound(products, audit),
  write: whenFound(products, (product, stage) => {
    if (product.editStatus !== EDIT.writing) return;
    product.editStatus = EDIT.editing;
    if (product.submitAfterWrite) submit(product, stage);
  }),
  pay_limit: whenFound(orders, (order, stage) => {
    if (order.status === ORDER.unpaid) closeUnpaid(order, 2, stage);
  }),
  receive: whenFound(orders, (order, stage) => completeOrder(order, 2, stage)),
  codes: whenFound(orders, sendCodes),
  address: whenFound(orders, (order, stage) => acceptAskedAddress(order, stage, stage.nowMs)),
  refund: whenFound(cases, finishRefund),
  answer: whenFound(cases, overdue),
  send_back: whenFound(cases, sendBack),
  negotiation: (id, stage) => agreeToLaterDate(id, stage),
  application: whenFound((world) => world.applications, decideApplication),
  guarantee: whenFound((world) => world.guarantees, overdueGuarantee),
  discount_end: whenFound(
    (world) => world.discountTasks,
    (task, { world }) => endDiscount(task, world),
  ),
  expire: whenFound(vouchers, expireVoucher),
  expired_refund: whenFound(vouchers, (voucher, stage) => {
    if (voucher.status === VOUCHER.expired) refundVouchers([voucher.code], stage);
  }),
};
