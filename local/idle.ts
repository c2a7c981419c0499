import { setTimeout as sleep } from "node:timers/promises";
import type { QueueCounts } from "./counts.ts";

const STEP_MS = 15;
/** So many looks in a row must show the same: what was just received is held before anybody runs. */
const LOOKS = 4;

export interface IdleOptions {
  counts(): Promise<readonly QueueCounts[]>;
  /** Invocations that run. */
  busy(): number;
  /** Invocations that were ever begun. */
  begun(): number;
}

/** Resolves when no invocation runs and no queue has a message that is due or held; messages that are delayed into the future don't count, and neither do dead-letter queues. Throws after `timeoutMs` with what is left. */
export async function untilIdle(options: IdleOptions, timeoutMs: number): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const begun = options.begun();
    const wasBusy = options.busy();
    const left = (await options.counts()).filter(
      ({ queue, visible, held }) => visible + held > 0 && !queue.endsWith("-dead"),
    );
    // Nothing may have begun while we counted: its messages would be in neither figure.
    if (wasBusy === 0 && left.length === 0 && options.busy() === 0 && options.begun() === begun) return;
    if (performance.now() > until) throw new Error(`not idle after ${timeoutMs} ms: ${sentence(left, options.busy())}`);
    await sleep(STEP_MS);
  }
}

/** Resolves when no invocation runs and no queue has a message that is due, with the number of messages that are held all the same: whoever held them is dead or gave them back, and they return when the time of their queue is over. Throws after `timeoutMs` with what is left. */
export async function untilQuiet(options: IdleOptions, timeoutMs: number): Promise<number> {
  const until = performance.now() + timeoutMs;
  for (let looks = 0, before = ""; ; await sleep(STEP_MS)) {
    const counts = (await options.counts()).filter(({ queue }) => !queue.endsWith("-dead"));
    const held = counts.reduce((sum, one) => sum + one.held, 0);
    const seen = JSON.stringify([options.begun(), counts.map((one) => one.held)]);
    const quiet = options.busy() === 0 && counts.every(({ visible }) => visible === 0);
    looks = quiet && seen === before ? looks + 1 : 0;
    before = seen;
    if (looks >= (held === 0 ? 1 : LOOKS)) return held;
    if (performance.now() > until)
      throw new Error(`not quiet after ${timeoutMs} ms: ${sentence(counts, options.busy())}`);
  }
}

function sentence(left: readonly QueueCounts[], busy: number): string {
  const queues = left.map(({ queue, visible, held }) => `${queue} has ${visible} due and ${held} held`);
  return [...queues, `${busy} invocations run`].join("; ");
}
