import * as z from "zod";
import { ordersOf } from "../../../local/demo/orders.ts";
import { publicationsOf } from "../../../local/demo/publish.ts";
import type { DemoShop, World } from "../../../local/demo/world.ts";

/** What happened with one life's listing in one shop. */
export interface ShopDay {
  shop: DemoShop;
  single: string | null;
  mixed: string | null;
  refunded: string | null;
  voucher: string | null;
  waybills: { orderNo: string; waybill: string; corrected?: string }[];
  redeemed: boolean;
}
export interface Lived {
  n: number;
  listing: string;
  stay: string;
  pool: string;
  days: ShopDay[];
  /** Clicks that our API refused, with its words. */
  refused: string[];
}

const Product = z.looseObject({
  shop: z.string(),
  merchantKey: z.string().nullable(),
  shelf: z.string(),
  skus: z.array(z.looseObject({ merchantKey: z.string().nullable(), stock: z.number() })),
});
const Order = z.looseObject({
  shop: z.string(),
  orderNo: z.string(),
  lines: z.array(z.looseObject({ merchantKey: z.string().nullable(), quantity: z.number(), refunded: z.number() })),
});
const Shipment = z.looseObject({ orderNo: z.string(), waybill: z.string() });
const Voucher = z.looseObject({ orderNo: z.string(), code: z.string(), state: z.string() });
const Case = z.looseObject({
  caseNo: z.string(),
  amountFen: z.number(),
  answers: z.array(z.string()),
  answerState: z.string().nullable(),
});
const Pool = z.looseObject({
  onHand: z.number(),
  reserved: z.number(),
  available: z.number(),
  places: z.array(z.looseObject({ shop: z.string(), merchantKey: z.string(), left: z.number() })),
});
const ShipmentHere = z.looseObject({ id: z.string(), state: z.string() });
export const shipmentsHere = async ({ id }: DemoShop, orderNo: string, { api }: World) =>
  (await api.call(z.object({ items: z.array(ShipmentHere) }), "GET", `/shops/${id}/orders/${orderNo}/shipments`)).items;

export const vouchersThere = (shop: DemoShop) => shop.control.get(z.array(Voucher), "/vouchers");
export const casesOf = async ({ id }: DemoShop, orderNo: string, { api }: World) =>
  (await api.call(z.object({ items: z.array(Case) }), "GET", `/shops/${id}/orders/${orderNo}/cases`)).items;

/** Everything in which a platform's truth and ours differ after one life, each in a sentence. `fresh`: its listing must be on sale. */
export async function differences(lived: Lived, fresh: boolean, world: World): Promise<string[]> {
  const found: string[] = [];
  for (const day of lived.days) {
    const tell = (text: string) => void found.push(`life ${lived.n} ${day.shop.platform}: ${text}`);
    await compareShelf(day, { lived, fresh, world }, tell);
    await compareOrders(day, world, tell);
    await compareParcels(day, world, tell);
  }
  if (fresh) await compareStock(lived, world, (text) => void found.push(`life ${lived.n}: ${text}`));
  return found;
}

/** Where the first life, which nothing befell, could sell a stay. */
const stays = new Set<string>();
function sellsStays(shop: DemoShop, lived: Lived): boolean {
  if (lived.n === 0 && lived.days.some((day) => day.shop === shop && day.voucher !== null)) stays.add(shop.id);
  return stays.has(shop.id);
}

type Tell = (text: string) => void;
interface At {
  lived: Lived;
  fresh: boolean;
  world: World;
}

async function productsOf(shop: DemoShop, key: string) {
  const all = await shop.control.get(z.array(Product), "/products");
  return all.filter((one) => one.shop === shop.platformShop && one.merchantKey === key);
}

async function compareShelf({ shop }: ShopDay, { lived, fresh, world }: At, tell: Tell): Promise<void> {
  const publications = await publicationsOf(shop, world);
  for (const [key, listing] of [
    [`L${lived.n}`, lived.listing],
    [`S${lived.n}`, lived.stay],
  ]) {
    const there = (await productsOf(shop, key ?? "")).filter(({ shelf }) => shelf !== "gone");
    if (there.length > 1) tell(`${key} is there ${there.length} times`);
    const here = publications.find((one) => one.listing === listing);
    const shelf = there[0]?.shelf ?? "none";
    if (here?.shelf === "on" ? shelf !== "on" : shelf === "on")
      tell(`${key}: shelf here ${here?.shelf}, there ${shelf}`);
    const wanted = key?.startsWith("L") || sellsStays(shop, lived);
    if (fresh && wanted && !(here?.state === "done" && here.shelf === "on"))
      tell(`${key} is ${JSON.stringify(here).slice(0, 900)}`);
  }
}

