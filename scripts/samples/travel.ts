import { STAY_COLUMNS, TRAVEL_COLUMNS } from "../../domain/import/columns.ts";
import { FARMS } from "./farms.ts";
import { HOTELS } from "./hotels.ts";
import { PACKAGES } from "./packages.ts";
import { sheetOf, type SampleSheet } from "./rows.ts";
import { VISITS } from "./visits.ts";

/** Hotels, homestays and farm stays, two of each. */
export const staySheet: SampleSheet = sheetOf("住宿", STAY_COLUMNS, [...HOTELS, ...FARMS]);
/** Package tours, self-guided stays, day tours, tickets, activities and meals, two of each. */
export const travelSheet: SampleSheet = sheetOf("旅游", TRAVEL_COLUMNS, [...PACKAGES, ...VISITS]);
