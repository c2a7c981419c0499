import { liveThroughChaos } from "../../journeys/chaos.ts";
import type { Measure } from "../figure.ts";

/** Fewer by CHAOS_ORDERS, where there is less time. */
const ORDERS = Number(process.env["CHAOS_ORDERS"] ?? 10_000);
const SEED = 20_261_125;
const KILLS = new Map([
  [4, "pull-"],
  [7, "dynamodb"],
  [10, "ingest"],
  [13, "queues"],
  [16, "urgent-"],
]);

/** Ten thousand orders over all imitations under a seeded fault script, with processes killed and a clock that jumps: what is lost or doubled at the end, and what it took. */
export const chaos: Measure = {
  names: ["chaos.lost"],
  counted: false,
  run: async () => {
    const say = (text: string): void => console.error(text);
    const seen = await liveThroughChaos({ orders: ORDERS, seed: SEED, rounds: 20, kills: KILLS, jumpAt: 9, say });
    const must = (name: string, value: number) => ({ name: `chaos.${name}`, value, unit: name, goal: 0 });
    const told = (name: string, value: number, unit: string) => ({ name: `chaos.${name}`, value, unit, goal: null });
    return [
      must("lost", seen.lost),
      must("doubled", seen.doubled),
      must("twins", seen.twins),
      must("dead_letters", seen.deadLetters),
      must("grams_off", seen.gramsOff),
      told("orders", seen.orders, "orders"),
      told("orders_per_second", seen.ordersPerSecond, "orders/s"),
      told("calls_per_thousand_orders", seen.callsPerThousandOrders, "calls"),
      told("receives_per_message", seen.receivesPerMessage, "receives"),
      told("drain_seconds", seen.drainSeconds, "s"),
      told("redriven", seen.redriven, "messages"),
      told("kills", seen.kills, "processes"),
      told("faults", seen.faults, "faults"),
    ];
  },
};
