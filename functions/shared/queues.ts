import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { atMost } from "./at-once.ts";
import type { Clock, Message, QueueName, Queues } from "./ports.ts";

const TRIES = 3;
const AT_ONCE = 5;
const MOST_MESSAGES = 10;
/** What every SQS takes as one batch: 256 KiB until 2025, 1 MiB since, where it has come. */
const MOST_BYTES = 256 * 1_024;
interface Entry {
  body: string;
  group: string;
  delaySeconds: number;
}

/** The `Queues` port on SQS: batches of ten and of at most 256 KiB, failed entries again, the shop as message group. */
export function sqsQueues(client: SQSClient, urlOf: (queue: QueueName) => string, clock: Clock): Queues {
  async function sendBatch(QueueUrl: string, batch: readonly Entry[]): Promise<Entry[]> {
    const Entries = batch.map(({ body, group, delaySeconds }, n) => ({
      Id: String(n),
      MessageBody: body,
      MessageGroupId: group,
      DelaySeconds: delaySeconds,
    }));
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const failed = new Set((answer.Failed ?? []).map(({ Id }) => Id));
    return batch.filter((_, n) => failed.has(String(n)));
  }
  return {
    async send(queue, messages) {
      const url = urlOf(queue);
      let rest = messages.map(entryOf);
      for (let tries = 0; rest.length > 0 && tries < TRIES; tries++) {
        if (tries > 0) await clock.wait(100 * 2 ** tries);
        rest = (await atMost(AT_ONCE, batchesOf(rest), (batch) => sendBatch(url, batch))).flat();
      }
      if (rest.length > 0) throw new Error(`${rest.length} messages to ${queue} were not taken`);
    },
  };
}

function entryOf({ body, group, delayMs = 0 }: Message): Entry {
  const delaySeconds = Math.min(900, Math.max(0, Math.ceil(delayMs / 1_000)));
  return { body: ascii(JSON.stringify(body)), group, delaySeconds };
}

/** In their order; one that alone is over the limit stands alone. */
function batchesOf(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let [batch, bytes]: [Entry[], number] = [[], 0];
  for (const entry of entries) {
    if (batch.length === MOST_MESSAGES || bytes + entry.body.length > MOST_BYTES) [batch, bytes] = [[], 0];
    if (batch.length === 0) batches.push(batch);
    batch.push(entry);
    bytes += entry.body.length;
  }
  return batches;
}

/** SQS and its emulators differ on characters above U+FFFF; escaped JSON means the same everywhere. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
