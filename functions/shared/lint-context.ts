import type { LintContext } from "../../domain/listing/rules/context.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import type { Listing } from "../../domain/listing/listing.ts";
import { Location } from "../../domain/listing/location.ts";
import { SELF, Supplier } from "../../domain/listing/supplier.ts";
import { dayOf } from "../../domain/time.ts";
import { unpack } from "./pack.ts";
import type { Item, Ports } from "./ports.ts";
import { keys } from "./store/keys.ts";

/** What the rules may know of one listing: its supplier, its place and its pools, in one read of exactly those rows. A row that is missing is found missing. */
export async function lintContextOf(
  m: string,
  listing: Listing,
  { table, clock }: Pick<Ports, "table" | "clock">,
): Promise<LintContext> {
  const rows = await table.batchGet(rowsBehind(m, listing));
  const of = (sort: string) => rows.filter(({ SK }) => SK.startsWith(sort));
  const suppliers = [SELF, ...of("SUP#").map((row) => Supplier.parse(unpack(row["body"])))];
  const locations = of("LOC#").map((row) => Location.parse(unpack(row["body"])));
  return {
    today: dayOf(clock.now()),
    holidays: HOLIDAYS,
    suppliers: new Map(suppliers.map((one) => [one.id, one])),
    locations: new Map(locations.map((one) => [one.id, one])),
    pools: new Map(of("POOL").map(poolUnit)),
  };
}

function rowsBehind(m: string, listing: Listing) {
  const drawn = listing.options.flatMap(({ draws }) => draws.map(({ poolId }) => poolId));
  const departing = "departures" in listing ? listing.departures.map(({ poolId }) => poolId) : [];
  return [
    keys.supplier(m, listing.supplierId),
    ...(listing.kind === "goods" ? [keys.location(m, listing.ship.locationId)] : []),
    ...[...new Set([...drawn, ...departing])].map((id) => keys.pool(m, id)),
  ];
}

function poolUnit(row: Item): readonly [string, { unit: string }] {
  return [String(row["id"]), { unit: String(row["unit"]) }];
}
