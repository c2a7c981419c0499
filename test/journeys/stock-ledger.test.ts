/** I4: whatever happens, in whatever order, the pools say what an independent book says, after every single step. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { SHOP, type TestApi } from "../../functions/api/fixtures.ts";
import { booked, DRAW_G, gramsOf, type BookedOrder, type Side } from "./ledger-book.ts";
import { agrees, ask, openApi, openTown, show, splitUp, told, type Town } from "./ledger-town.ts";

type Step = (town: Town, n: number) => Promise<void>;

let api: TestApi;
let towns = 0;
beforeAll(async () => {
  api = await openApi();
});

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
const sideOf = (n: number): Side => (n % 2 === 0 ? "county" : "own");
const open = ({ book }: Town) => book.orders.filter(({ gone, split }) => !gone && !split);

const STEPS: Readonly<Record<string, Step>> = {
  order: async (town, n) => {
    const lines = Object.keys(DRAW_G).map((lineNo, k) => ({ lineNo, quantity: 1 + ((n >> k) % 3), cancelled: 0 }));
    const no = String(9_000 + town.book.orders.length);
    const pay = n % 5 === 0 ? "unpaid" : "paid";
    const order: BookedOrder = { no, side: sideOf(n), pay, lines, gone: false, split: false, minute: 0 };
    town.book.orders.push(order);
    await show(town, order);
  },
  pay: async (town, n) => {
    const order = pick(
      open(town).filter(({ pay }) => pay === "unpaid"),
      n,
    );
    if (order !== undefined) await show(town, Object.assign(order, { pay: "paid" }));
  },
  cancel: async (town, n) => {
    const order = pick(
      open(town).filter(({ pay }) => pay === "unpaid"),
      n,
    );
    if (order !== undefined) await show(town, Object.assign(order, { pay: "closed_unpaid" }));
  },
  cancelOne: async (town, n) => {
    const order = pick(
      open(town).filter(({ pay }) => pay === "paid"),
      n,
    );
    const line = pick(order?.lines.filter(({ quantity, cancelled }) => cancelled < quantity) ?? [], n);
    if (order === undefined || line === undefined) return;
    line.cancelled += 1;
    await show(town, order);
  },
  again: async (town, n) => {
    const order = pick(open(town), n);
    if (order !== undefined) await show(town, order, true);
  },
  split: async (town, n) => {
    const order = pick(
      open(town).filter(({ pay, lines }) => pay === "paid" && lines.every((line) => line.cancelled === 0)),
      n,
    );
    if (order !== undefined) await splitUp(town, order, n);
  },
  leave: async (town, n) => {
    const order = pick(
      open(town).filter((one) => one.pay === "paid" && gramsOf(one) > 0),
      n,
    );
    if (order === undefined) return;
    const parcels = [{ carrier: "yuantong", waybill: `YT${order.no}000` }];
    const path = `/shops/${SHOP}/orders/${order.no}`;
    const { consignments } = (await ask(town, order.side, `GET ${path}`)).body;
    const consignmentId = consignments.find(({ state }: { state: string }) => state !== "cancelled")?.id;
    const done = await ask(town, order.side, `POST ${path}/handover`, { consignmentId, parcels });
    expect([done.status, done.body.errors]).toEqual([200, undefined]);
    order.gone = true;
  },
  change: async (town, n) => {
    const change = (n % 21) - 10;
    const done = await ask(town, sideOf(n), "POST /pools/heap/corrections", { change, reason: "霉变" });
    if (done.status === 200) town.book.counted[sideOf(n)] += change;
  },
  count: async (town, n) => {
    const side = sideOf(n);
    const { onHand } = booked(town.book, side);
    const done = await ask(town, side, "POST /pools/heap/corrections", { count: n % 200, reason: "盘点" });
    if (done.status === 200) town.book.counted[side] += (n % 200) - onHand;
  },
  hold: async (town, n) => {
    const [side, qty] = [sideOf(n), 1 + (n % 30)];
    const { body } = await ask(town, side, "POST /pools/heap/reservations", { qty, reason: "样品" });
    town.book.held[side].push({ id: body.id, qty });
  },
  letGo: async (town, n) => {
    const side = sideOf(n);
    const hold = pick(town.book.held[side], n);
    if (hold === undefined) return;
    for (let twice = 0; twice < 2; twice++) await ask(town, side, `POST /pools/heap/reservations/${hold.id}/release`);
    town.book.held[side] = town.book.held[side].filter(({ id }) => id !== hold.id);
  },
  keep: async (town, n) => {
    const live = { to: "shop", shop: SHOP, until: "2026-11-25T05:00:00.000Z", qty: 1 + (n % 20), reason: "直播" };
    const { status, body } = await ask(town, "own", "POST /pools/heap/allotments", live);
    if (status === 201) town.book.kept.push(body.id);
  },
  endKept: async (town, n) => {
    const id = pick(town.book.kept, n);
    if (id !== undefined) await ask(town, "own", `POST /pools/heap/allotments/${id}/end`);
  },
  lend: async (town, n) => {
    const qty = 1 + (n % 60);
    const enough = qty <= booked(town.book, "own").available;
    const to = { to: "merchant", merchant: town.who.county.m, pool: "heap", qty, reason: "县旗舰店" };
    const done = await ask(town, "own", "POST /pools/heap/allotments", to);
    expect(done.status).toBe(enough ? 201 : 409);
    if (!enough) return;
    town.book.lent += qty;
    await agrees(town);
    town.book.counted.county += qty;
    await told(town);
  },
  giveBack: async (town, n) => {
    // What was told before arrives before: what has left the shed by then can no longer come back.
    if (town.api.sent.length > 0) await told(town);
    const qty = 1 + (n % 30);
    const enough = qty <= booked(town.book, "county").available;
    const done = await ask(town, "county", "POST /pools/heap/allotments", { to: "lender", qty, reason: "退回" });
    expect(done.status).toBe(enough ? 201 : 409);
    if (!enough) return;
    town.book.counted.county -= qty;
    await agrees(town);
    // No more comes back than is out; the rest stays where it is.
    if (qty <= town.book.lent) town.book.lent -= qty;
    else town.book.counted.county += qty;
    await told(town);
  },
  tell: (town) => told(town),
};

const aLife = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(10_000)), {
  minLength: 5,
  maxLength: 40,
});

describe("the ledger of stock", () => {
  it("is exact after every step, whatever the steps are", async () => {
    await fc.assert(
      fc.asyncProperty(aLife, async (life) => {
        const town = await openTown(api, ++towns);
        for (const [name, n] of life) {
          await STEPS[name]?.(town, n);
          await agrees(town);
        }
        await told(town);
        await agrees(town);
      }),
      { numRuns: 200 },
    );
  });
});
