import type { Duration } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { acknowledge } from "./acknowledge.ts";
import type { QueueWithDead } from "./queue.ts";
import type { Worker } from "./worker.ts";

/** Ten messages of 6.4 KB fit one charge of SQS, and ten orders one transaction. */
export const BATCH_SIZE = 10;

/** Feeds a function from a queue; only the messages that it names as failed come back. */
export function addMapping(
  worker: Worker,
  source: QueueWithDead,
  limits: { maxConcurrency: number; window?: Duration },
): void {
  acknowledge(worker.lambda, {
    "Serverless-LambdaEventSourceMappingDestination":
      "Messages that fail too often go to the queue's own dead-letter queue; destinations of mappings are for streams.",
    "Serverless-LambdaDLQ": "Called by its queue and waited for: there is no asynchronous call that could be given up.",
  });
  worker.lambda.addEventSource(
    new SqsEventSource(source.queue, {
      batchSize: BATCH_SIZE,
      reportBatchItemFailures: true,
      maxConcurrency: limits.maxConcurrency,
      ...(limits.window !== undefined && { maxBatchingWindow: limits.window }),
    }),
  );
}
