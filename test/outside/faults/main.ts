/** Every kind of fault on every call that the adapters make, on the running stack: `node test/outside/faults/main.ts [--seed 7] [--kinds lost-answer,html] [--times 1] [--cold | --wire]`. Ends with 1 when a platform's truth and ours differ. */
import { parseArgs } from "node:util";
import * as z from "zod";
import type { World } from "../../../local/demo/world.ts";
import { FAULT_KINDS } from "../../../sandbox/kit/types.ts";
import { seededRandom } from "../../../sandbox/kit/random.ts";
import type { Ground } from "./ground.ts";
import { live, redeemIn, settle } from "./life.ts";
import { memoryGround, type Early } from "./memory-ground.ts";
import { differences, voucherDifferences, type Lived } from "./truth.ts";
import { wireGround } from "./wire-ground.ts";

const KINDS =
  "lost-answer no-answer refused http-500-before http-500-after throttled malformed truncated html token-expired late-visibility page-shift duplicate-rows slow";
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    kinds: { type: "string", default: KINDS.replaceAll(" ", ",") },
    times: { type: "string", default: "1" },
    platforms: { type: "string", default: "" },
    calls: { type: "string", default: "" },
    wire: { type: "boolean", default: false },
    cold: { type: "boolean", default: false },
  },
});
const kinds = values.kinds.split(",");
/** So long hangs what hangs; the client's own patience of ten seconds would only make the run long. */
const HANG_MS = 400;
const DRAIN_ROUNDS = 4;

const Calls = z.array(z.looseObject({ api: z.string().nullable() }));
const Anything = z.unknown();
const FaultKind = z.enum(FAULT_KINDS);
type Fault = NonNullable<ReturnType<Early["get"]>>[number];
const Faults = z.looseObject({ faults: z.array(z.looseObject({ api: z.string() })) });

const ground = await (values.wire ? wireGround : memoryGround)((text) => console.log(text));
try {
  const { world } = ground;
  const random = seededRandom(Number(values.seed));
  console.log("life 0: nothing befalls anybody");
  const lives: Lived[] = [await live(0, ground)];
  let found = await report(0, lives, ground);
  if (values.cold)
    for (const kind of kinds) found += await coldLife(kind, await faultsOf(kind, { random: random.next, world }));
  else {
    for (const [at, kind] of kinds.entries())
      found += await warmLife(at + 1, kind, { lives, random: random.next, ground });
    found += await guestsCome(lives, random.next, ground);
  }
  console.log(`${found} differences over ${lives.length} lives, seed ${values.seed}`);
  process.exitCode = found === 0 ? 0 : 1;
} finally {
  await ground.close();
}

interface Warm {
  lives: Lived[];
  random(): number;
  ground: Ground;
}

/** In shops that are connected and know the platform. */
async function warmLife(n: number, kind: string, { lives, random, ground: there }: Warm): Promise<number> {
  const armed = await arm(kind, { random, world: there.world });
  console.log(`life ${n}: ${kind} on ${armed} calls`);
  lives.push(await live(n, there));
  const left = await disarm(there);
  console.log(`  ${left.length} calls were not met: ${left.join(" ")}`);
  return report(n, lives, there);
}

/** From the first call on: shops are connected, categories and pictures read and sent, under the faults. */
async function coldLife(kind: string, early: Early): Promise<number> {
  console.log(`cold: ${kind}`);
  const there = await memoryGround(ground.world.say, early);
  const lives = [await live(0, there)];
  const left = await disarm(there);
  console.log(`  ${left.length} calls were not met: ${left.join(" ")}`);
  return report(0, lives, there);
}

/** Six days later the vouchers have become valid; the first guest shows what redeeming is called, the others meet their life's fault there. */
async function guestsCome(lives: readonly Lived[], random: () => number, ground: Ground): Promise<number> {
  const { world, pass } = ground;
  await pass(6 * 24 * 60);
  let found = 0;
  for (const lived of lives) {
    if (lived.n > 0) await arm(kinds[lived.n - 1] ?? "", { random, world });
    await redeemIn(lived, world);
    for (const minutes of [1, 6, 20]) await pass(minutes);
    await disarm(ground);
    for (const minutes of [20, 60]) await pass(minutes);
    const differing = await voucherDifferences(lived, world);
    for (const text of differing) console.log(`  DIFFERS ${text}`);
    found += differing.length;
  }
  return found;
}

interface Chance {
  random(): number;
  world: World;
}

/** One fault of this kind on each call that a platform's adapter was ever seen to make, in a random order. */
async function faultsOf(kind: string, { random, world }: Chance): Promise<Early> {
  const all = new Map<string, Fault[]>();
  for (const { control, platform } of world.shops) {
    if (values.platforms !== "" && !values.platforms.split(",").includes(platform)) continue;
    const calls = await control.get(Calls, "/calls?after=0");
    const seen = [...new Set(calls.flatMap(({ api }) => api ?? []))].sort(() => random() - 0.5);
    const apis = seen.filter((api) => values.calls === "" || values.calls.split(",").includes(api));
    const delayMs = kind === "no-answer" || kind === "slow" ? HANG_MS : null;
    const times = () => 1 + Math.floor(random() * Number(values.times));
    all.set(
      platform,
      apis.map((api) => ({ kind: FaultKind.parse(kind), api, times: times(), delayMs })),
    );
  }
  return all;
}

async function arm(kind: string, chance: Chance): Promise<number> {
  const faults = await faultsOf(kind, chance);
  for (const { control, platform } of chance.world.shops)
    for (const fault of faults.get(platform) ?? []) await control.post(Anything, "/faults", fault);
  return [...faults.values()].flat().length;
}

/** Takes the rest of the faults away and tells the calls that nobody made. */
async function disarm(ground: Ground): Promise<string[]> {
  const left: string[] = [];
  for (const { control, platform } of ground.world.shops) {
    const { faults } = await control.get(Faults, "/");
    left.push(...faults.map(({ api }) => `${platform}:${api}`));
    await ground.disarm(platform);
  }
  return left;
}

/** Time passes without faults; then both sides must agree, for this life and for those before. */
async function report(n: number, lives: readonly Lived[], ground: Ground): Promise<number> {
  await settle(ground);
  for (let round = 0; round < DRAIN_ROUNDS; round++) await ground.pass(20);
  const lived = lives.at(-1);
  const found = lived === undefined ? [] : await differences(lived, true, ground.world);
  for (const text of ground.rejected.splice(0)) found.push(`life ${n}: given back: ${text}`);
  for (const text of lived?.refused ?? []) console.log(`  our API refused ${text}`);
  for (const text of found) console.log(`  DIFFERS ${text}`);
  return found.length;
}
