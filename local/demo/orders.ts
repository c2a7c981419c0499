import * as z from "zod";
import { letPass, type DemoShop, type World } from "./world.ts";

const Sku = z.looseObject({ merchantKey: z.string().nullable(), stock: z.number() });
const Products = z.array(
  z.looseObject({
    shop: z.string(),
    merchantKey: z.string().nullable(),
    title: z.string(),
    shelf: z.string(),
    skus: z.array(Sku),
  }),
);
const Placed = z.looseObject({ orderNo: z.string() });
const Anything = z.unknown();
const Order = z.looseObject({
  orderNo: z.string(),
  stage: z.string(),
  pay: z.string(),
  lines: z.array(z.looseObject({ lineNo: z.string(), merchantKey: z.string().nullable() })),
  consignments: z.array(z.looseObject({ id: z.string(), supplierId: z.string(), state: z.string() })),
});
const Orders = z.object({ items: z.array(Order), cursor: z.string().nullable() });
export type DemoOrder = z.infer<typeof Order>;

/** Merchant keys of ours that can be bought in a shop now. */
async function buyable(shop: DemoShop): Promise<string[]> {
  const products = await shop.control.get(Products, "/products");
  const ours = products.filter((one) => one.shop === shop.platformShop && one.shelf === "on");
  return ours.flatMap(({ skus }) =>
    skus.filter(({ stock }) => stock > 2).flatMap(({ merchantKey }) => merchantKey ?? []),
  );
}

/** Buyers order in every shop, each first sku on its own and one order over several; what a platform refuses is said. */
export async function buy(world: World, { perShop, stay }: { perShop: number; stay: string }): Promise<void> {
  let placed = 0;
  for (const shop of world.shops) {
    const keys = await buyable(shop);
    const single = keys.slice(0, perShop).map((merchantKey) => [{ merchantKey, quantity: 1 }]);
    const several =
      keys.length > 6
        ? [[0, Math.floor(keys.length / 2)].map((n) => ({ merchantKey: keys[n] ?? "", quantity: 2 }))]
        : [];
    for (const lines of [...several, ...single, ...(await vouchers(shop, stay))]) {
      try {
        await shop.control.post(Placed, "/orders", { shop: shop.platformShop, lines, pay: true });
        placed += 1;
      } catch (error) {
        world.say(
          `  ${shop.platform} would not sell ${lines.map(({ merchantKey }) => merchantKey).join(" + ")}: ${String(error).slice(0, 120)}`,
        );
      }
    }
  }
  world.say(`buyers placed ${placed} orders`);
  for (let minutes = 0; minutes < 3; minutes++) await letPass(world, 2);
}

/** The stay, where it is on sale: by its sku's code, or by the product's where skus of vouchers bear none. */
async function vouchers(shop: DemoShop, stay: string) {
  const products = await shop.control.get(Products, "/products");
  const there = products.find((one) => one.shelf === "on" && one.merchantKey === stay);
  if (there === undefined) return [];
  return [[{ merchantKey: there.skus[0]?.merchantKey ?? stay, quantity: 1 }]];
}

/** Every order of a shop in our table. */
export async function ordersOf(shop: DemoShop, { api }: World): Promise<DemoOrder[]> {
  const all: DemoOrder[] = [];
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: z.infer<typeof Orders> = await api.call(Orders, "GET", `/shops/${shop.id}/orders?limit=100${at}`);
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return all;
}

export interface Shipped {
  shipped: Map<string, number>;
  stayedHome: string | null;
}

/** Hands consignments to carriers; one buyer asks for his money between packing and shipping. */
export async function shipAll(world: World): Promise<Shipped> {
  let stayedHome: string | null = null;
  let waybill = 7_000_000_000_001;
  for (const shop of world.shops) {
    const orders = await ordersOf(shop, world);
    const ready = orders.filter(
      ({ stage, consignments }) => stage === "paid" && consignments.some(({ state }) => state === "sent"),
    );
    for (const [index, order] of ready.slice(0, 4).entries()) {
      const packed = order.consignments.filter(({ state }) => state === "sent");
      if (index === 1 && stayedHome === null) {
        await shop.control.post(Anything, `/orders/${order.orderNo}/ask-refund`, { reason: "不想要了" });
        stayedHome = `${shop.platform} ${order.orderNo}`;
      }
      for (const { id } of packed) {
        const parcel = { carrier: "zhongtong", waybill: String((waybill += 1)) };
        const body = { consignmentId: id, parcels: [parcel] };
        await world.api.send("POST", `/shops/${shop.id}/orders/${order.orderNo}/handover`, body);
      }
    }
  }
  await letPass(world, 1);
  await letPass(world, 6);
  const shipped = new Map<string, number>();
  for (const shop of world.shops) {
    const there = await shop.control.get(z.array(z.looseObject({ orderNo: z.string() })), "/shipments");
    shipped.set(shop.platform, there.length);
    if (stayedHome !== null && there.some(({ orderNo }) => `${shop.platform} ${orderNo}` === stayedHome))
      stayedHome = "SHIPPED OVER A REFUND";
  }
  world.say(
    `shipped ${[...shipped.values()].reduce((a, b) => a + b, 0)} parcels; refund asked while packing: ${stayedHome ?? "none"} stays home`,
  );
  return { shipped, stayedHome };
}

const Vouchers = z.array(z.looseObject({ orderNo: z.string(), code: z.string(), state: z.string() }));

const DAYS_UNTIL_THE_STAY = 6;

/** Redeems one voucher that a guest shows some days later, when it has become valid, at the first shop where one was sold and codes can be redeemed. */
export async function redeemOne(world: World): Promise<Map<string, number>> {
  await letPass(world, DAYS_UNTIL_THE_STAY * 24 * 60);
  for (const shop of [...world.shops].reverse()) {
    const used = await redeemAt(shop, world);
    if (used > 0) return new Map([[shop.platform, used]]);
  }
  world.say("no voucher was redeemed");
  return new Map();
}

async function redeemAt(shop: DemoShop, world: World): Promise<number> {
  const active = (await shop.control.get(Vouchers, "/vouchers")).filter(({ state }) => state === "active");
  const orders = await ordersOf(shop, world);
  const sold = orders.find(({ orderNo, lines }) => lines.length === 1 && active.some((one) => one.orderNo === orderNo));
  const voucher = active.find(({ orderNo }) => orderNo === sold?.orderNo);
  const line = sold?.lines[0];
  if (voucher === undefined || line === undefined) return 0;
  const body = { lineNo: line.lineNo, code: voucher.code, key: `phone-${voucher.code}` };
  await world.api.send("POST", `/shops/${shop.id}/orders/${voucher.orderNo}/redeem`, body);
  await letPass(world, 1);
  const after = await shop.control.get(Vouchers, "/vouchers");
  const used = after.filter(({ state }) => state === "redeemed").length;
  world.say(`a guest showed a voucher at ${shop.platform}: ${used === 1 ? "redeemed" : "not redeemed"}`);
  return used;
}
