import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { ROOT } from "../files.ts";
import { ordersOf } from "./orders.ts";
import { publicationsOf } from "./publish.ts";
import type { DemoShop, World } from "./world.ts";

const Pool = z.looseObject({
  id: z.string(),
  unit: z.string(),
  available: z.number(),
  places: z.array(
    z.looseObject({
      shop: z.string(),
      merchantKey: z.string(),
      left: z.number(),
      say: z.looseObject({ zh: z.string() }),
    }),
  ),
});
export type PoolSeen = z.infer<typeof Pool>;

/** The pools as the API shows them. */
export async function poolsNow({ api }: World): Promise<PoolSeen[]> {
  const page = await api.call(z.object({ items: z.array(Pool) }), "GET", "/pools?limit=100");
  return page.items;
}

interface Facts {
  began: number;
  before: readonly PoolSeen[];
  faults: readonly { kind: string; ending: string }[];
  shipped: ReadonlyMap<string, number>;
  redeemed: ReadonlyMap<string, number>;
}

/** Endings that break a promise. */
const BROKEN = /DOUBLED|SHIPPED OVER A REFUND|not tried/;

/** The table at the end and `.local/demo-report.json`; true when there were orders in every shop, each is in our table exactly once, a guest's voucher was redeemed, and no fault ended in a second product or a parcel that should have stayed. */
export async function report(world: World, facts: Facts): Promise<boolean> {
  const platforms = [];
  for (const shop of world.shops) platforms.push(await platformLine(shop, world, facts));
  const after = await poolsNow(world);
  const stock = facts.before
    .map((pool) => ({ pool, now: after.find(({ id }) => id === pool.id) }))
    .filter(({ pool, now }) => now !== undefined && now.available !== pool.available)
    .map(({ pool, now }) => ({
      pool: pool.id,
      before: pool.available,
      after: now?.available ?? 0,
      shown: Object.fromEntries((now?.places ?? []).map((place) => [`${place.shop}/${place.merchantKey}`, place.left])),
    }));
  const whole = platforms.every(
    ({ ordersThere, ordersHere, doubled }) => ordersThere > 0 && ordersThere === ordersHere && doubled === 0,
  );
  const oneRedeemed = platforms.some(({ redeemed }) => redeemed > 0);
  const ok = whole && oneRedeemed && !facts.faults.some(({ ending }) => BROKEN.test(ending));
  const seconds = Math.round((performance.now() - facts.began) / 100) / 10;
  const full = { seconds, ok, profile: "fast", platforms, stock, faults: facts.faults };
  writeFileSync(join(ROOT, ".local", "demo-report.json"), `${JSON.stringify(full, null, 2)}\n`);
  print(world, full, after);
  return ok;
}

async function platformLine(shop: DemoShop, world: World, { shipped, redeemed }: Facts) {
  const there = await shop.control.get(z.array(z.looseObject({ shop: z.string(), orderNo: z.string() })), "/orders");
  const own = there.filter((order) => order.shop === shop.platformShop);
  const here = (await ordersOf(shop, world)).map(({ orderNo }) => orderNo);
  const missing = own.filter(({ orderNo }) => !here.includes(orderNo));
  for (const { orderNo } of missing) world.say(`  MISSING: ${shop.platform} ${orderNo}`);
  const publications = await publicationsOf(shop, world);
  return {
    platform: shop.platform,
    listed: publications.filter(({ shelf }) => shelf === "on").length,
    waiting: publications.filter(({ state }) => state === "waiting" || state === "unknown" || state === "due").length,
    blocked: publications
      .filter(({ state }) => state === "blocked")
      .map(({ listing, findings }) => ({
        listing,
        code: findings[0]?.platformCode ?? findings[0]?.rule ?? "",
        say: findings[0]?.say.zh ?? "",
      })),
    ordersThere: own.length,
    ordersHere: here.length,
    doubled: here.length - new Set(here).size,
    shipped: shipped.get(shop.platform) ?? 0,
    redeemed: redeemed.get(shop.platform) ?? 0,
  };
}

interface Full {
  seconds: number;
  ok: boolean;
  platforms: readonly Awaited<ReturnType<typeof platformLine>>[];
  stock: readonly { pool: string; before: number; after: number }[];
  faults: readonly { kind: string; ending: string }[];
}

function print({ say }: World, full: Full, pools: readonly PoolSeen[]): void {
  say("");
  say("platform   on sale  waiting  blocked  orders there/here  doubled  shipped  redeemed");
  for (const line of full.platforms) {
    const cells = [
      line.listed,
      line.waiting,
      line.blocked.length,
      `${line.ordersThere}/${line.ordersHere}`,
      line.doubled,
      line.shipped,
      line.redeemed,
    ];
    const widths = [8, 9, 9, 19, 9, 9, 10];
    say(line.platform.padEnd(10) + cells.map((cell, n) => String(cell).padStart(widths[n] ?? 8)).join(""));
  }
  for (const { pool, before, after } of full.stock.slice(0, 6)) {
    const why = pools.find(({ id }) => id === pool)?.places[0]?.say.zh ?? "";
    say(`pool ${pool}: ${before} → ${after}   ${why}`);
  }
  const reasons = new Map<string, number>();
  for (const { say: text } of full.platforms.flatMap(({ blocked }) => blocked))
    reasons.set(text, (reasons.get(text) ?? 0) + 1);
  for (const [text, count] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 8)) say(`blocked × ${count}: ${text}`);
  for (const { kind, ending } of full.faults) say(`${kind}: ${ending}`);
  say(`${full.ok ? "OK" : "NOT OK"} in ${full.seconds} s; .local/demo-report.json`);
}
