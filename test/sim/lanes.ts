import * as z from "zod";
import { adapters } from "../../adapters/registry.ts";
import { fanOut } from "../../functions/fanout/fanout.ts";
import { ingestBatch } from "../../functions/ingest/batch.ts";
import { publish } from "../../functions/publish/publish.ts";
import { refreshTaxonomy } from "../../functions/publish/taxonomy.ts";
import { pull } from "../../functions/pull/pull.ts";
import {
  FanoutMessage,
  PublishMessage,
  PullMessage,
  TaxonomyMessage,
  UrgentMessage,
} from "../../functions/shared/messages.ts";
import type { Services } from "../../functions/shared/platform-lane.ts";
import type { Ports, QueueName } from "../../functions/shared/ports.ts";
import type { Sealer } from "../../functions/shared/seal.ts";
import { shopsOf } from "../../functions/shared/shops.ts";
import { urgent } from "../../functions/urgent/urgent.ts";
import type { Received } from "./queues.ts";

/** What infra gives a function. */
export interface LaneFacts {
  timeoutMs: number;
  concurrency: number;
  maxReceives: number;
  /** Works on a batch; gives back the ids of the messages that must come again. */
  work(batch: readonly Received[], process: Process): Promise<ReadonlySet<string>>;
}
/** What an invocation runs in: its own ports, and what the process has kept of data keys. */
export interface Process {
  ports: Ports;
  seal: Sealer;
}

const MAX_RECEIVES = 5;
const ORDERS_MAX_RECEIVES = 10;

/** The function behind a queue, with its limits in the template. */
export function laneOf(queue: QueueName): LaneFacts {
  const [name = "", platform = ""] = queue.split(":");
  const common = { maxReceives: MAX_RECEIVES, concurrency: Math.max(2, adapters[platform]?.concurrency ?? 2) };
  switch (name) {
    case "publish":
      return { ...common, timeoutMs: 60_000, work: each(z.union([TaxonomyMessage, PublishMessage]), publishOrRead) };
    case "urgent":
      return { ...common, timeoutMs: 60_000, work: each(UrgentMessage, urgent) };
    case "pull":
      return { ...common, timeoutMs: 120_000, work: each(PullMessage, pull) };
    case "fanout":
      return {
        ...common,
        timeoutMs: 30_000,
        work: each(FanoutMessage, (message, { ports }) => fanOut(message, ports)),
      };
    case "orders":
      return { ...common, timeoutMs: 30_000, maxReceives: ORDERS_MAX_RECEIVES, work: orders };
    default:
      throw new Error(`no function reads ${queue}`);
  }
}

function publishOrRead(message: TaxonomyMessage | PublishMessage, services: Services): Promise<void> {
  return "taxonomy" in message ? refreshTaxonomy(message, services) : publish(message, services);
}

/** As the batch processor does: every record at once, those that throw come back. */
function each<T>(schema: z.ZodType<T>, work: (message: T, services: Services) => Promise<void>): LaneFacts["work"] {
  return async (batch, { ports, seal }) => {
    const shops = shopsOf(ports, adapters, seal);
    const failed = new Set<string>();
    const one = async ({ id, body }: Received) => {
      try {
        await work(schema.parse(JSON.parse(body)), { ports, shops });
      } catch (error) {
        ports.log.error("message rejected", { why: error instanceof Error ? (error.stack ?? error.message) : "" });
        failed.add(id);
      }
    };
    await Promise.all(batch.map(one));
    return failed;
  };
}

const orders: LaneFacts["work"] = async (batch, { ports }) => new Set(await ingestBatch(batch, ports));
