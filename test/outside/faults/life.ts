import * as z from "zod";
import { approveReviewed } from "../../../local/demo/approve.ts";
import { ordersOf } from "../../../local/demo/orders.ts";
import { publicationsOf } from "../../../local/demo/publish.ts";
import type { DemoShop, World } from "../../../local/demo/world.ts";
import type { Ground, Patterns } from "./ground.ts";
import { casesOf, shipmentsHere, vouchersThere, type Lived, type ShopDay } from "./truth.ts";

const Goods = z.looseObject({ options: z.array(z.looseObject({ name: z.string(), price: z.looseObject({}) })) });
const Stay = z.looseObject({ bands: z.array(z.unknown()), options: z.array(z.looseObject({ name: z.string() })) });
const Placed = z.looseObject({ orderNo: z.string() });
const Asked = z.looseObject({ confirm: z.string().optional() });

const OPEN = new Set(["due", "waiting", "unknown"]);
const SETTLE_ROUNDS = 14;
export const PACKS_G = [500, 1_000] as const;
export const ON_HAND_G = 90_000;
const NIGHTS = 30;

/** One listing's whole life in every shop, from saving to the last parcel; whatever befalls the platforms meanwhile is the caller's affair. */
export async function live(n: number, ground: Ground): Promise<Lived> {
  const { world, pass, patterns } = ground;
  const lived: Lived = { n, listing: `life-${n}`, stay: `life-stay-${n}`, pool: `heap-${n}`, days: [], refused: [] };
  const dare = (what: string, work: () => Promise<unknown>) =>
    work().catch((error: unknown) => void lived.refused.push(`${what}: ${String(error).slice(0, 200)}`));
  await saveGoods(lived, patterns, world, 0);
  await saveStay(lived, patterns, world);
  await settle(ground);
  await saveGoods(lived, patterns, world, 100);
  await settle(ground);
  for (const shop of world.shops) {
    await dare("test", () => world.api.send("POST", `/shops/${shop.id}/test`));
    await dare("wares", () => world.api.send("POST", `/shops/${shop.id}/wares/read`));
    await dare("stores", () => world.api.send("POST", `/shops/${shop.id}/stores/read`));
    lived.days.push(await buy(shop, lived, world));
  }
  for (let minutes = 0; minutes < 3; minutes++) await pass(2);
  for (const day of lived.days) await handOver(day, n, world, dare);
  await pass(1);
  await pass(6);
  for (const day of lived.days) {
    await correctWaybill(day, n, world, dare);
    await answerCase(day, world, dare);
    if (day.single !== null)
      await dare("receiver", () => world.api.send("POST", `/shops/${day.shop.id}/orders/${day.single}/receiver`));
  }
  await pass(1);
  await pass(6);
  if (n > 1) await takeOff(n - 1, "off", world);
  if (n > 2) await takeOff(n - 2, "gone", world);
  await pass(6);
  return lived;
}

async function saveGoods(
  { n, listing, pool }: Lived,
  { goods }: Patterns,
  world: World,
  dearerFen: number,
): Promise<void> {
  const { api, shops } = world;
  const saved = Goods.parse(goods);
  if (dearerFen === 0) await api.send("PUT", `/pools/${pool}`, { name: "山里核桃", unit: "g", onHand: ON_HAND_G });
  const options = PACKS_G.map((grams, at) => ({
    ...saved.options[at],
    id: String(grams),
    merchantKey: `L${n}-${grams}`,
    price: { sellFen: grams * 4 + dearerFen },
    draws: [{ poolId: pool, qty: grams }],
  }));
  const titleLong = `成县薄皮核桃 第${n}筐${dearerFen === 0 ? "" : " 新果"}`;
  await api.send("PUT", `/listings/${listing}`, { ...saved, id: listing, merchantKey: `L${n}`, titleLong, options });
  if (dearerFen === 0)
    for (const { id } of shops) await api.send("PUT", `/listings/${listing}/publications/${id}`, { want: "on" });
}

/** One room in one band, which some platforms alone can sell as a voucher. */
async function saveStay({ n, stay }: Lived, patterns: Patterns, { api, shops }: World): Promise<void> {
  const saved = Stay.parse(patterns.stay);
  await api.send("PUT", `/pools/nights-${n}`, { name: "示例房晚", unit: "night", kind: "night", onHand: NIGHTS });
  const options = saved.options
    .slice(0, 1)
    .map((option) => ({ ...option, merchantKey: `S${n}-1`, draws: [{ poolId: `nights-${n}`, qty: 1 }] }));
  const titles = {
    titleShort: `${String(saved["titleShort"]).slice(0, 20)} ${n} 号`,
    titleLong: `第 ${n} 个院子 ${String(saved["titleShort"])}`,
  };
  const one = { ...saved, ...titles, id: stay, merchantKey: `S${n}`, bands: saved.bands.slice(0, 1), options };
  await api.send("PUT", `/listings/${stay}`, one);
  for (const { id } of shops) await api.send("PUT", `/listings/${stay}/publications/${id}`, { want: "on" });
}

