import { describe, expect, it } from "vitest";
import type { Message } from "../../functions/shared/ports.ts";

export interface Delivery {
  body: unknown;
  receives: number;
}
/** A queue with a reader that a test holds in its hand; invisible for 180 s after a receive, dead after five. */
export interface QueueBench {
  send(messages: readonly Message[]): Promise<void>;
  /** Lets time pass, then gives everything that can be seen to `reader`, which says whether it is done with it. */
  after(ms: number, reader: (body: unknown) => boolean): Promise<Delivery[]>;
  dead(): Promise<unknown[]>;
}

const done = () => true;
const failed = () => false;

/** What every standard queue must do, the service as the simulation's. `minuteMs`: how long a minute lasts where time cannot be moved; invisibility and delays are three of them then. */
export function queueContract(name: string, open: () => Promise<QueueBench>, minuteMs = 60_000): void {
  describe(`${name} as a queue`, () => {
    it("delivers what was sent, as it was, more than ten at once too", async () => {
      const bench = await open();
      const bodies = Array.from({ length: 23 }, (_, n) => ({ v: 1, n, text: "山货 🌰" }));
      await bench.send(bodies.map((body) => ({ body, group: "shop1" })));

      const got = await bench.after(1_000, done);

      expect(got.map(({ body }) => body).sort(byNumber)).toEqual(bodies);
      expect(await bench.after(10 * minuteMs, done)).toEqual([]);
    });

    it("delivers what together is too much for one batch", async () => {
      const bench = await open();
      const bodies = Array.from({ length: 6 }, (_, n) => ({ v: 1, n, text: "枣".repeat(40_000) }));
      await bench.send(bodies.map((body) => ({ body, group: "shop1" })));

      const got = await bench.after(1_000, done);

      expect(got.map(({ body }) => body).sort(byNumber)).toEqual(bodies);
    });

    it("hides a delayed message for its time", async () => {
      const bench = await open();
      await bench.send([{ body: { n: 1 }, group: "shop1", delayMs: 2 * minuteMs }]);

      expect(await bench.after(minuteMs, done)).toEqual([]);
      expect(await bench.after(2 * minuteMs, done)).toMatchObject([{ body: { n: 1 }, receives: 1 }]);
    });

    it("gives back what was not acknowledged when its invisibility ends, and counts", async () => {
      const bench = await open();
      await bench.send([{ body: { n: 1 }, group: "shop1" }]);

      expect(await bench.after(1_000, failed)).toMatchObject([{ receives: 1 }]);
      expect(await bench.after(minuteMs, failed)).toEqual([]);
      expect(await bench.after(3 * minuteMs, failed)).toMatchObject([{ receives: 2 }]);
      expect(await bench.after(4 * minuteMs, done)).toMatchObject([{ receives: 3 }]);
      expect(await bench.after(10 * minuteMs, done)).toEqual([]);
    });

    it("buries what fails five times, and its neighbours go on", async () => {
      const bench = await open();
      await bench.send([1, 2].map((n) => ({ body: { n }, group: "shop1" })));
      const poison = (body: unknown) => JSON.stringify(body) !== '{"n":1}';

      const deliveries: Delivery[] = [];
      for (let n = 0; n < 7; n++) deliveries.push(...(await bench.after(4 * minuteMs, poison)));

      expect(deliveries.filter(({ body }) => poison(body))).toHaveLength(1);
      expect(deliveries.filter(({ body }) => !poison(body)).map(({ receives }) => receives)).toEqual([1, 2, 3, 4, 5]);
      expect(await bench.dead()).toEqual([{ n: 1 }]);
    });
  });
}

function byNumber(a: unknown, b: unknown): number {
  const [x, y] = [a, b].map((body) => (typeof body === "object" && body !== null && "n" in body ? Number(body.n) : 0));
  return (x ?? 0) - (y ?? 0);
}
