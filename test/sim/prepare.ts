/** Worlds to start from, made once by our own code: seeds need not connect shops ten thousand times. */
import * as z from "zod";
import type { Item } from "../../functions/shared/ports.ts";
import type { Sandbox, SandboxRandom } from "../../sandbox/kit/types.ts";
import { copyOf } from "./copy.ts";
import type { Nemesis } from "./faults.ts";
import { platformOf, sandboxes, type Platform } from "./platforms.ts";
import {
  adopt,
  calm,
  connect,
  during,
  LISTING,
  must,
  PACKS,
  POOL,
  saveListing,
  type County,
  type SimShop,
} from "./setup.ts";
import { putUpStays, saveStay, STAY } from "./stay.ts";
import { worldOf, type Start, type World } from "./world.ts";

/** `saved`: shops are connected, a listing waits to be published. `live`: it is on sale everywhere. */
export type Stage = "saved" | "live";
interface Taken {
  nowMs: number;
  rows: readonly Item[];
  receivers: readonly Item[];
  blobs: ReadonlyMap<string, Uint8Array>;
  platforms: readonly { sandbox: Sandbox<unknown>; world: unknown; random: SandboxRandom; clock: unknown }[];
}
export interface Prepared {
  /** One for each merchant; their listings and pools bear the same names. */
  counties: readonly County[];
  pictures: readonly object[];
  stages: Readonly<Record<Stage, Taken>>;
}

const MERCHANT = "m00000000001";
const NEIGHBOUR = "m00000000002";
/** Which platform's shop is the neighbour's. */
const NEIGHBOUR_AT = 1;
const SEED = 20_261_125;
const START_MS = Date.UTC(2026, 10, 25, 1);
const Publications = z.object({ items: z.array(z.looseObject({ state: z.string(), shelf: z.string() })) });
const QUIET: Nemesis = { on: false, befalls: () => null };

/** Connects, saves and publishes in a world without faults, and keeps how it stood on the way. */
export async function prepare(): Promise<Prepared> {
  const all = await sandboxes();
  const world = worldOf({
    seed: SEED,
    nowMs: START_MS,
    rows: [],
    receivers: [],
    blobs: new Map(),
    platforms: (now) => new Map([...all].map(([id, sandbox]) => [id, platformOf(sandbox, now, SEED)])),
    nemesis: () => QUIET,
  });
  const platforms = [...world.platforms.values()];
  const counties = [
    await settled(
      world,
      MERCHANT,
      platforms.filter((_, n) => n !== NEIGHBOUR_AT),
    ),
    await settled(
      world,
      NEIGHBOUR,
      platforms.filter((_, n) => n === NEIGHBOUR_AT),
    ),
  ];
  const source = { from: { merchant: MERCHANT, pool: POOL } };
  await during(world, must(world, NEIGHBOUR, `PUT /pools/${POOL}/source`, source));
  await calm(world, 2);
  const saved = taken(world);
  for (const county of counties) await publish(world, county);
  if (world.escaped.length > 0) throw new Error(`code went on without a port: ${world.escaped.join(" ")}`);
  return { counties, pictures: counties[0]?.pictures ?? [], stages: { saved, live: taken(world) } };
}

/** A merchant with his shops, goods, rooms and heap. */
async function settled(world: World, m: string, platforms: readonly Platform[]) {
  const wares = putUpStays(platforms);
  const shops = await during(world, connect(world, m, platforms));
  await calm(world, 4);
  const pictures = await during(world, saveListing(world, m, "adaptive"));
  await during(world, saveStay(world, m, shops));
  await during(world, adopt(world, { m, shops }, { listing: STAY, wares }));
  return { m, shops, listing: LISTING, pool: POOL, packs: PACKS, lends: m === MERCHANT, pictures };
}

