import { beforeEach, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, plus } from "../../domain/time.ts";
import { pack } from "../shared/pack.ts";
import { keys, work } from "../shared/store/keys.ts";
import { marketWorld, M, orderAt, S, START, type MarketWorld } from "./fixtures.ts";
import { syncRowOf } from "./sync-row.ts";

let world: MarketWorld;
let raw = "";
beforeEach(async () => {
  world = await marketWorld();
  world.shops.sealer.open = async () => raw;
});

const aside = async (stream: string, more: object) => {
  const todo = work.todo(M, START);
  await world.table.batchPut([{ ...keys.setAside(M, S, stream, "h1"), at: START, why: "x", ...todo, ...more }]);
};
const left = () => world.table.rows().filter(({ SK }) => SK.startsWith("SA#"));
const sent = () => world.sent.map(({ queue, message }) => [queue, message.body]);

test("a queued reading goes to its queue again", async () => {
  await aside("orders", { body: pack('{"kind":"order","m":"m1"}') });
  await world.run({ replay: true });
  expect(sent()).toEqual([["orders", { kind: "order", m: "m1" }]]);
  expect(left()).toEqual([]);
});

test("a row of a list is read again with its window, which stays a gap until it was read", async () => {
  raw = '{"strange":true}';
  const from = plus(START, -2 * HOUR_MS);
  await world.run({ stream: "changed" });
  world.sent.length = 0;
  await aside("changed", { sealed: "s", from, to: plus(from, MINUTE_MS) });
  world.market.orders = [orderAt("5", plus(from, 1_000))];
  await world.run({ replay: true });
  expect(sent()).toEqual([["pull:market", { v: 1, m: M, s: S, stream: "changed" }]]);
  expect(left()).toEqual([]);
  expect(syncRowOf(await world.row("changed")).gaps).toMatchObject([{ from }]);
  await world.run({ stream: "changed" });
  expect(syncRowOf(await world.row("changed")).gaps).toEqual([]);
  expect(world.queued()).toContain("5");
});

test.each([
  ['{"orderNo":"77"}', { order: "77" }],
  ['{"caseNo":"78"}', { case: "78" }],
])("what was refused in detail is asked for again: %s", async (text, ask) => {
  raw = text;
  await aside("changed", { sealed: "s" });
  await world.run({ replay: true });
  expect(sent()).toEqual([["pull:market", { v: 1, m: M, s: S, ...ask }]]);
});

test("what nobody can place stays where it is", async () => {
  raw = '{"strange":true}';
  await aside("one", { sealed: "s" });
  await aside("two", { erased: true });
  await world.run({ replay: true });
  expect(left()).toHaveLength(2);
});
