import type { AfterSaleCase, Named, PlatformOrder, Receiver, Row, Stream, VoucherSeen } from "../../contract.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, toBeijing } from "../../../domain/time.ts";
import { rowOf } from "../../runtime/rows.ts";
import { toCase, toOrder, toReceiver, toVoucher } from "../map/index.ts";
import type { X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";
import { allRows, pageAfter, pageNumber, pageOf } from "./pages.ts";

type OrderStream = Stream<PlatformOrder | { orderNo: string }, X>;

/** "Three months" with room for the shortest three. */
const HORIZON_MS = 88 * DAY_MS;

interface Asked {
  name: string;
  params: object;
  at: string | null;
}

async function page<T>(x: X, { name, params, at }: Asked, toRow: (raw: unknown) => Row<T>) {
  const pageNo = pageNumber(at);
  const { rows, pages } = await x.call(wire.ask(name, { ...params, ...pageOf(pageNo) }, wire.rawRows));
  return { rows: rows.map(toRow), next: pageAfter(pageNo, pages), pages };
}

/** Lines that came into a state, by the time of that change. Whether rows hold the lines in other states too is not public, so the order is read. */
function changed(orderLineStatus: "10" | "20" | "30"): OrderStream {
  return {
    id: `changed_${orderLineStatus}`,
    by: "updated",
    everyMs: orderLineStatus === "10" ? MINUTE_MS : 5 * MINUTE_MS,
    maxWindowMs: DAY_MS,
    overlapMs: 2 * MINUTE_MS,
    settleMs: MINUTE_MS,
    horizonMs: HORIZON_MS,
    paging: "numbered",
    page({ from, to, at }, x) {
      const params = { startTime: toBeijing(from), endTime: toBeijing(to), orderLineStatus };
      const hint = ({ orderCode }: { orderCode: string }) => ({ orderNo: orderCode });
      return page(x, { name: "ord.query", params, at }, (raw) => rowOf(wire.WireOrderCode, hint, raw));
    },
  };
}

/** Whole orders by creation, in every state: the sweep that sees what the line lists don't (21, 40). */
const created: OrderStream = {
  id: "created",
  by: "created",
  everyMs: 15 * MINUTE_MS,
  maxWindowMs: 30 * DAY_MS,
  overlapMs: 2 * HOUR_MS,
  settleMs: MINUTE_MS,
  horizonMs: HORIZON_MS,
  paging: "numbered",
  page({ from, to, at }, x) {
    const params = { startTime: toBeijing(from), endTime: toBeijing(to) };
    return page(x, { name: "order.query", params, at }, (raw) => rowOf(wire.WireOrder, toOrder, raw));
  },
};

export const orders = {
  streams: [changed("10"), changed("20"), changed("30"), created],
  unseen: ["closed", "return_flag", "address", "notes", "unpaid"],
  async read(orderNo: string, { call }: X): Promise<Row<PlatformOrder> | null> {
    const raw = await call(wire.ask("order.get", { orderCode: orderNo }, wire.WireOrderRead));
    return raw === null ? null : rowOf(wire.WireOrder, toOrder, raw);
  },
};

const NOBODY: Receiver = { form: "masked", name: "", phone: "", region: "", address: "", token: null };

/** The order itself carries the receiver; no call unmasks anything. */
export const receiver = {
  async reveal(orderNo: string, { call }: X): Promise<Receiver> {
    const order = await call(wire.ask("order.get", { orderCode: orderNo }, wire.oneOrNone(wire.WireOrder)));
    return (order === null ? null : toReceiver(order)) ?? NOBODY;
  },
};

const refunds: Stream<AfterSaleCase | { caseNo: string }, X> = {
  id: "refunds",
  by: "updated",
  everyMs: 5 * MINUTE_MS,
  maxWindowMs: DAY_MS,
  overlapMs: 2 * MINUTE_MS,
  settleMs: MINUTE_MS,
  horizonMs: HORIZON_MS,
  paging: "numbered",
  page({ from, to, at }, x) {
    const params = { startModified: toBeijing(from), endModified: toBeijing(to) };
    const hint = ({ returnApplyId }: { returnApplyId: string }) => ({ caseNo: returnApplyId });
    const name = "refundlistinformation.query";
    return page(x, { name, params, at }, (raw) => rowOf(wire.WireRefundRow, hint, raw));
  },
};

export const afterSale = {
  streams: [refunds],
  async read(caseNo: string, { call }: X): Promise<Row<AfterSaleCase> | null> {
    const params = { returnApplyId: caseNo };
    const information = await call(wire.ask("refundinformation.query", params, wire.WireRefundInformation));
    if (information === null || information.returnFlag === "N") return null;
    return rowOf(wire.WireRefund, toCase, information.data);
  },
};

export const vouchers = {
  async read(orderNo: string, { call }: X): Promise<readonly VoucherSeen[]> {
    const params = { items: [{ orderNo }] };
    const { rows } = await call(wire.ask("code.get", params, wire.many(wire.WireVoucher)));
    return rows.map((row) => toVoucher(row, orderNo));
  },
  async stores(x: X): Promise<readonly Named[]> {
    const stores = await allRows(x, "storegroup.query", { row: wire.WireStore });
    return stores.map(({ storeCode, storeName }) => ({ id: storeCode, name: storeName ?? storeCode }));
  },
};
