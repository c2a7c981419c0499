import type { MovableClock } from "./clock.ts";
import type { ScheduleSpec } from "./template.ts";

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A schedule that runs on the stack's movable time. */
export interface Schedule {
  /** To be told that time was moved: what came due meanwhile runs once, as after an outage. */
  moved(): void;
  stop(): void;
}

/** Calls `run` at each full interval of the stack's time. A run that takes longer than the interval swallows the next one. */
export function startSchedule(spec: ScheduleSpec, clock: MovableClock, run: () => Promise<void>): Schedule {
  const everyMs = intervalOf(spec.expression);
  let timer: NodeJS.Timeout | undefined;
  let due = nextAfter(clock.now(), everyMs);
  let running = false;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(0, Math.min(due - clock.now(), everyMs)));
  };
  const check = (): void => {
    if (clock.now() >= due) {
      due = nextAfter(clock.now(), everyMs);
      if (!running) {
        running = true;
        void run().finally(() => (running = false));
      }
    }
    // Moved back: otherwise nothing would run until the old time has come again.
    due = Math.min(due, nextAfter(clock.now(), everyMs));
    wait();
  };
  wait();
  return { moved: check, stop: () => clearTimeout(timer) };
}

/** Milliseconds between runs. Throws for anything but rates: nothing of ours needs more. */
export function intervalOf(expression: string): number {
  const found = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const unit = UNITS[found?.[2] ?? ""];
  if (found === null || unit === undefined)
    throw new Error(`the local stack plays rate(…) schedules, not ${expression}`);
  return Number(found[1]) * unit;
}

function nextAfter(now: number, everyMs: number): number {
  return (Math.floor(now / everyMs) + 1) * everyMs;
}
