import { performance } from "node:perf_hooks";
import { cpuMs, type Stage } from "./stage.ts";

/** Adds up what pieces of work took: the wall's seconds, and CPU of all our processes. What lies between the pieces is in neither, nor are processes that ended meanwhile. */
export interface Stopwatch {
  during(work: () => Promise<unknown>): Promise<void>;
  seconds(): number;
  cpuMs(): number;
  /** CPU by kind of process, milliseconds, the largest first: where the time goes. */
  shares(): readonly (readonly [kind: string, ms: number])[];
}

/** A stopwatch at zero. */
export function stopwatch(stage: Stage): Stopwatch {
  let wallMs = 0;
  const used = new Map<string, number>();
  return {
    async during(work) {
      const [before, began] = [cpuMs(stage), performance.now()];
      await work();
      wallMs += performance.now() - began;
      for (const [pid, { kind, ms }] of cpuMs(stage))
        used.set(kind, (used.get(kind) ?? 0) + ms - (before.get(pid)?.ms ?? 0));
    },
    seconds: () => wallMs / 1_000,
    cpuMs: () => [...used.values()].reduce((sum, ms) => sum + ms, 0),
    shares: () => [...used].sort(([, a], [, b]) => b - a),
  };
}

/** One line for people: what one of `count` things took in each kind of process, and how busy the machine was. */
export function sharesText(watch: Stopwatch, count: number, load: readonly number[]): string {
  const shares = watch
    .shares()
    .flatMap(([kind, ms]) => (ms / count < 0.005 ? [] : `${kind} ${(ms / count).toFixed(2)}`));
  return `CPU ms each: ${shares.join(", ")}; ${watch.seconds().toFixed(1)} s; load ${load[0]?.toFixed(1)}`;
}
