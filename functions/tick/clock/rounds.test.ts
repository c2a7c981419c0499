import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instantFrom, MINUTE_MS, plus } from "../../../domain/time.ts";
import type { Order } from "../../../domain/order/order.ts";
import { memoryPorts } from "../../../test/factories/memory-ports.ts";
import { order } from "../../api/order-fixtures.ts";
import { pack } from "../../shared/pack.ts";
import { keys, views, work } from "../../shared/store/keys.ts";
import { orderBody } from "../../shared/store/rows.ts";
import { clockRounds, merchantRound } from "./rounds.ts";

const M = "m1";
const S = "shop00000001";
/** Ten in the morning in Beijing: the night's work of the day is long over. */
const NOW = instantFrom("2026-11-25T02:00:00.000Z");
const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };
const shopBody = { id: S, merchant: M, platform: "market", app: "a", name: "店", state: "tested", platformShopId: "1" };

let world = memoryPorts();
beforeEach(async () => {
  world = memoryPorts();
  const rest = { adopted: true, manages, stockFrom: null, epoch: 0, ver: 1 };
  await world.table.batchPut([
    { ...keys.merchant(M), ...work.clock(M), nightOf: "2026-11-25" },
    { ...keys.shop(M, S), ...shopBody, ...rest, ...views.shop(M, S) },
  ]);
});

async function store(more: Partial<Order>, row: Record<string, unknown> = {}): Promise<void> {
  const whole = order(more);
  const due = work.orderDue(M, whole.shipBy?.at ?? plus(whole.placedAt, DAY_MS));
  const hot = { pay: whole.pay, readAt: NOW, open: true, ver: 3, body: orderBody(whole), ...due };
  await world.table.batchPut([{ ...keys.order(M, S, whole.orderNo), ...hot, ...row }]);
}
const round = () => merchantRound(M, world.ports);
const rows = (prefix: string) => world.table.rows().filter(({ SK }) => SK.startsWith(prefix));
const shipBy = (ms: number) => ({ at: plus(NOW, ms), basis: "platform" });
const asked = () => world.sent.map(({ message }) => (message.body as { order?: string }).order);

describe("alarms", () => {
  test("ring once at 12, 4 and 1 hours, and once when it is too late", async () => {
    await store({ shipBy: shipBy(11 * HOUR_MS) });
    const told = [];
    for (let hour = 0; hour < 13; hour++) {
      await round();
      await round();
      told.push(rows("NTC#").length);
      world.pass(HOUR_MS);
    }
    expect(told).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 4]);
    expect((await world.table.get(keys.order(M, S, "9001")))?.["alarm"]).toBe(0);
  });

  test("begin anew when the platform sets another time", async () => {
    await store({ shipBy: shipBy(30 * MINUTE_MS) });
    await round();
    await store({ shipBy: shipBy(3 * HOUR_MS) }, { alarm: 1, alarmFor: plus(NOW, 30 * MINUTE_MS) });
    await round();
    expect(rows("NTC#")).toHaveLength(2);
  });

  test("are silent for what already left, for what nobody paid, and for cases that wait for the buyer", async () => {
    const left = order().consignments.map((one) => ({ ...one, state: "handed_over" as const }));
    await store({ orderNo: "1", shipBy: shipBy(HOUR_MS), consignments: left });
    await store({ orderNo: "2", shipBy: shipBy(HOUR_MS), pay: "unpaid" });
    const due = work.orderDue(M, plus(NOW, HOUR_MS));
    await world.table.batchPut([{ ...keys.afterSale(M, S, "3", "c1"), caseTurn: "buyer", ver: 1, ...due }]);
    await round();
    expect(rows("NTC#")).toEqual([]);
  });

  test("ring for a case that waits for the merchant", async () => {
    const due = work.orderDue(M, plus(NOW, 3 * HOUR_MS));
    await world.table.batchPut([{ ...keys.afterSale(M, S, "3", "c1"), caseTurn: "merchant", ver: 1, ...due }]);
    await round();
    expect(rows("NTC#")).toMatchObject([{ kind: "due", about: { shop: S, order: "3", case: "c1" } }]);
  });

  test("whose level was not noted tell nobody twice", async () => {
    await store({ shipBy: shipBy(HOUR_MS) });
    await round();
    await store({ shipBy: shipBy(HOUR_MS) });
    await round();
    expect(rows("NTC#")).toHaveLength(1);
  });
});

describe("open orders", () => {
  test("that nobody saw for six hours are asked for, then not again for six hours", async () => {
    await store({});
    await round();
    expect(asked()).toEqual([]);
    world.pass(6 * HOUR_MS);
    await round();
    await round();
    expect(asked()).toEqual(["9001"]);
    world.pass(6 * HOUR_MS);
    await round();
    expect(asked()).toEqual(["9001", "9001"]);
  });

  test("that are unpaid past their limit are asked for each hour", async () => {
    await store({ pay: "unpaid", placedAt: plus(NOW, -DAY_MS) }, { readAt: plus(NOW, -2 * HOUR_MS) });
    for (let quarter = 0; quarter < 8; quarter++) {
      await round();
      world.pass(15 * MINUTE_MS);
    }
    expect(asked()).toEqual(["9001", "9001"]);
  });

  test("are asked for a hundred at a time, the longest unseen first", async () => {
    for (let n = 0; n < 130; n++) await store({ orderNo: `${1000 + n}` }, { readAt: plus(NOW, -7 * HOUR_MS - n) });
    await round();
    expect(asked()).toHaveLength(100);
    expect(asked()[0]).toBe("1129");
    await round();
    expect(new Set(asked()).size).toBe(130);
  });
});

