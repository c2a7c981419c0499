import type { Spent } from "./spend.ts";

/** US dollars, us-east-1 on demand, arm64 with 256 MB (anchors.md 3.3). */
export const PRICE = { write: 0.625e-6, read: 0.125e-6, sqs: 0.4e-6, invocation: 0.2e-6, ms: 3.333e-9 };
/** What a partner's answer takes, and how many of them one invocation waits for at once: the practical rows of anchors.md 3.4. */
const PARTNER_MS = 200;
const AT_ONCE = 10;

/** What a million of something costs by the formula of anchors.md 3.4. */
export function usdPerMillion(spent: Spent): number {
  const { write, limiter, read, sqsRequests, invocations } = spent;
  const dynamo = (write + limiter) * PRICE.write + read * PRICE.read;
  const lambda = invocations * PRICE.invocation + billedMs(spent) * PRICE.ms;
  return 1e6 * (dynamo + sqsRequests * PRICE.sqs + lambda);
}

/** Milliseconds that Lambda bills: our own, and a share of waiting for partners. */
export function billedMs({ calls, cpuMs }: Spent): number {
  return cpuMs + (calls * PARTNER_MS) / AT_ONCE;
}

/** The same, of each of `count` things done together. */
export function each(spent: Spent, count: number): Spent {
  const { write, limiter, read, sqsRequests, messages, invocations, calls, puts, cpuMs, notes } = spent;
  const share = (amount: number) => amount / count;
  return {
    write: share(write),
    limiter: share(limiter),
    read: share(read),
    sqsRequests: share(sqsRequests),
    messages: share(messages),
    invocations: share(invocations),
    calls: share(calls),
    puts: share(puts),
    cpuMs: share(cpuMs),
    notes,
  };
}
