import { later, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { PullMessage } from "../shared/messages.ts";
import type { Clause, Key, Ports, Update } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { budgetsOf } from "./budgets.ts";
import { closeGap, dueGap, inAnHour, putOff, showGap } from "./gaps.ts";
import { minutesFor, ownMinutes, pressureOf } from "./pace.ts";
import type { PullServices } from "./queue.ts";
import { readWindows, streamOf, type ListStream, type Run } from "./read.ts";
import { syncRowOf, type SyncRow } from "./sync-row.ts";
import { askAgain, putOffStock, readForStock } from "./stock.ts";
import { cut, windowsFrom, type Window } from "./windows.ts";

/** So many runs a window may fail while others of the stream can be read; then it is a gap and coverage goes on. */
const RUNS = 5;
/** Empty time younger than this is not worth a write. */
const QUIET_MS = 30 * MINUTE_MS;
/** A stream that went round so often without getting anywhere leaves it to tick. */
const MOST_HOPS = 20;
/** One window and the tail: what a stream that is kept up with has to read. */
const FEW = 2;

interface Pulling {
  message: PullMessage;
  shop: OpenShop;
  stream: ListStream;
  key: Key;
  row: SyncRow;
  /** Null: there is so little to read that a second reader would do no harm; coverage then grows only from where it was read. */
  leaseId: string | null;
}

/** Reads one stream to now. Coverage grows only when every row of a window is queued or set aside. */
export async function pullStream(message: PullMessage, shop: OpenShop, services: PullServices): Promise<void> {
  const stream = streamOf(shop, message.stream);
  if (stream === undefined) throw new Error(`${shop.adapter.id} has no stream ${String(message.stream)}`);
  const { ports } = services;
  const key = keys.stream(message.m, message.s, stream.id);
  const row = syncRowOf(await ports.table.get(key));
  const now = ports.clock.now();
  if (row.leaseUntil >= now) return askAgain(message, shop, ports);
  const { windows, gap } = windowsFrom(row.to, now, { ...stream, settleMs: stream.settleMs + row.extraSettleMs });
  const leaseId = windows.length > FEW ? await leaseOf(key, ports) : null;
  if (leaseId === null && windows.length > FEW) return askAgain(message, shop, ports);
  if (gap !== null) await showGap(key, { ...gap, why: "older than the platform shows", next: null }, ports);
  const pulling = { message, shop, stream, key, row, leaseId };
  const run = await readToNow(windows, pulling, services);
  const goesOn = await store(await judged(run, pulling, services), pulling, services);
  if (run.stop !== null) return goesOn ? undefined : putOffStock(message, shop, ports);
  await readForStock({ since: now, rows: run.rows }, { shop, message }, ports);
  await retryGap(pulling, services);
}

/** The right to work off a backlog, for as long as this invocation runs; null: somebody has it. */
async function leaseOf(key: Key, ports: Ports): Promise<string | null> {
  const leaseId = ports.ids.id();
  const now = ports.clock.now();
  const leased = await ports.table.write({
    update: key,
    set: { leaseId, leaseUntil: plus(ports.deadline(), 5_000) },
    default: { since: now },
    if: { any: [[["leaseId", "absent"]], [["leaseUntil", "<", now]]] },
  });
  return leased.ok ? leaseId : null;
}

async function readToNow(windows: readonly Window[], pulling: Pulling, services: PullServices): Promise<Run> {
  const { row, stream, shop, key } = pulling;
  const run = await readWindows(windows, row.to, { reading: { shop, stream }, services });
  for (const found of run.gaps) await showGap(key, { ...found, next: inAnHour(services.ports) }, services.ports);
  return run;
}

/** One old gap a run, when all the rest is read and stored. */
async function retryGap({ row, key, shop, stream }: Pulling, services: PullServices): Promise<void> {
  const gap = dueGap(row.gaps, services.ports.clock.now(), stream.horizonMs);
  if (gap === null) return;
  const windows = cut(gap.from, gap.to, stream.maxWindowMs);
  const run = await readWindows(windows, null, { reading: { shop, stream }, services });
  await (run.stop === null && run.gaps.length === 0 ? closeGap : putOff)(key, gap, services.ports);
}

interface Judged {
  to: Instant | null;
  rows: number;
  fails: { failFrom: string; failRuns: number } | null;
  again: { waitMs: number; moved: boolean } | null;
}

/** A window that fails again and again while others can be read becomes a gap; an outage counts nothing. */
async function judged(run: Run, { key, row }: Pulling, { ports }: PullServices): Promise<Judged> {
  const { to, rows, stop } = run;
  const moved = to !== row.to;
  if (stop === null) return { to, rows, fails: null, again: null };
  if (stop.kind === "time") return { to, rows, fails: null, again: { waitMs: 0, moved } };
  if (stop.kind === "limit") return { to, rows, fails: failsOf(row), again: { waitMs: stop.waitMs, moved } };
  if (!stop.reachable) return { to, rows, fails: failsOf(row), again: null };
  const failFrom = to ?? "the beginning";
  const failRuns = row.failFrom === failFrom ? row.failRuns + 1 : 1;
  if (failRuns < RUNS) return { to, rows, fails: { failFrom, failRuns }, again: null };
  await showGap(key, { from: to ?? stop.window.from, to: stop.window.to, why: stop.why, next: inAnHour(ports) }, ports);
  return { to: stop.window.to, rows, fails: null, again: { waitMs: 0, moved: true } };
}

function failsOf({ failFrom, failRuns }: SyncRow): Judged["fails"] {
  return failFrom === undefined ? null : { failFrom, failRuns };
}

/** One write, or none where there is nothing to say: coverage, failures, the class if it changed, the lease given back. True: it comes again by itself. */
async function store(judged: Judged, pulling: Pulling, services: PullServices): Promise<boolean> {
  const { message, shop, stream } = pulling;
  const { ports } = services;
  const write = await writeOf(judged, pulling, services);
  if (write !== null) await ports.table.write(write);
  const { again } = judged;
  const hop = again?.moved === true ? 0 : message.hop + 1;
  if (again === null || hop > MOST_HOPS) return false;
  const body = { v: 1, m: message.m, s: message.s, stream: stream.id, hop, stock: message.stock };
  await ports.queues.send(`pull:${shop.row.platform}`, [{ body, group: message.s, delayMs: again.waitMs }]);
  return true;
}

async function writeOf(judged: Judged, pulling: Pulling, { ports }: PullServices): Promise<Update | null> {
  const { key, row, leaseId } = pulling;
  const { to, rows, fails, again } = judged;
  const now = ports.clock.now();
  const moved = to !== null && to !== row.to;
  const worth = moved && (rows > 0 || row.to === null || msBetween(row.to, to) > QUIET_MS);
  const set = {
    ...((worth || (moved && (fails !== null || again !== null))) && { to }),
    ...(worth && rows > 0 && { lastChange: now }),
    ...fails,
    ...(await classOf(rows, pulling, ports)),
  };
  const healed = fails === null && row.failFrom !== undefined;
  const remove = [...(leaseId === null ? [] : ["leaseId", "leaseUntil"]), ...(healed ? ["failFrom", "failRuns"] : [])];
  if (Object.keys(set).length === 0 && remove.length === 0) return null;
  return { update: key, set, remove, if: { all: [standing(pulling)] } };
}

function standing({ leaseId, row }: Pulling): Clause {
  if (leaseId !== null) return ["leaseId", "=", leaseId];
  return row.to === null ? ["to", "absent"] : ["to", "=", row.to];
}

async function classOf(rows: number, { shop, stream, row }: Pulling, ports: Ports): Promise<object> {
  if (row.WSK === undefined) return {};
  const now = ports.clock.now();
  const known = row.since ?? now;
  const changed = rows > 0 ? now : later(row.lastChange ?? known, known);
  const pressure = pressureOf(await budgetsOf(shop, ports), now);
  const minutes = Math.max(ownMinutes(stream.everyMs), minutesFor(msBetween(changed, now), pressure));
  const entry = work.pull(shop.row.platform, shop.row.id, stream.id, minutes);
  return entry.WSK === row.WSK ? {} : entry;
}
