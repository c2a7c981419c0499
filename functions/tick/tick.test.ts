import { beforeEach, describe, expect, test } from "vitest";
import { instantFrom, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import { keys, work } from "../shared/store/keys.ts";
import { tick } from "./tick.ts";

const M = "m1";
const S = "shop00000001";
const NOW = instantFrom("2026-11-25T02:00:00.000Z");
const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };
const FACTS = { market: { orders: { streams: [{ id: "changed", everyMs: MINUTE_MS }] } } } as never;

let world = memoryPorts();
beforeEach(async () => {
  world = memoryPorts();
  const row = { id: S, merchant: M, platform: "market", app: "a", name: "店", state: "tested", platformShopId: "1" };
  const rest = { adopted: true, manages, stockFrom: null, epoch: 0, ver: 1 };
  await world.table.batchPut([{ ...keys.shop(M, S), ...row, ...rest }]);
});
const run = () => tick(FACTS, { ...world.ports, deadline: () => plus(world.ports.clock.now(), 50_000) });
const sent = () => world.sent.map(({ queue, message }) => [queue, message.body]);

describe("rows that are due", () => {
  const key = keys.publication(M, "l1", S);
  beforeEach(() => world.table.batchPut([{ ...key, ...work.due(S, NOW) }]));

  test("are woken by their lane's message, and pushed on before it is sent", async () => {
    await run();
    expect(sent()).toEqual([["publish:market", { v: 1, m: M, s: S, l: "l1" }]]);
    const down = { ...world.ports, queues: { send: () => Promise.reject(new Error("down")) } };
    world.pass(5 * MINUTE_MS);
    await expect(tick(FACTS, { ...down, deadline: () => plus(NOW, 900_000) })).rejects.toThrow("down");
    expect(String((await world.table.get(key))?.["WSK"]) > world.ports.clock.now()).toBe(true);
  });

  test("that nobody takes care of come after 5, 10, 20, 40 and then each 60 minutes", async () => {
    const waits = [];
    for (let n = 0; n < 7; n++) {
      await run();
      const next = instantFrom(String((await world.table.get(key))?.["WSK"]));
      waits.push(msBetween(world.ports.clock.now(), next) / MINUTE_MS);
      world.pass(msBetween(world.ports.clock.now(), next));
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60]);
    expect(sent()).toHaveLength(7);
  });

  test("are woken once by two ticks of one minute", async () => {
    await Promise.all([run(), run()]);
    expect(sent()).toHaveLength(1);
  });
});

test("a mark older than a minute is told to fan-out, a younger one has its own message under way", async () => {
  await world.table.batchPut([
    { ...keys.pool(M, "old"), ...work.dirty("old", plus(NOW, -2 * MINUTE_MS)) },
    { ...keys.pool(M, "new"), ...work.dirty("new", plus(NOW, -30_000)) },
  ]);
  await run();
  expect(sent()).toEqual([["fanout", { v: 1, m: M, source: "pool", id: "old" }]]);
});

test("a stream is asked for once in as many minutes as its class says, and shops of a class are spread", async () => {
  const shops = Array.from({ length: 30 }, (_, n) => `shop${String(n).padStart(8, "0")}`);
  await world.table.batchPut(
    shops.map((s) => ({ ...keys.stream(M, s, "changed"), ...work.pull("market", s, "changed", 15) })),
  );
  const perMinute = [];
  for (let minute = 0; minute < 15; minute++) {
    world.sent.length = 0;
    await run();
    perMinute.push(world.sent.length);
    world.pass(MINUTE_MS);
  }
  expect(perMinute.reduce((sum, n) => sum + n, 0)).toBe(30);
  expect(Math.max(...perMinute)).toBeLessThan(10);
});
