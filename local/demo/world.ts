import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { ROOT } from "../files.ts";
import { type RunningSandbox, startSandbox } from "../sandboxes.ts";
import { type LocalStack, startLocal } from "../stack.ts";
import { clientOf, controlOf, type Client, type Control } from "./client.ts";

/** One shop of the demo's merchant and the imitation that it lies on. */
export interface DemoShop {
  id: string;
  platform: string;
  /** The platform's own id of the shop, for the control API. */
  platformShop: string;
  box: RunningSandbox;
  control: Control;
}
export interface World {
  stack: LocalStack;
  boxes: readonly RunningSandbox[];
  shops: readonly DemoShop[];
  api: Client;
  say(text: string): void;
}

const MERCHANT = "m00000000001";
const SEED = 20261125;
/** The demo's first morning: the workbook's seasons, departures and vouchers are dated, so every demo lives through the same days. */
const FIRST_MORNING = "2026-11-25T01:00:00.000Z";

/** Where the county of the samples has shops. */
function samplePlatforms(): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(readFileSync(join(ROOT, "samples", "shops.json"), "utf8")));
}

/** Starts sandboxes and the embedded stack in an own data folder; everything from nothing. */
export async function openWorld(say: (text: string) => void): Promise<World> {
  const dataDir = join(ROOT, ".local", "demo");
  rmSync(dataDir, { recursive: true, force: true });
  const started = await Promise.all(samplePlatforms().map((platform) => startSandbox(platform, { seed: SEED })));
  const baseUrls = Object.fromEntries(started.map(({ platform, url }) => [platform, url]));
  const stack = await startLocal({ dataDir, fresh: true, baseUrls, profile: "fast", tickEvery: "manual" });
  await stack.clock.set(Date.parse(FIRST_MORNING));
  const boxes = await Promise.all(started.map(made));
  const token = () => stack.token({ subject: "demo", merchant: MERCHANT, roles: ["owner", "operator"] });
  const shops = await Promise.all(boxes.map(shopOf));
  return { stack, boxes, shops, api: clientOf(stack.apiUrl, token), say };
}

const Switches = z.looseObject({ switches: z.record(z.string(), z.unknown()) });
const Fresh = z.looseObject({
  app: z.record(z.string(), z.string()),
  shop: z.record(z.string(), z.string()),
  token: z.string(),
});
/** Our side goes fifty times faster than the real platforms allow, so the imitations must allow it too; nothing else of their unkindness is changed. */
const FAST_CALLS_PER_SECOND = 500;

/** The imitation's world made anew, on the demo's first morning. */
async function made(box: RunningSandbox): Promise<RunningSandbox> {
  const control = controlOf(box.url);
  const { switches } = await control.get(Switches, "/");
  const fast = switches["callsPerSecond"] === undefined ? {} : { switches: { callsPerSecond: FAST_CALLS_PER_SECOND } };
  const { app, shop, token } = await control.post(Fresh, "/reset", { seed: SEED, ...fast });
  return { ...box, app, shop, token };
}

const About = z.looseObject({ shops: z.array(z.looseObject({ shop: z.string() })).min(1) });

async function shopOf(box: RunningSandbox): Promise<DemoShop> {
  const control = controlOf(box.url);
  const about = await control.get(About, "/");
  const platformShop = about.shops[0]?.shop ?? "";
  return { id: `shop${box.platform}00000000`.slice(0, 12), platform: box.platform, platformShop, box, control };
}

export async function closeWorld({ stack, boxes }: World): Promise<void> {
  await stack.stop();
  await Promise.all(boxes.map((box) => box.stop()));
}

/** Long enough for a slow machine and for emulators that are not ours. */
const PATIENCE_MS = 300_000;

/** Lets time pass for everybody, wakes what is due, and waits until nothing runs. */
export async function letPass({ stack }: World, minutes: number): Promise<void> {
  // Whoever is at work ends first: an invocation whose minute jumps away under it would stop early and wait.
  await stack.idle({ timeoutMs: PATIENCE_MS });
  await stack.clock.advance(minutes * 60_000);
  await stack.tick();
  await stack.idle({ timeoutMs: PATIENCE_MS });
}
