import type { Town } from "../people.ts";

/** A promise that was broken. */
export interface Violation {
  invariant: string;
  at: number;
  what: string;
}
/** Watches a run; `end` is asked when faults have stopped and everything has come to rest. */
export interface Check {
  end?(): void;
}
/** Makes a check of a run. */
export type MakeCheck = (town: Town, broken: (invariant: string, what: string) => void) => Check;
