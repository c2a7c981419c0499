import { msBetween } from "../../domain/time.ts";
import type { Ports } from "../shared/ports.ts";

const ENOUGH_MS = 10_000;

/** Whether this run should stop here: the next one goes on. */
export function isTight(ports: Ports): boolean {
  return msBetween(ports.clock.now(), ports.deadline()) < ENOUGH_MS;
}
