import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, plus } from "../../domain/time.ts";
import { stubOrder } from "../../domain/order/split.ts";
import { caseMessage } from "../../test/factories/order-desk.ts";
import { keys } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import { marketWorld, M, orderAt, S, START, type MarketWorld } from "./fixtures.ts";
import { syncRowOf } from "./sync-row.ts";

let world: MarketWorld;
beforeEach(async () => {
  world = await marketWorld();
});

const read = () => world.run({ stream: "changed" });
const row = async () => syncRowOf(await world.row("changed"));
const old = plus(START, -3 * DAY_MS);
/** One bad moment: whatever window holds it cannot be read. */
const badMoment = (at = plus(START, -5.5 * DAY_MS)) => {
  world.market.fails = ({ from, to }) => (from <= at && at <= to ? "needs_operator" : null);
};

describe("coverage", () => {
  test("grows to now less the settle time, and every order is queued", async () => {
    world.market.orders = [orderAt("1", old), orderAt("2", plus(START, -30_000))];
    await read();
    expect([...new Set(world.queued())]).toEqual(["1", "2"]);
    expect((await row()).to).toBe(plus(START, -MINUTE_MS));
  });

  test("of a stream that is kept up with costs no write, but once in half an hour", async () => {
    await read();
    const before = await world.row("changed");
    world.pass(2 * MINUTE_MS);
    await read();
    expect(await world.row("changed")).toEqual(before);
    world.pass(30 * MINUTE_MS);
    await read();
    expect((await row()).to).toBe(plus(START, 31 * MINUTE_MS));
  });

  test("does not grow by a reader whose place was taken meanwhile", async () => {
    await read();
    world.pass(HOUR_MS);
    const elsewhere = plus(START, 59 * MINUTE_MS);
    world.market.fails = () => {
      void world.table.write({ update: keys.stream(M, S, "changed"), set: { to: elsewhere } });
      return null;
    };
    await read();
    expect((await row()).to).toBe(elsewhere);
  });

  test("leaves a backlog to one reader", async () => {
    const set = { leaseId: "other", leaseUntil: plus(START, 60_000) };
    await world.table.write({ update: keys.stream(M, S, "changed"), set });
    await read();
    expect(world.market.asked).toEqual([]);
    world.pass(2 * MINUTE_MS);
    await read();
    expect((await row()).to).not.toBeNull();
  });
});

describe("a window that fails", () => {
  test("five runs while the shop can be read becomes a gap, and coverage goes on", async () => {
    badMoment();
    world.market.orders = [orderAt("1", old), orderAt("9", plus(START, -10_000))];
    for (let n = 0; n < 4; n++) await read();
    expect((await row()).gaps).toEqual([]);
    expect(world.queued()).toContain("9");
    expect(world.queued()).not.toContain("1");

    await read();
    expect((await row()).gaps).toMatchObject([
      { from: plus(START, -6 * DAY_MS), to: plus(START, -5 * DAY_MS - 2 * MINUTE_MS), why: "needs_operator E1 no" },
    ]);
    expect(world.metrics).toContain("CoverageGaps");
    await read();
    expect((await row()).to).toBe(plus(START, -MINUTE_MS));
    expect(world.queued()).toContain("1");
  });

  test("at the very beginning becomes one too, though the beginning moves with the clock", async () => {
    badMoment(plus(START, -7 * DAY_MS + HOUR_MS));
    for (let n = 0; n < 5; n++) {
      await read();
      world.pass(MINUTE_MS);
    }
    expect((await row()).gaps).toHaveLength(1);
  });

  test("for an outage counts nothing and makes no gap", async () => {
    world.market.fails = () => "retryable";
    for (let n = 0; n < 20; n++) await read();
    expect(await row()).toMatchObject({ to: null, gaps: [], failRuns: 0 });
    expect(world.sent).toEqual([]);
  });

  test("for want of leave to call waits, counts nothing, and stops coming back by itself after twenty rounds", async () => {
    world.market.fails = () => "throttled";
    await read();
    const [again] = world.sent;
    expect(again?.message).toMatchObject({ body: { stream: "changed", hop: 1 }, delayMs: 3_000 });
    await world.run({ stream: "changed", hop: 20 });
    expect(world.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ gaps: [], failRuns: 0 });
  });

  test("and heals before the fifth run leaves no trace", async () => {
    badMoment();
    for (let n = 0; n < 3; n++) await read();
    expect((await row()).failRuns).toBe(3);
    world.market.fails = () => null;
    await read();
    expect(await row()).toMatchObject({ to: plus(START, -MINUTE_MS), gaps: [], failRuns: 0 });
  });

  test("of details that can't be read now is not complete; one refused for good is set aside and the rest goes on", async () => {
    world.market.hintsOnly = true;
    world.market.orders = [orderAt("1", plus(START, -HOUR_MS)), orderAt("2", plus(START, -HOUR_MS))];
    world.market.detailFails = (no) => (no === "2" ? "retryable" : null);
    await read();
    expect((await row()).to).not.toBe(plus(START, -MINUTE_MS));
    world.market.detailFails = (no) => (no === "2" ? "permanent" : null);
    await read();
    expect((await row()).to).toBe(plus(START, -MINUTE_MS));
    expect(world.queued()).toContain("1");
    const aside = world.table.rows().filter(({ SK }) => SK.startsWith("SA#"));
    expect(aside).toMatchObject([{ why: "its detail is refused: E1", WPK: `M#${M}#TODO` }]);
  });
});

