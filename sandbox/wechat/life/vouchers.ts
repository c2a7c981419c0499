import { createHash } from "node:crypto";
import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import { newVoucherCode } from "../ids.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { validityOf } from "../rules/local-life.ts";
import { DAY_MS } from "../time.ts";
import { voucherView } from "../voucher-view.ts";
import type { Order, OrderLine, Voucher, World } from "../world.ts";
import { plan } from "./agenda.ts";
import { ORDER, saveOrder, settleQuantities } from "./orders.ts";

export const VOUCHER = { valid: 1, used: 2, refunded: 3, expired: 4 } as const;
type At = Pick<Stage, "world" | "nowMs">;

export const vouchersOf = (world: World, orderId: string): readonly Voucher[] =>
  [...world.vouchers.values()].filter((voucher) => voucher.orderId === orderId);

/** One code for each unit of a paid order; refunded units get none. */
export const sendCodes = (order: Order, stage: Stage): void => {
  if (order.status !== ORDER.paid) return;
  const made = order.lines.flatMap((line) =>
    Array.from({ length: line.count - line.refunded }, () => makeVoucher(order, line, stage)),
  );
  saveOrder({ ...order, status: ORDER.shipped }, stage);
  emit(stage.world, order.shop, {
    name: "channels_ec_voucher_send_succ",
    atMs: stage.nowMs,
    body: { voucher_list: made.map(voucherView) },
  });
};

const UNUSED = { consumedMs: null, refundedMs: null, storeName: "", consumes: 0, revokes: 0, locked: false };

const makeVoucher = (order: Order, line: OrderLine, stage: Stage): Voucher => {
  const { world, nowMs } = stage;
  const local = world.products.get(line.productId)?.online?.local;
  const code = nextCode(line, stage);
  const validity = validityOf(local?.attr_kv_map ?? {}) ?? { startMs: nowMs, endMs: nowMs + 90 * DAY_MS };
  const voucher: Voucher = {
    code,
    encryptedCode: createHash("sha256").update(`${order.id}|${code}`).digest("base64url"),
    shop: order.shop,
    orderId: order.id,
    lineId: line.id,
    productId: line.productId,
    skuId: line.skuId,
    openId: order.openId,
    status: VOUCHER.valid,
    codeType: local?.code_source_type ?? 3,
    voucherType: local?.product_type ?? 2,
    sentMs: nowMs,
    updatedMs: nowMs,
    ...validity,
    ...UNUSED,
    amountFen: line.salePriceFen,
    phone: order.address.phone,
  };
  world.vouchers.set(code, voucher);
  plan(world, { atMs: validity.endMs + 1, what: "expire", id: code });
  return voucher;
};

/** The next uploaded code where the shop preloads them, else one of the platform's. */
const nextCode = (line: OrderLine, { world, random }: Stage): string => {
  const product = world.products.get(line.productId);
  const uploaded = product?.online?.local?.code_source_type === 2 ? product.codes.get(line.skuId)?.shift() : undefined;
  return uploaded ?? newVoucherCode(random, (code) => world.vouchers.has(code));
};

/** Keeps a changed voucher, and completes an order whose vouchers are all used or paid back. */
export const saveVoucher = (voucher: Voucher, { world, nowMs }: At): Voucher => {
  const saved = { ...voucher, updatedMs: nowMs };
  world.vouchers.set(saved.code, saved);
  return saved;
};

/** 100 once no voucher is open and one was used; 30 again when a use is undone. */
export const settleVoucherOrder = (orderId: string, at: At): void => {
  const order = at.world.orders.get(orderId);
  if (!order || order.status === ORDER.refunded) return;
  const states = vouchersOf(at.world, orderId).map(({ status }) => status);
  const open = states.some((status) => status === VOUCHER.valid || status === VOUCHER.expired);
  const used = states.includes(VOUCHER.used);
  const status = !open && used ? ORDER.complete : ORDER.shipped;
  if (status !== order.status) saveOrder({ ...order, status }, at);
};

/** Past its last day: expired now, paid back a little later. */
export const expireVoucher = (voucher: Voucher, at: At): void => {
  if (voucher.status !== VOUCHER.valid || voucher.endMs >= at.nowMs) return;
  saveVoucher({ ...voucher, status: VOUCHER.expired }, at);
  const atMs = at.nowMs + PLACEHOLDERS.voucherExpiredRefundMs.value;
  plan(at.world, { atMs, what: "expired_refund", id: voucher.code });
};

/** Pays vouchers back, with their order's quantities. */
export const refundVouchers = (codes: readonly string[], at: At): void => {
  for (const code of codes) {
    const voucher = at.world.vouchers.get(code);
    const order = voucher && at.world.orders.get(voucher.orderId);
    if (!voucher || !order || voucher.status === VOUCHER.refunded) continue;
    saveVoucher({ ...voucher, status: VOUCHER.refunded, refundedMs: at.nowMs, locked: false }, at);
    const lines = order.lines.map((line) =>
      line.id === voucher.lineId ? { ...line, refunded: line.refunded + 1 } : line,
    );
    settleQuantities({ ...order, lines }, at);
    settleVoucherOrder(order.id, at);
  }
};
