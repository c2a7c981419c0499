import type { Clock } from "../../../adapters/runtime/ports.ts";
import { epochMs, instant, instantFrom } from "../../../domain/time.ts";
import type { SandboxProcess } from "./sandbox-process.ts";

/** One time for the runtime and the sandbox. It ticks like the machine's; waiting moves both and never sleeps. */
export interface BenchClock extends Clock {
  advance(ms: number): Promise<void>;
}

/** Starts at the sandbox's own time. */
export async function benchClock(control: SandboxProcess["control"]): Promise<BenchClock> {
  const { now } = await control<{ now: string }>("GET", "/");
  const startedMs = epochMs(instantFrom(now)) - performance.now();
  let movedMs = 0;
  const advance = async (ms: number): Promise<void> => {
    const advanceMs = Math.ceil(ms);
    movedMs += advanceMs;
    await control("POST", "/clock", { advanceMs });
  };
  return { now: () => instant(Math.floor(startedMs + performance.now() + movedMs)), wait: advance, advance };
}
