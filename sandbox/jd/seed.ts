import type { SandboxClock, SandboxRandom } from "../kit/types.ts";
import { CARRIERS } from "./carriers.ts";
import { makeWareByHand } from "./hand-made.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { seedCategories } from "./seed-categories.ts";
import { HOUR_MS } from "./time.ts";
import type { Shop, Token, World } from "./world.ts";

type Switches = Readonly<Record<string, boolean | number>>;

/** Two shops of one app, the category tree, and two wares that somebody made by hand in the first shop. */
export function newWorld(tools: { clock: SandboxClock; random: SandboxRandom; switches: Switches }): World {
  const { clock, random, switches } = tools;
  const world = emptyWorld(random, switches);
  const { own } = seedCategories(world, random);
  for (const name of ["瑶山好物旗舰店", "成县核桃专营店"])
    addShop(world, { name, categories: new Set(own), now: clock.now() });
  const [first] = world.shops.values();
  if (first !== undefined) seedWares(world, first, clock.now());
  return world;
}

function emptyWorld(random: SandboxRandom, switches: Switches): World {
  return {
    random,
    switches,
    app: { key: random.hex(32).toUpperCase(), secret: random.hex(32) },
    shops: new Map(),
    tokens: new Map(),
    codes: new Map(),
    categories: new Map(),
    attributes: new Map(),
    pictures: new Map(),
    wares: new Map(),
    wareOfSku: new Map(),
    orders: new Map(),
    refunds: new Map(),
    services: new Map(),
    vouchers: new Map(),
    shipments: [],
    labels: new Map(),
    stockWrites: new Set(),
    redemptions: new Map(),
    auditPolicy: { afterMs: PLACEHOLDERS.auditAfterMs.value, refuseWords: PLACEHOLDERS.auditRefuseWords.value },
    calls: { day: "", count: 0 },
    lastId: 10_000_000 + random.int(80_000_000),
  };
}

function addShop(
  world: World,
  { name, categories, now }: { name: string; categories: Set<string>; now: number },
): void {
  const { random } = world;
  const named = (names: readonly string[]) => names.map((one) => ({ id: random.digits(6), name: one }));
  const shop: Shop = {
    venderId: random.digits(8),
    shopId: random.digits(8),
    name,
    brands: named(["瑶都优选", "成县核桃", "无品牌/其他"]),
    freight: named(["全国包邮(除偏远)", "生鲜冷链"]),
    addresses: named(["江华发货仓", "成县发货仓"]),
    shopCategories: named(["山货", "礼盒"]),
    categories,
    carriers: new Set(CARRIERS.keys()),
  };
  world.shops.set(shop.venderId, shop);
  grantToken(world, shop.venderId, now);
}

/** A new pair of tokens; how long the access token lives is the switch `tokenLifeHours`. */
export function grantToken(world: World, venderId: string, now: number): Token {
  const { random } = world;
  const token: Token = {
    value: random.hex(32) + random.hex(4),
    refresh: random.hex(32) + random.hex(4),
    venderId,
    expiresAt: now + Number(world.switches["tokenLifeHours"]) * HOUR_MS,
    dead: false,
  };
  world.tokens.set(token.value, token);
  return token;
}

function seedWares(world: World, shop: Shop, now: number): void {
  makeWareByHand(world, shop, {
    title: "成县核桃油 500ml",
    categoryName: "核桃油",
    outerId: "HAND-OIL-500",
    skus: [{ outerId: "HAND-OIL-500", name: "500ml", priceFen: 8_800, stock: 60 }],
    onSale: true,
    now,
  });
  makeWareByHand(world, shop, {
    title: "瑶乡腊肉 500g",
    categoryName: "腊肉",
    outerId: null,
    skus: [{ outerId: null, name: "500g", priceFen: 5_900, stock: 40 }],
    onSale: true,
    now,
  });
}
