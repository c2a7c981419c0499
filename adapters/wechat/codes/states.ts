import type { Reading } from "../../contract.ts";

/** `status` (online copy) → shelf. 10: passed, but frozen; 71: quality failed. A number new to us is never put back by a machine. */
export const SHELVES = new Map<number, Reading["shelf"]>([
  [0, "never"],
  [1, "never"],
  [2, "never"],
  [3, "never"],
  [4, "never"],
  [7, "never"],
  [8, "never"],
  [5, "on"],
  [12, "on"],
  [11, "off"],
  [6, "gone"],
  [9, "gone"],
  [30, "gone"],
  [10, "forced_off"],
  [13, "forced_off"],
  [14, "forced_off"],
  [15, "forced_off"],
  [20, "forced_off"],
  [71, "forced_off"],
]);
/** `edit_status` (draft). 7: still written, nothing may be sent meanwhile; 8: writing failed, as good as refused. */
export const AUDITS = new Map<number, Reading["audit"]["state"]>([
  [0, "none"],
  [1, "none"],
  [2, "pending"],
  [5, "pending"],
  [7, "pending"],
  [3, "refused"],
  [8, "refused"],
  [4, "passed"],
]);
const NEVER_SOLD = new Set([0, 1, 2, 3, 4, 7, 8, 10, 71]);

/** Whether a product of this `status` was listed successfully at least once. */
export const isListedOnce = (status: number): boolean => !NEVER_SOLD.has(status);
