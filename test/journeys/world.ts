import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { clientOf, controlOf } from "../../local/demo/client.ts";
import type { DemoShop, World } from "../../local/demo/world.ts";
import { type RunningSandbox, sandboxPlatforms, startSandbox } from "../../local/sandboxes.ts";
import { startLocal } from "../../local/stack.ts";

const SEED = 771_003;
const MERCHANT = "m00000000077";
const FAST_CALLS_PER_SECOND = 500;
const THIRTY_DAYS_MS = 30 * 86_400_000;

const About = z.looseObject({
  switches: z.record(z.string(), z.unknown()),
  shops: z.array(z.looseObject({ shop: z.string() })).min(1),
});
const Fresh = z.looseObject({
  app: z.record(z.string(), z.string()),
  shop: z.record(z.string(), z.string()),
  token: z.string(),
});
const Wares = z.object({ items: z.array(z.looseObject({ platformId: z.string() })) });
const ShopSeen = z.looseObject({ state: z.string(), testProblem: z.unknown() });

/** A stack and all imitations on seeds of their own, in a folder that `close` removes. */
export interface Journey {
  world: World;
  close(): Promise<void>;
}

/** Starts everything from nothing; time moves only when a test moves it. */
export async function openJourney(): Promise<Journey> {
  const dataDir = mkdtempSync(join(tmpdir(), "shanhuo-journey-"));
  const boxes = await Promise.all(sandboxPlatforms().map((platform, n) => startBox(platform, SEED + n)));
  const stack = await startLocal({
    dataDir,
    fresh: true,
    baseUrls: Object.fromEntries(boxes.map(({ platform, url }) => [platform, url])),
    profile: "fast",
    tickEvery: "manual",
    workersPerFunction: 2,
  });
  const token = () => stack.token({ subject: "journey", merchant: MERCHANT, roles: ["owner", "operator"] });
  const shops = await Promise.all(boxes.map(shopOf));
  return {
    world: { stack, boxes, shops, api: clientOf(stack.apiUrl, token), say: () => undefined },
    close: async () => {
      await Promise.all([stack.stop(), ...boxes.map((box) => box.stop())]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Our side goes faster than the real platforms allow, so an imitation that counts calls must allow it too. */
async function startBox(platform: string, seed: number): Promise<RunningSandbox> {
  const box = await startSandbox(platform, { seed });
  const control = controlOf(box.url);
  const { switches } = await control.get(About, "/");
  if (switches["callsPerSecond"] === undefined) return box;
  const fast = { callsPerSecond: FAST_CALLS_PER_SECOND };
  const { app, shop, token } = await control.post(Fresh, "/reset", { seed, switches: fast });
  return { ...box, app, shop, token };
}

async function shopOf(box: RunningSandbox): Promise<DemoShop> {
  const control = controlOf(box.url);
  const { shops } = await control.get(About, "/");
  const id = `shop${box.platform}00000000`.slice(0, 12);
  return { id, platform: box.platform, platformShop: shops[0]?.shop ?? "", box, control };
}

/** Connects and tests every shop and leaves alone what lies in it. Tells the state of each. */
export async function connectShops({ api, shops, stack }: World): Promise<z.infer<typeof ShopSeen>[]> {
  await api.send("PUT", "/merchant", { name: "成县示例核桃公司" });
  const expiresAt = new Date(stack.clock.now() + THIRTY_DAYS_MS).toISOString();
  for (const { id, platform, box } of shops) {
    await api.send("PUT", `/apps/${platform}/main`, { settings: box.app });
    const token = { value: box.token, expiresAt };
    await api.send("PUT", `/shops/${id}`, { platform, app: "main", name: `${platform} 店`, settings: box.shop, token });
    await api.send("POST", `/shops/${id}/test`);
    await api.send("POST", `/shops/${id}/wares/read`);
  }
  await stack.idle();
  const seen = [];
  for (const { id } of shops) {
    const { items } = await api.call(Wares, "GET", `/shops/${id}/wares`);
    for (const { platformId } of items) {
      await api.send("POST", `/shops/${id}/wares/${platformId}`, { answer: "ignore" });
    }
    await api.send("POST", `/shops/${id}/adopted`, { empty: false });
    seen.push(await api.call(ShopSeen, "GET", `/shops/${id}`));
  }
  return seen;
}
