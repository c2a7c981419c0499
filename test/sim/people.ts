/** Who lives in the county: merchant, packer, buyers, whoever sits in a shop's own back office, the platform's auditor, an engineer. */
import * as z from "zod";
import type { Item } from "../../functions/shared/ports.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import type { ControlAnswer, SandboxRandom, TrueOrder, TrueProduct } from "../../sandbox/kit/types.ts";
import type { Platform } from "./platforms.ts";
import { LISTING_KEY, walnuts, type County, type SimShop } from "./setup.ts";
import type { World } from "./world.ts";

/** What somebody did outside our code, for checks. */
export interface Deed {
  at: number;
  who: string;
  shop: string | null;
  what: string;
  order: string | null;
  sku: string | null;
}
export interface Town {
  world: World;
  county: County;
  pictures: readonly object[];
  deeds: Deed[];
  /** Rows as a backup holds them. */
  backup: readonly Item[];
  /** How long the schedule is silent once. */
  silentMs: number;
}
type Act = (town: Town, random: SandboxRandom) => void;

function pick<T>(items: readonly T[], random: SandboxRandom): T | undefined {
  return items[random.int(Math.max(1, items.length))];
}

function platformOf(town: Town, shop: SimShop): Platform {
  const platform = town.world.platforms.get(shop.platform);
  if (platform === undefined) throw new Error(`no platform of ${shop.id}`);
  return platform;
}

/** Every product of ours in a shop, by the platform's truth. */
export function productsOf(town: Town, shop: SimShop): readonly TrueProduct[] {
  const { host } = platformOf(town, shop);
  const all = host.sandbox.truth.products(host.scene().world);
  return all.filter((one) => one.shop === shop.platformShop && one.merchantKey === LISTING_KEY);
}

/** Every order of a shop, by the platform's truth. */
export function ordersOf(town: Town, shop: SimShop): readonly TrueOrder[] {
  const { host } = platformOf(town, shop);
  return host.sandbox.truth.orders(host.scene().world).filter((one) => one.shop === shop.platformShop);
}

function tell(town: Town, deed: Omit<Deed, "at">, answer: ControlAnswer): ControlAnswer {
  const { world, deeds } = town;
  world.history.note(world.time.now(), deed.who, deed.what, [deed.shop, deed.order, deed.sku, answer]);
  if (answer.ok) deeds.push({ at: world.time.now(), ...deed });
  return answer;
}

const Placed = z.looseObject({ orderNo: z.string() });

function buy(town: Town, random: SandboxRandom, units = 1 + random.int(3)): void {
  const shop = pick(town.county.shops, random);
  const sku = pick(Object.keys(town.county.packs), random);
  const [paid, many, n] = [random.next() < 0.8, random.next() < 0.3, random.int(100_000)];
  if (shop === undefined || sku === undefined) return;
  const { host } = platformOf(town, shop);
  const other = Object.keys(town.county.packs).find((key) => key !== sku) ?? sku;
  const lines = [{ merchantKey: sku, quantity: units }, ...(many ? [{ merchantKey: other, quantity: 1 }] : [])];
  const buyer = { name: `隐私${n}`, phone: `139${String(n).padStart(8, "0")}`, address: `秘密路${n}号` };
  const order = { shop: shop.platformShop, lines, pay: paid, buyer };
  const answer = host.sandbox.acts.placeOrder(order, host.scene());
  const orderNo = answer.ok ? Placed.parse(answer.value).orderNo : null;
  tell(town, { who: "buyer", shop: shop.id, what: "buys", order: orderNo, sku }, answer);
}

const onOrder =
  (verb: string): Act =>
  (town, random) => {
    const shop = pick(town.county.shops, random);
    if (shop === undefined) return;
    const order = pick(ordersOf(town, shop), random);
    if (order === undefined) return;
    const { host } = platformOf(town, shop);
    const answer = host.sandbox.acts.onOrder(verb, order.orderNo, {}, host.scene());
    tell(town, { who: "buyer", shop: shop.id, what: verb, order: order.orderNo, sku: null }, answer);
  };

const edit =
  (who: string, what: string, change: (random: SandboxRandom) => Record<string, unknown>): Act =>
  (town, random) => {
    const shop = pick(town.county.shops, random);
    const changed = change(random);
    if (shop === undefined) return;
    const product = productsOf(town, shop)[0];
    if (product === undefined || product.shelf === "never") return;
    const { host } = platformOf(town, shop);
    const answer = host.sandbox.acts.editProduct(product.productId, changed, host.scene());
    tell(town, { who, shop: shop.id, what, order: null, sku: product.skus[0]?.merchantKey ?? null }, answer);
  };

