/** A shed and a county shop that borrows from it, behind our API, with a bookkeeper beside them. */
import { expect } from "vitest";
import { fanOut } from "../../functions/fanout/fanout.ts";
import { connectShop, SHOP, testApi, type TestApi } from "../../functions/api/fixtures.ts";
import { FanoutMessage } from "../../functions/shared/messages.ts";
import { ingest } from "../../functions/shared/orders/ingest.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { bindingOf, lineOf, reading } from "../factories/order-arbitraries.ts";
import { orderMessage } from "../factories/order-desk.ts";
import {
  booked,
  DRAW_G,
  HEAP_G,
  newBook,
  settle,
  SIDES,
  type Book,
  type BookedOrder,
  type Side,
} from "./ledger-book.ts";

export interface Town {
  api: TestApi;
  who: Record<Side, { m: string; token: string }>;
  book: Book;
}

/** The API that all towns ask. */
export async function openApi(): Promise<TestApi> {
  const api = await testApi();
  await connectShop(api);
  return api;
}

/** Two merchants of their own for every life. */
export async function openTown(api: TestApi, towns: number): Promise<Town> {
  const side = async (name: string) => ({
    m: `${name}${towns}`,
    token: await api.token({ merchant: `${name}${towns}`, roles: ["owner"] }),
  });
  const town: Town = { api, who: { own: await side("o"), county: await side("c") }, book: newBook() };
  const shop = await api.ports.table.get(keys.shop("m1", SHOP));
  for (const { m } of Object.values(town.who)) {
    const skus = Object.entries(DRAW_G).map(([n, qty]) => ({
      ...bindingOf(n, "self"),
      draws: [{ poolId: "heap", qty }],
    }));
    await api.ports.table.batchPut([
      { ...shop, ...keys.shop(m, SHOP), merchant: m },
      ...skus.map((binding) => ({ ...keys.sku(m, binding.merchantKey), ...binding })),
    ]);
  }
  const heap = { name: "核桃堆", unit: "g", policy: "shared" };
  await ask(town, "own", "PUT /pools/heap", { ...heap, onHand: HEAP_G });
  await ask(town, "county", "PUT /pools/heap", { ...heap, onHand: 0 });
  await ask(town, "county", "PUT /pools/heap/source", { from: { merchant: town.who.own.m, pool: "heap" } });
  api.sent.length = 0;
  return town;
}

/** Asks the API as the owner of a side. */
export function ask({ api, who }: Town, side: Side, ...[line, body]: [line: string, body?: unknown]) {
  return api.ask(line, body, { token: who[side].token });
}

/** The pools' own view, whoever asks. */
export async function agrees(town: Town): Promise<void> {
  for (const side of SIDES) {
    const { body } = await ask(town, side, "GET /pools/heap");
    const { onHand, reserved, allotted, available, oversold } = body;
    const book = booked(town.book, side);
    expect({ onHand, reserved, allotted, available }, side).toEqual(book);
    expect(oversold).toBe(Math.max(0, -book.available));
  }
}

/** Works off what the pools' changes told, until nothing more comes, and then what tick finds marked. */
export async function told({ api, who, book }: Town): Promise<void> {
  await drain(api);
  for (const { m } of Object.values(who)) {
    const row = await api.ports.table.get(keys.pool(m, "heap"));
    if (row?.["WPK"] !== undefined) await fanOut(FanoutMessage.parse({ m, source: "pool", id: "heap" }), api.ports);
  }
  await drain(api);
  settle(book);
}

async function drain({ sent, ports }: TestApi): Promise<void> {
  for (let all = sent.splice(0); all.length > 0; all = sent.splice(0))
    for (const { queue, message } of all)
      if (queue === "fanout") await fanOut(FanoutMessage.parse(message.body), ports);
}

/** The platform shows an order as it is now; `again`: as it was shown before. */
export async function show(town: Town, order: BookedOrder, again = false): Promise<void> {
  if (!again) order.minute += 1;
  const lines = order.lines.map(({ lineNo, ...line }) => lineOf(lineNo, line.quantity, { cancelled: line.cancelled }));
  const snapshot = reading(lines, { orderNo: order.no, pay: order.pay }, order.minute);
  await store(town, order.side, snapshot);
}

/** A reading comes from the queue. */
export async function store({ api, who }: Town, side: Side, snapshot: ReturnType<typeof reading>): Promise<void> {
  const done = await ingest([{ ...orderMessage(snapshot), m: who[side].m, s: SHOP }], api.ports);
  expect(done).toEqual({ again: [], defects: [] });
}

/** The platform makes two orders of one, and shows the first as cancelled: in any order. Nothing moves. */
export async function splitUp(town: Town, order: BookedOrder, n: number): Promise<void> {
  const parts = order.lines.map((line, k) => {
    const child: BookedOrder = { ...order, no: `${order.no}${k}`, lines: [{ ...line }], minute: order.minute + 1 };
    return child;
  });
  const shown = [
    ...parts.map((child) => {
      const lines = child.lines.map(({ lineNo, quantity }) => lineOf(lineNo, quantity));
      return reading(lines, { orderNo: child.no, parentOrderNo: order.no }, child.minute);
    }),
    reading(
      order.lines.map(({ lineNo, quantity }) => lineOf(lineNo, quantity, { cancelled: quantity })),
      { orderNo: order.no, ended: true, split: true, rawState: "SPLIT" },
      order.minute + 1,
    ),
  ];
  const turned = [...shown.slice(n % 3), ...shown.slice(0, n % 3)];
  for (const snapshot of turned) {
    await store(town, order.side, snapshot);
    await agrees(town);
  }
  Object.assign(order, { split: true, lines: [] });
  town.book.orders.push(...parts);
}
