import { beforeEach, expect, test } from "vitest";
import { adapters } from "../../../adapters/registry.ts";
import { bindingOf, lineOf, PLACED, reading } from "../../../test/factories/order-arbitraries.ts";
import type { Snapshot } from "../../../domain/order/merge.ts";
import { instantFrom } from "../../../domain/time.ts";
import { memoryTable } from "../../../test/factories/memory-table.ts";
import type { OrderMessage } from "../messages.ts";
import type { Message, Ports } from "../ports.ts";
import { keys } from "../store/keys.ts";
import { orderOf } from "../store/rows.ts";
import { ingest } from "./ingest.ts";

const M = "m1";
const S = "shop00000001";
const NOW = instantFrom("2026-11-24T02:00:00.000Z");
const LEFT = `left_${S}_K1`;
const draws = { draw_K1: 2 };
const platform = Object.keys(adapters).find((id) => (adapters[id]?.stock.restocksOn.length ?? 0) > 0) ?? "";

const DONE = { again: [], defects: [] };

let table = memoryTable();
let sent: Message[] = [];

function ports(): Ports {
  const refuse = () => {
    throw new Error("ingest must not use this port");
  };
  const nothing = () => undefined;
  return {
    clock: { now: () => NOW, wait: async () => undefined },
    random: { next: () => 0.5 },
    ids: { id: refuse },
    table,
    receivers: memoryTable(),
    queues: { send: async (_queue, messages) => void sent.push(...messages) },
    blob: { put: refuse, get: refuse },
    keyring: { newKey: refuse, unwrap: refuse },
    transport: { send: refuse },
    log: { info: nothing, warn: nothing, error: nothing, metric: nothing },
    baseUrls: {},
    profile: "real",
    egress: "any",
    deadline: () => NOW,
  };
}

beforeEach(async () => {
  table = memoryTable();
  sent = [];
  const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };
  const shop = { id: S, merchant: M, platform, app: "a", name: "店", state: "tested", platformShopId: "1" };
  const rest = { adopted: true, manages, stockFrom: null, epoch: 0, ver: 1 };
  const pool = { onHand: 100, reserved: 0, allotted: 0, safety: 0, ver: 1, [LEFT]: 20, ...draws };
  await table.batchPut([
    { ...keys.shop(M, S), ...shop, ...rest },
    { ...keys.pool(M, "heap"), id: "heap", ...pool },
    { ...keys.pool(M, "odd"), id: "odd", ...pool },
    { ...keys.sku(M, "K1"), ...bindingOf("1", "odd") },
  ]);
});

function message({ order, readAt }: Snapshot): OrderMessage {
  const more = { sealed: null, receiverVersion: null, raw: null };
  return { v: 1, m: M, hop: 0, s: S, kind: "order", readAt, snapshot: order, ...more };
}

async function heap() {
  const row = await table.get(keys.pool(M, "heap"));
  return { onHand: row?.["onHand"], reserved: row?.["reserved"], left: row?.[LEFT] };
}

const orders = () => table.rows().filter(({ SK }) => SK.startsWith("O#"));

test("the same batch twice leaves one row and moves stock once", async () => {
  const batch = [message(reading([lineOf("1", 3)]))];
  expect(await ingest(batch, ports())).toEqual(DONE);
  const rows = table.rows();
  expect(await ingest(batch, ports())).toEqual(DONE);
  expect(orders()).toHaveLength(1);
  expect(await heap()).toEqual({ onHand: 100, reserved: 6, left: 17 });
  expect(table.rows()).toEqual(rows);
});

test("two readings of one order in a batch count once: the newest", async () => {
  await ingest([message(reading([lineOf("1", 2)], {}, 9)), message(reading([lineOf("1", 3)], {}, 5))], ports());
  expect(orders()).toHaveLength(1);
  expect(await heap()).toEqual({ onHand: 100, reserved: 4, left: 18 });
});

test("a reading that is older than what is stored changes nothing", async () => {
  await ingest([message(reading([lineOf("1", 3)], { pay: "closed_unpaid" }, 9))], ports());
  await ingest([message(reading([lineOf("1", 3)], {}, 5))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 0, left: 20 });
});

test("an order closed unpaid gives its stock back, to the shelf too where the platform does that by itself", async () => {
  await ingest([message(reading([lineOf("1", 3)], { pay: "unpaid" }, 1))], ports());
  await ingest([message(reading([lineOf("1", 3)], { pay: "closed_unpaid" }, 2))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 0, left: 20 });
});

