import type * as z from "zod";
import { DAY_MS, MINUTE_MS, toBeijing } from "../../../domain/time.ts";
import type { Adapter, AfterSaleCase, Instant, Row, Stream } from "../../contract.ts";
import { rowOf } from "../../runtime/rows.ts";
import { SERVICE_MARK, toRefund, toService } from "../map/index.ts";
import { reads, WireRefund, WireRefundPage, WireService, WireServicePage } from "../wire/index.ts";
import type { JdContext } from "./settings.ts";

type AfterSale = Adapter<z.ZodObject, z.ZodObject, JdContext>["afterSale"];
type Filter = Record<string, unknown>;
interface Found {
  rows: Row<AfterSaleCase>[];
  total: number;
}

const PAGE_SIZE = 50;

async function refunds(filter: Filter, pageIndex: number, { call }: JdContext): Promise<Found> {
  const body = { ...filter, pageIndex, pageSize: PAGE_SIZE };
  const { queryResult } = await call(reads("jingdong.pop.afs.soa.refundapply.queryPageList", body, WireRefundPage));
  const list = queryResult.result ?? queryResult.list ?? [];
  const total = queryResult.totalCount ?? queryResult.total ?? list.length;
  return { rows: list.map((raw) => rowOf(WireRefund, toRefund, raw)), total };
}

async function services(filter: Filter, pageNumber: number, { call, shop }: JdContext): Promise<Found> {
  const { venderId: buId, operatePin, operateNick } = shop;
  const body = { buId, operatePin, operateNick, ...filter, pageNumber, pageSize: PAGE_SIZE };
  const { pageResult } = await call(reads("jingdong.asc.query.list", body, WireServicePage));
  const rows = pageResult.data.map((raw) => rowOf(WireService, toService, raw));
  return { rows, total: pageResult.totalCount ?? rows.length };
}

interface StreamFacts {
  id: string;
  by: "updated" | "created";
  pageOf: typeof refunds;
  between(from: string, to: string): Filter;
}

function stream({ id, by, pageOf, between }: StreamFacts): Stream<AfterSaleCase, JdContext> {
  return {
    id,
    by,
    everyMs: 5 * MINUTE_MS,
    maxWindowMs: DAY_MS,
    overlapMs: MINUTE_MS,
    settleMs: MINUTE_MS,
    horizonMs: 89 * DAY_MS,
    paging: "numbered",
    async page({ from, to, at }: { from: Instant; to: Instant; at: string | null }, x) {
      const number = Number(at ?? "1");
      const { rows, total } = await pageOf(between(toBeijing(from), toBeijing(to)), number, x);
      const pages = Math.ceil(total / PAGE_SIZE);
      return { rows, next: number < pages ? String(number + 1) : null, pages };
    },
  };
}

/** Refunds asked before delivery, by asking and by checking; service orders after delivery, likewise. A refund that the buyer takes back may move neither time. */
export const afterSale: AfterSale = {
  streams: [
    stream({
      id: "refunds_asked",
      by: "created",
      pageOf: refunds,
      between: (from, to) => ({ applyTimeStart: from, applyTimeEnd: to }),
    }),
    stream({
      id: "refunds_checked",
      by: "updated",
      pageOf: refunds,
      between: (from, to) => ({ checkTimeStart: from, checkTimeEnd: to }),
    }),
    stream({
      id: "services_asked",
      by: "created",
      pageOf: services,
      between: (from, to) => ({ applyTimeBegin: from, applyTimeEnd: to }),
    }),
    stream({
      id: "services_approved",
      by: "updated",
      pageOf: services,
      between: (from, to) => ({ approveTimeBegin: from, approveTimeEnd: to }),
    }),
  ],
  async read(caseNo, x) {
    const found = caseNo.startsWith(SERVICE_MARK)
      ? await services({ serviceId: caseNo.slice(SERVICE_MARK.length) }, 1, x)
      : await refunds({ ids: caseNo }, 1, x);
    return found.rows.find((row) => !row.ok || row.value.caseNo === caseNo) ?? null;
  },
};
