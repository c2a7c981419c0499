import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { atMost } from "./at-once.ts";

it("gives results in the order of the items, however long each took", async () => {
  const slow = async (n: number) => {
    for (let turns = 0; turns < 10 - n; turns++) await turn();
    return 10 * n;
  };

  expect(await atMost(3, [1, 2, 3, 4, 5], slow)).toEqual([10, 20, 30, 40, 50]);
});

it("has no more under way than it may", async () => {
  let [now, most] = [0, 0];
  await atMost(3, Array.from({ length: 10 }), async () => {
    most = Math.max(most, ++now);
    await turn();
    now -= 1;
  });

  expect(most).toBe(3);
});

it("begins nothing more when one throws, and throws after those under way", async () => {
  const ended: number[] = [];
  const work = async (n: number) => {
    if (n === 1) throw new Error("the second is bad");
    await turn();
    ended.push(n);
  };

  await expect(atMost(2, [0, 1, 2, 3], work)).rejects.toThrow("the second is bad");
  expect(ended).toEqual([0]);
});
