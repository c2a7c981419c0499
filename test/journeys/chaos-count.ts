import * as z from "zod";
import type { World } from "../../local/demo/world.ts";
import { bothSides, gramsOrdered, poolNow, productsOf } from "./seen.ts";

/** What stands on both sides when all is over. */
export interface Ending {
  orders: number;
  lost: number;
  doubled: number;
  /** Listings that have more than one product in a shop. */
  twins: number;
  /** Reserved grams beyond (or under) what the platforms' orders take. */
  gramsOff: number;
  deadLetters: number;
}

const Calls = z.array(z.looseObject({ n: z.number() }));
const Queues = z.object({ queues: z.array(z.string()) });
const Sent = z.looseObject({ sent: z.number() });

/** Compares what the platforms say with what we have. */
export async function countUp(world: World): Promise<Ending> {
  const { there, here } = await bothSides(world);
  const ending: Ending = { orders: 0, lost: 0, doubled: 0, twins: 0, gramsOff: await gramsOff(world), deadLetters: 0 };
  for (const shop of world.shops) {
    const [theirs, ours] = [there[shop.platform] ?? [], here[shop.platform] ?? []];
    const known = new Set(ours);
    ending.orders += theirs.length;
    ending.lost += theirs.filter((orderNo) => !known.has(orderNo)).length;
    ending.doubled += ours.length - known.size;
    ending.twins += Math.max(0, (await productsOf(shop)).length - 1);
  }
  ending.deadLetters = await deadThere(world);
  return ending;
}

async function gramsOff(world: World): Promise<number> {
  return (await poolNow(world)).reserved - (await gramsOrdered(world));
}

/** Messages that their queues gave up. */
async function deadThere({ stack }: World): Promise<number> {
  const dead = (await stack.stores.counts()).filter(({ queue }) => queue.endsWith("-dead"));
  return dead.reduce((sum, { visible, held }) => sum + visible + held, 0);
}

/** An operator sends all dead letters back. Gives how many. */
export async function sendBack({ api }: World): Promise<number> {
  const { queues } = await api.call(Queues, "GET", "/operator/dead-letters");
  let sent = 0;
  for (const queue of queues)
    sent += (await api.call(Sent, "POST", "/operator/dead-letters", { queue, dryRun: false })).sent;
  return sent;
}

/** Calls that the platforms have seen, by their own numbering. */
export async function callsThere({ shops }: World): Promise<number> {
  const all = await Promise.all(shops.map(({ control }) => control.get(Calls, "/calls?after=0")));
  return all.reduce((sum, calls) => sum + (calls.at(-1)?.n ?? 0), 0);
}
