import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as z from "zod";
import { facts } from "../../../adapters/facts.ts";
import { readFile } from "../../../functions/api/read-file.ts";
import { tick } from "../../../functions/tick/tick.ts";
import type { QueueName } from "../../../functions/shared/ports.ts";
import { ROOT } from "../../../infra/bundling.ts";
import type { World } from "../../../local/demo/world.ts";
import { control } from "../../../sandbox/kit/control.ts";
import type { OrderedFault } from "../../../sandbox/kit/faults.ts";
import { openCounty } from "../../bench/counted/county.ts";
import { work } from "../../bench/counted/lanes.ts";
import { openWorld, type World as Counted } from "../../bench/counted/world.ts";
import { walnuts } from "../../bench/goods.ts";
import type { Ground } from "./ground.ts";

const HELD_MS = 30 * 60_000;
const MOST_RECEIVES = 5;
/** Beyond this a tick a minute shows nothing new. */
const MOST_TICKS = 12;

/** The real use cases, adapters and imitations in one process, on memory and an own clock: seconds where the wire takes minutes. `early`: what befalls a platform's calls from the first one on, while its shop is connected. */
export async function memoryGround(say: (text: string) => void, early: Early = new Map()): Promise<Ground> {
  const counted = await openWorld();
  for (const [platform, faults] of early)
    for (const fault of faults) counted.platforms.get(platform)?.faults.order({ shop: null, ...fault });
  const { shops, pictures } = await openCounty(counted, [...counted.platforms.keys()]);
  const api = apiOf(counted);
  const demoShops = shops.map((shop) => ({ ...shop, control: controlOf(counted, shop.platform) }));
  const rejected: string[] = [];
  const receives = new Map<string, number>();
  return {
    world: { api, shops: demoShops, say } as unknown as World,
    rejected,
    patterns: { goods: goodsOf(pictures), stay: await stayOf(counted, pictures) },
    async pass(minutes) {
      const steps = Math.min(minutes, MOST_TICKS);
      for (let n = 0; n < steps; n++) {
        counted.pass((minutes / steps) * 60_000);
        await tick(facts, counted.ports);
        await drain(counted, { rejected, receives });
      }
    },
    async disarm(platform) {
      counted.platforms.get(platform)?.faults.clear();
    },
    close: async () => undefined,
  };
}

export type Early = ReadonlyMap<string, readonly Omit<OrderedFault, "shop">[]>;

interface Given {
  rejected: string[];
  receives: Map<string, number>;
}

/** One message at a time, so that a rejected one is told by itself; it comes back when its invisibility ends. */
async function drain({ queues, ports }: Counted, { rejected, receives }: Given): Promise<void> {
  for (let batch = queues.take(); batch !== null; batch = queues.take())
    for (const body of batch.bodies) {
      const why = await done(work(batch.queue, [body], ports));
      if (why === null) continue;
      const times = (receives.get(body) ?? 0) + 1;
      receives.set(body, times);
      rejected.push(`${batch.queue} ${body.slice(0, 120)}: ${why}${times === MOST_RECEIVES ? " (dead)" : ""}`);
      if (times < MOST_RECEIVES) await giveBack(batch.queue, body, ports);
    }
}

async function giveBack(queue: QueueName, body: string, ports: Counted["ports"]): Promise<void> {
  await ports.queues.send(queue, [{ body: JSON.parse(body) as unknown, group: "", delayMs: HELD_MS }]);
}

async function done(working: Promise<void>): Promise<string | null> {
  return working.then(
    () => null,
    (error: unknown) => (error instanceof Error ? String(error.stack).slice(0, 400) : String(error)),
  );
}

function apiOf(counted: Counted): World["api"] {
  return {
    call: async (schema, method, path, body) => schema.parse(await counted.api(`${method} ${path}`, body)),
    send: async (method, path, body) => void (await counted.api(`${method} ${path}`, body)),
  };
}

function controlOf({ platforms }: Counted, platform: string) {
  const host = platforms.get(platform);
  if (host === undefined) throw new Error(`nobody imitates ${platform}`);
  const ask = (method: string, whole: string, body: unknown): unknown => {
    const [path = "", search] = whole.split("?");
    const reply = control(host, {
      method,
      path,
      query: new URLSearchParams(search),
      body: (body ?? {}) as object as Record<string, unknown>,
    });
    if (reply.status >= 400) throw new Error(`${whole}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return JSON.parse(JSON.stringify(reply.body)) as unknown;
  };
  return {
    get: async <T>(schema: z.ZodType<T>, path: string) => schema.parse(ask("GET", path, {})),
    post: async <T>(schema: z.ZodType<T>, path: string, body: unknown) => schema.parse(ask("POST", path, body)),
  };
}

function goodsOf(pictures: readonly object[]): Record<string, unknown> {
  const one = walnuts(0, pictures);
  const [option] = one.options;
  return {
    ...one,
    options: [
      option,
      { ...option, id: "1000", name: "1000g", netContent: { value: 1_000, unit: "g" }, grossWeightG: 1_100 },
    ],
  };
}

/** The samples' first homestay, with the pictures that are stored here. */
async function stayOf(counted: Counted, pictures: readonly object[]): Promise<Record<string, unknown>> {
  const base64 = readFileSync(join(ROOT, "samples", "listings.xlsx")).toString("base64");
  const book = await readFile({ fileName: "listings.xlsx", base64 }, counted.ports.clock.now());
  for (const { id, ...supplier } of book.suppliers) await counted.api(`PUT /suppliers/${id}`, { id, ...supplier });
  for (const { id, ...location } of book.locations) await counted.api(`PUT /locations/${id}`, { id, ...location });
  const stay = book.listings.find(({ kind }) => kind === "homestay");
  if (stay === undefined) throw new Error("the samples have no homestay");
  return { ...stay, pictures };
}
