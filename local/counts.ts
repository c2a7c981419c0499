import type { SQS } from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { Emulator } from "./emulator.ts";

/** Messages of one queue: those that may be received now, those that somebody holds, those that are not due yet. */
export interface QueueCounts {
  queue: string;
  visible: number;
  held: number;
  later: number;
}

const Answer = z.object({
  id: z.number(),
  counts: z.array(z.object({ visible: z.number(), held: z.number(), later: z.number() })),
});
const ANSWER_LIMIT_MS = 300;

/** Asks our own queue process, which knows what is due. The answer is exact. */
export function hostCounter(host: Emulator, queues: readonly string[]): () => Promise<readonly QueueCounts[]> {
  const waiting = new Map<number, (counts: z.infer<typeof Answer>["counts"]) => void>();
  let last = 0;
  host.onMessage((message) => {
    const { id, counts } = Answer.parse(message);
    waiting.get(id)?.(counts);
    waiting.delete(id);
  });
  const ask = async (): Promise<readonly QueueCounts[]> => {
    const id = ++last;
    const answered = new Promise<z.infer<typeof Answer>["counts"] | null>((done) => {
      waiting.set(id, done);
      setTimeout(() => done(null), ANSWER_LIMIT_MS).unref();
    });
    host.tell({ kind: "count", id, queues });
    const counts = await answered;
    // It was killed with the question: the next process gets it again.
    if (counts === null) return ask();
    return counts.map((count, n) => ({ queue: queues[n] ?? "", ...count }));
  };
  return ask;
}

/** Asks a service that is not ours. What is delayed counts as not due. */
export function serviceCounter(sqs: SQS, urls: ReadonlyMap<string, string>): () => Promise<readonly QueueCounts[]> {
  const one = async ([queue, QueueUrl]: readonly [string, string]): Promise<QueueCounts> => {
    const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
    return {
      queue,
      visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      held: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      later: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  };
  return () => Promise.all([...urls].map(one));
}
