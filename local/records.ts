import type { Message } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { LOCAL_ACCOUNT, LOCAL_REGION } from "./intrinsics.ts";

const BatchAnswer = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** The records of an SQS event, as Lambda writes them. */
export function toRecords(messages: readonly Message[], queue: string): readonly object[] {
  return messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${queue}`,
    awsRegion: LOCAL_REGION,
  }));
}

/** Ids of the messages that an answer gives back. Throws, so that the whole batch fails, when the answer is malformed or names a message that was not in the batch. */
export function failedIds(answer: unknown, messages: readonly Message[]): ReadonlySet<string> {
  const failed = (BatchAnswer.parse(answer)?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  const known = new Set(messages.map((message) => message.MessageId));
  const strange = failed.find((id) => !known.has(id));
  if (strange !== undefined) throw new Error(`the answer names message ${strange}, which was not in the batch`);
  return new Set(failed);
}
