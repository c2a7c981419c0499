import { epochMs } from "../../../domain/time.ts";
import type { Clock, Message, QueueName, Queues } from "../../../functions/shared/ports.ts";

const BATCH = 10;
/** SQS bills a request for each 64 KB of it. */
const BILLED_BYTES = 65_536;

interface Kept {
  body: string;
  dueMs: number;
}
/** What went over one queue. */
export interface QueueCount {
  messages: number;
  requests: number;
  receives: number;
}
/** Queues that count requests as SQS bills them: a send for ten, a receive and a delete for each batch. */
export interface CountedQueues extends Queues {
  /** Up to ten that are due, as one batch; null: none is due anywhere. `queue` and no other, where given. */
  take(queue?: QueueName): { queue: QueueName; bodies: string[] } | null;
  /** When the next one is due; null: all are empty. */
  nextDueMs(): number | null;
  counts(): ReadonlyMap<QueueName, QueueCount>;
  reset(): void;
}

/** Empty queues. */
export function countedQueues(clock: Clock): CountedQueues {
  const kept = new Map<QueueName, Kept[]>();
  const counts = new Map<QueueName, QueueCount>();
  const countOf = (queue: QueueName): QueueCount => {
    const count = counts.get(queue) ?? { messages: 0, requests: 0, receives: 0 };
    counts.set(queue, count);
    return count;
  };
  const send = (queue: QueueName, messages: readonly Message[]) => {
    const now = epochMs(clock.now());
    const all = messages.map(({ body, delayMs = 0 }) => ({ body: JSON.stringify(body), dueMs: now + delayMs }));
    kept.set(queue, [...(kept.get(queue) ?? []), ...all]);
    const count = countOf(queue);
    count.messages += all.length;
    for (let from = 0; from < all.length; from += BATCH)
      count.requests += billed(all.slice(from, from + BATCH).map(({ body }) => body));
  };
  return {
    send: async (queue, messages) => send(queue, messages),
    take(only) {
      const now = epochMs(clock.now());
      for (const [queue, all] of kept) {
        if (only !== undefined && queue !== only) continue;
        const due = all.filter(({ dueMs }) => dueMs <= now).slice(0, BATCH);
        if (due.length === 0) continue;
        kept.set(
          queue,
          all.filter((one) => !due.includes(one)),
        );
        const bodies = due.map(({ body }) => body);
        const count = countOf(queue);
        count.requests += billed(bodies) + 1;
        count.receives += 1;
        return { queue, bodies };
      }
      return null;
    },
    nextDueMs: () => {
      const all = [...kept.values()].flat().map(({ dueMs }) => dueMs);
      return all.length === 0 ? null : Math.min(...all);
    },
    counts: () => counts,
    reset: () => counts.clear(),
  };
}

function billed(bodies: readonly string[]): number {
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  return Math.max(1, Math.ceil(bytes / BILLED_BYTES));
}
