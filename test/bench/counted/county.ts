import * as z from "zod";
import { DAY_MS, plus } from "../../../domain/time.ts";
import { LOCATION, OTHER_POOL, pictures, POOL, walnuts } from "../goods.ts";
import type { World } from "./world.ts";

export interface BenchShop {
  id: string;
  platform: string;
  platformShop: string;
}

const Picture = z.looseObject({ hash: z.string(), type: z.string() });
const Wares = z.object({ items: z.array(z.looseObject({ platformId: z.string() })) });
const WithTokens = z.looseObject({ tokens: z.map(z.string(), z.looseObject({ refresh: z.string().optional() })) });
/** Enough to stay shared: no platform's share decides what is counted. */
const ON_HAND_G = 100_000_000;

/** One merchant with a shop on each of these platforms, everything found there left alone; two heaps; pictures stored. Gives shops and pictures. */
export async function openCounty(world: World, platforms: readonly string[]) {
  await world.api("PUT /merchant", { name: "成县示例核桃公司" });
  await world.api(`PUT /locations/${LOCATION.id}`, LOCATION);
  for (const id of [POOL, OTHER_POOL])
    await world.api(`PUT /pools/${id}`, { name: "核桃", unit: "g", onHand: ON_HAND_G, policy: "shared" });
  const shops: BenchShop[] = [];
  for (const platform of platforms) shops.push(await connect(platform, world));
  const stored: object[] = [];
  for (const { facts, ...body } of await pictures()) {
    const { hash, type } = Picture.parse(await world.api("POST /pictures", body));
    stored.push({ hash, type, ...facts });
  }
  return { shops, pictures: stored };
}

async function connect(platform: string, world: World): Promise<BenchShop> {
  const host = world.platforms.get(platform);
  if (host === undefined) throw new Error(`nobody imitates ${platform}`);
  const id = `shop${platform}00000000`.slice(0, 12);
  const { world: there } = host.scene();
  const { app, shop, token } = host.sandbox.credentials(there);
  const refresh = WithTokens.safeParse(there).data?.tokens.get(token)?.refresh ?? null;
  await world.api(`PUT /apps/${platform}/main`, { settings: app });
  const given = { value: token, refresh, expiresAt: plus(world.ports.clock.now(), 30 * DAY_MS) };
  await world.api(`PUT /shops/${id}`, { platform, app: "main", name: "示例店", settings: shop, token: given });
  await world.api(`POST /shops/${id}/test`);
  await world.api(`POST /shops/${id}/wares/read`);
  await world.settle();
  const { items } = Wares.parse(await world.api(`GET /shops/${id}/wares`));
  for (const { platformId } of items) await world.api(`POST /shops/${id}/wares/${platformId}`, { answer: "ignore" });
  await world.api(`POST /shops/${id}/adopted`, { empty: items.length === 0 });
  await world.settle();
  return { id, platform, platformShop: host.sandbox.shops(host.scene().world)[0]?.shop ?? "" };
}

/** Saves the n-th listing and puts it on sale in these shops. Throws when it is not on sale there afterwards. */
export async function publishOne(
  world: World,
  n: number,
  { shops, pictures: stored }: { shops: readonly BenchShop[]; pictures: readonly object[] },
): Promise<void> {
  const listing = walnuts(n, stored);
  await world.api(`PUT /listings/${listing.id}`, listing);
  await world.settle();
  for (const { id } of shops) await world.api(`PUT /listings/${listing.id}/publications/${id}`, { want: "on" });
  await world.settle();
  for (const shop of shops) mustBeOn(world, shop, listing.merchantKey);
}

/** Throws unless buyers see it there. */
export function mustBeOn(world: World, { platform }: BenchShop, merchantKey: string): void {
  const host = world.platforms.get(platform);
  const product = host?.sandbox.truth.products(host.scene().world).find((one) => one.merchantKey === merchantKey);
  if (product?.shelf !== "on") throw new Error(`${merchantKey} is not on sale at ${platform}: ${product?.shelf}`);
}
