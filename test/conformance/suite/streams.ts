import { expect } from "vitest";
import { DAY_MS, HOUR_MS, instantFrom, MINUTE_MS, plus, SECOND_MS, wholeSecond } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { TrueOrder } from "../../../sandbox/kit/types.ts";
import type { Bench } from "../bench.ts";
import { always, type Check, type Promised } from "./check.ts";
import { numbersOf, walk, walkByNext, type OrderStream, type Window } from "./walk.ts";

const MANY = 130;

/** Windows are in the platform's own time, whole seconds, both ends included; no order is lost between pages. */
export const streams: Promised = {
  title: "streams and paging",
  why: always,
  checks: () => [manyInOneSecond, sameOnTwoPages, shiftingPages, wholeSecondsBothEnds, farFuture, oneOrder],
};

/** Orders that were all placed and paid at one second. */
async function placeMany(bench: Bench, count: number): Promise<{ numbers: readonly string[]; window: Window }> {
  const body = await bench.body();
  await bench.publishLive(body);
  await bench.advance(2 * HOUR_MS);
  const [sku] = body.skus;
  const placedAt = wholeSecond(plus(bench.now(), -MINUTE_MS));
  const numbers: string[] = [];
  for (let n = 0; n < count; n++) {
    const lines = [{ merchantKey: sku?.merchantKey ?? "", quantity: 1 }];
    const placed = await bench.control<{ orderNo: string }>("POST", "/orders", {
      shop: bench.shop.shop,
      lines,
      pay: true,
      placedAt,
    });
    numbers.push(placed.orderNo);
  }
  await bench.advance(MINUTE_MS);
  return { numbers, window: await windowOf(bench, numbers) };
}

async function windowOf(bench: Bench, numbers: readonly string[]): Promise<Window> {
  const all = await bench.control<TrueOrder[]>("GET", "/orders");
  const times = all
    .filter((order) => numbers.includes(order.orderNo))
    .flatMap(({ placedAt, updatedAt }) => [instantFrom(placedAt), instantFrom(updatedAt)])
    .sort();
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) throw new Error("the sandbox does not know its own orders");
  return { from: wholeSecond(first), to: wholeSecond(last) };
}

/** Streams that show a paid order that waits for shipping. */
async function showing(bench: Bench, numbers: readonly string[], window: Window): Promise<readonly OrderStream[]> {
  const shown: OrderStream[] = [];
  for (const stream of bench.adapter.orders.streams) {
    const found = numbersOf(await walk(bench, stream, window));
    if (numbers.some((number) => found.has(number))) shown.push(stream);
  }
  return shown;
}

const manyInOneSecond: Check = {
  name: `${MANY} orders of one second all come, through every page`,
  async run(bench) {
    const { numbers, window } = await placeMany(bench, MANY);

    const shown = await showing(bench, numbers, window);

    expect(shown.map(({ by }) => by)).toEqual(expect.arrayContaining(["updated"]));
    for (const stream of shown) {
      const rows = await walkByNext(bench, stream, window);
      expect(rows.filter((row) => !row.ok)).toEqual([]);
      expect({ stream: stream.id, missing: missingOf(numbers, numbersOf(rows)) }).toEqual({
        stream: stream.id,
        missing: [],
      });
    }
  },
};

const sameOnTwoPages: Check = {
  name: "rows that come twice take no other row's place",
  run: (bench) => underFault(bench, "duplicate-rows"),
};

const shiftingPages: Check = {
  name: "pages that shift while they are read lose nothing when read from the end",
  run: (bench) => underFault(bench, "page-shift"),
};

async function underFault(bench: Bench, kind: string): Promise<void> {
  const { numbers, window } = await placeMany(bench, 60);
  for (const stream of await showing(bench, numbers, window)) {
    await bench.control("POST", "/faults", { kind, times: 1 });
    const once = numbersOf(await walk(bench, stream, window));
    await bench.control("DELETE", "/faults");
    // A cursor promises every row in one walk; a numbered window is read again with its overlap.
    const seen = new Set([
      ...once,
      ...(stream.paging === "numbered" ? numbersOf(await walk(bench, stream, window)) : []),
    ]);
    expect({ stream: stream.id, missing: missingOf(numbers, seen) }).toEqual({ stream: stream.id, missing: [] });
  }
}

const wholeSecondsBothEnds: Check = {
  name: "a window of exactly the order's second shows it; windows hours away do not",
  async run(bench) {
    const { numbers, window } = await placeMany(bench, 1);
    const shown = await showing(bench, numbers, window);
    expect(shown.length).toBeGreaterThan(0);
    for (const stream of shown) {
      for (const hours of [-8, -1, 1, 8]) {
        const away = { from: plus(window.from, hours * HOUR_MS), to: plus(window.to, hours * HOUR_MS) };
        expect(missingOf(numbers, numbersOf(await walk(bench, stream, away)))).toEqual(numbers);
      }
    }
  },
};

const farFuture: Check = {
  name: "a window of the far future is empty and no failure",
  async run(bench) {
    const from: Instant = wholeSecond(plus(bench.now(), 20 * DAY_MS));
    for (const stream of bench.adapter.orders.streams) {
      expect(await walk(bench, stream, { from, to: plus(from, 60 * SECOND_MS) })).toEqual([]);
    }
  },
};

const oneOrder: Check = {
  name: "one order is read by its number, and a number that is not there reads as nothing",
  async run(bench) {
    const { numbers } = await placeMany(bench, 1);
    const [orderNo = ""] = numbers;

    const read = await bench.ask((x) => bench.adapter.orders.read(orderNo, x));
    const absent = await bench.ask((x) => bench.adapter.orders.read(`${orderNo.slice(0, -4)}0000`, x));

    expect(read).toMatchObject({
      kind: "done",
      value: { ok: true, value: { orderNo, recognised: true, ended: false } },
    });
    expect([absent.kind === "done" ? absent.value : absent.kind]).toEqual([absent.kind === "done" ? null : "failed"]);
  },
};

function missingOf(wanted: readonly string[], found: ReadonlySet<string>): readonly string[] {
  return wanted.filter((number) => !found.has(number));
}
