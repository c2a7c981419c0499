import { bound } from "./bound.ts";
import { consignments } from "./consignments.ts";
import { ledger } from "./ledger.ts";
import { orders } from "./orders.ts";
import { rest } from "./rest.ts";
import { shelf } from "./shelf.ts";
import { ship } from "./ship.ts";
import type { MakeCheck } from "./check.ts";

export type { Violation } from "./check.ts";
/** Everything that is promised, as far as a run can show it. */
export const CHECKS: readonly MakeCheck[] = [ledger, bound, shelf, ship, consignments, orders, rest];
