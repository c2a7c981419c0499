/** Who lives in the county outside our code: buyers, whoever sits in a shop's own back office, the platform's auditor. */
import * as z from "zod";
import type { Item } from "../../functions/shared/ports.ts";
import type { ControlAnswer, PlaceOrder, SandboxRandom, TrueOrder, TrueProduct } from "../../sandbox/kit/types.ts";
import type { Platform } from "./platforms.ts";
import { LISTING_KEY, type County, type SimShop } from "./setup.ts";
import { STAY_KEYS } from "./stay.ts";
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
  /** One merchant. Towns of one world share everything else. */
  county: County;
  /** Another merchant, to whom stock may be lent. */
  neighbour: County | null;
  pictures: readonly object[];
  deeds: Deed[];
  /** The newest backup of the table; null: nobody made one. */
  backup: { rows: readonly Item[] | null; at: number };
  /** Every merchant. */
  counties: readonly County[];
  /** How long the schedule is silent once. */
  silentMs: number;
}
/** Something that somebody does. */
export type Act = (town: Town, random: SandboxRandom) => void;

/** One of them by chance; undefined where there is none. */
export function pick<T>(items: readonly T[], random: SandboxRandom): T | undefined {
  return items[random.int(Math.max(1, items.length))];
}

/** The platform of a shop. */
export function platformOf(town: Town, shop: SimShop): Platform {
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

/** Notes what somebody did, and what came of it. */
export function tell(town: Town, deed: Omit<Deed, "at">, answer: ControlAnswer): ControlAnswer {
  const { world, deeds } = town;
  world.history.note(world.time.now(), deed.who, deed.what, [deed.shop, deed.order, deed.sku, answer]);
  if (answer.ok) deeds.push({ at: world.time.now(), ...deed });
  return answer;
}

const Placed = z.looseObject({ orderNo: z.string() });

/** Buys goods; some buyers take two kinds, some of those orders are split by their platform. */
export function buy(town: Town, random: SandboxRandom, units = 1 + random.int(3)): void {
  const shop = pick(town.county.shops, random);
  const sku = pick(Object.keys(town.county.packs), random);
  const [paid, many, split] = [random.next() < 0.8, random.next() < 0.3, random.next() < 0.4];
  const buyer = { ...buyerOf(random), ...(split && { split: "yes" }) };
  if (shop === undefined || sku === undefined) return;
  const other = Object.keys(town.county.packs).find((key) => key !== sku) ?? sku;
  const lines = [{ merchantKey: sku, quantity: units }, ...(many ? [{ merchantKey: other, quantity: 1 }] : [])];
  place(town, { shop, lines, pay: paid, buyer });
}

/** Buys nights in a farmhouse, as vouchers. */
export const buyStay: Act = (town, random) => {
  const [shop, sku, units] = [pick(town.county.shops, random), pick(STAY_KEYS, random), 1 + random.int(2)];
  const buyer = buyerOf(random);
  if (shop === undefined || sku === undefined) return;
  place(town, { shop, lines: [{ merchantKey: sku, quantity: units }], pay: true, buyer });
};

/** Words that stand in a buyer's data and nowhere else: where they turn up, something leaks. */
export const SECRETS = { name: "隐私", phone: "1397", address: "秘密路" };

function buyerOf(random: SandboxRandom) {
  const n = random.int(100_000);
  return {
    name: `${SECRETS.name}${n}`,
    phone: `${SECRETS.phone}${String(n).padStart(7, "0")}`,
    address: `${SECRETS.address}${n}号`,
  };
}

type Purchase = Omit<PlaceOrder, "shop"> & { shop: SimShop };

function place(town: Town, { shop, ...order }: Purchase): void {
  const { host } = platformOf(town, shop);
  const answer = host.sandbox.acts.placeOrder({ ...order, shop: shop.platformShop }, host.scene());
  const sku = order.lines[0]?.merchantKey ?? null;
  const orderNo = answer.ok ? Placed.parse(answer.value).orderNo : null;
  tell(town, { who: "buyer", shop: shop.id, what: "buys", order: orderNo, sku }, answer);
}

/** What a buyer does with one of his orders. */
export const onOrder =
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

/** What somebody changes by hand in a shop's own back office. */
export const edit =
  (who: string, what: string, change: (random: SandboxRandom) => Record<string, unknown>): Act =>
  (town, random) => {
    const shop = pick(town.county.shops, random);
    const changed = change(random);
    if (shop === undefined) return;
    const product = productsOf(town, shop)[0];
    if (product === undefined || product.shelf === "never") return;
    const { host } = platformOf(town, shop);
    const sku = product.skus[0]?.merchantKey ?? null;
    // A back office that is told no sku may take them all.
    const named = sku === null ? changed : { merchantKey: sku, ...changed };
    const answer = host.sandbox.acts.editProduct(product.productId, named, host.scene());
    tell(town, { who, shop: shop.id, what, order: null, sku }, answer);
  };

/** The platform takes a product down. */
export function forceOff(town: Town, random: SandboxRandom): void {
  const shop = pick(town.county.shops, random);
  const product = shop === undefined ? undefined : productsOf(town, shop).find(({ shelf }) => shelf === "on");
  if (shop === undefined || product === undefined) return;
  const { host } = platformOf(town, shop);
  const answer = host.sandbox.acts.forceOff(product.productId, { reason: "抽检" }, host.scene());
  tell(town, { who: "platform", shop: shop.id, what: "force-off", order: null, sku: null }, answer);
}
