import { explain, voucherExposure } from "../../domain/stock/explain.ts";
import { availableOf, exposureOf, guardOf, isSplit, outstandingOf, oversoldOf } from "../../domain/stock/pool.ts";
import { wishesIn } from "../../domain/stock/room.ts";
import { placeKey } from "../../domain/stock/split.ts";
import { dayOf } from "../../domain/time.ts";
import type { Item } from "../shared/ports.ts";
import { notFound } from "../shared/problem.ts";
import { bandsOf, datesOf, type StockPool } from "../shared/stock/pools.ts";
import { keys } from "../shared/store/keys.ts";
import { datedPoolOf, poolOf, type PoolRow } from "../shared/store/pool-row.ts";
import type { Call } from "./call.ts";

/** How a pool, or one date of it, looks from outside. */
export async function viewOfPool(head: Item, id: string, call: Call) {
  const { ports, m } = call;
  const row = id.includes("@") ? datedPoolOf(head, id, await ports.table.get(keys.pool(m, id))) : poolOf(head);
  if (row === null) throw notFound({ zh: "这个库存池", en: "pool" });
  const banded = row.places.some(({ band }) => band !== null);
  const pool: StockPool = { ...row, bands: banded ? await bandsOf(m, row, ports) : [] };
  return { ...countsOf(pool), places: placesOf(pool, call), bands: bandViews(pool), dates: await dateViews(row, call) };
}

function countsOf(pool: StockPool) {
  const { id, name, unit, kind, policy, guard, onHand, reserved, allotted, safety, between, own } = pool;
  const counts = { onHand, reserved, allotted, safety, outstanding: outstandingOf(pool) };
  const banded = pool.bands.length > 0;
  const risk = {
    available: availableOf(pool),
    exposure: banded ? 0 : exposureOf(pool),
    oversold: oversoldOf(pool),
    soldBetween: between,
  };
  const kept = Object.entries(own).map(([shop, { amount, until }]) => ({ shop, amount, until }));
  return {
    id,
    name,
    unit,
    kind,
    policy,
    guard,
    guardNow: guardOf(pool),
    ...counts,
    ...risk,
    split: isSplit(pool),
    kept,
  };
}

function placesOf(pool: StockPool, { ports }: Call) {
  const wishes = wishesIn(pool, ports.clock.now());
  return pool.places.map((place) => {
    const wish = wishes.get(placeKey(place)) ?? 0;
    const { shopId: shop, merchantKey, left, draw, sold } = place;
    return { shop, merchantKey, left, draw, sold, wish, say: explain(pool, place, wish) };
  });
}

function bandViews({ bands }: StockPool) {
  return bands.map((band) => {
    const { code, remaining, lastThird, outstanding, free } = band;
    return { code, remaining, lastThird, outstanding, free, exposure: voucherExposure(band) };
  });
}

/** Dates from today on that anybody touched. */
async function dateViews(pool: PoolRow, { ports, m }: Call) {
  if (pool.id.includes("@")) return [];
  const today = dayOf(ports.clock.now());
  const dates = [...(await datesOf(m, pool, ports)).values()];
  return dates
    .map((date) => ({ day: date.id.split("@")[1] ?? "", onHand: date.onHand, reserved: date.reserved, date }))
    .filter(({ day }) => day >= today)
    .map(({ date, ...counts }) => ({ ...counts, available: availableOf(date) }));
}
