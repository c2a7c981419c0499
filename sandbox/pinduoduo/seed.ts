import type { SandboxClock, SandboxRandom } from "../kit/types.ts";
import { makeByHand } from "./hand-made.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { seedCategories } from "./seed-categories.ts";
import { grant } from "./tokens.ts";
import { newId, type Shop, type World } from "./world.ts";

interface Tools {
  clock: SandboxClock;
  random: SandboxRandom;
  switches: Readonly<Record<string, boolean | number>>;
}

/** Two shops of one app, the category tree, and two products that somebody made by hand in the first shop. */
export function newWorld({ clock, random, switches }: Tools): World {
  const world: World = {
    random,
    switches,
    app: { id: random.hex(32), secret: random.hex(40) },
    shops: new Map(),
    tokens: new Map(),
    codes: new Map(),
    categories: new Map(),
    specs: new Map(),
    goods: new Map(),
    orders: new Map(),
    refunds: new Map(),
    shipments: [],
    auditPolicy: { afterMs: PLACEHOLDERS.auditAfterMs.value, refuseWords: PLACEHOLDERS.auditRefuseWords.value },
    calls: new Map(),
    lastId: 10_000_000_000 + random.int(80_000_000),
  };
  seedCategories(world);
  for (const name of ["成县核桃专营店", "瑶山好物旗舰店"]) addShop(world, name, clock.now());
  const [first] = world.shops.values();
  if (first !== undefined) seedGoods(world, first, clock.now());
  return world;
}

function addShop(world: World, name: string, now: number): void {
  const shop: Shop = {
    mallId: world.random.digits(9),
    name,
    templates: ["全国包邮(除偏远)", "生鲜冷链"].map((template) => ({ id: newId(world), name: template })),
    addresses: [{ id: newId(world), name: "成县发货仓", address: "甘肃省陇南市成县城关镇" }],
    pictures: new Set(),
  };
  world.shops.set(shop.mallId, shop);
  grant(world, shop.mallId, { now });
}

function seedGoods(world: World, shop: Shop, now: number): void {
  const sku = (outerId: string | null, name: string, priceFen: number) => ({ outerId, name, priceFen, stock: 60 });
  const oil = {
    title: "成县核桃油 500ml",
    outerId: "HAND-OIL",
    skus: [sku("HAND-OIL-500", "500ml", 8_800)],
    onSale: true,
  };
  const meat = { title: "瑶乡腊肉 500g", outerId: null, skus: [sku(null, "500g", 5_900)], onSale: true };
  makeByHand(world, shop, { ...oil, now });
  makeByHand(world, shop, { ...meat, now });
}
