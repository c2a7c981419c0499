import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import type { Ports } from "./ports.ts";
import { portsFor, type Outside } from "./wiring.ts";

/** A lane, and what its use case gets: made once a batch. */
export interface LaneSpec<T, S> {
  name: string;
  schema: z.ZodType<T>;
  outside?: Outside;
  services(ports: Ports): S;
}

/** A handler of an SQS lane: each record parsed and worked on its own, equal ones once for all of them; only those that throw come back. */
export function lane<T, S>(
  { name, schema, outside = {}, services }: LaneSpec<T, S>,
  work: (message: T, given: S) => Promise<void>,
) {
  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { ports } = portsFor(name, context.getRemainingTimeInMillis(), outside);
    const given = services(ports);
    const one = async (body: string) => {
      try {
        await work(schema.parse(JSON.parse(body)), given);
      } catch (error) {
        ports.log.error("message rejected", {
          why: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
        throw error;
      }
    };
    // Whatever made an equal message happened before this batch began, so that one look sees it all.
    const begun = new Map<string, Promise<void>>();
    const once = ({ body }: SQSRecord) => {
      const under = begun.get(body) ?? one(body);
      begun.set(body, under);
      return under;
    };
    const batch = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, once, batch, { context, throwOnFullBatchFailure: false });
  });
}
