import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { realPriceFen } from "../order-view.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { DAY_MS, dayOf, HOUR_MS, seconds, startOfDay } from "../time.ts";

const DEEPEST = 10_000;

/** A movement of the shop's money. */
interface Flow {
  id: string;
  in: boolean;
  fen: number;
  atMs: number;
  orderId: string;
  caseId: string;
}

/** What came in by payments and went out by refunds; a day's entries appear at 16:00 of the next day. */
const flowsOf = ({ world, shop, nowMs }: Call): readonly Flow[] => {
  const paid = [...world.orders.values()]
    .filter((order) => order.shop === shop.appId && order.paidMs !== null)
    .map((order): Flow => {
      const fen = order.lines.reduce((sum, line) => sum + realPriceFen(line), order.freightFen);
      return { id: `1${order.id}`, in: true, fen, atMs: order.paidMs ?? 0, orderId: order.id, caseId: "" };
    });
  const refunded = [...world.afterSales.values()]
    .filter((known) => known.shop === shop.appId && known.status.endsWith("_SUCCESS"))
    .map(({ id, orderId, amountFen, updatedMs }): Flow => {
      return { id: `2${id}`, in: false, fen: amountFen, atMs: updatedMs, orderId, caseId: id };
    });
  return [...paid, ...refunded].filter(({ atMs }) => shownFrom(atMs) <= nowMs).sort((a, b) => a.atMs - b.atMs);
};

const shownFrom = (atMs: number): number => (startOfDay(dayOf(atMs)) ?? 0) + DAY_MS + 16 * HOUR_MS;

const listShape = z.object({
  page: whole.optional(),
  page_size: whole.optional(),
  next_key: z.string().optional(),
  start_time: whole.optional(),
  end_time: whole.optional(),
  transaction_id: z.string().optional(),
});

const list = (input: z.infer<typeof listShape>, call: Call): Reply => {
  const { page = 1, page_size = 10 } = input;
  if (page < 1 || page_size < 1 || (page * page_size >= DEEPEST && !input.next_key)) return no(40097, "page");
  const all = flowsOf(call).filter(
    ({ atMs, orderId }) =>
      seconds(atMs) >= (input.start_time ?? 0) &&
      seconds(atMs) <= (input.end_time ?? Number.MAX_SAFE_INTEGER) &&
      (!input.transaction_id || call.world.orders.get(orderId)?.transactionId === input.transaction_id),
  );
  const start = (page - 1) * page_size;
  const flow_ids = all.slice(start, start + page_size).map(({ id }) => id);
  return { ...OK, flow_ids, has_more: start + page_size < all.length, next_key: "" };
};

const detail = (id: string, call: Call): Reply => {
  const all = flowsOf(call);
  const index = all.findIndex((flow) => flow.id === id);
  const flow = all[index];
  if (!flow) return no(40097, "flow_id");
  const balance = all.slice(0, index + 1).reduce((sum, one) => sum + (one.in ? one.fen : -one.fen), 0);
  return {
    ...OK,
    funds_flow: {
      flow_id: flow.id,
      funds_type: flow.in ? 1 : 2,
      flow_type: flow.in ? 1 : 2,
      amount: flow.fen,
      balance,
      bookkeeping_time: seconds(flow.atMs),
      related_info_list: [{ related_type: flow.in ? 1 : 2, order_id: flow.orderId, aftersale_id: flow.caseId }],
    },
  };
};

export const FUND_CALLS: Readonly<Record<string, Api>> = {
  "funds/getfundsflowlist": post(listShape, list, { set: 138 }),
  "funds/getfundsflowdetail": post(z.object({ flow_id: textOrNumber }), ({ flow_id }, call) => detail(flow_id, call), {
    set: 138,
  }),
};
