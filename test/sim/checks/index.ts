import type { Town } from "../people.ts";
import { bound } from "./bound.ts";
import type { Check, MakeCheck, Violation } from "./check.ts";
import { consignments } from "./consignments.ts";
import { erased } from "./erased.ts";
import { ledger } from "./ledger.ts";
import { orders } from "./orders.ts";
import { rest } from "./rest.ts";
import { secrets } from "./secrets.ts";
import { shelf } from "./shelf.ts";
import { ship } from "./ship.ts";
import { supplier } from "./supplier.ts";
import { tenancy } from "./tenancy.ts";
import { vouchers } from "./vouchers.ts";

export type { Violation } from "./check.ts";

/** What is promised to each merchant. */
const OF_MERCHANT: readonly MakeCheck[] = [bound, shelf, ship, orders, vouchers];
/** What is promised of the whole. */
const OF_WORLD: readonly MakeCheck[] = [ledger, consignments, rest, tenancy, secrets, erased, supplier];

/** Everything that is promised, as far as a run can show it. */
export function watchAll(towns: readonly Town[], violations: Violation[]): Check[] {
  const [first] = towns;
  if (first === undefined) throw new Error("nobody lives here");
  const { time } = first.world;
  const broken = (invariant: string, what: string) => void violations.push({ invariant, at: time.now(), what });
  return [
    ...towns.flatMap((town) => OF_MERCHANT.map((make) => make(town, broken))),
    ...OF_WORLD.map((make) => make(first, broken)),
  ];
}
