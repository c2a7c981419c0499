import { setStatus, totalStatus } from "./order-status.ts";
import { placeholders } from "./placeholders.ts";
import { refundVouchers } from "./voucher-life.ts";
import type { Scene } from "../kit/types.ts";
import type { Order, OrderLine, Refund, RefundStatus, World } from "./world.ts";

interface Asked {
  order: Order;
  line: OrderLine;
  quantity: number;
  onlyRefund: boolean;
  reason: string;
}

/** A buyer asks for his money: the line keeps its status and is marked. */
export function askRefund({ order, line, ...asked }: Asked, { world, clock, random }: Scene<World>): Refund {
  const now = clock.now();
  const refund: Refund = {
    id: random.digits(18),
    shop: order.shop,
    orderCode: order.code,
    lineNumber: line.number,
    quantity: asked.quantity,
    moneyFen: line.unitFen * asked.quantity - (line.coupon?.fen ?? 0),
    returnType: line.status === "30" ? "4" : line.status === "20" ? "3" : "2",
    onlyRefund: asked.onlyRefund,
    reason: asked.reason,
    description: "",
    status: "1",
    appliedAt: now,
    operatedAt: now,
    deadlineAt: now + placeholders.autoAgreeMs.value,
    parcel: null,
    remark: "",
  };
  world.refunds.set(refund.id, refund);
  line.refundAsked = true;
  order.updatedAt = now;
  return refund;
}

/** Moves a refund on; its end is seen in the order too. */
export function moveTo(refund: Refund, { status, at }: { status: RefundStatus; at: number }, world: World): void {
  const deadlineAt = at + placeholders.autoAgreeMs.value;
  Object.assign(refund, { status, operatedAt: at, deadlineAt });
  const order = world.orders.get(refund.orderCode);
  const line = order?.lines.find((one) => one.number === refund.lineNumber);
  if (order === undefined || line === undefined) return;
  if (status === "2" || status === "7") line.refundAsked = false;
  if (status === "8") pay(refund, line, world);
  order.updatedAt = at;
}

function pay(refund: Refund, line: OrderLine, world: World): void {
  const returned = line.voucher ? refundVouchers(world, refund.orderCode, line.number) : refund.quantity;
  line.refunded = Math.min(line.quantity, line.refunded + returned);
  if (line.refunded === line.quantity) setStatus(line, "40", refund.operatedAt);
}

/** Time's part: silence agrees, goods come back, money goes out. */
export function moveRefunds({ world, clock, random }: Scene<World>): void {
  const now = clock.now();
  for (const refund of world.refunds.values()) {
    if (refund.status === "1" && refund.deadlineAt <= now)
      moveTo(refund, { status: refund.onlyRefund ? "6" : "3", at: refund.deadlineAt }, world);
    const sentBackAt = refund.operatedAt + placeholders.sendBackMs.value;
    if (refund.status === "3" && sentBackAt <= now) {
      refund.parcel = { carrier: "YTO", waybill: `YT${random.digits(13)}` };
      moveTo(refund, { status: "4", at: sentBackAt }, world);
    }
    const paidAt = refund.operatedAt + placeholders.refundProcessMs.value;
    if (refund.status === "6" && paidAt <= now) moveTo(refund, { status: "8", at: paidAt }, world);
  }
}

/** Lines that a refund may still be asked for. */
export function refundable(order: Order): readonly OrderLine[] {
  if (order.paidAt === null || totalStatus(order) === "40") return [];
  return order.lines.filter((line) => line.status !== "40" && !line.refundAsked && line.refunded < line.quantity);
}
