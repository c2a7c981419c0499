import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { instant } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Env } from "./env.ts";
import type { QueueName } from "./ports.ts";

/** A message that its queue gave up. */
export interface DeadLetter {
  body: string;
  group: string;
  /** When it was first sent, and not when it was given up. */
  sentAt: Instant;
  handle: string;
}
/** The dead-letter queues, each by the name of the queue whose messages end there. */
export interface DeadLetters {
  queues: readonly QueueName[];
  /** Up to ten; hidden from others for a minute, or until they are released. None: it is empty. */
  receive(queue: QueueName): Promise<DeadLetter[]>;
  /** Shows them again after a second. */
  release(queue: QueueName, letters: readonly DeadLetter[]): Promise<void>;
  forget(queue: QueueName, letters: readonly DeadLetter[]): Promise<void>;
}

const HIDDEN_SECONDS = 60;
/** Not at once: the local queues lose a message that is released to zero while they keep their data on disk. Zero when that is mended. */
const RELEASED_SECONDS = 1;
const BATCH = 10;

/** Dead-letter queues on SQS. `urls`: by queue name. */
export function sqsDeadLetters(client: SQSClient, urls: ReadonlyMap<QueueName, string>): DeadLetters {
  const urlOf = (queue: QueueName): string => {
    const url = urls.get(queue);
    if (url === undefined) throw new Error(`this function was not given the dead letters of ${queue}`);
    return url;
  };
  return {
    queues: [...urls.keys()],
    async receive(queue) {
      const answer = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(queue),
          MaxNumberOfMessages: BATCH,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ["SentTimestamp", "MessageGroupId"],
        }),
      );
      return (answer.Messages ?? []).map(({ Body = "", ReceiptHandle = "", Attributes }) => ({
        body: Body,
        handle: ReceiptHandle,
        group: Attributes?.MessageGroupId ?? "",
        sentAt: instant(Number(Attributes?.SentTimestamp ?? 0)),
      }));
    },
    async release(queue, letters) {
      for (const ten of tens(letters)) {
        const Entries = ten.map(({ handle }, n) => ({
          Id: String(n),
          ReceiptHandle: handle,
          VisibilityTimeout: RELEASED_SECONDS,
        }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: urlOf(queue), Entries }));
      }
    },
    async forget(queue, letters) {
      for (const ten of tens(letters)) {
        const Entries = ten.map(({ handle }, n) => ({ Id: String(n), ReceiptHandle: handle }));
        await client.send(new DeleteMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
      }
    },
  };
}

function tens(letters: readonly DeadLetter[]): (readonly DeadLetter[])[] {
  return Array.from({ length: Math.ceil(letters.length / BATCH) }, (_, n) => letters.slice(n * BATCH, (n + 1) * BATCH));
}

/** The dead-letter queues of a function's environment. */
export function deadLettersFrom(env: Env): DeadLetters {
  const urls = Object.entries(env.DEAD_QUEUES).map(([name, url]) => [queueNamed(name), url] as const);
  return sqsDeadLetters(new SQSClient({ useQueueUrlAsEndpoint: false, md5: false }), new Map(urls));
}

/** A lane's queue is called "kind-platform" where it is made. */
function queueNamed(name: string): QueueName {
  if (name === "orders" || name === "fanout") return name;
  const kind = LANES.find((one) => name.startsWith(`${one}-`));
  if (kind === undefined) throw new Error(`no lane is called ${name}`);
  return `${kind}:${name.slice(kind.length + 1)}`;
}

const LANES = ["publish", "urgent", "pull"] as const;
