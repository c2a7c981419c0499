/** A rush: many buyers at every platform's imitation at once, a heap in three box sizes, our real use cases behind. */
import { SECOND_MS } from "../../domain/time.ts";
import * as z from "zod";
import { openCounty, type BenchShop } from "../bench/counted/county.ts";
import { openWorld, type World } from "../bench/counted/world.ts";
import { keyOf, POOL, walnuts } from "../bench/goods.ts";

export const BOXES_G = [2_500, 5_000, 10_000];
const PoolSeen = z.object({
  onHand: z.number(),
  reserved: z.number(),
  available: z.number(),
  exposure: z.number(),
  oversold: z.number(),
  soldBetween: z.number(),
  places: z.array(z.object({ shop: z.string(), merchantKey: z.string(), left: z.number(), draw: z.number() })),
});
export type PoolSeen = z.infer<typeof PoolSeen>;

/** A small generator of chance: the same seed, the same rush. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Rush {
  world: World;
  /** What lies there at the start. */
  heapG: number;
  shops: readonly BenchShop[];
  random: () => number;
  /** Grams that buyers took, by what the platforms themselves say. */
  soldG(): number;
  buy(): boolean;
  pool(): Promise<PoolSeen>;
  /** What each place shows its buyers now, by what the platforms themselves say. */
  shown(): ReadonlyMap<string, number>;
}

export type Policy = "split" | "shared" | "adaptive";

/** A heap in three box sizes on every platform, under a policy. */
export async function openRush(policy: Policy, heapG: number, seed: number): Promise<Rush> {
  const world = await openWorld();
  for (const { sandbox, scene } of world.platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
  const { shops, pictures } = await openCounty(world, [...world.platforms.keys()]);
  await world.api(`PUT /pools/${POOL}`, { name: "核桃堆", unit: "g", policy });
  await world.api(`POST /pools/${POOL}/corrections`, { count: heapG, cause: "counted", reason: "盘点" });
  await world.api(`PUT /listings/walnut-1`, inBoxes(pictures));
  await world.settle();
  for (const { id } of shops) await world.api(`PUT /listings/walnut-1/publications/${id}`, { want: "on" });
  await world.settle();
  const random = chance(seed);
  let soldG = 0;
  const buy = () => {
    const shop = shops[Math.floor(random() * shops.length)];
    const box = BOXES_G[Math.floor(random() * BOXES_G.length)] ?? 0;
    if (shop === undefined || !place(world, shop, box)) return false;
    soldG += box;
    return true;
  };
  const pool = async () => PoolSeen.parse(await world.api(`GET /pools/${POOL}`));
  return { world, heapG, shops, random, soldG: () => soldG, buy, pool, shown: () => shownIn(world, shops) };
}

function inBoxes(pictures: readonly object[]): object {
  const base = walnuts(1, pictures);
  const [option] = base.options;
  const options = BOXES_G.map((grams) => ({
    ...option,
    id: `b${grams}`,
    merchantKey: `${keyOf(1)}-${grams}`,
    name: `${grams / 1_000}kg`,
    netContent: { value: grams, unit: "g" },
    grossWeightG: grams + 300,
    price: { sellFen: 6 * grams },
    draws: [{ poolId: POOL, qty: grams }],
  }));
  return { ...base, options };
}

function shownIn(world: World, shops: readonly BenchShop[]): ReadonlyMap<string, number> {
  const all = shops.flatMap(({ id, platform }) => {
    const host = world.platforms.get(platform);
    const products = host?.sandbox.truth.products(host.scene().world) ?? [];
    return products.flatMap(({ skus }) => skus.map((sku) => [`${id}/${sku.merchantKey}`, sku.stock] as const));
  });
  return new Map(all);
}

function place(world: World, { platform, platformShop }: BenchShop, grams: number): boolean {
  const host = world.platforms.get(platform);
  if (host === undefined) throw new Error(`nobody imitates ${platform}`);
  const lines = [{ merchantKey: `${keyOf(1)}-${grams}`, quantity: 1 }];
  return host.sandbox.acts.placeOrder({ shop: platformShop, lines, pay: true }, host.scene()).ok;
}

/** Buyers who come in the middle of our own calls: between a reading of stock and the write after it. */
export function buyersBetweenCalls(rush: Rush, often: number): () => number {
  const { world, random } = rush;
  const through = world.ports.transport;
  let tries = 0;
  world.ports.transport = {
    async send(request, timing) {
      if (random() < often) {
        tries += 1;
        rush.buy();
      }
      world.pass(Math.ceil(150 * random()));
      return through.send(request, timing);
    },
  };
  return () => tries;
}

/** Reads every stream of every shop, as the clock would. */
export async function pullAll({ world, shops }: Rush): Promise<void> {
  for (const { id } of shops) await world.api(`POST /shops/${id}/pull`);
}

/** Lets everything come to rest: the platforms' lists settle, all that was sold is read, every push is through. */
export async function calm(rush: Rush): Promise<void> {
  for (let n = 0; n < 4; n++) {
    rush.world.pass(120 * SECOND_MS);
    await pullAll(rush);
    await rush.world.settle();
  }
}
