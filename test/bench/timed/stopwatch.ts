import { performance } from "node:perf_hooks";
import { cpuMs, usedSince, type Stage } from "./stage.ts";

/** Adds up what pieces of work took: the wall's seconds, and CPU of all our processes. What lies between the pieces is in neither. */
export interface Stopwatch {
  during(work: () => Promise<unknown>): Promise<void>;
  seconds(): number;
  cpuMs(): number;
}

/** A stopwatch at zero. */
export function stopwatch(stage: Stage): Stopwatch {
  let wallMs = 0;
  let usedMs = 0;
  return {
    async during(work) {
      const [before, began] = [cpuMs(stage), performance.now()];
      await work();
      wallMs += performance.now() - began;
      usedMs += usedSince(before, stage);
    },
    seconds: () => wallMs / 1_000,
    cpuMs: () => usedMs,
  };
}
