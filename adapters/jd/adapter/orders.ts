import type * as z from "zod";
import { DAY_MS, MINUTE_MS, toBeijing } from "../../../domain/time.ts";
import type { Adapter, PlatformOrder, Stream } from "../../contract.ts";
import { rowOf } from "../../runtime/rows.ts";
import { receiverOf, toOrder, toVoucher } from "../map/index.ts";
import { reads, WireCodes, WireOrder, WireOrderById, WireOrderPage, WireReceiverById } from "../wire/index.ts";
import type { JdContext } from "./settings.ts";

type Jd = Adapter<z.ZodObject, z.ZodObject, JdContext>;

const FIELDS = Object.keys(WireOrder.shape).join(",");
const PAGE_SIZE = 100;
/** Both are JD's ways to say which time a window is about. */
const BY = { updated: 0, created: 1 } as const;
const CODES_OF_JD = 0;
const CODES_OF_MERCHANT = 1;

interface StreamFacts {
  id: string;
  by: "updated" | "created";
  states: string;
  everyMs: number;
  maxWindowMs: number;
  horizonMs: number;
}

/** Windows over one clock of JD's; a window may span a month at the most. */
function stream({ states, ...facts }: StreamFacts): Stream<PlatformOrder, JdContext> {
  return {
    ...facts,
    overlapMs: MINUTE_MS,
    settleMs: MINUTE_MS,
    paging: "numbered",
    async page({ from, to, at }, { call }) {
      const page = Number(at ?? "1");
      const body = {
        start_date: toBeijing(from),
        end_date: toBeijing(to),
        order_state: states,
        optional_fields: FIELDS,
        page: String(page),
        page_size: String(PAGE_SIZE),
        dateType: BY[facts.by],
      };
      const found = await call(reads("jingdong.pop.order.search", body, WireOrderPage));
      const { orderTotal, orderInfoList } = found.searchorderinfo_result;
      const pages = Math.ceil((orderTotal ?? 0) / PAGE_SIZE);
      const rows = orderInfoList.map((raw) => rowOf(WireOrder, toOrder, raw));
      return { rows, next: page < pages ? String(page + 1) : null, pages };
    },
  };
}

/** Lists and one order. Lists hold the whole order; unpaid orders are in none of them. */
export const orders: Jd["orders"] = {
  streams: [
    stream({
      id: "changed",
      by: "updated",
      states: "ALL",
      everyMs: MINUTE_MS,
      maxWindowMs: DAY_MS,
      horizonMs: 89 * DAY_MS,
    }),
    stream({
      id: "local_life",
      by: "updated",
      states: "PAUSE,WAIT_SEND_CODE",
      everyMs: 5 * MINUTE_MS,
      maxWindowMs: DAY_MS,
      horizonMs: 89 * DAY_MS,
    }),
    stream({
      id: "placed",
      by: "created",
      states: "ALL",
      everyMs: DAY_MS,
      maxWindowMs: 7 * DAY_MS,
      horizonMs: 700 * DAY_MS,
    }),
  ],
  unseen: ["receivable filled in up to a minute later", "consume codes used or expired"],
  async read(orderNo, { call }) {
    const body = { order_id: orderNo, optional_fields: FIELDS };
    const { orderInfo } = (await call(reads("jingdong.pop.order.get", body, WireOrderById))).orderDetailInfo;
    return orderInfo === null || orderInfo === undefined ? null : rowOf(WireOrder, toOrder, orderInfo);
  },
};

/** The masked receiver with the token that JD's carriers take: more never leaves JD. */
export const receiver: Jd["receiver"] = {
  async reveal(orderNo, { call }) {
    const body = { order_id: orderNo, optional_fields: "orderId,consigneeInfo" };
    const found = await call(reads("jingdong.pop.order.get", body, WireReceiverById));
    return receiverOf(found.orderDetailInfo.orderInfo.consigneeInfo);
  },
};

/** Consume codes of an order: those that JD makes, else those that the merchant uploaded. */
export const vouchers: Jd["vouchers"] = {
  async read(orderNo, { call }) {
    for (const code_type of [CODES_OF_JD, CODES_OF_MERCHANT]) {
      const body = { order_id: orderNo, code_type };
      const found = await call(reads("jingdong.pop.oto.locorderinfo.get", body, WireCodes));
      const codes = found.loccodeinfo_result.loccodeinfo_list;
      if (codes.length > 0) return codes.map(toVoucher);
    }
    return [];
  },
};