describe("gaps", () => {
  const gapsAfterFive = async () => {
    badMoment();
    for (let n = 0; n < 6; n++) await read();
    return (await row()).gaps.length;
  };

  test("are read again each hour, and vanish when they are read", async () => {
    world.market.orders = [orderAt("7", plus(START, -5.5 * DAY_MS))];
    expect(await gapsAfterFive()).toBe(1);
    const asked = world.market.asked.length;
    world.pass(30 * MINUTE_MS);
    await read();
    expect(world.market.asked).toHaveLength(asked + 2);
    world.pass(31 * MINUTE_MS);
    await read();
    expect((await row()).gaps).toHaveLength(1);
    world.market.fails = () => null;
    world.pass(HOUR_MS);
    await read();
    expect((await row()).gaps).toEqual([]);
    expect(world.queued()).toContain("7");
  });

  test("beyond what the platform shows stay for good and are asked for no more", async () => {
    await world.table.write({ update: keys.stream(M, S, "changed"), set: { to: plus(START, -40 * DAY_MS) } });
    await read();
    world.pass(2 * HOUR_MS);
    await read();
    expect((await row()).gaps).toMatchObject([{ next: null, to: plus(START, -30 * DAY_MS) }]);
  });
});

describe("the class of a stream", () => {
  const minutes = async () => String((await world.row("changed"))["WSK"]).slice(0, 2);

  test("follows the age of its last change", async () => {
    await read();
    expect(await minutes()).toBe("01");
    world.pass(7 * HOUR_MS);
    await read();
    expect(await minutes()).toBe("05");
    world.pass(4 * DAY_MS);
    await read();
    expect(await minutes()).toBe("15");
    world.market.orders = [orderAt("1", world.now())];
    await read();
    expect(await minutes()).toBe("01");
  });

  test("of a quiet shop gives way when the app's day runs out", async () => {
    await read();
    world.pass(4 * DAY_MS);
    world.market.daily = 1_000;
    const day = "2026-11-28";
    await world.table.write({ update: keys.limit("market", "a", "day", null), set: { day, used: 700 } });
    await read();
    expect(await minutes()).toBe("60");
  });
});

describe("after-sale cases", () => {
  const aCase = (more: object = {}) => ({ ...caseMessage(START).afterSale, updatedAt: old, ...more });

  test("are read from their own list, hints in whole, and queued", async () => {
    world.market.cases = [aCase()];
    await world.run({ stream: "cases" });
    expect(new Set(world.queued())).toEqual(new Set(["case 7001"]));
    expect(world.market.details).toContain("case 7001");
    expect(syncRowOf(await world.row("cases")).to).toBe(plus(START, -MINUTE_MS));
  });

  test("that are open are read again with their order, for no list shows that a buyer took one back", async () => {
    world.market.orders = [orderAt("9001", old)];
    world.market.cases = [aCase({ state: "closed" })];
    const { readAt } = caseMessage(START);
    const mark = { caseNo: "7001", kind: "refund", state: "asked", lineNo: null, actBy: null, updatedAt: old } as const;
    const order = {
      ...stubOrder("9001", readAt),
      cases: [mark, { ...mark, caseNo: "7000", state: "refunded" as const }],
    };
    await world.table.batchPut([{ ...keys.order(M, S, "9001"), body: orderBody(order), ver: 1 }]);
    await world.run({ order: "9001" });
    expect(world.queued()).toEqual(["9001", "case 7001"]);
  });
});

test("stores where vouchers are redeemed are read into a row to choose from", async () => {
  await world.run({ stores: true });
  expect(await world.table.get(keys.stores(M, S))).toMatchObject({ stores: [{ id: "st1", name: "苗寨店" }] });
});

describe("a hint to read one thing", () => {
  const hints = () => world.sent.filter(({ queue }) => queue.startsWith("pull:")).map(({ message }) => message);

  test.each(["throttled", "retryable"] as const)(
    "comes back later where the reading is %s, and is done once it was read",
    async (kind) => {
      world.market.orders = [orderAt("1", old)];
      world.market.detailFails = () => kind;
      await world.run({ order: "1" });
      const [again] = hints();
      expect(again).toMatchObject({ body: { order: "1", hop: 1 }, delayMs: 15_000 });

      world.market.detailFails = () => null;
      await world.run({ order: "1", hop: 1 });
      expect(world.queued()).toEqual(["1"]);
      expect(hints()).toHaveLength(1);
    },
  );

  test.each(["permanent", "auth", "needs_merchant", "needs_operator"] as const)(
    "is given up aloud at once where the reading is %s: only a person mends that",
    async (kind) => {
      world.market.detailFails = () => kind;
      await world.run({ order: "1" });
      expect(hints()).toEqual([]);
      expect(world.metrics).toContain("HintGivenUp");
    },
  );

  test("is given up aloud after hours", async () => {
    world.market.detailFails = () => "retryable";
    await world.run({ order: "1", hop: 20 });
    expect(hints()).toEqual([]);
    expect(world.metrics).toContain("HintGivenUp");
  });
});
