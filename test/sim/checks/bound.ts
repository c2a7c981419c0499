import { allClaims } from "../../../domain/order/claims.ts";
import type { Order } from "../../../domain/order/order.ts";
import { poolOf } from "../../../functions/shared/store/pool-row.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import { ordersOf, productsOf } from "../people.ts";
import type { SimShop } from "../setup.ts";
import type { MakeCheck } from "./check.ts";

/** A write follows its reading within this: the calls between them wait for their turn at the limiter. */
const READ_MS = 5_000;
const MOST_UNITS = 12;

/**
 * I4: `left` is an upper bound of what a shop may still sell: `left` and what stored orders hold are never less than
 * what lies there and what paid orders there hold. Where somebody else wrote stock by hand there is no bound, nor after a restore,
 * until every count was made anew.
 */
export const bound: MakeCheck = (town, broken) => {
  const { world, county } = town;
  const stored = new Map<string, Order>();
  const poolKey = keys.pool(county.m, county.pool);
  /** Shops whose bound may have changed since it was looked at. */
  let moved = new Set(county.shops);

  for (const item of world.table.rows()) see(`${item.PK}\u0000${item.SK}`, item);
  world.table.watch(({ name, after }) => see(name, after));
  /** What sells between a stock reading and the write that follows it is given back by that write: the one oversell of `set` platforms. */
  const excused = new Map<string, number>();
  const readAt = new Map<string, number>();
  let window = Infinity;
  world.onExchange(({ life, platform }) => {
    for (const shop of county.shops) if (shop.platform === platform) moved.add(shop);
    window = readAt.get(life) ?? world.bornAt(life);
    readAt.set(life, world.time.now());
  });
  function soldSince(place: string, from: number): number {
    return (
      town.deeds.filter(({ what, shop, at }) => what === "buys" && place.startsWith(`${shop}/`) && at >= from - READ_MS)
        .length * MOST_UNITS
    );
  }

  function see(name: string, item: Parameters<typeof orderOf>[0] | null): void {
    const [, sk = ""] = name.split("\u0000");
    if (sk !== "POOL" && !/^O#[^#]+$/.test(sk)) return;
    moved = new Set(county.shops);
    if (sk === "POOL") return;
    if (item === null) stored.delete(name);
    else stored.set(name, orderOf(item));
  }

  /** Units of each sku that stored orders hold; null: some line is nobody's yet. */
  function unitsStored(shop: SimShop): ReadonlyMap<string, number> | null {
    const { PK } = keys.shop(county.m, shop.id);
    const orders = [...stored].filter(([name]) => name.startsWith(`${PK}\u0000`)).map(([, order]) => order);
    if (orders.some(({ lines }) => lines.some((line) => line.binding === null))) return null;
    const units = new Map<string, number>();
    for (const claim of orders.flatMap(({ lines }) => allClaims(lines)))
      if (claim.pool === county.pool) units.set(claim.merchantKey, (units.get(claim.merchantKey) ?? 0) + claim.units);
    return units;
  }

  const reported = new Set<string>();
  world.onStep(() => {
    if (moved.size === 0 || town.deeds.some(({ what }) => what === "restore")) return;
    const shops = [...moved];
    moved = new Set();
    const from = window;
    window = Infinity;
    const row = world.table.get(poolKey);
    if (row === null) return;
    const pool = poolOf(row);
    const places = pool?.places ?? [];
    for (const shop of shops) {
      if (town.deeds.some((deed) => deed.what === "stock" && deed.shop === shop.id)) continue;
      const units = unitsStored(shop);
      if (units === null) continue;
      const orders = ordersOf(town, shop).filter(({ paid, closed }) => paid && !closed);
      const skus = productsOf(town, shop).flatMap((product) => (product.shelf === "never" ? [] : product.skus));
      for (const { merchantKey, stock } of skus) {
        const place = `${shop.id}/${merchantKey}`;
        if (merchantKey === null || reported.has(place)) continue;
        const left = places.find((p) => p.shopId === shop.id && p.merchantKey === merchantKey)?.left ?? 0;
        const held = units.get(merchantKey) ?? 0;
        const live = orders
          .flatMap(({ lines }) => lines)
          .filter((line) => line.merchantKey === merchantKey)
          .reduce((sum, line) => sum + line.quantity - line.refunded, 0);
        // Released, and nobody says whether the platform puts it back: it counts until the next stock reading.
        const freed = pool?.freed[shop.id] ?? 0;
        const short = stock + live - left - freed - held - (excused.get(place) ?? 0);
        if (short <= 0) continue;
        if (short <= soldSince(place, from)) {
          excused.set(place, (excused.get(place) ?? 0) + short);
          continue;
        }
        reported.add(place);
        broken("I4 left", `${place}: left ${left} + stored ${held} < there ${stock} + ordered ${live}`);
      }
    }
  });
  return {};
};
