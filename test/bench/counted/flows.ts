/** Every flow whose units have a goal, done by the real use cases; each gives what it spent. */
import { facts } from "../../../adapters/facts.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { OTHER_POOL, PACK_G, POOL, keyOf, walnuts } from "../goods.ts";
import { mustBeOn, openCounty, publishOne, type BenchShop } from "./county.ts";
import { spentBy, type Spent } from "./spend.ts";
import { openWorld, type World } from "./world.ts";

/** A county whose first listing is on sale in one shop of `platform`, audits passing at once. */
export interface Stage {
  world: World;
  shop: BenchShop;
  pictures: readonly object[];
}

export async function openStage(platform: string): Promise<Stage> {
  const world = await openWorld();
  passAuditsAtOnce(world);
  const { shops, pictures } = await openCounty(world, [platform]);
  const [shop] = shops;
  if (shop === undefined) throw new Error("no shop");
  await publishOne(world, 1, { shops, pictures });
  // Limits are full again: waiting for them is not what is counted.
  world.pass(30 * MINUTE_MS);
  return { world, shop, pictures };
}

function passAuditsAtOnce({ platforms }: World): void {
  for (const { sandbox, scene } of platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
}

/** A second listing, saved and known; its pictures are there already. */
export async function firstPublication({ world, shop, pictures }: Stage): Promise<Spent> {
  const listing = walnuts(2, pictures, { pool: OTHER_POOL });
  await world.api(`PUT /listings/${listing.id}`, listing);
  await world.settle();
  const spent = await spentBy(world, async () => {
    await world.api(`PUT /listings/${listing.id}/publications/${shop.id}`, { want: "on" });
    await world.settle();
  });
  mustBeOn(world, shop, keyOf(2));
  return spent;
}

/** The first number of the listings that are published together. */
const TOGETHER_FROM = 100;

/** Listings that are put on sale together, so that their messages come in batches of ten. */
export async function publishTogether({ world, shop, pictures }: Stage, count: number): Promise<Spent> {
  const all = Array.from({ length: count }, (_, n) => walnuts(TOGETHER_FROM + n, pictures, { pool: OTHER_POOL }));
  for (const listing of all) await world.api(`PUT /listings/${listing.id}`, listing);
  await world.settle();
  const spent = await spentBy(world, async () => {
    for (const { id } of all) await world.api(`PUT /listings/${id}/publications/${shop.id}`, { want: "on" });
    await world.settle();
  });
  for (const { merchantKey } of all) mustBeOn(world, shop, merchantKey);
  return spent;
}

/** A new title of a listing on sale; saving it is the listing's own cost. */
export async function contentEdit({ world, shop, pictures }: Stage): Promise<Spent> {
  const listing = walnuts(1, pictures, { title: "成县薄皮核桃 一级果 五百克装 新标题" });
  await world.api(`PUT /listings/${listing.id}`, listing);
  await world.drain("fanout");
  const spent = await spentBy(world, () => world.settle());
  mustBeOn(world, shop, keyOf(1));
  return spent;
}

const PUSHED = 5_000;

/** A count that changes what a shop may show; counting it is the pool's own cost. */
export async function stockPush({ world, shop }: Stage): Promise<Spent> {
  await world.api(`POST /pools/${POOL}/corrections`, { count: PUSHED * PACK_G, reason: "盘点" });
  await world.drain("fanout");
  const spent = await spentBy(world, () => world.settle());
  const host = world.platforms.get(shop.platform);
  const shown = host?.sandbox.truth.products(host.scene().world).find((one) => one.merchantKey === keyOf(1));
  if (shown?.skus[0]?.stock !== PUSHED) throw new Error(`stock was not pushed: ${shown?.skus[0]?.stock}`);
  return spent;
}

/** `count` paid orders of one line on one pool. */
export function placeOrders({ world, shop }: Stage, count: number): void {
  const host = world.platforms.get(shop.platform);
  if (host === undefined) throw new Error("nobody is there");
  for (let n = 0; n < count; n++) {
    const order = { shop: shop.platformShop, lines: [{ merchantKey: `${keyOf(1)}-500`, quantity: 1 }], pay: true };
    const placed = host.sandbox.acts.placeOrder(order, host.scene());
    if (!placed.ok) throw new Error(`no order: ${placed.refusal.message}`);
  }
}

/** Reads every stream of the shop into the queue; nobody takes it from there. */
export async function pullAll({ world, shop }: Stage): Promise<void> {
  await world.api(`POST /shops/${shop.id}/pull`);
  await world.drain(`pull:${shop.platform}`);
}

/** Paid orders from the queue into the table, in batches of at most ten. */
export async function ingestOrders(stage: Stage, count: number): Promise<Spent> {
  const { world } = stage;
  placeOrders(stage, count);
  world.pass(MINUTE_MS);
  await pullAll(stage);
  return spentBy(world, () => world.drain("orders"));
}

/** Long enough that no overlap brings orders of before once more. */
export const QUIET_MS = 60 * MINUTE_MS;

/** Paid orders that come in one batch of ten. */
export async function ingestTogether(stage: Stage, count: number): Promise<Spent> {
  const { world } = stage;
  await pullAll(stage);
  await world.settle();
  return ingestOrders(stage, count);
}

/** Orders placed over a while, pulled and stored. */
export async function pullAndIngest(stage: Stage, count: number): Promise<void> {
  const { world } = stage;
  placeOrders(stage, count);
  world.pass(MINUTE_MS);
  await pullAll(stage);
  await world.drain("orders");
}

/** The same readings once more. */
export async function repull(stage: Stage): Promise<Spent> {
  const { world } = stage;
  await pullAll(stage);
  return spentBy(world, () => world.drain("orders"));
}

/** A pull that finds nothing, while coverage moves on by a minute. */
export async function idlePull(stage: Stage): Promise<Spent> {
  const { world } = stage;
  await world.settle();
  world.pass(60 * MINUTE_MS);
  await pullAll(stage);
  await world.settle();
  world.pass(MINUTE_MS);
  return spentBy(world, () => pullAll(stage));
}

/** What it costs to be told that an audit is still going on. */
export async function auditLook({ world, shop, pictures }: Stage): Promise<Spent> {
  for (const { sandbox, scene } of world.platforms.values())
    sandbox.acts.setAuditPolicy({ afterMs: 60 * MINUTE_MS }, scene());
  const listing = walnuts(3, pictures, { pool: OTHER_POOL });
  await world.api(`PUT /listings/${listing.id}`, listing);
  await world.settle();
  await world.api(`PUT /listings/${listing.id}/publications/${shop.id}`, { want: "on" });
  await world.drain();
  const spent = await spentBy(world, () => world.next());
  passAuditsAtOnce(world);
  await world.settle();
  return spent;
}

/** A day of a shop where nothing happens, ticks and all; pulls have slowed down to their longest interval before. */
export async function idleDay(stage: Stage): Promise<Spent> {
  const { world } = stage;
  await ticking(world, 12 * 60);
  return spentBy(world, () => ticking(world, 24 * 60));
}

async function ticking(world: World, minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    world.pass(MINUTE_MS);
    await tick(facts, world.ports);
    await world.drain();
  }
}
