/** A shop with two pools and two bound skus in memory, for tests of what becomes of orders. */
import type { Snapshot } from "../../domain/order/merge.ts";
import type { Binding, Order } from "../../domain/order/order.ts";
import type { AfterSaleCase } from "../../domain/order/platform-order.ts";
import { fen } from "../../domain/money.ts";
import type { Instant } from "../../domain/units.ts";
import type { CaseMessage, OrderMessage } from "../../functions/shared/messages.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { orderBody, orderOf } from "../../functions/shared/store/rows.ts";
import { memoryPorts } from "./memory-ports.ts";
import { bindingOf, PLACED } from "./order-arbitraries.ts";

export const M = "m1";
export const S = "shop00000001";

/** `platform` must be one of the registry's. Sku 1 is of supplier `odd`, sku 2 of `even`; each also draws of `heap`. */
export async function orderDesk(platform: string) {
  const memory = memoryPorts("2026-11-24T02:00:00.000Z");
  const { table } = memory;
  const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };
  const shop = { id: S, merchant: M, platform, app: "a", name: "店", state: "tested", platformShopId: "1" };
  const pool = { unit: "g", policy: "split", onHand: 100, reserved: 0, allotted: 0, safety: 0, ver: 1 };
  await table.batchPut([
    { ...keys.shop(M, S), ...shop, adopted: true, manages, stockFrom: null, epoch: 0, ver: 1 },
    ...["heap", "odd", "even", "self"].map((id) => ({ ...keys.pool(M, id), id, name: id, ...pool })),
    { ...keys.sku(M, "K1"), ...bindingOf("1", "odd") },
    { ...keys.sku(M, "K2"), ...bindingOf("2", "even") },
    { ...keys.sku(M, "K3"), ...bindingOf("3", "self") },
  ]);
  const bind = (binding: Binding) => table.batchPut([{ ...keys.sku(M, binding.merchantKey), ...binding }]);
  const heldOf = async (id: string) => {
    const row = await table.get(keys.pool(M, id));
    return { reserved: row?.["reserved"], onHand: row?.["onHand"] };
  };
  const orderAt = async (orderNo: string) => {
    const row = await table.get(keys.order(M, S, orderNo));
    return row === null ? null : orderOf(row);
  };
  const change = async (orderNo: string, how: (order: Order) => Order) => {
    const order = await orderAt(orderNo);
    if (order === null) throw new Error(`no order ${orderNo}`);
    await table.write({ update: keys.order(M, S, orderNo), set: { body: orderBody(how(order)) }, add: { ver: 1 } });
  };
  const notices = () =>
    table.rows().flatMap((row) => (row.SK.startsWith("NTC#") ? [`${String(row["to"])}: ${String(row["kind"])}`] : []));
  return { ...memory, bind, heldOf, orderAt, change, notices };
}
export type OrderDesk = Awaited<ReturnType<typeof orderDesk>>;

/** A reading as it comes from the queue. */
export function orderMessage({ order, readAt, receiverVersion }: Snapshot, sealed: string | null = null): OrderMessage {
  return { v: 1, m: M, hop: 0, s: S, kind: "order", readAt, snapshot: order, receiverVersion, sealed, raw: null };
}

/** A refund that a buyer asked for, as it comes from the queue. */
export function caseMessage(readAt: Instant, more: Partial<AfterSaleCase> = {}): CaseMessage {
  const afterSale: AfterSaleCase = {
    caseNo: "7001",
    orderNo: "9001",
    lineNo: null,
    kind: "refund",
    rawState: "0",
    state: "asked",
    amountFen: fen(4_900),
    quantity: 1,
    reason: "不想要了",
    answers: ["agree_refund", "refuse"],
    actBy: null,
    updatedAt: PLACED,
    ...more,
  };
  return { v: 1, m: M, hop: 0, s: S, kind: "case", readAt, afterSale };
}
