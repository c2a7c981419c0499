import { expect } from "vitest";
import { DAY_MS, HOUR_MS, plus, SECOND_MS, wholeSecond } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import { always, type Check, type Promised } from "./check.ts";
import { missingOf, placeMany, showing } from "./many-orders.ts";
import { numbersOf, walk } from "./walk.ts";

/** Windows are in the platform's own time, whole seconds, both ends included; no order is lost between pages. */
export const streams: Promised = {
  title: "streams",
  why: always,
  checks: () => [wholeSecondsBothEnds, farFuture, oneOrder],
};

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
