import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Hears by how much time was moved, and how far it now is from real time. */
export type HearMove = (movedByMs: number, offsetMs: number) => void | Promise<void>;
/** The time of the stack: real time and an offset that everybody shares. It can be moved forward and back. */
export interface MovableClock {
  /** Epoch milliseconds. */
  now(): number;
  offsetMs(): number;
  /** Resolves when everybody has been told. */
  advance(ms: number): Promise<void>;
  /** Epoch milliseconds. */
  set(now: number): Promise<void>;
  /** In the order of asking, one after the other. */
  onMove(hear: HearMove): void;
}

/** The clock of one data folder: rows in it bear its times, so a later start goes on with its offset. */
export function openClock(dataDir: string): MovableClock {
  const file = join(dataDir, "clock.json");
  const hearers: HearMove[] = [];
  let offsetMs = savedOffset(file);
  const now = (): number => Date.now() + offsetMs;
  const advance = async (ms: number): Promise<void> => {
    offsetMs += ms;
    writeFileSync(file, JSON.stringify({ offsetMs }));
    for (const hear of hearers) await hear(ms, offsetMs);
  };
  return {
    now,
    offsetMs: () => offsetMs,
    advance,
    set: (wanted) => advance(Math.round(wanted - now())),
    onMove: (hear) => void hearers.push(hear),
  };
}

function savedOffset(file: string): number {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof saved === "object" && saved !== null && "offsetMs" in saved) return Number(saved.offsetMs) || 0;
  } catch {
    // The first start here.
  }
  return 0;
}
