import { describe, expect, it } from "vitest";
import { POOL } from "../bench/goods.ts";
import { buyersBetweenCalls, calm, openRush, pullAll, type PoolSeen, type Rush } from "./rush.ts";

const BUYERS = 1_000;

/** A thousand buyers, a minute's pull now and then, two more boxes in the middle; gives the worst exposure that was shown. */
async function rush(given: Rush): Promise<{ worstExposure: number }> {
  const { world, random } = given;
  let worstExposure = (await given.pool()).exposure;
  for (let n = 0; n < BUYERS; n++) {
    given.buy();
    world.pass(Math.ceil(400 * random()));
    if (n % 50 === 25) await pullAll(given);
    if (n === 300 || n === 600) await world.api(`POST /pools/${POOL}/corrections`, MORE);
    if (random() < 0.2) await world.drain();
    if (n % 50 === 0) worstExposure = Math.max(worstExposure, (await given.pool()).exposure);
  }
  return { worstExposure };
}
const MORE = { change: 10_000, cause: "harvested", reason: "又收了一筐" };

function ledgerIsExact(pool: PoolSeen, soldG: number): void {
  expect(pool.reserved).toBe(soldG);
  expect(pool.onHand).toBe(30_000);
  expect(pool.available).toBe(30_000 - soldG);
  expect(pool.oversold).toBe(Math.max(0, soldG - 30_000));
}

function print(policy: string, pool: PoolSeen, more: object): void {
  const { oversold, soldBetween, available, places } = pool;
  const left = places.reduce((sum, place) => sum + place.left * place.draw, 0);
  console.log(JSON.stringify({ rush: policy, buyers: BUYERS, oversold, soldBetween, available, left, ...more }));
}

describe("a thousand buyers at every platform, for one heap in three box sizes", () => {
  it.each([1, 2, 3])("split: sells no more than what sold between a reading of stock and our write (seed %d)", async (seed) => {
    const given = await openRush("split", seed);
    const tries = buyersBetweenCalls(given, 0.3);
    await rush(given);
    await calm(given);

    const pool = await given.pool();
    print("split", pool, { seed, soldG: given.soldG(), between: tries() });
    ledgerIsExact(pool, given.soldG());
    expect(pool.oversold).toBeLessThanOrEqual(pool.soldBetween);
    expect(pool.available).toBeLessThan(10_000);
  });

  it("shared: oversells no more than the exposure that it shows", async () => {
    const given = await openRush("shared", 1);
    const { worstExposure } = await rush(given);
    await calm(given);

    const pool = await given.pool();
    print("shared", pool, { soldG: given.soldG(), worstExposure });
    ledgerIsExact(pool, given.soldG());
    expect(pool.oversold).toBeLessThanOrEqual(worstExposure);
  });

  it("adaptive: shares one heap out once it is scarce", async () => {
    const given = await openRush("adaptive", 1);
    await rush(given);
    await calm(given);

    const pool = await given.pool();
    print("adaptive", pool, { soldG: given.soldG() });
    ledgerIsExact(pool, given.soldG());
    expect(pool.oversold).toBeLessThanOrEqual(pool.soldBetween);
  });
});
