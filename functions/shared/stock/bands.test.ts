import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryPorts } from "../../../test/factories/memory-ports.ts";
import type { BandRule } from "../../../domain/listing/band-rule.ts";
import { day } from "../../../domain/time.ts";
import { keys } from "../store/keys.ts";
import { outAttribute } from "../store/pool-row.ts";
import { lowerLeft, raiseLeft } from "./left.ts";
import { poolsOf, wishesOf, type StockOf } from "./pools.ts";

const M = "m1";
const SHOPS = ["shopa0000000", "shopb0000000"];
const common = { holidays: false, weekdays: [1, 2, 3, 4, 5, 6, 7], excluded: [], daysAfter: null };
const span = { useFrom: day("2026-12-01"), useUntil: day("2026-12-30"), minDays: 0 };
const weekday: BandRule = { ...common, ...span, use: "night", code: "weekday-1", days: ["weekday"] };
const allDays: BandRule = { ...common, ...span, use: "night", code: "all_days-1", days: ["weekday", "weekend"] };
/** 30 nights of three rooms: 22 lead into working days, 8 into free ones; the last ten have 7 and 3. */
const ROOMS = 3;

let world: ReturnType<typeof memoryPorts>;

beforeEach(async () => {
  world = memoryPorts();
  const counts = { onHand: ROOMS, reserved: 0, allotted: 0, safety: 0, ver: 1 };
  await world.ports.table.batchPut([
    { ...keys.pool(M, "room"), id: "room", name: "大床房", unit: "间夜", kind: "night", policy: "adaptive", ...counts },
    { ...keys.band(M, "room", weekday.code), ...weekday },
    { ...keys.band(M, "room", allDays.code), ...allDays },
  ]);
});

function stay(s: string, nights = 1): StockOf {
  const draws = [{ poolId: "room", qty: 1 }];
  const skus = [weekday, allDays].map((rule) => {
    const merchantKey = `R-${rule.code}`;
    return { merchantKey, draws, closed: false, band: { rule, nights } };
  });
  return { m: M, l: "stay", s, skus };
}

async function bandsNow() {
  const [pool] = await poolsOf(stay(SHOPS[0] ?? ""), world.ports);
  return new Map(pool?.bands.map((band) => [band.code, band]));
}

async function raiseAll(nights = 1): Promise<number> {
  for (const s of SHOPS) await raiseLeft(stay(s, nights), world.ports);
  const [pool] = await poolsOf(stay(SHOPS[0] ?? "", nights), world.ports);
  return (pool?.places ?? []).reduce((sum, place) => sum + place.left * place.draw, 0);
}

describe("vouchers for rooms by the night", () => {
  it("are sold by the sum of their nights, not by one pool's number", async () => {
    const all = (await bandsNow()).get(allDays.code);

    expect(all?.remaining).toBe(30 * ROOMS);
    expect(await raiseAll()).toBe(Math.min(Math.floor(0.6 * 30 * ROOMS), all?.lastThird ?? 0));
  });

  it("lose one night's rooms when that night is full, and no more", async () => {
    const before = (await bandsNow()).get(allDays.code)?.remaining ?? 0;
    await world.ports.table.write({ update: keys.pool(M, "room@2026-12-05"), add: { reserved: ROOMS, ver: 1 } });

    const bands = await bandsNow();
    expect(bands.get(allDays.code)?.remaining).toBe(before - ROOMS);
    expect(bands.get(weekday.code)?.free).toBeGreaterThan(0);
  });

  it("are not sold again while they are out and not booked", async () => {
    const all = (await bandsNow()).get(allDays.code);
    const out = all?.lastThird ?? 0;
    await world.ports.table.write({ update: keys.pool(M, "room"), add: { [outAttribute(weekday.code)]: out, ver: 1 } });

    expect(await raiseAll()).toBe(0);
  });

  it("promise no more nights than are free, whatever is out, booked and raised, in every band", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          out: fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 2 }),
          booked: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }),
          nights: fc.integer({ min: 1, max: 3 }),
        }),
        async ({ out, booked, nights }) => {
          const [a = 0, b = 0] = out;
          const set = { [outAttribute(weekday.code)]: a, [outAttribute(allDays.code)]: b };
          await world.ports.table.write({ update: keys.pool(M, "room"), set });
          for (const n of booked) {
            const night = keys.pool(M, `room@2026-12-${String(n).padStart(2, "0")}`);
            await world.ports.table.write({ update: night, add: { reserved: 1, ver: 1 } });
          }
          // Whatever places held before, they are lowered to their wishes first, as a push would.
          for (const s of SHOPS) {
            const pools = await poolsOf(stay(s, nights), world.ports);
            await lowerLeft(stay(s, nights), wishesOf(pools, stay(s, nights), world.ports.clock.now()), world.ports);
          }
          await raiseAll(nights);
          const [pool] = await poolsOf(stay(SHOPS[0] ?? "", nights), world.ports);
          for (const band of pool?.bands ?? []) {
            const inside = (pool?.places ?? []).filter((place) =>
              pool?.bands.find(({ code }) => code === place.band)?.around.includes(band.code),
            );
            const promised = inside.reduce((sum, place) => sum + place.left * place.draw, 0);
            expect(promised).toBeLessThanOrEqual(Math.max(0, band.free));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
