import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantFrom } from "../time.ts";
import { explain } from "./explain.ts";
import { availableOf, exposureOf, guardOf, isSplit, type Pool } from "./pool.ts";
import { placeKey, sharesOf, splitUnits } from "./split.ts";

const NOW = instantFrom("2026-11-25T02:00:00.000Z");

const SHOPS = ["jdshop", "snshop", "wxshop"];
const DRAWS = [2_500, 5_000, 10_000];

function aPool(changes: Partial<Pool> = {}): Pool {
  const places = SHOPS.flatMap((shopId) =>
    DRAWS.map((draw) => ({ shopId, merchantKey: `HT-${draw}`, left: 0, draw, sold: 0, band: null })),
  );
  const base = { id: "heap", name: "核桃", unit: "g", onHand: 100_000, reserved: 0, allotted: 0, safety: 0 };
  const rest = { kind: "stock", outstanding: {}, own: {}, guard: null };
  return { ...base, ...rest, policy: "split", places, ...changes };
}

describe("split", () => {
  it("never promises more than is there, whatever the amounts and weights", () => {
    const place = fc.record({
      shopId: fc.constantFrom(...SHOPS),
      merchantKey: fc.string({ minLength: 1, maxLength: 4 }),
      left: fc.constant(0),
      draw: fc.integer({ min: 1, max: 5_000 }),
      sold: fc.integer({ min: 0, max: 500 }),
      band: fc.constant(null),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.uniqueArray(place, { selector: placeKey, maxLength: 12 }),
        (available, places) => {
          const units = splitUnits(available, places);
          const promised = places.reduce((sum, p) => sum + (units.get(placeKey(p)) ?? 0) * p.draw, 0);
          const smallest = Math.min(...places.map((p) => p.draw));

          expect(promised).toBeLessThanOrEqual(available);
          expect(available - promised).toBeLessThan(Number.isFinite(smallest) ? smallest : available + 1);
        },
      ),
    );
  });

  it("gives the last unit to one sku of one shop", () => {
    const units = [...sharesOf(aPool({ onHand: 2_500 }), NOW).values()];

    expect(units.filter((n) => n > 0)).toEqual([1]);
  });

  it("shows one heap in three pack sizes on three shops without selling it twice", () => {
    const pool = aPool();
    const shares = sharesOf(pool, NOW);
    const promised = pool.places.reduce((sum, place) => sum + (shares.get(placeKey(place)) ?? 0) * place.draw, 0);

    expect(promised).toBe(100_000);
  });
});

describe("adaptive", () => {
  it("shows all to everybody while there is plenty, and shares out below the guard", () => {
    const plenty = aPool({ policy: "adaptive" });
    const scarce = aPool({ policy: "adaptive", onHand: 99_999 });

    expect(isSplit(plenty)).toBe(false);
    expect(sharesOf(plenty, NOW).get("jdshop/HT-2500")).toBe(40);
    expect(isSplit(scarce)).toBe(true);
  });

  it("raises its guard when much was sold lately, and shares out by what sold", () => {
    const busy = { ...aPool({ policy: "adaptive", onHand: 160_000 }) };
    const places = busy.places.map((place) => ({ ...place, sold: place.shopId === "wxshop" ? 400 : 0 }));
    const shares = sharesOf({ ...busy, places }, NOW);

    expect(guardOf({ ...busy, places })).toBe((400 * (2_500 + 5_000 + 10_000)) / 20);
    expect(shares.get("wxshop/HT-2500")).toBeGreaterThan(10 * (shares.get("jdshop/HT-2500") ?? 0));
  });
});

describe("what is kept for one shop", () => {
  it("is that shop's alone until its end, and never more than there is", () => {
    const own = { wxshop: { amount: 60_000, until: instantFrom("2026-11-25T14:00:00.000Z") } };
    const kept = aPool({ policy: "shared", own });

    expect(sharesOf(kept, NOW).get("wxshop/HT-10000")).toBe(6);
    expect(sharesOf(kept, NOW).get("jdshop/HT-10000")).toBe(4);
    expect(sharesOf(kept, own.wxshop.until).get("jdshop/HT-10000")).toBe(10);
    expect(sharesOf({ ...kept, onHand: 50_000 }, NOW).get("jdshop/HT-10000")).toBe(0);
  });
});

describe("pool", () => {
  it("goes below zero by what was oversold and shows nothing then", () => {
    const pool = aPool({ onHand: 1_000, reserved: 3_000, policy: "shared" });

    expect(availableOf(pool)).toBe(-2_000);
    expect([...sharesOf(pool, NOW).values()].every((units) => units === 0)).toBe(true);
  });

  it("counts exposure over every (shop, sku)", () => {
    const pool = aPool({ onHand: 5_000, policy: "shared" });
    const showing = {
      ...pool,
      places: pool.places.map((place) => ({ ...place, left: Math.floor(5_000 / place.draw) })),
    };

    expect(exposureOf(showing)).toBe(3 * (2 * 2_500 + 5_000) - 5_000);
  });

  it("keeps vouchers that are out from being sold again", () => {
    const pool = aPool({ onHand: 10_000, policy: "shared", outstanding: { open: 7_500 } });

    expect(sharesOf(pool, NOW).get("jdshop/HT-2500")).toBe(1);
  });

  it("explains what the shelf shows", () => {
    const pool = aPool({ onHand: 33_000, policy: "shared" });

    expect(explain({ ...pool, bands: [] }, pool.places[0]!, 13).zh).toBe("13 份 = 33 kg ÷ 2.5 kg");
  });
});
