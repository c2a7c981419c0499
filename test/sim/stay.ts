/** Nights in a farmhouse, sold as vouchers whose date is booked later: a listing with two bands, and what a person put up by hand in each shop. */
import * as z from "zod";
import type { Platform } from "./platforms.ts";
import { must, type SimShop } from "./setup.ts";
import type { World } from "./world.ts";

export const STAY = "stay-sim";
export const ROOMS = "rooms-sim";
const KEY = "SIM-S";
const NIGHT_FEN = 16_800;
const ROOMS_A_NIGHT = 4;
const [USE_FROM, USE_UNTIL] = ["2026-11-20", "2027-03-31"];
const OPTION_KEY = "SIM-S-O";

/** Codes of the skus of the stay: one a band. */
export const STAY_KEYS: readonly string[] = ["weekday", "all_days"].map((band) => `${OPTION_KEY}-${band}`);

const LISTING = {
  id: STAY,
  merchantKey: KEY,
  kind: "homestay",
  saleMode: "voucher_then_book",
  titleShort: "示例村民宿",
  originCode: "621221",
  place: { name: "示例村", address: "成县示例村", divisionCode: "621221" },
  licences: [
    { type: "homestay_filing", no: "M-1" },
    { type: "hygiene", no: "W-1" },
    { type: "fire_check", no: "X-1" },
  ],
  rooms: [{ id: "r", name: "大床房", beds: [{ type: "double", widthCm: 180, count: 1 }], maxAdults: 2, count: 4 }],
  ratePlans: [{ id: "p" }],
  bands: [
    { code: "weekday", days: ["weekday"], useFrom: USE_FROM, useUntil: USE_UNTIL },
    { code: "all_days", days: ["weekday", "weekend"], useFrom: USE_FROM, useUntil: USE_UNTIL },
  ],
  cancellation: [{ beforeHours: 24, refundBps: 10_000 }],
  options: [
    {
      id: "o",
      merchantKey: OPTION_KEY,
      name: "大床房",
      roomId: "r",
      ratePlanId: "p",
      price: { sellFen: NIGHT_FEN },
      draws: [{ poolId: ROOMS, qty: 1 }],
    },
  ],
};

const Made = z.looseObject({ productId: z.string(), skuIds: z.array(z.string()) });
/** What a person put up, by the platform's number: whose code each of its skus is. */
export type HandMade = ReadonlyMap<string, readonly { platformSkuId: string; merchantKey: string }[]>;

/** Before anybody of ours comes: where a shop can sell vouchers, its person puts up one ware a band. */
export function putUpStays(platforms: readonly Platform[]): HandMade {
  const wares = new Map<string, { platformSkuId: string; merchantKey: string }[]>();
  for (const { host } of platforms) {
    const shop = host.sandbox.shops(host.scene().world)[0]?.shop ?? "";
    for (const merchantKey of STAY_KEYS) {
      const skus = [{ merchantKey, priceFen: NIGHT_FEN, stock: 20, name: merchantKey }];
      const ware = { shop, merchantKey, title: "示例村民宿 一晚", skus, onSale: true, kind: "voucher" };
      const made = host.sandbox.acts.addProduct(ware, host.scene());
      if (!made.ok) continue;
      const { productId, skuIds } = Made.parse(made.value);
      wares.set(
        productId,
        skuIds.map((platformSkuId) => ({ platformSkuId, merchantKey })),
      );
    }
  }
  return wares;
}

/** Saves the listing and its rooms, and reads the doors at which codes are redeemed. */
export async function saveStay(world: World, m: string, shops: readonly SimShop[]): Promise<void> {
  const rooms = { name: "民宿大床房", unit: "room_night", kind: "night", onHand: ROOMS_A_NIGHT, policy: "shared" };
  await must(world, m, `PUT /pools/${ROOMS}`, rooms);
  await must(world, m, `PUT /listings/${STAY}`, LISTING);
  for (const shop of shops) await must(world, m, `POST /shops/${shop.id}/stores/read`);
}
