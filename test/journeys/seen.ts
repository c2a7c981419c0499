import * as z from "zod";
import { ordersOf } from "../../local/demo/orders.ts";
import type { DemoShop, World } from "../../local/demo/world.ts";
import { LISTING_KEY, PACKS_G, POOL } from "./walnuts.ts";

const Product = z.looseObject({
  shop: z.string(),
  merchantKey: z.string().nullable(),
  shelf: z.string(),
  skus: z.array(z.looseObject({ merchantKey: z.string().nullable(), stock: z.number() })),
});
const Order = z.looseObject({
  shop: z.string(),
  orderNo: z.string(),
  lines: z.array(z.looseObject({ merchantKey: z.string().nullable(), quantity: z.number() })),
});
const Shipment = z.looseObject({ orderNo: z.string(), waybill: z.string() });
const Pool = z.looseObject({ reserved: z.number(), onHand: z.number(), available: z.number() });

/** The platform's own products that bear our listing's key. */
export async function productsOf(shop: DemoShop): Promise<z.infer<typeof Product>[]> {
  const all = await shop.control.get(z.array(Product), "/products");
  return all.filter((one) => one.shop === shop.platformShop && one.merchantKey === LISTING_KEY);
}

/** What buyers see in stock, by sku. */
export async function stockOf(shop: DemoShop): Promise<Record<string, number>> {
  const products = await productsOf(shop);
  return Object.fromEntries(products.flatMap(({ skus }) => skus.map((sku) => [String(sku.merchantKey), sku.stock])));
}

/** The platform's truth about orders of our shop, and about its parcels. */
export async function ordersThere(shop: DemoShop): Promise<z.infer<typeof Order>[]> {
  const all = await shop.control.get(z.array(Order), "/orders");
  return all.filter((one) => one.shop === shop.platformShop);
}

export async function shipmentsThere(shop: DemoShop, orderNo: string): Promise<z.infer<typeof Shipment>[]> {
  return (await shop.control.get(z.array(Shipment), "/shipments")).filter((one) => one.orderNo === orderNo);
}

/** How far each parcel of an order is, as our API tells it. */
export async function shipmentsHere({ id }: DemoShop, orderNo: string, { api }: World) {
  const Told = z.object({ items: z.array(z.object({ state: z.string() })) });
  return (await api.call(Told, "GET", `/shops/${id}/orders/${orderNo}/shipments`)).items;
}

/** Order numbers at each platform and in our table, sorted, doubles kept. */
export async function bothSides(world: World) {
  const there: Record<string, string[]> = {};
  const here: Record<string, string[]> = {};
  for (const shop of world.shops) {
    there[shop.platform] = (await ordersThere(shop)).map(({ orderNo }) => orderNo).sort();
    here[shop.platform] = (await ordersOf(shop, world)).map(({ orderNo }) => orderNo).sort();
  }
  return { there, here };
}

/** Grams that all orders for our skus take, by the platforms' truth. */
export async function gramsOrdered(world: World): Promise<number> {
  const orders = (await Promise.all(world.shops.map(ordersThere))).flat();
  return orders
    .flatMap(({ lines }) => lines)
    .reduce((sum, { merchantKey, quantity }) => sum + quantity * (PACKS_G[merchantKey ?? ""] ?? 0), 0);
}

export const poolNow = ({ api }: World) => api.call(Pool, "GET", `/pools/${POOL}`);
