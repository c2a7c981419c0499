import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { shopsOf, type Shops } from "./shops.ts";
import type { Ports } from "./ports.ts";
import { portsFor, type Outside } from "./wiring.ts";

/** What a worker's use case gets. */
export interface Services {
  ports: Ports;
  shops: Shops;
}

/** A handler of an SQS lane: each record parsed and worked on its own; only those that throw come back. */
export function lane<T>(
  { name, schema, outside = {} }: { name: string; schema: z.ZodType<T>; outside?: Outside },
  work: (message: T, services: Services) => Promise<void>,
) {
  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { ports } = portsFor(name, context.getRemainingTimeInMillis(), outside);
    const shops = shopsOf(ports);
    const one = async (record: SQSRecord) => {
      try {
        await work(schema.parse(JSON.parse(record.body)), { ports, shops });
      } catch (error) {
        ports.log.error("message rejected", {
          why: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
        throw error;
      }
    };
    const batch = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, one, batch, { context, throwOnFullBatchFailure: false });
  });
}
