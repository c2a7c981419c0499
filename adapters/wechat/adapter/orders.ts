import type { AfterSaleCase, Instant, PlatformOrder, Row, Stream, VoucherSeen } from "../../contract.ts";
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import { rowOf } from "../../runtime/rows.ts";
import { lineNoOf, toCase, toOrder, toReceiver, toVoucher } from "../map/index.ts";
import {
  ask,
  WireCase,
  WireCaseIds,
  WireCaseReply,
  WireDecoded,
  WireOrder,
  WireOrderIds,
  WireOrderReply,
  WireVouchers,
  WireWholeOrder,
} from "../wire/index.ts";
import type { X } from "./find.ts";

const seconds = (at: Instant) => Math.floor(epochMs(at) / SECOND_MS);
const PAGE = 100;
const VOUCHER_PAGE = 50;

type OrderStream = Stream<PlatformOrder | { orderNo: string }, X>;
/** The list gives numbers only; each order is read by itself. */
const orderStream = (by: OrderStream["by"], range: string, everyMs: number): OrderStream => ({
  id: `orders_${by}`,
  by,
  everyMs,
  maxWindowMs: 7 * DAY_MS,
  overlapMs: 2 * MINUTE_MS,
  settleMs: MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "cursor",
  async page({ from, to, at }, x) {
    const body = {
      [range]: { start_time: seconds(from), end_time: seconds(to) },
      page_size: PAGE,
      ...(at !== null && { next_key: at }),
    };
    const page = await x.call(ask({ api: "order/list/get", body, reply: WireOrderIds }));
    const rows = (page?.order_id_list ?? []).map((orderNo) => ({ ok: true, value: { orderNo } }) as const);
    return { rows, next: page?.has_more ? page.next_key : null, pages: null };
  },
});

/** By update time for all changes; by creation time for the nightly comparison of closed days. */
export const orderStreams = [
  orderStream("updated", "update_time_range", MINUTE_MS),
  orderStream("created", "create_time_range", 24 * HOUR_MS),
];

export async function readOrder(orderNo: string, x: X): Promise<Row<PlatformOrder> | null> {
  const reply = await x.call(ask({ api: "order/get", body: { order_id: orderNo }, reply: WireOrderReply }));
  return reply === null ? null : rowOf(WireOrder, toOrder, reply.order);
}

/** The receiver in the clear. Counts once per order against a daily quota of the shop; refused unless the order is paid and open. */
export const reveal = async (orderNo: string, x: X) =>
  toReceiver(await x.call(ask({ api: "order/sensitiveinfo/decode", body: { order_id: orderNo }, reply: WireDecoded })));

type CaseStream = Stream<AfterSaleCase | { caseNo: string }, X>;
export const caseStream: CaseStream = {
  id: "cases_updated",
  by: "updated",
  everyMs: 2 * MINUTE_MS,
  maxWindowMs: DAY_MS,
  overlapMs: 2 * MINUTE_MS,
  settleMs: MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "cursor",
  async page({ from, to, at }, x) {
    const body = {
      begin_update_time: seconds(from),
      end_update_time: seconds(to),
      ...(at !== null && { next_key: at }),
    };
    const page = await x.call(ask({ api: "aftersale/getaftersalelist", body, reply: WireCaseIds }));
    const rows = (page?.after_sale_order_id_list ?? []).map((caseNo) => ({ ok: true, value: { caseNo } }) as const);
    return { rows, next: page?.has_more ? page.next_key : null, pages: null };
  },
};

/** A case names product and sku; the line stands in its order, which is read for it. */
export async function readCase(caseNo: string, x: X): Promise<Row<AfterSaleCase> | null> {
  const reply = await x.call(
    ask({ api: "aftersale/getaftersaleorder", body: { after_sale_order_id: caseNo }, reply: WireCaseReply }),
  );
  if (reply === null) return null;
  const known = WireCase.safeParse(reply.after_sale_order).data;
  const whole =
    known === undefined
      ? null
      : await x.call(ask({ api: "order/get", body: { order_id: known.order_id }, reply: WireWholeOrder }));
  const lines =
    whole?.order.order_detail.product_infos.filter(({ sku_id }) => sku_id === known?.product_info?.sku_id) ?? [];
  const lineNo = lines.length === 1 && lines[0] !== undefined ? lineNoOf(lines[0]) : null;
  return rowOf(WireCase, (wire) => toCase(wire, { now: x.now, lineNo }), reply.after_sale_order);
}

/** Vouchers of an order: their list goes by buyer, so the order is read for its buyer first. */
export async function readVouchers(orderNo: string, x: X): Promise<readonly VoucherSeen[]> {
  const reply = await x.call(ask({ api: "order/get", body: { order_id: orderNo }, reply: WireWholeOrder }));
  const openid = reply?.order.openid ?? null;
  if (reply === null || openid === null) return [];
  const order = toOrder(reply.order);
  const found: VoucherSeen[] = [];
  for (let at: string | null = ""; at !== null;) {
    const { vouchers, next } = await voucherPage(openid, at, x);
    found.push(...vouchers.filter(({ order_id }) => order_id === orderNo).map((voucher) => toVoucher(voucher, order)));
    at = next;
  }
  return found;
}

async function voucherPage(openid: string, page_ctx: string, x: X) {
  const body = { openid, page_size: VOUCHER_PAGE, page_ctx };
  const page = await x.call(ask({ api: "voucher/get_list", body, reply: WireVouchers }));
  return { vouchers: page?.voucher_list ?? [], next: page?.page_ctx ?? null };
}
