/** Chaos: orders keep coming while platforms fail by a seeded script, processes are killed and the clock jumps; then nothing may be lost or doubled. */
import { performance } from "node:perf_hooks";
import * as z from "zod";
import { publicationsOf } from "../../local/demo/publish.ts";
import type { DemoShop, World } from "../../local/demo/world.ts";
import { bothSides, gramsOrdered, poolNow, productsOf } from "./seen.ts";
import { LISTING, ON_HAND_G, PACKS_G, POOL, saveWalnuts } from "./walnuts.ts";
import { connectShops, openJourney } from "./world.ts";

const ROUNDS = 20;
const DRAIN_ROUNDS = 60;
const SETTLE_ROUNDS = 12;
/** Longer than a queue hides what a dead worker held. */
const HELD_MS = 20 * 60_000;
const REST_MS = 15_000;
const KEYS = Object.keys(PACKS_G);
const Anything = z.unknown();
const Calls = z.array(z.looseObject({ api: z.string().nullable() }));
/** What befalls calls of a platform, most of it at reading. */
const KINDS = [
  ...["throttled", "http-500-before", "http-500-after", "lost-answer", "malformed", "truncated", "html"],
  ...["page-shift", "duplicate-rows", "late-visibility", "token-expired", "slow"],
];
/** In which round which kind of process is killed with signal 9. */
const KILLS = new Map([
  [4, "pull-"],
  [7, "dynamodb"],
  [10, "ingest"],
  [13, "queues"],
  [16, "urgent-"],
]);

export interface Chaos {
  orders: number;
  lost: number;
  doubled: number;
  /** Listings that have more than one product in a shop. */
  twins: number;
  /** Reserved grams beyond (or under) what the platforms' orders take. */
  gramsOff: number;
  deadLetters: number;
  redriven: number;
  ordersPerSecond: number;
  callsPerThousandOrders: number;
  drainSeconds: number;
  kills: number;
  faults: number;
}

/** Lives through it with about `orders` orders over all platforms; the same seed gives the same script. */
export async function liveThroughChaos(orders: number, seed: number): Promise<Chaos> {
  const journey = await openJourney();
  try {
    const { world } = journey;
    await publishWalnuts(world, orders);
    const script = { world, random: seeded(seed), perShop: Math.ceil(orders / ROUNDS / world.shops.length) };
    const callsBefore = await callsThere(world);
    const began = performance.now();
    const counts = { kills: 0, faults: 0 };
    for (let round = 0; round < ROUNDS; round++) await liveRound(round, script, counts);
    for (const { box } of world.shops) await fetch(`${box.control}/faults`, { method: "DELETE" });
    const drained = performance.now();
    const { redriven, deadLetters } = await drain(world);
    const ended = performance.now();
    return { ...(await countUp(world)), ...counts, redriven, deadLetters, ...(await pace()) };

    async function pace() {
      const { there } = await bothSides(world);
      const placed = Object.values(there).flat().length;
      const calls = (await callsThere(world)) - callsBefore;
      return {
        ordersPerSecond: placed / ((ended - began) / 1_000),
        callsPerThousandOrders: (calls / placed) * 1_000,
        drainSeconds: (ended - drained) / 1_000,
      };
    }
  } finally {
    await journey.close();
  }
}

interface Script {
  world: World;
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number;
  perShop: number;
}

async function publishWalnuts(world: World, orders: number): Promise<void> {
  await connectShops(world);
  await saveWalnuts(world);
  const enough = ON_HAND_G + orders * 4 * Math.max(...Object.values(PACKS_G));
  await world.api.send("PUT", `/pools/${POOL}`, { name: "成县核桃", unit: "g", onHand: enough });
  for (const { id } of world.shops)
    await world.api.send("PUT", `/listings/${LISTING}/publications/${id}`, { want: "on" });
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    await pass(world, round === 0 ? 1 : 6);
    const all = (await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)))).flat();
    if (all.every(({ state, shelf }) => state === "done" && shelf === "on")) return;
  }
  throw new Error("the walnuts did not go on sale everywhere");
}

