/** Chaos: orders keep coming while platforms fail by a seeded script, processes are killed and the clock jumps; then nothing may be lost or doubled. */
import { performance } from "node:perf_hooks";
import { publicationsOf } from "../../local/demo/publish.ts";
import type { World } from "../../local/demo/world.ts";
import { authorizeAgain, authorizeAll } from "./chaos-merchant.ts";
import { callsThere, countUp, sendBack, type Ending } from "./chaos-count.ts";
import { chaosScript, liveRound, liftFaults, type Plan, type Round } from "./chaos-script.ts";
import { pass } from "./chaos-time.ts";
import { LISTING, ON_HAND_G, PACKS_G, POOL, saveWalnuts } from "./walnuts.ts";
import { connectShops, openJourney } from "./world.ts";

const DRAIN_ROUNDS = 60;
const SETTLE_ROUNDS = 12;

export interface Chaos extends Ending {
  redriven: number;
  ordersPerSecond: number;
  callsPerThousandOrders: number;
  receivesPerMessage: number;
  drainSeconds: number;
  kills: number;
  faults: number;
}

/** Lives through it on a stack of its own, and counts at the end. */
export async function liveThroughChaos(plan: Plan): Promise<Chaos> {
  const journey = await openJourney();
  try {
    return await live(plan, journey.world);
  } finally {
    await journey.close();
  }
}

async function live(plan: Plan, world: World): Promise<Chaos> {
  await publishWalnuts(world, plan.orders);
  const script = chaosScript(plan, world.shops.length);
  const [calls, traffic, began] = [await callsThere(world), world.stack.traffic(), performance.now()];
  for (const round of script) await told(round, plan, () => liveRound(round, world));
  await liftFaults(world);
  const drainedFrom = performance.now();
  const redriven = await drain(world, plan);
  const ended = performance.now();
  const ending = await countUp(world);
  const after = world.stack.traffic();
  return {
    ...ending,
    redriven,
    kills: script.filter(({ victim }) => victim !== null).length,
    faults: script.flatMap(({ shops }) => shops).length,
    ordersPerSecond: ending.orders / ((ended - began) / 1_000),
    callsPerThousandOrders: (((await callsThere(world)) - calls) / ending.orders) * 1_000,
    receivesPerMessage: (after.received - traffic.received) / (after.done - traffic.done),
    drainSeconds: (ended - drainedFrom) / 1_000,
  };
}

async function told({ n, victim, minutes }: Round, { say }: Plan, work: () => ReturnType<typeof liveRound>) {
  const began = performance.now();
  const refused = await work();
  const killed = victim === null ? "" : `, ${victim} killed`;
  say(`round ${n}: ${minutes} min${killed}, ${Math.round(performance.now() - began)} ms`);
  for (const [why, times] of refused) say(`  ${times} buyers were sent away: ${why}`);
}

async function publishWalnuts(world: World, orders: number): Promise<void> {
  await connectShops(world);
  await authorizeAll(world);
  await saveWalnuts(world);
  const enough = ON_HAND_G + orders * 4 * Math.max(...Object.values(PACKS_G));
  await world.api.send("POST", `/pools/${POOL}/corrections`, { count: enough, reason: "盘点" });
  for (const { id } of world.shops)
    await world.api.send("PUT", `/listings/${LISTING}/publications/${id}`, { want: "on" });
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    await pass(world, round === 0 ? 1 : 6);
    const all = (await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)))).flat();
    if (all.every(({ state, shelf }) => state === "done" && shelf === "on")) return;
  }
  throw new Error("the walnuts did not go on sale everywhere");
}

/** Time passes and dead letters are sent back until both sides agree and no message is left. Gives how many letters were sent back. */
async function drain(world: World, { say }: Plan): Promise<number> {
  let redriven = 0;
  for (let round = 0; round < DRAIN_ROUNDS; round++) {
    const authorized = await authorizeAgain(world);
    await pass(world, 6);
    redriven += await sendBack(world);
    const { orders, lost, gramsOff, deadLetters } = await countUp(world);
    say(
      `drain ${round}: ${lost} of ${orders} orders not here, ${gramsOff} g off, ${deadLetters} dead letters, ${authorized} shops authorised anew`,
    );
    if (lost === 0 && gramsOff === 0 && deadLetters === 0) break;
  }
  return redriven;
}
