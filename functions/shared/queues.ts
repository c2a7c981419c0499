import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { atMost } from "./at-once.ts";
import type { Clock, Message, QueueName, Queues } from "./ports.ts";

const TRIES = 3;
const AT_ONCE = 5;

/** The `Queues` port on SQS: batches of ten, failed entries again, the shop as message group. */
export function sqsQueues(client: SQSClient, urlOf: (queue: QueueName) => string, clock: Clock): Queues {
  async function sendTen(QueueUrl: string, messages: readonly Message[]): Promise<Message[]> {
    const Entries = messages.map(({ body, group, delayMs = 0 }, n) => ({
      Id: String(n),
      MessageBody: ascii(JSON.stringify(body)),
      MessageGroupId: group,
      DelaySeconds: Math.min(900, Math.ceil(delayMs / 1_000)),
    }));
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const failed = new Set((answer.Failed ?? []).map(({ Id }) => Id));
    return messages.filter((_, n) => failed.has(String(n)));
  }
  return {
    async send(queue, messages) {
      const url = urlOf(queue);
      let rest = [...messages];
      for (let tries = 0; rest.length > 0 && tries < TRIES; tries++) {
        if (tries > 0) await clock.wait(100 * 2 ** tries);
        const tens = Array.from({ length: Math.ceil(rest.length / 10) }, (_, n) => rest.slice(10 * n, 10 * n + 10));
        rest = (await atMost(AT_ONCE, tens, (ten) => sendTen(url, ten))).flat();
      }
      if (rest.length > 0) throw new Error(`${rest.length} messages to ${queue} were not taken`);
    },
  };
}

/** SQS and its emulators differ on characters above U+FFFF; escaped JSON means the same everywhere. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
