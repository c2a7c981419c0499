import { setTimeout as sleep } from "node:timers/promises";
import { instant } from "../../domain/time.ts";
import type { Clock } from "./ports.ts";

/** The machine's clock: the only place in functions/ that reads it. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  wait: (ms) => sleep(ms),
};
