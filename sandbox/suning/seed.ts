import { seedCategories } from "./seed-categories.ts";
import { handMade } from "./hand-made.ts";
import { placeholders } from "./placeholders.ts";
import { DAY_MS } from "./time.ts";
import type { SandboxClock, SandboxRandom } from "../kit/types.ts";
import type { Address, Brand, Category, Shop, Switches, World } from "./world.ts";

interface Tools {
  clock: SandboxClock;
  random: SandboxRandom;
  switches: Switches;
}

/** A fresh platform: two shops of one app, what they may use, and two items that a person made in the first one. */
export function newWorld(tools: Tools): World {
  const { clock, random, switches } = tools;
  const categories = seedCategories(random);
  const shops = [shop("江华瑶品旗舰店", tools), shop("成县山货专营店", tools)];
  const world: World = {
    switches,
    app: { key: random.hex(32), secret: random.hex(32) },
    shops: new Map(shops.map((one) => [one.code, one])),
    tokens: new Map(),
    refreshTokens: new Map(),
    authCodes: new Map(),
    categories,
    brands: brands(categories, random),
    pictures: new Map(),
    products: new Map(),
    applications: new Map(),
    orders: new Map(),
    refunds: new Map(),
    vouchers: new Map(),
    auditPolicy: { afterMs: placeholders.auditMs.value, refuseWords: [] },
    bucket: { tokens: Number(switches["callBurst"]), filledAt: clock.now(), day: "", used: 0 },
  };
  for (const { code } of shops) {
    world.tokens.set(random.hex(32), { shop: code, expiresAt: clock.now() + placeholders.seededTokenMs.value });
    world.refreshTokens.set(random.hex(32), { shop: code, expiresAt: clock.now() + placeholders.refreshTokenMs.value });
  }
  handMadeItems(world, tools);
  return world;
}

function handMadeItems(world: World, { clock, random }: Tools): void {
  const [shop] = world.shops.values();
  if (shop === undefined) return;
  const scene = { world, clock, random, fault: null };
  const createdAt = clock.now() - 40 * DAY_MS;
  const oil = { merchantKey: "HAND-OIL-500", title: "成县核桃油 500ml", skus: [{ priceFen: 8_800, stock: 60 }] };
  const meat = { title: "瑶乡腊肉 500g", skus: [{ priceFen: 5_900, stock: 40 }] };
  handMade({ shop, kind: "核桃油", onSale: true, createdAt, ...oil }, scene);
  handMade({ shop, kind: "腊肉", onSale: true, createdAt, ...meat }, scene);
}

function shop(name: string, { random }: Tools): Shop {
  const code = `7${random.digits(7)}`;
  const addresses = [address("江华发货仓", "2", random), address("成县发货仓", "3", random)];
  const template = (title: string, feeFen: number) => ({ id: random.hex(32), name: title, feeFen });
  return {
    code,
    name,
    userName: `${code}@county.example.cn`,
    custnum: `70${random.digits(8)}`,
    freightTemplates: [template("全国包邮(除偏远)", 0), template("生鲜冷链", 1_000)],
    addresses: new Map(addresses.map((one) => [one.invAddrId, one])),
    stores: [1, 2].map((n) => ({ code: `S0${random.digits(7)}`, name: `${name}${n}号核销点` })),
  };
}

function address(invName: string, invAddrProp: string, random: SandboxRandom): Address {
  return {
    invAddrId: `1${random.digits(8)}`,
    invName,
    invContact: "仓管员",
    invProvince: random.digits(3),
    invCity: `000001${random.digits(6)}`,
    invRegion: random.digits(8),
    streetAddress: `${invName}一号库`,
    zipCode: "425500",
    telePhone: "13800000000",
    phoneNum: "",
    remark: "",
    invAddrProp,
  };
}

/** Two codes differ by the case of a letter only: brand codes are matched exactly. */
function brands(categories: ReadonlyMap<string, Category>, random: SandboxRandom): readonly Brand[] {
  const food = new Set([...categories.values()].filter((one) => one.kind === "food").map((one) => one.code));
  const stem = random.digits(3);
  return [
    { code: `${stem}A`, name: "瑶都优选", categories: new Set() },
    { code: `${stem}a`, name: "成县核桃", categories: food },
    { code: `${random.digits(3)}Z`, name: "无品牌/其他", categories: new Set() },
  ];
}
