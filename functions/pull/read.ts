import type { Stream } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { msBetween } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { OpenShop } from "../shared/shops.ts";
import { queueRows, type Listed, type PullServices } from "./queue.ts";
import { rowsOf, type Gap } from "./rows.ts";
import type { Unread } from "./unread.ts";
import type { Window } from "./windows.ts";

export type OrderStream = OpenShop["adapter"]["orders"]["streams"][number];
/** A list of orders or of after-sale cases. */
export type ListStream = Stream<Listed, Parameters<OrderStream["page"]>[1]>;
export interface Reading {
  shop: OpenShop;
  stream: ListStream;
}

/** The list of that name, of orders or of cases. */
export function streamOf({ adapter }: OpenShop, id: string | undefined): ListStream | undefined {
  const cases = isAbsent(adapter.afterSale) ? [] : adapter.afterSale.streams;
  return [...adapter.orders.streams, ...cases].find((one) => one.id === id);
}
/** What a run of windows came to. `to`: the end of the last complete window that counts. `stop`: why it did not come to the end. */
export interface Run {
  to: Instant | null;
  rows: number;
  gaps: readonly Gap[];
  stop: Stop | null;
}
/** `reachable`: another window of the same stream could be read just now. */
export type Stop =
  | { kind: "time" }
  | { kind: "limit"; waitMs: number }
  | { kind: "failed"; window: Window; why: string; reachable: boolean };
type WindowRead = { kind: "rows"; rows: number; gaps: readonly Gap[] } | Unread;

/** A pull with less time than this stops: a window that is begun must be queued. */
const ENOUGH_MS = 15_000;

/** Reads windows oldest first and queues their rows, until one fails or time runs out; the last one is the tail and never counts. */
export async function readWindows(
  windows: readonly Window[],
  from: Instant | null,
  { reading, services }: { reading: Reading; services: PullServices },
): Promise<Run> {
  const run = { to: from, rows: 0, gaps: [] as Gap[] };
  for (const window of windows) {
    if (isLate(services)) return { ...run, stop: { kind: "time" } };
    const read = await readWindow(window, reading, services);
    if (read.kind === "unread" && read.limit) return { ...run, stop: { kind: "limit", waitMs: read.waitMs } };
    if (read.kind === "unread") {
      const tail = window.tail ? null : await tailOf(windows, reading, services);
      const stop = { kind: "failed", window, why: read.why, reachable: tail !== null } as const;
      return { ...run, rows: run.rows + (tail ?? 0), stop };
    }
    run.rows += read.rows;
    if (window.tail) continue;
    run.gaps.push(...read.gaps);
    run.to = window.to;
  }
  return { ...run, stop: null };
}

/** Whether a window could be read and queued now. */
async function readWindow(window: Window, reading: Reading, services: PullServices): Promise<WindowRead> {
  const read = await rowsOf(reading.stream, window, reading.shop);
  if (read.kind !== "rows") return read;
  const unread = await queueRows(read.rows, { shop: reading.shop, source: reading.stream.id, window }, services);
  return unread ?? { kind: "rows", rows: read.rows.length, gaps: read.gaps };
}

/** While an old window fails, what is newest is read all the same: it tells whether the shop can be reached, and brings today's orders. */
async function tailOf(windows: readonly Window[], reading: Reading, services: PullServices): Promise<number | null> {
  const tail = windows.at(-1);
  if (tail === undefined) return null;
  const read = await readWindow(tail, reading, services);
  return read.kind === "rows" ? read.rows : null;
}

function isLate({ ports }: PullServices): boolean {
  return msBetween(ports.clock.now(), ports.deadline()) < ENOUGH_MS;
}
