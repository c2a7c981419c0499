import { setTimeout as sleep } from "node:timers/promises";
import type { Message, SQS } from "@aws-sdk/client-sqs";
import { failedIds, toRecords } from "./records.ts";
import type { MappingSpec } from "./template.ts";

const LONG_POLL_SECONDS = 20;
/** A batching window is for the bill of the cloud; here people would only wait longer. */
const LONGEST_WINDOW_MS = 100;
const AFTER_TROUBLE_MS = 200;

export interface MappingOptions {
  spec: MappingSpec;
  sqs: SQS;
  queueUrl: string;
  /** How many batches may run at once. */
  most: number;
  invoke(event: unknown): Promise<unknown>;
  warn(sentence: string): void;
}
/** Messages that were received, each time anew, and those that were done and deleted. */
export interface Traffic {
  received: number;
  done: number;
}
/** The road from a queue to a function. */
export interface Mapping {
  traffic: Readonly<Traffic>;
  /** Batches that are being gathered, or were received and are not finished. */
  busy(): number;
  stop(): Promise<void>;
}

/** Plays an event-source mapping: receives while a slot is free, deletes what succeeded, and leaves the rest to the queue, which gives it back when its invisibility ends. */
export function startMapping(options: MappingOptions): Mapping {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const traffic: Traffic = { received: 0, done: 0 };
  let gathering = 0;
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (running.size >= options.most) await Promise.race(running);
      const first = await receive(options, {
        most: options.spec.batchSize,
        waitSeconds: LONG_POLL_SECONDS,
        signal: stopping.signal,
      });
      if (first.length === 0) continue;
      gathering = 1;
      const messages = await fill(first, options, stopping.signal);
      traffic.received += messages.length;
      const run: Promise<void> = deliver(options, messages)
        .then((done) => void (traffic.done += done))
        .finally(() => running.delete(run));
      running.add(run);
      gathering = 0;
    }
  };
  const looping = loop();
  return {
    traffic,
    busy: () => running.size + gathering,
    stop: async () => {
      stopping.abort();
      await looping;
      await Promise.allSettled(running);
    },
  };
}

/** The sum over several roads. */
export function trafficOf(mappings: readonly Mapping[]): Traffic {
  return {
    received: mappings.reduce((sum, { traffic }) => sum + traffic.received, 0),
    done: mappings.reduce((sum, { traffic }) => sum + traffic.done, 0),
  };
}

/** Waits for what comes within the mapping's window, where the batch is not full yet. */
async function fill(first: readonly Message[], options: MappingOptions, signal: AbortSignal): Promise<Message[]> {
  const { batchSize, windowSeconds } = options.spec;
  const most = batchSize - first.length;
  if (most <= 0 || windowSeconds === 0) return [...first];
  await sleep(Math.min(windowSeconds * 1_000, LONGEST_WINDOW_MS));
  return [...first, ...(await receive(options, { most, waitSeconds: 0, signal }))];
}

interface Receive {
  most: number;
  waitSeconds: number;
  signal: AbortSignal;
}

/** Nothing when the service is away: it is being started again, and we ask once more. */
async function receive(options: MappingOptions, { most, waitSeconds, signal }: Receive): Promise<Message[]> {
  try {
    const { Messages = [] } = await options.sqs.receiveMessage(
      {
        QueueUrl: options.queueUrl,
        MaxNumberOfMessages: Math.min(10, most),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["All"],
      },
      { abortSignal: signal },
    );
    return Messages;
  } catch {
    if (!signal.aborted) await sleep(AFTER_TROUBLE_MS);
    return [];
  }
}

/** Gives how many messages were done. A batch whose function threw or died is left in the queue as a whole, and so is one whose answer names a message that it was not given. */
async function deliver(options: MappingOptions, messages: readonly Message[]): Promise<number> {
  const { spec } = options;
  try {
    const answer = await options.invoke({ Records: toRecords(messages, spec.queue) });
    const failed = spec.partialFailures ? failedIds(answer, messages) : new Set<string>();
    const good = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ""));
    await remove(options, good);
    return good.length;
  } catch (error) {
    options.warn(`${spec.function}: a batch of ${messages.length} failed: ${String(error)}`);
    return 0;
  }
}

/** Tried until the service answers: it may be starting again, and a message that stays would be worked on twice. */
async function remove(options: MappingOptions, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
  for (let tries = 0; tries < 10; tries++)
    try {
      await options.sqs.deleteMessageBatch({ QueueUrl: options.queueUrl, Entries });
      return;
    } catch {
      await sleep(AFTER_TROUBLE_MS);
    }
  options.warn(`${options.spec.queue}: ${messages.length} messages were done and could not be deleted`);
}
