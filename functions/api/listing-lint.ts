import type { Finding } from "../../domain/finding.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import type { Listing } from "../../domain/listing/listing.ts";
import { lint } from "../../domain/listing/rules/lint.ts";
import { SELF } from "../../domain/listing/supplier.ts";
import { dayOf } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { locationsOf, suppliersOf } from "./parties.ts";

/** What our own rules find, with the merchant's suppliers, places and pools at hand. */
export async function findingsOf(listing: Listing, call: Call): Promise<readonly Finding[]> {
  const [suppliers, locations, pools] = await Promise.all([
    suppliersOf(call),
    locationsOf(call),
    poolUnits(listing, call),
  ]);
  return lint(listing, {
    today: dayOf(call.ports.clock.now()),
    holidays: HOLIDAYS,
    suppliers: new Map([SELF, ...suppliers].map((one) => [one.id, one])),
    locations: new Map(locations.map((one) => [one.id, one])),
    pools,
  });
}

async function poolUnits(listing: Listing, { ports, m }: Call): Promise<Map<string, { unit: string }>> {
  const ids = [...new Set(listing.options.flatMap(({ draws }) => draws.map(({ poolId }) => poolId)))];
  const rows = await ports.table.batchGet(ids.map((id) => keys.pool(m, id)));
  return new Map(rows.map((row) => [String(row["id"]), { unit: String(row["unit"]) }]));
}
