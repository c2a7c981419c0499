import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { portsFor } from "../shared/wiring.ts";
import { ingestBatch } from "./batch.ts";

/** A batch as one piece of work: orders that share pools go into one transaction. */
export const handler = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const { ports } = portsFor("ingest", context.getRemainingTimeInMillis());
  const received = event.Records.map(({ messageId: id, body, attributes }) => ({
    id,
    body,
    receives: Number(attributes.ApproximateReceiveCount),
  }));
  const failed = await ingestBatch(received, ports);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
});
