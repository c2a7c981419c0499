/** I4: what could be oversold is what a book of shelves says, after every step. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ingest } from "../../functions/shared/orders/ingest.ts";
import { lowerLeft, raiseLeft } from "../../functions/shared/stock/left.ts";
import { poolsOf, type StockOf } from "../../functions/shared/stock/pools.ts";
import { exposureOf, oversoldOf } from "../../domain/stock/pool.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { valuesOf, confirmedOf } from "../../functions/urgent/stock-values.ts";
import { bindingOf, lineOf, reading } from "../factories/order-arbitraries.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../factories/order-desk.ts";

const HEAP_G = 100;
const DRAW_G: Readonly<Record<string, number>> = { K1: 2, K2: 5, K3: 9 };
const KEYS = Object.keys(DRAW_G);
const SOLD = "market";

/** What a buyer sees, what was sold and not read, and what the heap holds by a book that reads none of our rows. */
interface Shelf {
  there: Map<string, number>;
  unread: { key: string; quantity: number; no: string }[];
  onHand: number;
  reserved: number;
  orders: number;
}
interface Scene {
  desk: OrderDesk;
  of: StockOf;
  shelf: Shelf;
}

async function openScene(policy: "shared" | "split"): Promise<Scene> {
  const desk = await orderDesk(SOLD);
  const draws = (key: string) => [{ poolId: "heap", qty: DRAW_G[key] ?? 0 }];
  await desk.table.write({ update: keys.pool(M, "heap"), set: { policy, onHand: HEAP_G } });
  for (const [n, key] of KEYS.entries()) await desk.bind({ ...bindingOf(String(n + 1), "self"), draws: draws(key) });
  const skus = KEYS.map((merchantKey) => ({ merchantKey, draws: draws(merchantKey), closed: false, band: null }));
  const there = new Map(KEYS.map((key) => [key, 0]));
  return {
    desk,
    of: { m: M, l: "l1", s: S, skus },
    shelf: { there, unread: [], onHand: HEAP_G, reserved: 0, orders: 0 },
  };
}

type Step = (scene: Scene, n: number) => Promise<void>;
const STEPS: Readonly<Record<string, Step>> = {
  /** A push as the stock flow makes it: raise, read, write, lower. */
  push: async ({ desk, of, shelf: { there } }) => {
    const raised = await raiseLeft(of, desk.ports);
    const seen = KEYS.map((merchantKey) => ({
      merchantKey,
      platformSkuId: merchantKey,
      priceFen: null,
      booked: null,
      shown: there.get(merchantKey) ?? 0,
    }));
    const values = valuesOf(raised, seen);
    for (const { merchantKey, value } of values) there.set(merchantKey, value.target);
    await lowerLeft(of, confirmedOf(values, new Set()), desk.ports);
  },
  buy: async ({ shelf }, n) => {
    const key = KEYS[n % KEYS.length] ?? "";
    const quantity = 1 + (n % 4);
    const left = (shelf.there.get(key) ?? 0) - quantity;
    if (left < 0) return;
    shelf.there.set(key, left);
    shelf.unread.push({ key, quantity, no: String(9_000 + ++shelf.orders) });
  },
  read: async ({ desk, shelf }, n) => {
    const [sale] = shelf.unread.splice(n % Math.max(1, shelf.unread.length), 1);
    if (sale === undefined) return;
    const snapshot = reading([lineOf(sale.key.slice(1), sale.quantity)], { orderNo: sale.no });
    await ingest([orderMessage(snapshot)], desk.ports);
    shelf.reserved += sale.quantity * (DRAW_G[sale.key] ?? 0);
  },
  rot: async ({ desk, shelf }, n) => {
    const by = (n % 31) - 15;
    await desk.table.write({ update: keys.pool(M, "heap"), add: { onHand: by, ver: 1 } });
    shelf.onHand += by;
  },
};

/** What all that is shown, and all that was sold unread, could still take beyond what is there. */
function couldBeOversold({ there, unread, onHand, reserved }: Shelf): number {
  const shown = KEYS.reduce((sum, key) => sum + (there.get(key) ?? 0) * (DRAW_G[key] ?? 0), 0);
  const sold = unread.reduce((sum, { key, quantity }) => sum + quantity * (DRAW_G[key] ?? 0), 0);
  return Math.max(0, shown + sold - (onHand - reserved));
}

const aLife = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(10_000)), {
  minLength: 5,
  maxLength: 40,
});

describe("exposure", () => {
  it.each(["shared", "split"] as const)("%s: is what a book of the shelves says", async (policy) => {
    await fc.assert(
      fc.asyncProperty(aLife, async (life) => {
        const scene = await openScene(policy);
        for (const [name, n] of life) {
          await STEPS[name]?.(scene, n);
          const [pool] = await poolsOf(scene.of, scene.desk.ports);
          if (pool === undefined) throw new Error("no pool");
          const { shelf } = scene;
          const left = new Map(pool.places.map((place) => [place.merchantKey, place.left]));
          for (const key of KEYS) {
            const unread = shelf.unread
              .filter((sale) => sale.key === key)
              .reduce((sum, sale) => sum + sale.quantity, 0);
            expect(left.get(key), key).toBe((shelf.there.get(key) ?? 0) + unread);
          }
          expect(exposureOf(pool)).toBe(couldBeOversold(shelf));
          expect(oversoldOf(pool)).toBe(Math.max(0, shelf.reserved - shelf.onHand));
          // Shared out, nothing is promised twice: what is missing already is all that is exposed.
          if (policy === "split" && name === "push" && shelf.unread.length === 0)
            expect(exposureOf(pool)).toBe(oversoldOf(pool));
        }
      }),
      { numRuns: 300 },
    );
  });
});
