import { beforeEach, describe, expect, it } from "vitest";
import { fanOut } from "../fanout/fanout.ts";
import { FanoutMessage } from "../shared/messages.ts";
import { keys } from "../shared/store/keys.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";

const HEAP = { name: "核桃堆", unit: "g", onHand: 100_000, policy: "shared" };
const HOUR_MS = 3_600_000;
let api: TestApi;

/** Works off what was sent to fan-out, until nothing more comes. */
async function drain(): Promise<void> {
  for (let all = api.sent.splice(0); all.length > 0; all = api.sent.splice(0))
    for (const { queue, message } of all)
      if (queue === "fanout") await fanOut(FanoutMessage.parse(message.body), api.ports);
}
const pool = async (id = "heap", token?: string) =>
  (await api.ask(`GET /pools/${id}`, undefined, token === undefined ? {} : { token })).body;
/** What tick sends when the time of a row of the pool has come. */
const due = (source: "reservation" | "allotment", id: string, m = "m1") =>
  fanOut(FanoutMessage.parse({ m, source, id: `heap|${id}` }), api.ports);

beforeEach(async () => {
  api = await testApi();
  await api.ask("PUT /pools/heap", HEAP);
});

describe("stock held back by hand", () => {
  it("is not for sale until its time has come, and then once", async () => {
    const until = "2026-11-25T03:00:00.000Z";
    const { body } = await api.ask("POST /pools/heap/reservations", { qty: 30_000, reason: "工会订货", until });
    expect(await pool()).toMatchObject({ reserved: 30_000, available: 70_000 });

    await due("reservation", body.id);
    expect((await pool()).available).toBe(70_000);

    api.pass(2 * HOUR_MS);
    await due("reservation", body.id);
    await due("reservation", body.id);
    expect(await pool()).toMatchObject({ reserved: 0, available: 100_000 });
    expect((await api.ask("GET /pools/heap/moves")).body.held).toMatchObject([
      { state: "released", reason: "工会订货" },
    ]);
  });

  it("is let go by a person, once", async () => {
    const { body } = await api.ask("POST /pools/heap/reservations", { qty: 30_000, reason: "样品" });

    expect((await api.ask(`POST /pools/heap/reservations/${body.id}/release`)).body.available).toBe(100_000);
    expect((await api.ask(`POST /pools/heap/reservations/${body.id}/release`)).status).toBe(404);
    expect((await pool()).available).toBe(100_000);
  });

  it("closes one night and leaves the others", async () => {
    await api.ask("PUT /pools/room", { name: "大床房", unit: "间夜", kind: "night", onHand: 3 });
    await api.ask("POST /pools/room/reservations", { qty: 3, reason: "装修", day: "2026-12-05" });

    expect((await api.ask("GET /pools/room?day=2026-12-05")).body.available).toBe(0);
    expect((await api.ask("GET /pools/room?day=2026-12-06")).body.available).toBe(3);
    expect((await pool("room")).dates).toEqual([{ day: "2026-12-05", onHand: 3, reserved: 3, available: 0 }]);
  });
});

describe("stock kept for one shop", () => {
  it("goes back by itself at its end", async () => {
    await connectShop(api);
    const live = { to: "shop", shop: SHOP, until: "2026-11-25T05:00:00.000Z", qty: 75_000, reason: "今晚直播" };
    const { body, status } = await api.ask("POST /pools/heap/allotments", live);

    expect(status).toBe(201);
    expect((await pool()).kept).toEqual([{ shop: SHOP, amount: 75_000, until: live.until }]);
    expect((await api.ask("POST /pools/heap/allotments", live)).status).toBe(409);

    api.pass(4 * HOUR_MS);
    await due("allotment", body.id);
    expect(await pool()).toMatchObject({ kept: [], available: 100_000 });
  });
});

describe("one shed, two sellers", () => {
  const lend = { to: "merchant", merchant: "m2", pool: "heap", qty: 40_000, reason: "县旗舰店" };
  let county: string;
  beforeEach(async () => {
    county = await api.token({ merchant: "m2", roles: ["owner"] });
    await api.ask("PUT /pools/heap", { ...HEAP, onHand: 0 }, { token: county });
  });
  const agree = () => api.ask("PUT /pools/heap/source", { from: { merchant: "m1", pool: "heap" } }, { token: county });

  it("moves stock once, however often a step is repeated, and both ledgers are exact", async () => {
    await agree();
    const { body } = await api.ask("POST /pools/heap/allotments", lend);
    await drain();
    await due("allotment", body.id);

    expect(await pool()).toMatchObject({ onHand: 100_000, allotted: 40_000, available: 60_000 });
    expect(await pool("heap", county)).toMatchObject({ onHand: 40_000, available: 40_000 });
  });

  it("gives nothing to a pool that does not say it takes from us", async () => {
    await api.ask("POST /pools/heap/allotments", lend);
    await drain();

    expect(await pool()).toMatchObject({ allotted: 0, available: 100_000 });
    expect(await pool("heap", county)).toMatchObject({ onHand: 0 });
    expect((await api.ask("GET /pools/heap/moves")).body.moved).toMatchObject([{ kind: "lent", state: "refused" }]);
  });

  it("gives no more than there is", async () => {
    expect((await api.ask("POST /pools/heap/allotments", { ...lend, qty: 100_001 })).status).toBe(409);
  });

  it("gives back, the borrower first", async () => {
    await agree();
    await api.ask("POST /pools/heap/allotments", lend);
    await drain();
    await api.ask("POST /pools/heap/allotments", { to: "lender", qty: 15_000, reason: "退回" }, { token: county });
    await drain();

    expect(await pool()).toMatchObject({ onHand: 100_000, allotted: 25_000, available: 75_000 });
    expect(await pool("heap", county)).toMatchObject({ onHand: 25_000 });
  });

  it("takes from the lender's shed what left the borrower's, once", async () => {
    await agree();
    await api.ask("POST /pools/heap/allotments", lend);
    await drain();
    await api.ports.table.write({ update: keys.pool("m2", "heap"), add: { onHand: -5_000, gone: 5_000, ver: 1 } });
    const told = () => fanOut(FanoutMessage.parse({ m: "m2", source: "pool", id: "heap" }), api.ports);
    await told();
    await told();

    expect(await pool()).toMatchObject({ onHand: 95_000, allotted: 35_000, available: 60_000 });
  });
});
