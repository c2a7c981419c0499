import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../functions/shared/store/keys.ts";
import { mustBeOn, openCounty, publishOne, type BenchShop } from "../bench/counted/county.ts";
import { M, openWorld, type World } from "../bench/counted/world.ts";
import { keyOf, PACK_G, POOL } from "../bench/goods.ts";

let world: World;
let shops: readonly BenchShop[];

beforeEach(async () => {
  world = await openWorld();
  for (const { sandbox, scene } of world.platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
  const county = await openCounty(world, [...world.platforms.keys()]);
  shops = county.shops;
  await publishOne(world, 1, county);
  await count(40);
});

async function count(packs: number): Promise<void> {
  await world.api(`POST /pools/${POOL}/corrections`, { count: packs * PACK_G, cause: "counted", reason: "盘点" });
  await world.settle();
}

const productAt = ({ platform }: BenchShop) => {
  const host = world.platforms.get(platform);
  return host?.sandbox.truth.products(host.scene().world).find(({ merchantKey }) => merchantKey === keyOf(1));
};
const shown = () => shops.map((shop) => productAt(shop)?.skus[0]?.stock);
const places = async () => Object.keys((await world.ports.table.get(keys.pool(M, POOL))) ?? {});

describe("what shops show", () => {
  it("follows a count up and down, on every platform", async () => {
    expect(shown()).toEqual(shops.map(() => 40));
    await count(25);
    expect(shown()).toEqual(shops.map(() => 25));
    await count(60);
    expect(shown()).toEqual(shops.map(() => 60));
  });

  it("is nothing while a shop is paused, and everything again when it opens", async () => {
    const [paused, ...others] = shops;
    await world.api(`POST /shops/${paused?.id}/pause`, { reason: "大雪封路" });
    await world.settle();
    expect(shown()).toEqual([0, ...others.map(() => 40)]);
    expect((await places()).filter((name) => name.startsWith(`left_${paused?.id}`))).toEqual([]);

    await world.api(`POST /shops/${paused?.id}/resume`);
    await world.settle();
    expect(shown()).toEqual(shops.map(() => 40));
  });

  it("is nothing off the shelf, and a listing that is wanted again sells again", async () => {
    for (const { id } of shops) await world.api(`PUT /listings/walnut-1/publications/${id}`, { want: "off" });
    await world.settle();
    expect((await places()).filter((name) => name.startsWith("left_"))).toEqual([]);

    for (const { id } of shops) await world.api(`PUT /listings/walnut-1/publications/${id}`, { want: "on" });
    await world.settle();
    for (const shop of shops) mustBeOn(world, shop, keyOf(1));
    expect(shown()).toEqual(shops.map(() => 40));
  });
});
