import { HOUR_MS, later, plus, startOfDay } from "../time.ts";
import type { Instant } from "../units.ts";
import { toShip, type Line, type Order } from "./order.ts";

/** What is promised where a sku says nothing else. Where their hours stand in no public reference this is our own promise, never quoted as theirs. */
const PROMISED_HOURS = 48;
const CLOCK_RUNS: ReadonlySet<Order["pay"]> = new Set(["paid", "cod", "pay_after_use"]);

/** When an order must leave where its platform tells no term: our own promise of its most urgent line, from payment, or from the day on which a pre-sale begins to leave. Null while no clock runs, or where nothing is shipped. */
export function promisedShipBy({ pay, paidAt, placedAt, lines }: Pick<Order, "pay" | "paidAt" | "placedAt" | "lines">) {
  if (!CLOCK_RUNS.has(pay)) return null;
  const from = paidAt ?? placedAt;
  const dues = lines
    .filter((line) => line.binding?.kind !== "voucher" && toShip(line) > 0)
    .map((line) => due(line, from));
  const [first] = dues.sort();
  return first === undefined ? null : { at: first, basis: "rule" };
}

function due({ binding }: Line, from: Instant): Instant {
  const begins = binding?.shipFrom === undefined ? from : later(from, startOfDay(binding.shipFrom));
  return plus(begins, (binding?.promiseHours ?? PROMISED_HOURS) * HOUR_MS);
}
