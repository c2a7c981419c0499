import { setStatus } from "./order-status.ts";
import { DAY_MS } from "./time.ts";
import type { Scene } from "../kit/types.ts";
import type { Order, Voucher, World } from "./world.ts";

/** One code per unit of a voucher line, at payment. */
export function issueVouchers(order: Order, { world, clock, random }: Scene<World>): void {
  for (const line of order.lines.filter((one) => one.voucher)) {
    const fields = world.products.get(line.productId)?.content.fields ?? {};
    for (let n = 0; n < line.quantity; n++) {
      const code = random.digits(12);
      world.vouchers.set(code, {
        code,
        shop: order.shop,
        orderCode: order.code,
        lineNumber: line.number,
        state: "active",
        expiresAt: (order.paidAt ?? clock.now()) + Number(fields["effectiveDay"] ?? "0") * DAY_MS,
        autoRefund: fields["autoRefund"] === "1",
      });
    }
  }
}

export function vouchersOf(world: World, orderCode: string, lineNumber?: string): readonly Voucher[] {
  return [...world.vouchers.values()].filter(
    (one) => one.orderCode === orderCode && (lineNumber === undefined || one.lineNumber === lineNumber),
  );
}

/** Uses a code up; the line is done with its last one. */
export function redeem(voucher: Voucher, { world, clock }: Scene<World>): void {
  voucher.state = "redeemed";
  finishLine(voucher, clock.now(), world);
}

function finishLine({ orderCode, lineNumber }: Voucher, at: number, world: World): void {
  const order = world.orders.get(orderCode);
  const line = order?.lines.find((one) => one.number === lineNumber);
  if (order === undefined || line === undefined) return;
  const states = vouchersOf(world, orderCode, lineNumber).map((one) => one.state);
  if (states.includes("active")) return;
  setStatus(line, states.every((state) => state === "refunded") ? "40" : "30", at);
  line.refunded = states.filter((state) => state === "refunded").length;
  order.updatedAt = at;
}

export function expireVouchers({ world, clock }: Scene<World>): void {
  for (const voucher of world.vouchers.values()) {
    if (voucher.state !== "active" || voucher.expiresAt > clock.now()) continue;
    voucher.state = voucher.autoRefund ? "refunded" : "expired";
    finishLine(voucher, voucher.expiresAt, world);
  }
}

/** Takes back codes that were not used, at a refund; gives their number. */
export function refundVouchers(world: World, orderCode: string, lineNumber: string): number {
  const active = vouchersOf(world, orderCode, lineNumber).filter((one) => one.state === "active");
  for (const voucher of active) voucher.state = "refunded";
  return active.length;
}