function forceOff(town: Town, random: SandboxRandom): void {
  const shop = pick(town.county.shops, random);
  const product = shop === undefined ? undefined : productsOf(town, shop).find(({ shelf }) => shelf === "on");
  if (shop === undefined || product === undefined) return;
  const { host } = platformOf(town, shop);
  const answer = host.sandbox.acts.forceOff(product.productId, { reason: "抽检" }, host.scene());
  tell(town, { who: "platform", shop: shop.id, what: "force-off", order: null, sku: null }, answer);
}

/** Something asked of our API; whether it was answered or died, people go on. */
function ask(town: Town, line: string, body?: unknown): void {
  town.deeds.push({
    at: town.world.time.now(),
    who: "merchant",
    shop: shopIn(line),
    what: line,
    order: null,
    sku: null,
  });
  void town.world.api(town.county.m, line, body);
}

function shopIn(line: string): string | null {
  return /(?:shops|publications)\/(\w+)/.exec(line)?.[1] ?? null;
}

const save: Act = (town, random) => {
  const change = { title: `成县薄皮核桃 一级果 第${random.int(90) + 10}批`, fenPerGram: 3.6 + random.int(9) / 10 };
  ask(town, `PUT /listings/${town.county.listing}`, walnuts(town.pictures, change));
};

const want =
  (wish: "on" | "off"): Act =>
  (town, random) => {
    const shop = pick(town.county.shops, random);
    if (shop !== undefined) ask(town, `PUT /listings/${town.county.listing}/publications/${shop.id}`, { want: wish });
  };

const retry: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  if (shop !== undefined) ask(town, `POST /listings/${town.county.listing}/publications/${shop.id}/retry`);
};

const count: Act = (town, random) => {
  const change = (random.int(9) - 5) * 1_000;
  ask(town, `POST /pools/${town.county.pool}/corrections`, { change: change === 0 ? 500 : change, reason: "盘点" });
};

const Orders = z.object({
  items: z.array(
    z.looseObject({
      orderNo: z.string(),
      stage: z.string(),
      consignments: z.array(z.looseObject({ id: z.string(), state: z.string() })),
    }),
  ),
});

/** Looks what can leave and hands over the first. */
const pack: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  if (shop === undefined) return;
  void packOne(town, shop);
};

async function packOne(town: Town, shop: SimShop): Promise<void> {
  const { world, county } = town;
  const list = await world.api(county.m, `GET /shops/${shop.id}/orders`);
  if (list === null || list.status !== 200) return;
  const ready = Orders.parse(JSON.parse(list.body)).items.find(
    ({ stage, consignments }) => stage === "paid" && consignments.some(({ state }) => state === "sent"),
  );
  const consignment = ready?.consignments.find(({ state }) => state === "sent");
  if (ready === undefined || consignment === undefined) return;
  const waybill = `YT${String(1_000_000_000 + world.counted.calls)}`;
  const body = { consignmentId: consignment.id, parcels: [{ carrier: "zhongtong", waybill }] };
  await world.api(county.m, `POST /shops/${shop.id}/orders/${ready.orderNo}/handover`, body);
}

/** After a restore from a backup the engineer says so: nothing is made anew before a look. */
function restore(town: Town, random: SandboxRandom): void {
  const shop = pick(town.county.shops, random);
  if (shop === undefined) return;
  town.world.table.write({ update: keys.shop(town.county.m, shop.id), add: { epoch: 1 } });
  town.world.history.note(town.world.time.now(), "engineer", "epoch", shop.id);
}

/** Everything that people do, by name: how often a day, and what. */
export const DEEDS: Readonly<Record<string, { weight: number; act: Act }>> = {
  buy: { weight: 30, act: (town, random) => buy(town, random) },
  rush: {
    weight: 3,
    act: (town, random) => Array.from({ length: 5 }).forEach(() => buy(town, random, 2 + random.int(9))),
  },
  pay: { weight: 6, act: onOrder("pay") },
  cancel: { weight: 5, act: onOrder("cancel") },
  refund: { weight: 6, act: onOrder("ask-refund") },
  address: { weight: 4, act: onOrder("change-address") },
  receive: { weight: 3, act: onOrder("receive") },
  save: { weight: 5, act: save },
  want_off: { weight: 3, act: want("off") },
  want_on: { weight: 6, act: want("on") },
  retry: { weight: 2, act: retry },
  count: { weight: 4, act: count },
  pack: { weight: 16, act: pack },
  price_there: { weight: 2, act: edit("clerk", "price", (random) => ({ priceFen: 1_000 + 100 * random.int(50) })) },
  title_there: { weight: 1, act: edit("clerk", "title", () => ({ title: "后台改过的标题 成县核桃" })) },
  shelf_there: { weight: 2, act: edit("clerk", "shelf", (random) => ({ shelf: random.next() < 0.7 ? "off" : "on" })) },
  stock_there: { weight: 2, act: edit("second system", "stock", (random) => ({ stock: random.int(40) })) },
  force_off: { weight: 2, act: forceOff },
  restore: { weight: 2, act: restore },
  redrive: { weight: 2, act: ({ world }) => void world.queues.redrive() },
};
