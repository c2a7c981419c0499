/** Windows over a stream, in platform time, whole seconds, both ends included. Pure. */
import { DAY_MS, epochMs, instant, later, plus, SECOND_MS, wholeSecond } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";

export interface Window {
  from: Instant;
  to: Instant;
  /** The tail is read, but never recorded as covered. */
  tail: boolean;
}
export interface StreamFacts {
  maxWindowMs: number;
  overlapMs: number;
  settleMs: number;
  horizonMs: number;
}

/** How far back a shop is read when it is connected: long enough for every order that may still have to leave. */
const FIRST_READ_MS = 7 * DAY_MS;

/** The windows from what is covered up to now, oldest first; the last one is the tail. `gap`: what lies beyond the horizon and can't be read any more. */
export function windowsFrom(
  to: Instant | null,
  now: Instant,
  facts: StreamFacts,
): { windows: Window[]; gap: { from: Instant; to: Instant } | null } {
  const horizon = plus(now, -facts.horizonMs);
  const wanted = to === null ? plus(now, -FIRST_READ_MS) : plus(to, -facts.overlapMs);
  const start = wholeSecond(later(wanted, horizon));
  const gap = to !== null && to < horizon ? { from: to, to: horizon } : null;
  const settled = wholeSecond(plus(now, -facts.settleMs));
  const windows = settled > start ? cut(start, settled, facts.maxWindowMs) : [];
  const tailFrom = later(start, settled);
  return { windows: [...windows, { from: tailFrom, to: wholeSecond(now), tail: true }], gap };
}

/** Time in pieces that the platform takes, oldest first, none of them the tail. */
export function cut(from: Instant, to: Instant, maxWindowMs: number): Window[] {
  const windows: Window[] = from === to ? [{ from, to, tail: false }] : [];
  for (let at = from; at < to;) {
    const end = wholeSecond(plus(at, maxWindowMs));
    const until = end < to ? end : to;
    windows.push({ from: at, to: until, tail: false });
    at = until;
  }
  return windows;
}

/** Two halves of a window that holds more rows than a page; null for a single second. */
export function halves({ from, to, tail }: Window): [Window, Window] | null {
  const span = epochMs(to) - epochMs(from);
  if (span < SECOND_MS) return null;
  const middle = wholeSecond(instant(epochMs(from) + span / 2));
  const next = middle < from ? from : middle;
  return [
    { from, to: next, tail },
    { from: plus(next, SECOND_MS), to, tail },
  ];
}
