import { type SendMessageBatchRequestEntry, SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { Stage } from "./stage.ts";

const BATCH = 10;
/** Longer than it takes to send them all: nobody receives any before the clock is moved. */
const HELD_S = 900;

/** A message for a queue of the stack, and the shop whose it is. */
export interface Held {
  body: object;
  group: string;
}

/** Puts messages into a queue, held back; `letGo` makes them all due. Sent by this process, whose work is not counted. */
export async function hold(queue: string, messages: readonly Held[], { world }: Stage): Promise<void> {
  const { endpoints, queueUrls } = world.stack;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const place = { endpoint: endpoints.sqs, region: "us-east-1", credentials };
  const sqs = new SQSClient({ ...place, useQueueUrlAsEndpoint: false, md5: false });
  for (let from = 0; from < messages.length; from += BATCH) {
    const Entries = messages.slice(from, from + BATCH).map(entryOf);
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrls[queue], Entries }));
  }
  sqs.destroy();
}

function entryOf({ body, group }: Held, n: number): SendMessageBatchRequestEntry {
  return { Id: String(n), MessageBody: JSON.stringify(body), MessageGroupId: group, DelaySeconds: HELD_S };
}

/** Lets everything go that is held, and waits until nothing runs. */
export async function letGo({ world }: Stage, timeoutMs: number): Promise<void> {
  await world.stack.clock.advance(HELD_S * 1_000);
  await world.stack.idle({ timeoutMs });
}