describe("a pause", () => {
  test("ends at its time, and the shop's publications are told", async () => {
    const set = { state: "paused", pausedUntil: plus(NOW, HOUR_MS) };
    await world.table.write({ update: keys.shop(M, S), set });
    await round();
    expect((await world.table.get(keys.shop(M, S)))?.["state"]).toBe("paused");
    world.pass(HOUR_MS);
    await round();
    const shop = await world.table.get(keys.shop(M, S));
    expect(shop).toMatchObject({ state: "tested", ver: 2, WPK: expect.stringMatching(/^W#dirty/) });
    expect(world.sent.map(({ queue }) => queue)).toEqual(["fanout"]);
  });
});

describe("the county's board", () => {
  const boardRows = () => world.table.rows().filter(({ PK }) => PK === "C#county");

  test("shows what is blocked, late and old, and tokens with their days; what is over goes", async () => {
    await store({ shipBy: shipBy(-HOUR_MS) });
    const old = plus(NOW, -11 * DAY_MS);
    await world.table.batchPut([
      { ...keys.publication(M, "l1", S), ...work.todo(M, NOW) },
      { ...keys.setAside(M, S, "changed", "h1"), ...work.todo(M, old) },
      { ...keys.token(M, S), expiresAt: plus(NOW, 5 * DAY_MS) },
    ]);
    await round();
    expect(boardRows().map(({ SK }) => SK)).toEqual([
      `BLK#${M}#l1#${S}`,
      `LATE#${M}#${S}#9001`,
      `OLD#${M}#${S}#changed#h1`,
      `TOK#${M}#${S}`,
      `DAY#2026-11-25#${M}`,
    ]);
    expect(boardRows().at(-1)).toMatchObject({ open: 1, late: 1, blocked: 1, aside: 1 });
    expect(boardRows().find(({ SK }) => SK.startsWith("TOK"))).toMatchObject({ days: 5 });
    await world.table.write({ update: keys.publication(M, "l1", S), remove: ["WPK", "WSK"] });
    await round();
    expect(boardRows().map(({ SK }) => SK)).not.toContain(`BLK#${M}#l1#${S}`);
  });
});

describe("the night", () => {
  const nightMessages = () => world.sent.filter(({ queue }) => queue === "pull:market");

  test("asks each shop once a day for closed days, wares and its token, after one o'clock", async () => {
    world.pass(14 * HOUR_MS); // midnight in Beijing
    await round();
    expect(nightMessages()).toEqual([]);
    world.pass(5 * HOUR_MS);
    await round();
    await round();
    const bodies = nightMessages().map(({ message }) => message.body);
    const days = ["2026-11-25", "2026-11-23", "2026-11-19", "2026-10-27"];
    expect(bodies).toMatchObject([...days.map((day) => ({ day })), { wares: true }, { token: true }]);
  });

  test("tells of a supplier's papers at 30, 7 and 1 days, each once", async () => {
    const licences = [{ type: "food_permit", no: "JY1", validUntil: "2026-12-02" }];
    const supplier = { id: "sup1", name: "合作社", type: "coop", licences };
    await world.table.batchPut([{ ...keys.supplier(M, "sup1"), body: pack(supplier) }]);
    for (let day = 0; day < 9; day++) {
      world.pass(DAY_MS);
      await round();
    }
    expect(rows("NTC#").map((row) => (row["say"] as { zh: string }).zh)).toHaveLength(3);
  });
});

describe("rounds", () => {
  test("come to each merchant once in a quarter of an hour, and one that fails stops no other", async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `mm${n}`);
    await world.table.batchPut(ids.map((id) => ({ ...keys.merchant(id), ...work.clock(id) })));
    await world.table.batchPut([{ ...keys.shop("mm3", "broken"), ...views.shop("mm3", "broken") }]);
    for (let minute = 0; minute < 15; minute++) {
      await clockRounds(world.ports);
      world.pass(MINUTE_MS);
    }
    const seen = world.table.rows().filter(({ SK }) => SK.startsWith("DAY#"));
    expect(seen.map(({ SK }) => SK.split("#")[2]).sort()).toEqual([M, ...ids].filter((id) => id !== "mm3").sort());
  });

  test("stop when the run has no time left", async () => {
    await clockRounds({ ...world.ports, deadline: () => plus(world.ports.clock.now(), 5_000) });
    expect(world.table.rows().filter(({ SK }) => SK.startsWith("DAY#"))).toEqual([]);
  });
});

test("what nobody knows is looked for when its hour comes, for a day, though it waits for a person", async () => {
  const open = { turnPhase: "sent", turnLookAt: plus(NOW, HOUR_MS) };
  await world.table.batchPut([
    { ...keys.shipment(M, S, "9001", "1"), ...open, ...work.todo(M, plus(NOW, -HOUR_MS)) },
    { ...keys.publication(M, "g-1", S), ...open, ...work.todo(M, plus(NOW, -2 * DAY_MS)) },
    { ...keys.publication(M, "g-2", S), state: "blocked", ...work.todo(M, NOW) },
  ]);
  await round();
  expect(world.sent).toEqual([]);
  world.pass(HOUR_MS);

  await round();

  expect(world.sent.map(({ queue, message }) => [queue, message.body])).toEqual([
    ["urgent:market", { v: 1, m: M, s: S, kind: "ship", orderNo: "9001", n: "1" }],
  ]);
});
