import { createHmac } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Adapter, Events, Hint } from "../../adapters/contract.ts";
import { DAY_MS } from "../../domain/time.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import { receive, type Asked } from "./callbacks.ts";

const M = "m1";
const S = "shop00000001";
const PATH = `/callbacks/market/${M}/${S}`;
const row = { id: S, merchant: M, platform: "market" } as ShopRow;
const sign = (raw: Uint8Array) => createHmac("sha256", "secret").update(raw).digest("hex");

/** Pushes a list of hints, signed over the raw bytes. */
const events: Events<never> = {
  receive: ({ raw, query }) => {
    if (query["sign"] !== sign(raw)) return { verified: false, reply: { status: 401, body: "no" }, hints: [] };
    const hints: Hint[] = JSON.parse(Buffer.from(raw).toString());
    return { verified: true, reply: { status: 200, body: "ok" }, hints };
  },
};

let world = memoryPorts();
let adapter: Adapter;
beforeEach(async () => {
  world = memoryPorts();
  adapter = { id: "market", events, orders: { streams: [{ id: "changed" }] } } as unknown as Adapter;
  await world.table.batchPut([{ ...keys.shop(M, S), ...row }]);
});

const shops = (): Shops => {
  const ask = async (question: (x: never) => Promise<unknown>) => ({
    kind: "done",
    value: await question({} as never),
  });
  const open = async () => ({ row, adapter, signInDoor: { ask } }) as unknown as OpenShop;
  return { open, sealer: { seal: async () => "", open: async () => null, mark: async () => "" } };
};
const push = (hints: unknown, more: Partial<Asked> = {}) => {
  const raw = Buffer.from(JSON.stringify(hints));
  const asked = { method: "POST", path: PATH, query: { sign: sign(raw) }, headers: {}, raw, ...more };
  return receive(asked, { ports: world.ports, shops: shops() });
};
const bodies = () => world.sent.map(({ queue, message }) => [queue, message.body]);

test("a verified push queues what to read again, and nothing else", async () => {
  const hints = [
    { about: "order", id: "1" },
    { about: "voucher", id: "2" },
    { about: "after_sale", id: "3" },
    { about: "listing", id: "4" },
    { about: "shop" },
  ];
  expect(await push(hints)).toEqual({ status: 200, body: "ok" });
  const asked = [{ order: "1" }, { order: "2" }, { case: "3" }, { ware: "4" }, { stream: "changed" }];
  expect(bodies()).toEqual(asked.map((body) => ["pull:market", { v: 1, m: M, s: S, ...body }]));
  expect(world.table.rows().map(({ SK }) => SK.slice(0, 3))).toEqual(["SHO", "CB#"]);
});

test("the same push within a day is answered and does nothing; after it, it is read once more", async () => {
  await push([{ about: "order", id: "1" }]);
  world.pass(DAY_MS - 1);
  expect(await push([{ about: "order", id: "1" }])).toEqual({ status: 200, body: "ok" });
  expect(world.sent).toHaveLength(1);
  world.pass(2);
  await push([{ about: "order", id: "1" }]);
  expect(world.sent).toHaveLength(2);
});

test("a push whose queue is down is not noted, so that its repetition works", async () => {
  const down = { ...world.ports, queues: { send: () => Promise.reject(new Error("down")) } };
  const raw = Buffer.from(JSON.stringify([{ about: "order", id: "1" }]));
  const asked = { method: "POST", path: PATH, query: { sign: sign(raw) }, headers: {}, raw };
  await expect(receive(asked, { ports: down, shops: shops() })).rejects.toThrow("down");
  await push([{ about: "order", id: "1" }]);
  expect(world.sent).toHaveLength(1);
});

test("not more than fifty hints of one push are followed", async () => {
  await push(Array.from({ length: 80 }, (_, n) => ({ about: "order", id: String(n) })));
  expect(world.sent).toHaveLength(50);
});

test.each([
  ["a forged signature, with the platform's own answer", { query: { sign: "0" } }, 401],
  ["no signature", { query: {} }, 401],
  ["a body that breaks its reader", { raw: Buffer.from("{"), query: { sign: sign(Buffer.from("{")) } }, 403],
  ["another merchant's path", { path: `/callbacks/market/m2/${S}` }, 403],
  ["another shop's path", { path: `/callbacks/market/${M}/shop00000002` }, 403],
  ["another platform's path", { path: `/callbacks/bazaar/${M}/${S}` }, 403],
  ["a path that climbs", { path: `/callbacks/market/../${S}` }, 403],
  ["a path with more in it", { path: `${PATH}/more` }, 403],
  ["a key sign in the path", { path: `/callbacks/market/m1#S/${S}` }, 403],
  ["a body too large to be a hint", { raw: new Uint8Array(262_145) }, 413],
])("%s is refused and reaches no queue", async (_, more, status) => {
  expect((await push([{ about: "order", id: "1" }], more)).status).toBe(status);
  expect(world.sent).toEqual([]);
  expect(world.table.rows()).toHaveLength(1);
});

test("a platform that pushes nothing has no door", async () => {
  adapter = { ...adapter, events: { absent: { zh: "无", en: "none" } } };
  expect((await push([{ about: "order", id: "1" }])).status).toBe(403);
});
