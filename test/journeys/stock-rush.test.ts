import { describe, expect, it } from "vitest";
import { POOL } from "../bench/goods.ts";
import { buyersBetweenCalls, calm, HEAP_G, openRush, pullAll, type PoolSeen, type Rush } from "./rush.ts";

const BUYERS = 1_000;

/** What is harvested while they buy: never enough. */
const MORE = { change: 10_000, cause: "harvested", reason: "又收了一筐" };
const EVERY = 250;
const SUPPLY_G = HEAP_G + 3 * MORE.change;

/** A thousand buyers, a pull each half minute, ten kilos more now and then; what must hold is asked all along. */
async function rush(given: Rush, holds: (pool: PoolSeen) => void): Promise<{ worstExposure: number }> {
  const { world, random } = given;
  let worstExposure = (await given.pool()).exposure;
  for (let n = 1; n < BUYERS; n++) {
    given.buy();
    world.pass(Math.ceil(300 * random()));
    if (n % EVERY === 0) await world.api(`POST /pools/${POOL}/corrections`, MORE);
    if (n % 60 === 12) await pullAll(given);
    if (random() < 0.3) await world.drain();
    if (n % 4 !== 0) continue;
    const pool = await given.pool();
    worstExposure = Math.max(worstExposure, pool.exposure);
    leftIsAnUpperBound(pool, given);
    holds(pool);
  }
  return { worstExposure };
}

/** No place can sell more than we count with. */
function leftIsAnUpperBound({ places }: PoolSeen, { shown }: Rush): void {
  const there = shown();
  const over = places.filter(({ shop, merchantKey, left }) => (there.get(`${shop}/${merchantKey}`) ?? 0) > left);
  expect(over).toEqual([]);
}

function ledgerIsExact(pool: PoolSeen, soldG: number): void {
  expect(pool.reserved).toBe(soldG);
  expect(pool.onHand).toBe(SUPPLY_G);
  expect(pool.available).toBe(SUPPLY_G - soldG);
  expect(pool.oversold).toBe(Math.max(0, soldG - SUPPLY_G));
}

function print(policy: string, pool: PoolSeen, more: object): void {
  const { oversold, soldBetween, available, places } = pool;
  const left = places.reduce((sum, place) => sum + place.left * place.draw, 0);
  console.log(JSON.stringify({ rush: policy, buyers: BUYERS, oversold, soldBetween, available, left, ...more }));
}

describe("a thousand buyers at every platform, for one heap in three box sizes", () => {
  it.each([1])(
    "split: sells no more than what sold between a reading of stock and our write (seed %d)",
    async (seed) => {
      const given = await openRush("split", seed);
      const tries = buyersBetweenCalls(given, 0.3);
      await rush(given, ({ exposure, soldBetween }) => expect(exposure).toBeLessThanOrEqual(soldBetween));
      await calm(given);

      const pool = await given.pool();
      print("split", pool, { seed, soldG: given.soldG(), between: tries() });
      ledgerIsExact(pool, given.soldG());
      expect(pool.oversold).toBeLessThanOrEqual(pool.soldBetween);
      expect(pool.exposure).toBeLessThanOrEqual(pool.soldBetween);
    },
  );

  it("shared: oversells no more than the exposure that it shows", async () => {
    const given = await openRush("shared", 1);
    const { worstExposure } = await rush(given, () => undefined);
    await calm(given);

    const pool = await given.pool();
    print("shared", pool, { soldG: given.soldG(), worstExposure });
    ledgerIsExact(pool, given.soldG());
    expect(pool.oversold).toBeLessThanOrEqual(worstExposure);
  });

  it("adaptive: oversells no more than it showed while it was plenty, nor than sold unread once it is shared out", async () => {
    const given = await openRush("adaptive", 1);
    const { worstExposure } = await rush(given, () => undefined);
    await calm(given);

    const pool = await given.pool();
    print("adaptive", pool, { soldG: given.soldG(), worstExposure });
    ledgerIsExact(pool, given.soldG());
    expect(pool.oversold).toBeLessThanOrEqual(Math.max(worstExposure, pool.soldBetween));
  });
});
