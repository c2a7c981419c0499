import { WORK_SHARDS } from "../../functions/shared/store/keys.ts";
import { seededRandom } from "../../sandbox/kit/random.ts";
import type { SandboxRandom } from "../../sandbox/kit/types.ts";
import { watchAll, type Violation } from "./checks/index.ts";
import { chanceNemesis } from "./faults.ts";
import { DEEDS } from "./deeds.ts";
import { backUp } from "./engineer.ts";
import type { Town } from "./people.ts";
import { countiesWith, startAt, withShops, type Prepared } from "./prepare.ts";
import { authorise } from "./authorise.ts";
import { must, type SimShop } from "./setup.ts";
import { worldOf, type World } from "./world.ts";

export type Profile = "short" | "long";
/** `without`: kinds of faults and deeds that are left out, to find the shortest run that still fails. */
export interface Wanted {
  seed: number;
  profile: Profile;
  without?: ReadonlySet<string>;
}
export interface Ran {
  seed: number;
  hash: string;
  calls: number;
  virtualMs: number;
  violations: readonly Violation[];
  lines: readonly string[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
interface Shape {
  lastsMs: number;
  deeds: readonly [number, number];
  tickMs: readonly [number, number];
}
const SHAPES: Record<Profile, Shape> = {
  short: { lastsMs: 2 * HOUR_MS, deeds: [6, 18], tickMs: [8 * MINUTE_MS, 40 * MINUTE_MS] },
  long: { lastsMs: 21 * DAY_MS, deeds: [150, 300], tickMs: [5 * MINUTE_MS, 60 * MINUTE_MS] },
};

/** One run of one seed: life with faults, then rest without, then the promises are asked. The same seed gives the same history, always. */
export async function run(prepared: Prepared, { seed, profile, without = new Set() }: Wanted): Promise<Ran> {
  const shape = SHAPES[profile];
  const plan = seededRandom(seed);
  const stage = plan.next() < 0.25 ? "saved" : "live";
  const shops = someOf(
    prepared.counties.flatMap((county) => county.shops),
    plan,
  );
  const taken = withShops(prepared.stages[stage], prepared.counties, shops);
  const world = worldOf(startAt(taken, seed, (random) => chanceNemesis(random, without)));
  const towns = townsOf(prepared, shops, world);
  const violations: Violation[] = [];
  const checks = watchAll(towns, violations);
  const startMs = world.time.now();
  if (!without.has("faults")) unkind(world, plan, without);
  for (const town of towns.slice(0, 1)) backUp(town);
  people(towns, { shape, stage, without }, plan);
  ticks(world, { shape, until: startMs + shape.lastsMs, without }, plan);
  await world.time.run(startMs + shape.lastsMs);
  await comeToRest(towns);
  for (const { end } of checks) end?.();
  const { calls } = world.counted;
  const virtualMs = world.time.now() - startMs;
  return { seed, hash: world.history.hash(), calls, virtualMs, violations, lines: world.history.lines() };
}

/** A town for each merchant who has a shop here; they share the world. */
export function townsOf(
  { counties, pictures }: Pick<Prepared, "counties" | "pictures">,
  shops: readonly SimShop[],
  world: World,
): Town[] {
  const here = countiesWith(counties, shops);
  const shared = { world, pictures, counties: here, deeds: [], backup: { rows: null, at: 0 }, silentMs: 0 };
  return here.map((county) => {
    const neighbour = here.find(({ m }) => m !== county.m) ?? null;
    return { ...shared, county, neighbour };
  });
}

/** How many shops a seed has: one flaw in a thousand needs three, most need one. */
const SHOPS = [1, 1, 2, 2, 3];

/** Some of the shops, on whichever platforms. */
function someOf(shops: readonly SimShop[], plan: SandboxRandom): SimShop[] {
  const [from, count] = [plan.int(shops.length), SHOPS[plan.int(SHOPS.length)] ?? 1];
  return Array.from({ length: Math.min(count, shops.length) }, (_, n) => shops[(from + n) % shops.length]).filter(
    (shop) => shop !== undefined,
  );
}

/** How bad this seed's services are. Drawn whether left out or not, so that leaving out changes nothing else. */
function unkind(world: World, plan: SandboxRandom, without: ReadonlySet<string>): void {
  const [twice, ackLost, skew] = [
    plan.next() ** 2 * 0.3,
    plan.next() ** 2 * 0.1,
    plan.next() < 0.3 ? plan.int(4_000) : 0,
  ];
  world.nemesis.on = true;
  world.queues.unkind.twice = without.has("twice") ? 0 : twice;
  world.queues.unkind.ackLost = without.has("ack_lost") ? 0 : ackLost;
  world.skewMs = without.has("skew") ? 0 : skew;
  const outages = [...world.platforms.values()].map((platform) => ({
    platform,
    happens: plan.next() < 0.15,
    from: plan.int(2 * HOUR_MS),
    lasts: plan.int(40 * MINUTE_MS),
    how: plan.next() < 0.5 ? ("not_sent" as const) : ("http_500_before" as const),
  }));
  for (const { platform, happens, from, lasts, how } of outages) {
    if (!happens || without.has("outage")) continue;
    world.time.at(world.time.now() + from, () => void (platform.outage = how));
    world.time.at(world.time.now() + from + lasts, () => void (platform.outage = null));
  }
}

interface Living {
  shape: Shape;
  stage: "saved" | "live";
  without: ReadonlySet<string>;
}

function people(towns: readonly Town[], { shape, stage, without }: Living, plan: SandboxRandom): void {
  const [{ world } = { world: undefined }] = towns;
  if (world === undefined) return;
  const start = world.time.now();
  for (const { county } of stage === "saved" ? towns : []) {
    for (const { id } of county.shops.filter(() => plan.next() < 0.6))
      void world.api(county.m, `PUT /listings/${county.listing}/publications/${id}`, { want: "on" });
  }
  const all = Object.entries(DEEDS);
  const weights = all.reduce((sum, [, { weight }]) => sum + weight, 0);
  const count = shape.deeds[0] + plan.int(shape.deeds[1] - shape.deeds[0]);
  for (let n = 0; n < count; n++) {
    let at = plan.int(weights);
    const [name, deed] = all.find(([, { weight }]) => (at -= weight) < 0) ?? ["", undefined];
    const [when, town] = [start + plan.int(shape.lastsMs), towns[plan.int(towns.length)]];
    const chance = world.chance(`deed ${n}`);
    if (deed === undefined || town === undefined || without.has(name) || without.has(`deed ${n}`)) continue;
    world.time.at(when, () => deed.act(town, chance));
  }
}

function ticks(
  world: World,
  { shape, until, without }: { shape: Shape; until: number; without: ReadonlySet<string> },
  plan: SandboxRandom,
): void {
  for (let at = world.time.now(); at < until; at += shape.tickMs[0] + plan.int(shape.tickMs[1] - shape.tickMs[0])) {
    const double = plan.next() < 0.1 && !without.has("double_tick");
    world.time.at(at, () => world.tick());
    if (double) world.time.at(at + plan.int(3_000), () => world.tick());
  }
}

/** Rounds of the schedule after which everything must be at rest: longer than the longest back-off and five receives. */
const QUIET_AFTER = 12;

/** Whether a row waits for a worker. */
function someDue(world: World): boolean {
  return Array.from({ length: WORK_SHARDS }, (_, n) => n).some((n) =>
    world.table.query({ index: "work", pk: `W#due#${n}` }).items.some(({ SK }) => SK !== "TOK"),
  );
}

/** Where the answer to a refresh was lost, the platform knows a token that nobody has: the merchant authorises again. */
async function authoriseAgain(
  { world, county }: Pick<Town, "world" | "county">,
  { id, platform }: SimShop,
): Promise<void> {
  const there = world.platforms.get(platform);
  if (there === undefined) return;
  const token = await authorise(there, world.time.now());
  if (token.refresh === null) return;
  void must(world, county.m, `PUT /shops/${id}`, { platform, app: "main", name: "示例店", token });
}

/** Faults stop; what is dead is sent again by the engineer; shops are read; the schedule runs until nothing moves. */
export async function comeToRest(towns: readonly Town[]): Promise<void> {
  const [{ world } = { world: undefined }] = towns;
  if (world === undefined) return;
  world.nemesis.on = false;
  Object.assign(world.queues.unkind, { twice: 0, ackLost: 0 });
  world.skewMs = 0;
  for (const platform of world.platforms.values()) platform.outage = null;
  world.queues.redrive();
  const shops = towns.flatMap(({ county }) => county.shops.map((shop) => ({ world, county, shop })));
  for (const { county, shop } of shops) await authoriseAgain({ world, county }, shop);
  for (let n = 0; n < QUIET_AFTER && (n < 2 || world.queues.open() > 0 || someDue(world)); n++) {
    await world.time.run(world.time.now() + (n < 2 ? 1 : 16) * MINUTE_MS);
    world.queues.redrive();
    world.tick();
  }
  const quiet = () => world.queues.open() === 0 && world.lives() === 0;
  await world.time.run(world.time.now() + 20 * MINUTE_MS, quiet);
  // A quiet stream has its minute only now and then: somebody asks for all of them, once late rows can be seen.
  await world.time.run(world.time.now() + 2 * MINUTE_MS);
  for (const { county, shop } of shops) void world.api(county.m, `POST /shops/${shop.id}/pull`);
  await world.time.run(world.time.now() + MINUTE_MS);
  await world.time.run(world.time.now() + 30 * MINUTE_MS, quiet);
}
