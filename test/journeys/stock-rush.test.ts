import { describe, expect, it } from "vitest";
import { POOL } from "../bench/goods.ts";
import { BOXES_G, buyersBetweenCalls, calm, openRush, pullAll, type Policy, type PoolSeen, type Rush } from "./rush.ts";

const BUYERS = 1_000;
const EVERY = 250;
const TIMES = 3;
const [SMALLEST_G = 0] = BOXES_G;
/** What lies there at the start, and what is harvested while they buy: never enough. */
const HEAPS = [
  { heap: "one unit", heapG: SMALLEST_G, moreG: SMALLEST_G },
  { heap: "ten of the largest box", heapG: 100_000, moreG: 10_000 },
];
interface Supply {
  heapG: number;
  moreG: number;
}
/** The worst that was shown, and that was, at any time. */
interface Worst {
  exposure: number;
  oversold: number;
}
const supplyG = ({ heapG, moreG }: Supply) => heapG + TIMES * moreG;

/** A thousand buyers, a pull each half minute, some more goods now and then; what must hold is asked all along. */
async function rush(given: Rush, { moreG }: Supply, holds: (pool: PoolSeen) => void): Promise<Worst> {
  const { world, random } = given;
  const harvest = { change: moreG, cause: "harvested", reason: "又收了一筐" };
  const worst: Worst = { exposure: (await given.pool()).exposure, oversold: 0 };
  for (let n = 1; n < BUYERS; n++) {
    given.buy();
    world.pass(Math.ceil(300 * random()));
    if (n % EVERY === 0) await world.api(`POST /pools/${POOL}/corrections`, harvest);
    if (n % 60 === 12) await pullAll(given);
    if (random() < 0.3) await world.drain();
    if (n % 4 !== 0) continue;
    const pool = await given.pool();
    worst.exposure = Math.max(worst.exposure, pool.exposure);
    worst.oversold = Math.max(worst.oversold, pool.oversold);
    leftIsAnUpperBound(pool, given);
    holds(pool);
  }
  return worst;
}

/** No place can sell more than we count with. */
function leftIsAnUpperBound({ places }: PoolSeen, { shown }: Rush): void {
  const there = shown();
  const over = places.filter(({ shop, merchantKey, left }) => (there.get(`${shop}/${merchantKey}`) ?? 0) > left);
  expect(over).toEqual([]);
}

function ledgerIsExact(pool: PoolSeen, soldG: number, supply: Supply): void {
  expect(pool.reserved).toBe(soldG);
  expect(pool.onHand).toBe(supplyG(supply));
  expect(pool.available).toBe(supplyG(supply) - soldG);
  expect(pool.oversold).toBe(Math.max(0, soldG - supplyG(supply)));
}

interface Rushed {
  pool: PoolSeen;
  worst: Worst;
}

/** Lives through it, prints how it ended, and holds the ledger to what the platforms say was sold. */
async function lived(
  policy: Policy,
  supply: Supply,
  holds: (pool: PoolSeen) => void = () => undefined,
): Promise<Rushed> {
  const given = await openRush(policy, supply.heapG, 1);
  const between = policy === "split" ? buyersBetweenCalls(given, 0.3) : () => 0;
  const worst = await rush(given, supply, holds);
  await calm(given);
  const pool = await given.pool();
  const soldG = given.soldG();
  const { oversold, soldBetween, available, places } = pool;
  const left = places.reduce((sum, place) => sum + place.left * place.draw, 0);
  const sums = { supplyG: supplyG(supply), soldG, oversold, soldBetween, worst, available, left };
  console.log(JSON.stringify({ rush: policy, buyers: BUYERS, ...sums, between: between() }));
  ledgerIsExact(pool, soldG, supply);
  return { pool, worst: { ...worst, oversold: Math.max(worst.oversold, pool.oversold) } };
}

describe.each(HEAPS)("a thousand buyers at every platform, for a heap of $heap in three box sizes", (supply) => {
  it("split: sells no more than what sold between a reading of stock and our write", async () => {
    const { pool, worst } = await lived("split", supply, ({ exposure, soldBetween }) =>
      expect(exposure).toBeLessThanOrEqual(soldBetween),
    );

    expect(worst.oversold).toBeLessThanOrEqual(pool.soldBetween);
    expect(pool.exposure).toBeLessThanOrEqual(pool.soldBetween);
  });

  it("shared: oversells no more than the exposure that it shows", async () => {
    const { worst } = await lived("shared", supply);

    expect(worst.oversold).toBeLessThanOrEqual(worst.exposure);
  });

  it("adaptive: oversells no more than it showed while it was plenty, nor than sold unread once it is shared out", async () => {
    const { pool, worst } = await lived("adaptive", supply);

    expect(worst.oversold).toBeLessThanOrEqual(Math.max(worst.exposure, pool.soldBetween));
  });
});