/** Time passes until nothing is under way; what waits for a person gets one. */
export async function settle({ world, pass }: Ground): Promise<void> {
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    await pass(round === 0 ? 1 : 6);
    const all = (await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)))).flat();
    await approveReviewed(all, world);
    if (round > 0 && !all.some(({ state }) => OPEN.has(state))) return;
  }
}

async function buy(shop: DemoShop, { n, stay }: Lived, world: World): Promise<ShopDay> {
  const place = async (lines: readonly object[]): Promise<string | null> => {
    const body = { shop: shop.platformShop, lines, pay: true };
    return shop.control.post(Placed, "/orders", body).then(
      ({ orderNo }) => orderNo,
      () => null,
    );
  };
  const line = (grams: number, quantity: number) => ({ merchantKey: `L${n}-${grams}`, quantity });
  const day = {
    shop,
    single: await place([line(500, 1)]),
    mixed: await place([line(500, 2), line(1_000, 1)]),
    refunded: await place([line(1_000, 2)]),
    voucher:
      (await place([{ merchantKey: `S${n}-1`, quantity: 1 }])) ??
      (await place([{ merchantKey: `S${n}`, quantity: 1 }])),
    waybills: [],
    redeemed: false,
  };
  world.say(`  ${shop.platform}: ${stay} ${JSON.stringify([day.single, day.mixed, day.refunded, day.voucher])}`);
  return day;
}

type Dare = (what: string, work: () => Promise<unknown>) => Promise<unknown>;

/** Two orders leave, and the third buyer wants his money back before his does. */
async function handOver(day: ShopDay, n: number, world: World, dare: Dare): Promise<void> {
  const { shop } = day;
  if (day.refunded !== null)
    await shop.control.post(z.unknown(), `/orders/${day.refunded}/ask-refund`, { reason: "不想要了" });
  const orders = await ordersOf(shop, world);
  for (const [at, orderNo] of [day.single, day.mixed].entries()) {
    const order = orders.find((one) => one.orderNo === orderNo);
    for (const { id } of order?.consignments ?? []) {
      const waybill = `78${String(n).padStart(4, "0")}${world.shops.indexOf(shop)}${at}00001`;
      day.waybills.push({ orderNo: String(orderNo), waybill });
      const body = { consignmentId: id, parcels: [{ carrier: "zhongtong", waybill }] };
      await dare("handover", () => world.api.send("POST", `/shops/${shop.id}/orders/${orderNo}/handover`, body));
    }
  }
}

/** Where the platform takes it; a refusal is one that the platform's capability gives the reason for. */
async function correctWaybill(day: ShopDay, n: number, world: World, dare: Dare): Promise<void> {
  const first = day.waybills.find(({ orderNo }) => orderNo === day.single);
  if (first === undefined) return;
  const waybill = `79${String(n).padStart(4, "0")}${world.shops.indexOf(day.shop)}000001`;
  const body = { carrier: "zhongtong", waybill };
  const [shipment] = await shipmentsHere(day.shop, first.orderNo, world);
  await dare("waybill", async () => {
    await world.api.send("POST", `/shops/${day.shop.id}/orders/${day.single}/shipments/${shipment?.id}/waybill`, body);
    first.corrected = waybill;
  });
}

async function answerCase(day: ShopDay, world: World, dare: Dare): Promise<void> {
  if (day.refunded === null) return;
  for (const one of await casesOf(day.shop, day.refunded, world)) {
    if (!one.answers.includes("agree_refund")) continue;
    const path = `/shops/${day.shop.id}/orders/${day.refunded}/cases/${one.caseNo}/answer`;
    const body = { answer: "agree_refund", amountFen: one.amountFen };
    await dare("case", async () => {
      const { confirm } = await world.api.call(Asked, "POST", path, body);
      await world.api.send("POST", path, { ...body, confirm });
    });
  }
}

/** The guest comes when the voucher has become valid. */
export async function redeemIn(lived: Lived, world: World): Promise<void> {
  for (const day of lived.days)
    await redeem(day, world, (what, work) =>
      work().catch((error: unknown) => void lived.refused.push(`${what}: ${String(error).slice(0, 200)}`)),
    );
}

async function redeem(day: ShopDay, world: World, dare: Dare): Promise<void> {
  const shown = (await vouchersThere(day.shop)).find(({ orderNo }) => orderNo === day.voucher);
  if (shown === undefined) return;
  const order = (await ordersOf(day.shop, world)).find(({ orderNo }) => orderNo === day.voucher);
  const lineNo = order?.lines[0]?.lineNo ?? "1";
  const body = { lineNo, code: shown.code, key: `phone-${shown.code}` };
  await dare("redeem", async () => {
    await world.api.send("POST", `/shops/${day.shop.id}/orders/${day.voucher}/redeem`, body);
    day.redeemed = true;
  });
}

async function takeOff(n: number, want: "off" | "gone", { api, shops }: World): Promise<void> {
  for (const listing of [`life-${n}`, `life-stay-${n}`])
    for (const { id } of shops) await api.send("PUT", `/listings/${listing}/publications/${id}`, { want });
}
