import { adapters } from "../../../adapters/registry.ts";
import { epochMs } from "../../../domain/time.ts";
import { dispatch } from "../../../functions/api/dispatch.ts";
import { PATHS } from "../../../functions/api/paths.ts";
import type { Caller } from "../../../functions/shared/tenant.ts";
import type { Ports, QueueName } from "../../../functions/shared/ports.ts";
import { sealer } from "../../../functions/shared/seal.ts";
import type { Host } from "../../../sandbox/kit/host.ts";
import { memoryPorts } from "../../factories/memory-ports.ts";
import { meteredTable, type MeteredTable } from "./metered-table.ts";
import { platformsAt, baseUrlOf, transportTo } from "./platforms.ts";
import { countedQueues, type CountedQueues } from "./queues.ts";
import { work } from "./lanes.ts";

export const M = "m00000000001";

/** The real use cases, adapters and imitations in one process, on an owned clock, over a table and queues that count. */
export interface World {
  ports: Ports;
  table: MeteredTable;
  receivers: MeteredTable;
  queues: CountedQueues;
  platforms: ReadonlyMap<string, Host<unknown>>;
  /** Calls to platforms, and objects written, since the last reset. */
  counted: { calls: number; puts: number };
  pass(ms: number): void;
  /** Asks our API as the merchant's owner. Throws for a refusal. */
  api(line: string, body?: unknown): Promise<unknown>;
  /** Works until nothing is due now, on one queue where it is named. */
  drain(queue?: QueueName): Promise<void>;
  /** Lets time pass to the next delayed message, and works on what is due then. */
  next(): Promise<void>;
  /** Works, and lets time pass to the next delayed message, until all queues are empty. */
  settle(): Promise<void>;
  reset(): void;
}

const OWNER: Caller = { subject: "bench", merchant: M, roles: ["owner", "operator"], supplier: null };

/** A county with nothing in it. */
export async function openWorld(): Promise<World> {
  const memory = memoryPorts();
  const { clock } = memory.ports;
  const table = meteredTable(memory.table);
  const receivers = meteredTable(memory.ports.receivers);
  const platforms = await platformsAt(() => epochMs(clock.now()));
  const counted = { calls: 0, puts: 0 };
  const ownClock = { now: clock.now, wait: async (ms: number) => memory.pass(Math.ceil(ms)) };
  const queues = countedQueues(ownClock);
  const ports: Ports = {
    ...memory.ports,
    clock: ownClock,
    table,
    receivers,
    queues,
    blob: {
      ...memory.ports.blob,
      put: (name, bytes) => memory.ports.blob.put(name, bytes).then(() => void counted.puts++),
    },
    transport: transportTo(platforms, () => void counted.calls++),
    profile: "fast",
    baseUrls: Object.fromEntries([...platforms.keys()].map((id) => [id, baseUrlOf(id)])),
  };
  const services = { ports, sealer: sealer(ports.keyring, table), adapters, readFile: null };
  const drain = async (only?: QueueName) => {
    for (let batch = queues.take(only); batch !== null; batch = queues.take(only))
      await work(batch.queue, batch.bodies, ports);
  };
  const next = async () => {
    memory.pass(Math.max(0, (queues.nextDueMs() ?? 0) - epochMs(clock.now())));
    await drain();
  };
  return {
    ports,
    table,
    receivers,
    queues,
    platforms,
    counted,
    pass: memory.pass,
    drain,
    async api(line, body) {
      const [method = "", whole = ""] = line.split(" ");
      const [path = "", search] = whole.split("?");
      const query = Object.fromEntries(new URLSearchParams(search));
      const text = body === undefined ? null : JSON.stringify(body);
      const request = { method, path, query, headers: { authorization: "Bearer bench" }, body: text };
      const answer = await dispatch(request, services, { ...PATHS, verify: async () => OWNER });
      if (answer.status >= 400) throw new Error(`${line}: ${answer.status} ${answer.body}`);
      const value: unknown = JSON.parse(answer.body);
      return value;
    },
    next,
    async settle() {
      await drain();
      while (queues.nextDueMs() !== null) await next();
    },
    reset() {
      table.reset();
      receivers.reset();
      queues.reset();
      Object.assign(counted, { calls: 0, puts: 0 });
    },
  };
}
