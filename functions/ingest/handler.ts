import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { OrderMessage } from "../shared/messages.ts";
import { portsFor } from "../shared/wiring.ts";
import { ingest } from "./ingest.ts";

/** A batch as one piece of work: orders that share pools go into one transaction. */
export const handler = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const { ports } = portsFor("ingest", context.getRemainingTimeInMillis());
  const failed: string[] = [];
  const good: { id: string; message: OrderMessage }[] = [];
  for (const record of event.Records) {
    const parsed = OrderMessage.safeParse(JSON.parse(record.body));
    if (parsed.success) good.push({ id: record.messageId, message: parsed.data });
    else failed.push(record.messageId);
  }
  const again = new Set(
    await ingest(
      good.map(({ message }) => message),
      ports,
    ),
  );
  failed.push(...good.filter(({ message }) => again.has(message)).map(({ id }) => id));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
});
