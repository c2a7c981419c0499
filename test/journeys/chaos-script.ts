import * as z from "zod";
import type { DemoShop, World } from "../../local/demo/world.ts";
import { pass, tick, until, untilAlive } from "./chaos-time.ts";
import { PACKS_G } from "./walnuts.ts";

const KEYS = Object.keys(PACKS_G);
const Anything = z.unknown();
const Refused = z.looseObject({ code: z.string().optional() });
/** What befalls calls of a platform, most of it at reading. */
const KINDS = [
  ...["throttled", "http-500-before", "http-500-after", "lost-answer", "malformed", "truncated", "html"],
  ...["page-shift", "duplicate-rows", "late-visibility", "token-expired", "slow"],
];
const JUMP_MINUTES = 180;

/** What to live through. `kills`: in which round which kind of process dies by signal 9. The same seed gives the same script. */
export interface Plan {
  orders: number;
  seed: number;
  rounds: number;
  kills: ReadonlyMap<number, string>;
  /** The round before which the clock jumps by hours. */
  jumpAt: number;
  say(text: string): void;
}

interface Basket {
  merchantKey: string;
  quantity: number;
}
/** One round of the script: what befalls each shop and what is bought there, who is killed, how much time passes. */
export interface Round {
  n: number;
  shops: readonly { fault: string; times: number; baskets: readonly Basket[] }[];
  victim: string | null;
  minutes: number;
}

/** The whole script, from its seed alone. */
export function chaosScript({ orders, seed, rounds, kills, jumpAt }: Plan, shops: number): readonly Round[] {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = <T>(list: readonly T[], otherwise: T): T => list[below(list.length)] ?? otherwise;
  const perShop = Math.ceil(orders / rounds / shops);
  const basket = (): Basket => ({ merchantKey: one(KEYS, ""), quantity: 1 + below(2) });
  const shop = () => ({
    fault: one(KINDS, "throttled"),
    times: 1 + below(3),
    baskets: Array.from({ length: perShop }, basket),
  });
  return Array.from({ length: rounds }, (_, n) => ({
    n,
    shops: Array.from({ length: shops }, shop),
    victim: kills.get(n) ?? null,
    minutes: n === jumpAt ? JUMP_MINUTES : 2 + below(5),
  }));
}

/** Faults are set and buyers buy in all shops at once; then somebody may be killed at work, and time passes. Gives how often which shop would not sell. */
export async function liveRound({ shops, victim, minutes }: Round, world: World): Promise<ReadonlyMap<string, number>> {
  const refused = new Map<string, number>();
  await Promise.all(
    world.shops.map(async (shop, n) => {
      const { fault, times, baskets } = shops[n] ?? { fault: "throttled", times: 1, baskets: [] };
      await shop.control.post(Anything, "/faults", { kind: fault, api: "*", times });
      for (const basket of baskets) {
        const why = await buy(shop, basket);
        if (why !== null) refused.set(why, (refused.get(why) ?? 0) + 1);
      }
    }),
  );
  if (victim !== null) await killAtWork(victim, world);
  await pass(world, minutes);
  return refused;
}

const SERVICES = new Set(["dynamodb", "queues"]);

/** Ends a process of that kind with signal 9 while it works; a service, while any function does. */
async function killAtWork(victim: string, world: World): Promise<void> {
  const { stack } = world;
  await tick(world);
  const isService = SERVICES.has(victim);
  await until(() => stack.busy(isService ? "" : victim) > 0);
  const those = stack.processes().filter(({ kind }) => kind.startsWith(victim));
  const running = those.find(({ kind }) => isService || stack.busy(kind) > 0) ?? those[0];
  if (running === undefined) throw new Error(`nothing called ${victim} runs`);
  running.kill();
  await untilAlive(world);
}

/** No platform fails any more. */
export async function liftFaults({ shops }: World): Promise<void> {
  for (const { box } of shops) await fetch(`${box.control}/faults`, { method: "DELETE" });
}

/** Null: it was bought. A buyer who is refused goes home; why is told. */
async function buy({ box, platform, platformShop }: DemoShop, basket: Basket): Promise<string | null> {
  const answer = await fetch(`${box.control}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ shop: platformShop, lines: [basket], pay: true }),
  });
  const { code } = Refused.parse(await answer.json());
  return answer.ok ? null : `${platform} says ${code}`;
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
