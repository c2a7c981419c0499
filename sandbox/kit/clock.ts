import type { SandboxClock } from "./types.ts";

/** A clock that ticks like the machine's and can be moved; each sandbox process has one. */
export interface MovableClock extends SandboxClock {
  set(nowMs: number): void;
  advance(ms: number): void;
}

/** `source` is where time comes from (epoch ms); the simulation hands in its own. Moving adds an offset, so a moved clock goes on ticking. */
export function movableClock(source: () => number = Date.now): MovableClock {
  let offsetMs = 0;
  return {
    now: () => source() + offsetMs,
    set(nowMs) {
      offsetMs = nowMs - source();
    },
    advance(ms) {
      offsetMs += ms;
    },
  };
}

/** ISO 8601 UTC text with Z. */
export function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

/** Epoch ms of an ISO text with a zone, or of a number of ms; null for anything else. */
export function readInstant(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "string" || !/(?:Z|[+-]\d\d:\d\d)$/.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

/** An epoch time as the Date header writes it. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
