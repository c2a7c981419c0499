import { expect, it } from "vitest";
import { liveThroughChaos } from "./chaos.ts";

const ORDERS = 150;
/** Nothing here waits by the clock on the wall; a slow machine only takes longer. */
const SLOW_MACHINE_MS = 600_000;

it(
  "loses and doubles nothing while platforms fail, a worker, the table and the queues are killed, and the clock jumps",
  async () => {
    const seen = await liveThroughChaos({
      orders: ORDERS,
      seed: 7,
      rounds: 5,
      kills: new Map([
        [1, "pull-"],
        [2, "dynamodb"],
        [3, "queues"],
      ]),
      jumpAt: 4,
      say: () => undefined,
    });

    expect(seen).toMatchObject({ lost: 0, doubled: 0, twins: 0, gramsOff: 0, deadLetters: 0, kills: 3 });
    expect(seen.orders).toBeGreaterThanOrEqual(ORDERS);
  },
  SLOW_MACHINE_MS,
);