async function publish(world: World, county: County): Promise<void> {
  for (const { id } of county.shops)
    await during(world, must(world, county.m, `PUT /listings/${LISTING}/publications/${id}`, { want: "on" }));
  for (let n = 0; !(await allLive(world, county)); n++) {
    if (n > 60)
      throw new Error(`the listing does not get on sale in a world without faults: ${await stand(world, county)}`);
    await calm(world, 2);
  }
}

async function allLive(world: World, { m, listing }: County): Promise<boolean> {
  const { items } = Publications.parse(await during(world, must(world, m, `GET /listings/${listing}/publications`)));
  return items.every(({ state, shelf }) => state === "done" && shelf === "on") && world.queues.open() === 0;
}

async function stand(world: World, { m, listing }: County): Promise<string> {
  const there = await during(world, must(world, m, `GET /listings/${listing}/publications`));
  const errors = world.logs.filter(({ level }) => level === "error").map(({ fields }) => String(fields["why"]));
  return JSON.stringify([there, world.queues.open(), world.queues.dead(), errors.slice(0, 3)]);
}

function taken(world: World): Taken {
  const platforms = [...world.platforms.values()].map(({ host }) => {
    const { world: there, random, clock } = host.scene();
    const swaps = new Map<unknown, unknown>([
      [random, random],
      [clock, clock],
    ]);
    return { sandbox: host.sandbox, world: copyOf(there, swaps), random, clock };
  });
  return {
    nowMs: world.time.now(),
    rows: world.table.rows(),
    receivers: world.receivers.rows(),
    blobs: new Map(world.blobs),
    platforms,
  };
}

/** A start of one seed from a prepared stage: everything is a copy, chance is the seed's own. */
export function startAt(taken: Taken, seed: number, nemesis: Start["nemesis"]): Start {
  const again = (one: Taken["platforms"][number]): Sandbox<unknown> => ({
    ...one.sandbox,
    newWorld: ({ clock, random }) =>
      copyOf(
        one.world,
        new Map<unknown, unknown>([
          [one.random, random],
          [one.clock, clock],
        ]),
      ),
  });
  const platforms = (now: () => number): ReadonlyMap<string, Platform> =>
    new Map(taken.platforms.map((one, n) => [one.sandbox.id, platformOf(again(one), now, seed + n)]));
  const { nowMs, rows, receivers, blobs } = taken;
  return { seed, nowMs, rows, receivers, blobs, platforms, nemesis };
}

/** The same start with some of the shops alone: the others' rows are not there, as if they had never been connected; nor are those of a merchant without a shop. */
export function withShops(taken: Taken, counties: readonly County[], chosen: readonly SimShop[]): Taken {
  const isChosen = ({ id }: SimShop) => chosen.some((shop) => shop.id === id);
  const gone = counties.flatMap(({ shops }) => shops.filter((shop) => !isChosen(shop))).map(({ id }) => id);
  const closed = counties.filter(({ shops }) => !shops.some(isChosen)).map(({ m }) => `M#${m}`);
  const isGone = ({ PK, SK }: Item) =>
    closed.some((pk) => PK === pk || PK.startsWith(`${pk}#`)) ||
    gone.some((id) => PK.endsWith(`#S#${id}`) || (/^(PUBX?|STK)#/.test(SK) && SK.endsWith(id)));
  const stripped = (row: Item): Item => {
    const kept = Object.entries(row).filter(([name]) => !gone.some((id) => name.includes(`_${id}`)));
    return { ...Object.fromEntries(kept), PK: row.PK, SK: row.SK };
  };
  const platforms = taken.platforms.filter(({ sandbox }) => chosen.some(({ platform }) => platform === sandbox.id));
  return { ...taken, platforms, rows: taken.rows.filter((row) => !isGone(row)).map(stripped) };
}

/** The counties of a start with these shops alone. */
export function countiesWith(counties: readonly County[], chosen: readonly SimShop[]): County[] {
  return counties
    .map((county) => ({ ...county, shops: county.shops.filter(({ id }) => chosen.some((shop) => shop.id === id)) }))
    .filter(({ shops }) => shops.length > 0);
}
