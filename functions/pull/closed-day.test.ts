import { beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, plus } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import { marketWorld, M, orderAt, S, START, type MarketWorld } from "./fixtures.ts";
import { syncRowOf } from "./sync-row.ts";

let world: MarketWorld;
beforeEach(async () => {
  world = await marketWorld();
  const since = plus(START, -10 * DAY_MS);
  for (const stream of ["changed", "created"])
    await world.table.write({ update: keys.stream(M, S, stream), set: { since } });
});

const yesterday = plus(START, -DAY_MS);
const read = (day = "2026-11-23") => world.run({ day });
const extra = async () => syncRowOf(await world.row("changed")).extraSettleMs;

test("an order that no stream brought is queued, counted, and lengthens the settle time, up to half an hour", async () => {
  world.market.orders = [orderAt("1", yesterday), orderAt("2", yesterday)];
  await world.table.batchPut([{ ...keys.order(M, S, "1") }]);
  await read();
  expect(world.queued()).toEqual(["2"]);
  expect(await extra()).toBe(MINUTE_MS);
  expect(await world.row("changed")).toMatchObject({ lateFound: 1 });
  for (let n = 0; n < 8; n++) await read();
  expect(await extra()).toBe(30 * MINUTE_MS);
  expect(world.metrics).toContain("LateFound");
});

test("a longer settle time holds coverage back by that much", async () => {
  await world.table.write({ update: keys.stream(M, S, "changed"), set: { extraSettleMs: HOUR_MS / 2 } });
  await world.run({ stream: "changed" });
  expect(syncRowOf(await world.row("changed")).to).toBe(plus(START, -31 * MINUTE_MS));
});

test("a day that is whole changes nothing", async () => {
  world.market.orders = [orderAt("1", yesterday)];
  await world.table.batchPut([{ ...keys.order(M, S, "1") }]);
  const before = world.table.rows();
  await read();
  expect([world.sent, world.table.rows()]).toEqual([[], before]);
});

test("what was placed before the shop was connected is nobody's loss", async () => {
  world.market.orders = [orderAt("1", plus(START, -11 * DAY_MS))];
  await read("2026-11-13");
  expect(world.queued()).toEqual([]);
});

test("a day that can't be read now says nothing about late orders", async () => {
  world.market.orders = [orderAt("1", yesterday)];
  world.market.fails = () => "retryable";
  await read();
  expect(await extra()).toBe(0);
});
