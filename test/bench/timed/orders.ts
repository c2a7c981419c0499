import type { Measure } from "../figure.ts";
import { lineOf, reading } from "../../factories/order-arbitraries.ts";
import { keyOf } from "../goods.ts";
import { hold, letGo } from "./held.ts";
import { closeStage, MERCHANT, openStage, saveListing, type Stage } from "./stage.ts";
import { stopwatch } from "./stopwatch.ts";

const ORDERS = 10_000;
const WARMING = 200;
const LIMIT_MS = 600_000;

/** Ten thousand paid orders of one line on one pool: from their queue into the table, other shops told. */
export const orders: Measure = {
  names: ["orders_per_second", "order.cpu_ms"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      await saveListing(stage, 1);
      await stage.world.stack.idle();
      await fill(stage, 0, WARMING);
      await letGo(stage, LIMIT_MS);
      await fill(stage, WARMING, ORDERS);
      const watch = stopwatch(stage);
      await watch.during(() => letGo(stage, LIMIT_MS));
      return [
        { name: "orders_per_second", value: ORDERS / watch.seconds(), unit: "orders/s", goal: 800 },
        { name: "order.cpu_ms", value: watch.cpuMs() / ORDERS, unit: "ms", goal: 3 },
      ];
    } finally {
      await closeStage(stage);
    }
  },
};

/** Readings as pull queues them, held until the clock moves. */
async function fill(stage: Stage, from: number, count: number): Promise<void> {
  const group = stage.world.shops[0]?.id ?? "";
  const messages = Array.from({ length: count }, (_, index) => ({ body: messageOf(from + index, group), group }));
  await hold("orders", messages, stage);
}

function messageOf(n: number, s: string): object {
  const line = lineOf("1", 1, { merchantKey: `${keyOf(1)}-500`, platformSkuId: "s1" });
  const { order, readAt } = reading([line], { orderNo: String(9_000_000_000 + n) });
  const sealed = "A".repeat(400);
  return {
    v: 1,
    m: MERCHANT,
    hop: 0,
    s,
    kind: "order",
    readAt,
    snapshot: order,
    sealed,
    receiverVersion: "v1",
    raw: null,
  };
}
