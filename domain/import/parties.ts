import * as z from "zod";
import { Location } from "../listing/location.ts";
import { Id, line } from "../listing/primitives.ts";
import { Supplier } from "../listing/supplier.ts";
import { cellsOf, type Cells } from "./cells.ts";
import { LOCATION_COLUMNS, POOL_COLUMNS, SUPPLIER_COLUMNS } from "./columns.ts";
import { checked, locateIn } from "./checked.ts";
import { CARRIERS, LICENCES, POOL_KINDS, POOL_UNITS, SUPPLIER_TYPES } from "./names.ts";
import type { ImportRow, Problem } from "./row.ts";
import { KINDS_OF_POOL } from "../stock/pool.ts";

/** A stock pool as a workbook describes it: what is counted now, in the pool's unit. */
export const PoolDraft = z.strictObject({
  id: Id,
  name: line(60),
  unit: z.enum(["g", "ml", "piece", "bottle", "night", "seat", "portion"]),
  kind: z.enum(KINDS_OF_POOL),
  onHand: z.int().min(0),
  safety: z.int().min(0).default(0),
  supplierId: Id.default("self"),
  locationId: Id.optional(),
});
export type PoolDraft = z.infer<typeof PoolDraft>;

/** A row of sheet 库存池, or null when it can't be used. */
export function poolOf(row: ImportRow, problems: Problem[]): PoolDraft | null {
  const cells = cellsOf(row, POOL_COLUMNS, problems);
  const input = {
    id: cells.need("id"),
    name: cells.text("name") ?? cells.text("id"),
    unit: cells.choice("unit", POOL_UNITS),
    kind: cells.choice("kind", POOL_KINDS),
    onHand: cells.whole("onHand"),
    safety: cells.whole("safety"),
    supplierId: cells.text("supplier"),
    locationId: cells.text("location"),
  };
  return checked(PoolDraft, input, {
    locate: locateIn(cells, { supplierId: "supplier", locationId: "location" }),
    problems,
  });
}

/** A row of sheet 供货方, or null when it can't be used. */
export function supplierOf(row: ImportRow, problems: Problem[]): Supplier | null {
  const cells = cellsOf(row, SUPPLIER_COLUMNS, problems);
  const share = cells.whole("share");
  const [name, phone] = [cells.text("contact"), cells.text("phone")];
  const input = {
    id: cells.need("id"),
    name: cells.need("name"),
    type: cells.choice("type", SUPPLIER_TYPES),
    uscc: cells.text("uscc"),
    contact: name !== undefined && phone !== undefined ? { name, phone, address: cells.text("address") } : undefined,
    licences: licencesOf(cells, "licences"),
    supplyTerms:
      share === undefined
        ? undefined
        : { mode: "bps_of_net", bps: share * 100, freightBy: "merchant", since: cells.day("since") ?? "2026-01-01" },
  };
  return checked(Supplier, input, { locate: locateIn(cells, { supplyTerms: "share" }), problems });
}

/** A row of sheet 发货点, or null when it can't be used. */
export function locationOf(row: ImportRow, problems: Problem[]): Location | null {
  const cells = cellsOf(row, LOCATION_COLUMNS, problems);
  const place = {
    divisionCode: cells.need("division"),
    address: cells.need("address"),
    contactName: cells.need("contact"),
    phone: cells.need("phone"),
  };
  const back = cells.text("returnAddress");
  const input = {
    id: cells.need("id"),
    supplierId: cells.text("supplier"),
    name: cells.need("name"),
    ...place,
    carriers: carriersOf(cells),
    pickupAt: cells.text("pickup"),
    returnAddress: back === undefined ? undefined : { ...place, address: back },
  };
  const fields = {
    divisionCode: "division",
    contactName: "contact",
    supplierId: "supplier",
    pickupAt: "pickup",
    "returnAddress/divisionCode": "division",
    "returnAddress/contactName": "contact",
    "returnAddress/phone": "phone",
  } as const;
  return checked(Location, input, { locate: locateIn(cells, fields), problems });
}

/** `民宿备案:号;卫生许可证:号`; a name that we don't know is kept as `other`. */
export function licencesOf<F extends string>(cells: Cells<F>, field: F): readonly { type: string; no: string }[] {
  const types: Readonly<Record<string, string>> = LICENCES;
  return cells.pairs(field).map(([name, no]) => ({ type: types[name] ?? "other", no: no === "" ? name : no }));
}

function carriersOf(cells: Cells<keyof typeof LOCATION_COLUMNS>): readonly string[] {
  const codes: Readonly<Record<string, string>> = CARRIERS;
  return cells.list("carriers").map((name) => codes[name.toUpperCase()] ?? codes[name] ?? name.toLowerCase());
}