async function liveRound(round: number, script: Script, counts: { kills: number; faults: number }): Promise<void> {
  const { world, random, perShop } = script;
  for (const shop of world.shops) {
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? "throttled";
    await shop.control.post(Anything, "/faults", { kind, api: "*", times: 1 + Math.floor(random() * 3) });
    counts.faults += 1;
    for (let n = 0; n < perShop; n++) await place(shop, random);
  }
  const victim = KILLS.get(round);
  const running = world.stack.processes().find(({ kind }) => victim !== undefined && kind.startsWith(victim));
  if (running !== undefined) {
    await world.stack.tick();
    running.kill();
    counts.kills += 1;
    await alive(world);
  }
  const jump = random() < 0.1 ? 180 : 2 + Math.floor(random() * 5);
  await pass(world, jump);
}

/** Lets time pass and wakes what is due. What a dead or failed worker held comes back when the time of its queue is over, so that time is let pass too. */
async function pass(world: World, minutes: number): Promise<void> {
  await rest(world);
  await world.stack.clock.advance(minutes * 60_000);
  await world.stack.tick();
  await rest(world);
}

async function rest({ stack }: World): Promise<void> {
  for (let n = 0; n < 5; n++) {
    const idle = await stack.idle({ timeoutMs: REST_MS }).then(
      () => true,
      () => false,
    );
    if (idle) return;
    await stack.clock.advance(HELD_MS);
  }
}

/** A buyer who finds it sold out goes home: stock is raised only when the orders of the shop were read. */
async function place(shop: DemoShop, random: () => number): Promise<void> {
  const lines = [{ merchantKey: KEYS[Math.floor(random() * KEYS.length)], quantity: 1 + Math.floor(random() * 2) }];
  await fetch(`${shop.box.control}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ shop: shop.platformShop, lines, pay: true }),
  });
}

/** Waits until the table answers again. */
async function alive(world: World): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const pool = await poolNow(world).catch(() => null);
    if (pool !== null) return;
    await new Promise((done) => setImmediate(done));
  }
}

/** Time passes and dead letters are sent back until both sides agree and no message is left. */
async function drain(world: World): Promise<{ redriven: number; deadLetters: number }> {
  let redriven = 0;
  for (let round = 0; round < DRAIN_ROUNDS; round++) {
    await pass(world, 6);
    redriven += await sendBack(world);
    const { there, here } = await bothSides(world);
    if (JSON.stringify(there) === JSON.stringify(here) && (await deadThere(world)) === 0 && (await exact(world))) break;
  }
  return { redriven, deadLetters: await deadThere(world) };
}

async function exact(world: World): Promise<boolean> {
  return (await poolNow(world)).reserved === (await gramsOrdered(world));
}

async function deadThere({ stack }: World): Promise<number> {
  const counts = await stack.stores.counts();
  return counts
    .filter(({ queue }) => queue.endsWith("-dead"))
    .reduce((sum, { visible, held }) => sum + visible + held, 0);
}

const Queues = z.object({ queues: z.array(z.string()) });
const Sent = z.looseObject({ sent: z.number() });

async function sendBack({ api }: World): Promise<number> {
  const { queues } = await api.call(Queues, "GET", "/operator/dead-letters");
  let sent = 0;
  for (const queue of queues)
    sent += (await api.call(Sent, "POST", "/operator/dead-letters", { queue, dryRun: false })).sent;
  return sent;
}

async function countUp(world: World) {
  const { there, here } = await bothSides(world);
  let [orders, lost, doubled, twins] = [0, 0, 0, 0];
  for (const shop of world.shops) {
    const ours = here[shop.platform] ?? [];
    const theirs = there[shop.platform] ?? [];
    orders += theirs.length;
    lost += theirs.filter((orderNo) => !ours.includes(orderNo)).length;
    doubled += ours.length - new Set(ours).size;
    twins += Math.max(0, (await productsOf(shop)).length - 1);
  }
  const gramsOff = (await poolNow(world)).reserved - (await gramsOrdered(world));
  return { orders, lost, doubled, twins, gramsOff };
}

async function callsThere(world: World): Promise<number> {
  const all = await Promise.all(world.shops.map(({ control }) => control.get(Calls, "/calls?after=0")));
  return all.reduce((sum, calls) => sum + calls.length, 0);
}

/** Numbers from a seed, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