async function compareOrders({ shop, ...day }: ShopDay, world: World, tell: Tell): Promise<void> {
  const there = (await shop.control.get(z.array(Order), "/orders")).filter((one) => one.shop === shop.platformShop);
  const here = (await ordersOf(shop, world)).map(({ orderNo }) => orderNo);
  for (const name of ["single", "mixed", "refunded"] as const)
    if (day[name] === null) tell(`${name} could not be bought`);
  const lost = there.filter(({ orderNo }) => !here.includes(orderNo)).map(({ orderNo }) => orderNo);
  if (lost.length > 0) tell(`orders lost: ${lost.join(" ")}`);
  if (new Set(here).size !== here.length) tell("orders doubled");
}

async function compareParcels({ shop, ...day }: ShopDay, world: World, tell: Tell): Promise<void> {
  const there = await shop.control.get(z.array(Shipment), "/shipments");
  for (const { orderNo, waybill, corrected } of day.waybills) {
    const items = await shipmentsHere(shop, orderNo, world);
    const numbers = there.filter((one) => one.orderNo === orderNo).map((one) => one.waybill);
    const states = items.map(({ state }) => state);
    if (numbers.length !== 1) tell(`${orderNo} left ${numbers.length} times (here ${states.join(" ")})`);
    else if (numbers[0] !== (corrected ?? waybill) && !(corrected !== undefined && numbers[0] === waybill))
      tell(`${orderNo} left with ${numbers[0]}, not ${corrected ?? waybill}`);
    if (states.some((state) => state !== "done"))
      tell(
        `${orderNo}: shipment here ${states.join(" ")}, there ${numbers.join(" ")} ${JSON.stringify(items).slice(0, 300)}`,
      );
  }
  const home = there.filter(({ orderNo }) => orderNo === day.refunded);
  if (home.length > 0) tell(`${day.refunded} left over a refund`);
  for (const one of day.refunded === null ? [] : await casesOf(shop, day.refunded, world))
    if (one.answerState === "planned" || one.answerState === "blocked")
      tell(`case ${one.caseNo}: answer is ${one.answerState} ${JSON.stringify(one["findings"]).slice(0, 200)}`);
}

/** Every voucher that a guest showed was used once, here and there. */
export async function voucherDifferences(lived: Lived, world: World): Promise<string[]> {
  const found: string[] = [];
  for (const day of lived.days)
    await compareVoucher(day, world, (text) => void found.push(`life ${lived.n} ${day.shop.platform}: ${text}`));
  return found;
}

async function compareVoucher({ shop, voucher, redeemed }: ShopDay, world: World, tell: Tell): Promise<void> {
  if (voucher === null || !redeemed) return;
  const there = (await vouchersThere(shop)).filter(({ orderNo }) => orderNo === voucher);
  const used = there.filter(({ state }) => state === "redeemed").length;
  const One = z.looseObject({ redemptions: z.unknown().optional() });
  const here = await world.api.call(One, "GET", `/shops/${shop.id}/orders/${voucher}`);
  if (used !== 1)
    tell(`voucher of ${voucher}: redeemed ${used} times there; here ${JSON.stringify(here).slice(0, 500)}`);
}

/** What may still be sold is what was there less what platforms have sold and not given back; each shop shows what we say it shows. */
async function compareStock({ n, pool, days }: Lived, { api }: World, tell: Tell): Promise<void> {
  const grams = (key: string | null) => Number(new RegExp(`^L${n}-(\\d+)$`).exec(key ?? "")?.[1] ?? 0);
  const here = await api.call(Pool, "GET", `/pools/${pool}`);
  let sold = 0;
  for (const { shop } of days) {
    const orders = await shop.control.get(z.array(Order), "/orders");
    const lines = orders.filter((one) => one.shop === shop.platformShop).flatMap((one) => one.lines);
    sold += lines.reduce((sum, line) => sum + (line.quantity - line.refunded) * grams(line.merchantKey), 0);
    for (const { merchantKey, stock } of (await productsOf(shop, `L${n}`)).flatMap(({ skus }) => skus)) {
      const place = here.places.find((one) => one.shop === shop.id && one.merchantKey === merchantKey);
      if (place !== undefined && place.left !== stock)
        tell(`${shop.platform} shows ${stock} of ${merchantKey}, we say ${place.left}`);
    }
  }
  if (here.available !== 90_000 - sold)
    tell(`available ${here.available}, ${90_000 - sold} expected (on hand ${here.onHand}, reserved ${here.reserved})`);
}
