import * as z from "zod";
import { adapters } from "../../../adapters/registry.ts";
import { fanOut } from "../../../functions/fanout/fanout.ts";
import { ingestBatch } from "../../../functions/ingest/batch.ts";
import { publish } from "../../../functions/publish/publish.ts";
import { pull } from "../../../functions/pull/pull.ts";
import { refreshTaxonomy } from "../../../functions/publish/taxonomy.ts";
import {
  FanoutMessage,
  PublishMessage,
  PullMessage,
  TaxonomyMessage,
  UrgentMessage,
} from "../../../functions/shared/messages.ts";
import type { Services } from "../../../functions/shared/platform-lane.ts";
import type { Ports, QueueName } from "../../../functions/shared/ports.ts";
import { shopsOf } from "../../../functions/shared/shops.ts";
import { urgent } from "../../../functions/urgent/urgent.ts";

/** Gives a batch to the function behind its queue. Throws when a message is rejected: nothing here should be. */
export async function work(queue: QueueName, bodies: readonly string[], ports: Ports): Promise<void> {
  const [name = ""] = queue.split(":");
  if (name === "publish") return each(z.union([TaxonomyMessage, PublishMessage]), publishOrRead, { bodies, ports });
  if (name === "urgent") return each(UrgentMessage, urgent, { bodies, ports });
  if (name === "pull") return each(PullMessage, pull, { bodies, ports });
  if (name === "fanout") return each(FanoutMessage, (message) => fanOut(message, ports), { bodies, ports });
  const received = bodies.map((body, n) => ({ id: String(n), body, receives: 1 }));
  const failed = await ingestBatch(received, ports);
  if (failed.length > 0) throw new Error(`${failed.length} readings were not stored`);
}

function publishOrRead(message: TaxonomyMessage | PublishMessage, services: Services): Promise<void> {
  return "taxonomy" in message ? refreshTaxonomy(message, services) : publish(message, services);
}

interface Batch {
  bodies: readonly string[];
  ports: Ports;
}

/** One message after the other: what two of them cost must not depend on who was faster. */
async function each<T>(
  schema: z.ZodType<T>,
  one: (message: T, services: Services) => Promise<void>,
  { bodies, ports }: Batch,
): Promise<void> {
  const services = { ports, shops: shopsOf(ports, adapters) };
  for (const body of bodies) await one(schema.parse(JSON.parse(body)), services);
}
