import { seededRandom } from "../../sandbox/kit/random.ts";
import { memoryTable } from "../factories/memory-table.ts";
import { tableCore } from "../factories/table-core.ts";
import { history } from "../sim/history.ts";
import type { Effect } from "../sim/life.ts";
import { queueService, type Received } from "../sim/queues.ts";
import { recentChanges, simTable } from "../sim/table.ts";
import { timeline } from "../sim/timeline.ts";
import { queueContract, type Delivery } from "./queues.ts";
import { tableContract, tableRefusals } from "./table.ts";

/** A port call that nothing befalls and that takes no time. */
const pass = async <T>(effect: Effect<T>): Promise<T> => effect.act(null);

tableContract("the table in memory", async () => memoryTable());
tableRefusals("the table in memory", async () => memoryTable());

tableContract("the table of the simulation", async () => {
  const core = tableCore();
  return simTable({ core, recent: recentChanges(core, () => 0), port: "table" }, pass);
});

queueContract("the queue of the simulation", async () => {
  const time = timeline(0, () => undefined);
  let reader = (_body: unknown): boolean => true;
  let got: Delivery[] = [];
  const work = async (batch: readonly Received[]) => {
    got.push(...batch.map(({ body, receives }) => ({ body: JSON.parse(body) as unknown, receives })));
    return new Set(batch.filter(({ body }) => !reader(JSON.parse(body))).map(({ id }) => id));
  };
  const lane = { name: "fanout", concurrency: 2, maxReceives: 5, visibilityMs: 180_000, work };
  const service = queueService({ time, history: history(), random: seededRandom(1), lane: () => lane });
  return {
    send: async (messages) => service.send("fanout", messages),
    after: async (ms, next) => {
      [reader, got] = [next, []];
      await time.run(time.now() + ms);
      return got;
    },
    dead: async () => service.dead().map(({ body }) => JSON.parse(body) as unknown),
  };
});