test("a paid order that was cancelled gives its stock back, and the shelf waits for our push", async () => {
  await ingest([message(reading([lineOf("1", 3)], {}, 1))], ports());
  await ingest([message(reading([lineOf("1", 3, { cancelled: 3 })], {}, 2))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 0, left: 17 });
});

test("a shop that has no place in a pool gets none by selling from it", async () => {
  await table.write({ update: keys.pool(M, "heap"), remove: [LEFT] });
  await ingest([message(reading([lineOf("1", 3)]))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 6, left: undefined });
});

test("what sold between a stock reading and our write was overwritten there: it is counted, and `left` stays", async () => {
  const at = Date.parse(PLACED) / 1_000;
  const sets = [{ from: at - 5, to: at + 5, keys: ["K1"] }];
  await table.batchPut([{ ...keys.stockTurn(M, "l1", S), sets }]);
  await ingest([message(reading([lineOf("1", 3)]))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 6, left: 20 });
  expect((await table.get(keys.pool(M, "heap")))?.["between"]).toBe(3 * Number(draws["draw_K1"]));
});

test("an undated voucher reserves nothing: it is out, until it is cancelled", async () => {
  const stay = { ...bindingOf("1", "odd"), undated: true, band: "weekday-1", nights: 2 };
  await table.batchPut([{ ...keys.sku(M, "K1"), ...stay, kind: "voucher" }]);
  await ingest([message(reading([lineOf("1", 3)], {}, 1))], ports());
  expect(await heap()).toEqual({ onHand: 100, reserved: 0, left: 17 });
  expect((await table.get(keys.pool(M, "heap")))?.["out_weekday-1"]).toBe(3 * 2 * 2);
  await ingest([message(reading([lineOf("1", 3, { cancelled: 1 })], {}, 2))], ports());
  expect((await table.get(keys.pool(M, "heap")))?.["out_weekday-1"]).toBe(2 * 2 * 2);
});

test("shipped units leave the shed and are reserved no longer", async () => {
  await ingest([message(reading([lineOf("1", 3, { shipped: 2 })]))], ports());
  expect(await heap()).toEqual({ onHand: 96, reserved: 2, left: 17 });
});

test("no order is refused for stock: a pool of nothing goes below zero", async () => {
  await table.write({ update: keys.pool(M, "heap"), set: { onHand: 0, [LEFT]: 0 } });
  expect(await ingest([message(reading([lineOf("1", 3)]))], ports())).toEqual(DONE);
  expect(orders()).toHaveLength(1);
  expect(await heap()).toEqual({ onHand: 0, reserved: 6, left: -3 });
});

test("orders of a batch that share a pool move it by their sum, and other shops are told once a pool", async () => {
  const two = [reading([lineOf("1", 3)]), reading([lineOf("1", 4)], { orderNo: "9002" })].map(message);
  expect(await ingest(two, ports())).toEqual(DONE);
  expect(orders()).toHaveLength(2);
  expect(await heap()).toEqual({ onHand: 100, reserved: 14, left: 13 });
  expect(sent.map(({ body }) => (body as { id: string }).id)).toEqual(["heap", "odd"]);
});

test("a line that nothing is bound to is stored with a hold, and claims once it is bound", async () => {
  const batch = [message(reading([lineOf("1", 3, { merchantKey: null })]))];
  await ingest(batch, ports());
  expect((await heap()).reserved).toBe(0);
  await table.batchPut([{ ...keys.shopSku(M, S, "s1"), ...bindingOf("1", "odd") }]);
  await ingest(batch, ports());
  expect((await heap()).reserved).toBe(6);
  expect(orders().map((row) => orderOf(row).holds)).toEqual([[]]);
});

test("a race that another reader won is read again and merged, not lost", async () => {
  const real = table;
  let raced = false;
  const transact: typeof real.transact = async (writes) => {
    if (!raced) {
      raced = true;
      table = real;
      await ingest([message(reading([lineOf("1", 2)], {}, 1))], ports());
    }
    return real.transact(writes);
  };
  table = { ...real, transact };
  expect(await ingest([message(reading([lineOf("1", 5)], {}, 2))], ports())).toEqual(DONE);
  expect(orders()).toHaveLength(1);
  expect(await heap()).toEqual({ onHand: 100, reserved: 10, left: 15 });
});
