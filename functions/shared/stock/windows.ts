/** Times between a stock reading and the write that followed it, kept in the stock turn's row: what sold in one was overwritten. */
import * as z from "zod";
import { epochMs } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item } from "../ports.ts";

/** Whole seconds since the epoch, as platforms' orders know them. `to` null: the write may still be under way. */
const Window = z.object({ from: z.number(), to: z.number().nullable(), keys: z.array(z.string()) });
export type SetWindow = z.infer<typeof Window>;
const Row = z.object({ sets: z.array(Window).default([]) });

/** Orders are read late, so several are kept; older ones are laid together, which errs on the careful side. */
const KEPT = 6;
/** A platform's clock and ours differ by about this. */
const SKEW_S = 1;

/** The windows that a stock turn's row keeps. */
export function windowsOf(row: Item | null): readonly SetWindow[] {
  return Row.safeParse(row ?? {}).data?.sets ?? [];
}

/** Opens a window before the reading. */
export function openWindow(windows: readonly SetWindow[], from: Instant, keys: readonly string[]): SetWindow[] {
  const all = [...windows, { from: Math.floor(epochMs(from) / 1_000), to: null, keys: [...keys] }];
  const [first, second, ...rest] = all;
  if (all.length <= KEPT || first === undefined || second === undefined) return all;
  const to = first.to === null || second.to === null ? null : Math.max(first.to, second.to);
  const laid = { from: Math.min(first.from, second.from), to, keys: [...new Set([...first.keys, ...second.keys])] };
  return [laid, ...rest];
}

/** Closes what is open: the write is known to have ended. */
export function closeWindows(windows: readonly SetWindow[], at: Instant): SetWindow[] {
  const to = Math.ceil(epochMs(at) / 1_000);
  return windows.map((window) => (window.to === null ? { ...window, to } : window));
}

/** Whether a sale of a sku may have fallen between a reading and the write after it. */
export function soldBetween(windows: readonly SetWindow[], merchantKey: string, placedAt: Instant): boolean {
  const at = Math.floor(epochMs(placedAt) / 1_000);
  return windows.some(
    ({ from, to, keys }) => keys.includes(merchantKey) && at >= from - SKEW_S && (to === null || at <= to + SKEW_S),
  );
}
