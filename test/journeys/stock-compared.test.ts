/** What our rows say of a shop's stock, compared with what the shop shows: by night, and after a second writer. */
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { adapters } from "../../adapters/registry.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { leftAttribute } from "../../functions/shared/store/pool-row.ts";
import { openCounty, publishOne, type BenchShop } from "../bench/counted/county.ts";
import { M, openWorld, type World } from "../bench/counted/world.ts";
import { keyOf, PACK_G, POOL } from "../bench/goods.ts";

const PACKS = 40;
const PHANTOM = 3;
const MORE = 7;
const HOUR_MS = 3_600_000;

let world: World;
let shops: readonly BenchShop[];
beforeEach(async () => {
  world = await openWorld();
  for (const { sandbox, scene } of world.platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
  const county = await openCounty(world, [...world.platforms.keys()]);
  shops = county.shops;
  await publishOne(world, 1, county);
  await world.api(`POST /pools/${POOL}/corrections`, { count: PACKS * PACK_G, cause: "counted", reason: "盘点" });
  await world.settle();
});

const productAt = ({ platform }: BenchShop) => {
  const host = world.platforms.get(platform);
  return host?.sandbox.truth.products(host.scene().world).find(({ merchantKey }) => merchantKey === keyOf(1));
};
const skuAt = (shop: BenchShop) => productAt(shop)?.skus[0];
const leftOf = async ({ id }: BenchShop) => {
  const row = await world.ports.table.get(keys.pool(M, POOL));
  return row?.[leftAttribute(id, skuAt(shops[0]!)?.merchantKey ?? "")];
};

/** A night: every shop's stock is compared with what is there. */
async function night(): Promise<void> {
  world.pass(HOUR_MS);
  const all = shops.map(({ id }) => ({ body: { v: 1, m: M, source: "night", id, hop: 0 }, group: M }));
  await world.ports.queues.send("fanout", all);
  await world.settle();
}

function editThere({ platform }: BenchShop, stock: number): void {
  const host = world.platforms.get(platform);
  const product = host?.sandbox.truth.products(host.scene().world).find(({ merchantKey }) => merchantKey === keyOf(1));
  const sku = product?.skus[0];
  host?.sandbox.acts.editProduct(product?.productId ?? "", { merchantKey: sku?.merchantKey, stock }, host.scene());
}

describe("by night", () => {
  it("what a shop may sell comes down to what it shows, and no write is made where both agree", async () => {
    for (const { id } of shops) {
      const name = leftAttribute(id, skuAt(shops[0]!)?.merchantKey ?? "");
      await world.ports.table.write({ update: keys.pool(M, POOL), add: { [name]: PHANTOM } });
    }
    await night();

    for (const shop of shops) {
      expect([shop.platform, await leftOf(shop)]).toEqual([shop.platform, PACKS]);
      expect(skuAt(shop)?.stock, shop.platform).toBe(PACKS);
    }
    world.reset();
    await night();
    expect(world.table.spent().writeOf(`M#${M}#K#`)).toBe(0);
  });
});

const Stock = z.looseObject({ state: z.string().optional() });
describe("a second writer", () => {
  it("is noticed by night where a write sets stock, and we write it no more until a person answers; where writes add, it is put right", async () => {
    for (const shop of shops) editThere(shop, PACKS + MORE);
    await night();
    const set = shops.filter(({ platform }) => adapters[platform]?.stock.push === "set");
    expect(set.length).toBeGreaterThan(0);
    for (const { id, platform } of set) {
      const row = await world.ports.table.get(keys.stockTurn(M, "walnut-1", id));
      const { state } = Stock.parse(row);
      expect([platform, state, row?.["drift"] !== undefined]).toEqual([platform, "blocked", true]);
    }

    await world.api(`POST /pools/${POOL}/corrections`, { count: 10 * PACK_G, cause: "counted", reason: "盘点" });
    await world.settle();
    const shown = shops.map((shop) => [shop.platform, skuAt(shop)?.stock]);
    expect(shown).toEqual(shops.map((shop) => [shop.platform, set.includes(shop) ? PACKS + MORE : 10]));
  });
});
