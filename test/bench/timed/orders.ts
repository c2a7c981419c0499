import { loadavg } from "node:os";
import type { Measure } from "../figure.ts";
import { lineOf, reading } from "../../factories/order-arbitraries.ts";
import { instant } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import { keyOf, PACK_G } from "../goods.ts";
import { hold, letGo } from "./held.ts";
import { closeStage, MERCHANT, openStage, poolOf, saveListing, type Stage } from "./stage.ts";
import { sharesText, stopwatch } from "./stopwatch.ts";

/** Fewer by BENCH_ORDERS, where there is less time. */
const ORDERS = Number(process.env["BENCH_ORDERS"] ?? 10_000);
const WARMING = 200;
const LISTING = 1;
const LIMIT_MS = 600_000;

/** Ten thousand paid orders of one line on one pool: from their queue into the table, other shops told. */
export const orders: Measure = {
  names: ["orders_per_second", "order.cpu_ms"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      await saveListing(stage, LISTING);
      await stage.world.stack.idle();
      await fill(stage, 0, WARMING);
      await letGo(stage, LIMIT_MS);
      await fill(stage, WARMING, ORDERS);
      const watch = stopwatch(stage);
      await watch.during(() => letGo(stage, LIMIT_MS));
      await checkClaims(stage);
      console.error(sharesText(watch, ORDERS, loadavg()));
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
  const at = instant(stage.world.stack.clock.now());
  const messages = Array.from({ length: count }, (_, n) => ({ body: messageOf(from + n, { s: group, at }), group }));
  await hold("orders", messages, stage);
}

/** Placed now: what was placed before the shop was connected claims nothing. */
function messageOf(n: number, { s, at }: { s: string; at: Instant }): object {
  const line = lineOf("1", 1, { merchantKey: `${keyOf(LISTING)}-500`, platformSkuId: "s1" });
  const orderNo = String(9_000_000_000 + n);
  const { order } = reading([line], { orderNo, placedAt: at, paidAt: at, updatedAt: at });
  const read = { readAt: at, snapshot: order, sealed: "A".repeat(400), receiverVersion: "v1", raw: null };
  return { v: 1, m: MERCHANT, hop: 0, s, kind: "order", ...read };
}

/** Throws unless every order took its pack off the heap: orders that claim nothing would be no measure. */
async function checkClaims({ world }: Stage): Promise<void> {
  const { PK, SK } = keys.pool(MERCHANT, poolOf(LISTING));
  const { Item } = await world.stack.stores.clients.dynamo.getItem({
    TableName: world.stack.tableName,
    Key: { PK: { S: PK }, SK: { S: SK } },
    ConsistentRead: true,
  });
  const reserved = Number(Item?.["reserved"]?.N ?? 0);
  if (reserved !== (ORDERS + WARMING) * PACK_G) throw new Error(`the heap has ${reserved} g reserved`);
}
