import type { Adapter, AfterSaleCase, Failure, Outcome, PlatformOrder, Ware } from "../../adapters/contract.ts";
import { DAY_MS, instantFrom, MINUTE_MS, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { memoryTable } from "../../test/factories/memory-table.ts";
import { lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import type { Message, Ports, QueueName } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import { pull } from "./pull.ts";
import type { Window } from "./windows.ts";

export const M = "m1";
export const S = "shop00000001";
export const START = instantFrom("2026-11-24T02:00:00.000Z");
const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };
export const SHOP: ShopRow = {
  id: S,
  merchant: M,
  platform: "market",
  app: "a",
  name: "店",
  state: "tested",
  platformShopId: "1",
  adopted: true,
  manages,
  stockFrom: null,
  epoch: 0,
  ver: 1,
};

/** A platform of nobody's, as a pull meets it: what it holds, and what ails it. */
export interface Market {
  orders: PlatformOrder[];
  wares: Ware[];
  /** What lies in the shop, and its stores, cannot be read. */
  shopFails(): Failure["kind"] | null;
  /** After-sale cases; the list gives their numbers only. */
  cases: AfterSaleCase[];
  /** Windows that it can't read; a failure of that kind. */
  fails(window: { from: Instant; to: Instant }): Failure["kind"] | null;
  detailFails(orderNo: string): Failure["kind"] | null;
  /** Lists give ids only, details are read one by one. */
  hintsOnly: boolean;
  daily: number | null;
  asked: Window[];
  details: string[];
}

/** An order of the market, changed `agoMs` before START. */
export function orderAt(orderNo: string, updatedAt: Instant, placedAt = updatedAt): PlatformOrder {
  const { order } = reading([lineOf("1", 1)], { orderNo, updatedAt, placedAt });
  return { ...order, buyerNote: null, receiver: null };
}

function failed(kind: Failure["kind"]): Outcome<never> {
  const say = { zh: "不行", en: "no" };
  return { kind: "failed", failure: { kind, code: "E1", message: "no", say, requestId: "r1", retryAfterMs: 3_000 } };
}

class Refused extends Error {
  readonly why: Failure["kind"];
  constructor(why: Failure["kind"]) {
    super(why);
    this.why = why;
  }
}

/** A shop at a market, everything in memory, with a clock that the test owns. */
export async function marketWorld() {
  const market: Market = {
    orders: [],
    wares: [],
    shopFails: () => null,
    cases: [],
    fails: () => null,
    detailFails: () => null,
    hintsOnly: false,
    daily: null,
    asked: [],
    details: [],
  };
  const sent: { queue: QueueName; message: Message }[] = [];
  const metrics: string[] = [];
  const table = memoryTable();
  let now = START;
  let ids = 0;
  const nothing = () => undefined;
  const refuse = () => {
    throw new Error("pull must not use this port");
  };
  const ports: Ports = {
    clock: { now: () => now, wait: async () => undefined },
    random: { next: () => 0.5 },
    ids: { id: () => `id${String(++ids).padStart(10, "0")}` },
    table,
    receivers: memoryTable(),
    queues: { send: async (queue, all) => void sent.push(...all.map((message) => ({ queue, message }))) },
    blob: { put: async () => undefined, get: async () => null },
    keyring: { newKey: refuse, unwrap: refuse },
    transport: { send: refuse },
    log: { info: nothing, warn: nothing, error: nothing, metric: (name) => void metrics.push(name) },
    baseUrls: {},
    profile: "real",
    egress: "any",
    deadline: () => plus(now, 120_000),
  };
  const sealer = { seal: async () => "sealed", open: async () => null, mark: async () => "mark" };
  const shop = openShop(market);
  const shops: Shops = { sealer, open: async () => shop };
  await table.batchPut([{ ...keys.shop(M, S), ...SHOP }]);
  for (const { id } of shop.adapter.orders.streams)
    await table.batchPut([{ ...keys.stream(M, S, id), ...work.pull("market", S, id, 1) }]);
  const run = (body: object) => pull({ v: 1, m: M, s: S, hop: 0, ...body }, { ports, shops });
  return {
    market,
    sent,
    metrics,
    table,
    ports,
    shops,
    run,
    pass: (ms: number) => void (now = plus(now, ms)),
    now: () => now,
    row: async (stream: string) => (await table.get(keys.stream(M, S, stream))) ?? { PK: "", SK: "" },
    queued: () => sent.filter(({ queue }) => queue === "orders").map(({ message }) => orderNoOf(message)),
  };
}
export type MarketWorld = Awaited<ReturnType<typeof marketWorld>>;

function orderNoOf({ body }: Message): string {
  const { snapshot, afterSale } = body as { snapshot?: { orderNo: string }; afterSale?: { caseNo: string } };
  return snapshot?.orderNo ?? `case ${afterSale?.caseNo}`;
}

function openShop(market: Market): OpenShop {
  const ask = async (question: (x: never) => Promise<unknown>) => {
    try {
      return { kind: "done", value: await question({} as never) };
    } catch (error) {
      if (error instanceof Refused) return failed(error.why);
      throw error;
    }
  };
  const adapter = adapterOf(market);
  const tokens = { current: async () => null, renew: async () => false, renewIfDue: async () => undefined };
  return { row: SHOP, adapter, door: { ask, send: async () => failed("permanent") }, tokens } as unknown as OpenShop;
}

function adapterOf(market: Market): Adapter {
  const facts = { maxWindowMs: DAY_MS, overlapMs: 2 * MINUTE_MS, settleMs: MINUTE_MS, horizonMs: 30 * DAY_MS };
  const stream = (id: string, by: "updated" | "created") => ({
    id,
    by,
    everyMs: MINUTE_MS,
    ...facts,
    paging: "cursor",
    page: async ({ from, to }: Window) => pageOf({ from, to, tail: false }, by, market),
  });
  return {
    id: "market",
    get rates() {
      const limit = { id: "day", scope: "app", apis: "*", calls: 10, perMs: 1_000, burst: 20 };
      return market.daily === null ? [] : [{ ...limit, daily: market.daily }];
    },
    orders: {
      streams: [stream("changed", "updated"), stream("created", "created")],
      unseen: [],
      read: async (orderNo: string) => {
        market.details.push(orderNo);
        const kind = market.detailFails(orderNo);
        if (kind !== null) throw new Refused(kind);
        const order = market.orders.find((one) => one.orderNo === orderNo);
        return order === undefined ? null : { ok: true, value: order };
      },
    },
    afterSale: {
      streams: [
        {
          ...stream("cases", "updated"),
          page: async ({ from, to }: Window) => {
            const rows = market.cases.filter(({ updatedAt }) => updatedAt >= from && updatedAt <= to);
            return { rows: rows.map(({ caseNo }) => ({ ok: true, value: { caseNo } })), next: null, pages: null };
          },
        },
      ],
      read: async (caseNo: string) => {
        market.details.push(`case ${caseNo}`);
        const found = market.cases.find((one) => one.caseNo === caseNo);
        return found === undefined ? null : { ok: true, value: found };
      },
    },
    vouchers: { read: async () => [], stores: async () => unless(market, [{ id: "st1", name: "苗寨店" }]) },
    wares: async () => unless(market, { rows: market.wares.map((value) => ({ ok: true, value })), next: null }),
  } as unknown as Adapter;
}

function unless<T>({ shopFails }: Market, answer: T): T {
  const kind = shopFails();
  if (kind !== null) throw new Refused(kind);
  return answer;
}

function pageOf(window: Window, by: "updated" | "created", market: Market) {
  market.asked.push(window);
  const kind = market.fails(window);
  if (kind !== null) throw new Refused(kind);
  const at = (order: PlatformOrder) => (by === "updated" ? order.updatedAt : order.placedAt) ?? order.placedAt;
  const rows = market.orders.filter((order) => at(order) >= window.from && at(order) <= window.to);
  const value = (order: PlatformOrder) => (market.hintsOnly ? { orderNo: order.orderNo } : order);
  return { rows: rows.map((order) => ({ ok: true, value: value(order) })), next: null, pages: null };
}
