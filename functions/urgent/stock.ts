import { isAbsent } from "../../domain/plan/effect.ts";
import { HOUR_MS, instantFrom, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Ending } from "../shared/endings.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import type { Ports } from "../shared/ports.ts";
import type { Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { trimmed } from "../shared/stock/left.ts";
import { leftOf, poolsOf, wishesOf } from "../shared/stock/pools.ts";
import { closeWindows, openWindow, windowsOf } from "../shared/stock/windows.ts";
import { endTurn, leaveUnknown, takeTurn, type Sending, type Turn } from "../shared/turn.ts";
import { askForOrders, comeBack, tellPublish } from "./stock-asks.ts";
import { liveOf, type Live } from "./stock-live.ts";
import { MARK } from "./stock-probe.ts";
import { rebase } from "./stock-rebase.ts";
import { round, type Played } from "./stock-round.ts";
import { wakePublishing } from "./stock-wake.ts";

export interface UrgentServices {
  ports: Ports;
  shops: Shops;
}
export type StockMessage = Omit<Extract<UrgentMessage, { kind: "stock" }>, "kind" | "v" | "hop"> & { hop?: number };

const ROUNDS = 5;
/** Orders read longer ago say nothing of what sold since. */
const FRESH_MS = MINUTE_MS;
/** Later than the message that comes back by itself. */
const NET_MS = 5 * MINUTE_MS;

/**
 * Makes a shop show what it may sell of one listing: `left` raised before the call, lowered after the answer. Nothing to do costs no
 * write. Where a write sets stock, a raise waits until the shop's orders were read up to now.
 */
export async function pushStock(message: StockMessage, services: UrgentServices): Promise<void> {
  const { ports } = services;
  const live = await liveOf(message, services);
  if (live === null) {
    await wakePublishing(message, services);
    return rest(message, ports);
  }
  const compared = message.rebase === true ? await rebase(message, live, ports) : "push";
  if (compared === "handled") return;
  const look = compared === "look";
  const pushing = { live, look, mayRise: mayRise(message, live, ports.clock.now()) };
  const ahead = await differences(pushing, ports);
  const quiet = !live.turn.held && !look && ahead.now === 0 && ahead.waiting === 0;
  if (quiet) return live.until === null ? rest(message, ports) : standBy(message, live.until, { live, ports });
  // The question itself is what comes back: nothing is written for it.
  if (!live.turn.held && !look && ahead.now === 0) return askForOrders(live, ports);
  const turn = await takeTurn(turnKey(message), ports, { create: true, sending: sendingOf(live, ports) });
  if (turn !== null) await play(turn, { message, ...pushing }, services);
}

interface Pushing {
  live: Live;
  mayRise: boolean;
  /** What is there has to be read and judged, though nothing may have to be written. */
  look: boolean;
}

function turnKey({ m, l, s }: Pick<StockMessage, "m" | "l" | "s">) {
  return keys.stockTurn(m, l, s);
}

/** What is sent first stands in the turn from the start: the window between reading and writing opens with it. */
function sendingOf({ shop, of, row }: Live, ports: Ports): Sending {
  const names = of.skus.map(({ merchantKey }) => merchantKey);
  const set = shop.adapter.stock.push === "set";
  const sets = set ? { sets: openWindow(windowsOf(row), ports.clock.now(), names) } : {};
  return { effect: "setStock", effectKey: ports.ids.id(), set: sets };
}

/** Whether a raise may go out: differences bear sales that nobody read, and so does a shop whose orders are not ours to read. */
function mayRise({ pulledAt }: StockMessage, { shop }: Live, now: Instant): boolean {
  if (shop.adapter.stock.push === "delta" || !shop.row.manages.orders) return true;
  return pulledAt !== undefined && msBetween(pulledAt, now) <= FRESH_MS;
}

/** How many skus differ from the wish and may be written now, and how many have to wait for the orders. */
async function differences({ live, mayRise: may }: Pushing, ports: Ports): Promise<{ now: number; waiting: number }> {
  if (isAbsent(live.shop.adapter.effects.setStock)) return { now: 0, waiting: 0 };
  const pools = await poolsOf(live.of, ports);
  const wishes = trimmed(wishesOf(pools, live.of, ports.clock.now()), pools, live.of.s);
  const changes = [...wishes].map(([key, wish]) => wish - leftOf(pools, live.of.s, key));
  const rises = changes.filter((by) => by > 0).length;
  const falls = changes.filter((by) => by < 0).length;
  return may ? { now: rises + falls, waiting: 0 } : { now: falls, waiting: rises };
}

/** Nothing to write now, and when to look again. */
async function standBy(
  message: StockMessage,
  at: Instant,
  { live, ports }: { live: Live; ports: Ports },
): Promise<void> {
  if (live.row?.["WSK"] === at) return;
  const set = { state: "done", ...work.due(message.l, at) };
  await ports.table.write({ update: turnKey(message), set, if: { all: [["turnId", "absent"]] } });
}

/** Nothing to do and nothing to wait for: what was due is no longer. */
async function rest(message: StockMessage, ports: Ports): Promise<void> {
  const row = await ports.table.get(turnKey(message));
  if (row?.["WPK"] === undefined || row["state"] === "blocked") return;
  const free = { all: [["turnId", "absent"]] } as const;
  await ports.table.write({ update: turnKey(message), set: { state: "done" }, remove: ["WPK", "WSK"], if: free });
}

async function play(
  turn: Turn,
  { message, live, look, mayRise: may }: Pushing & { message: StockMessage },
  services: UrgentServices,
): Promise<void> {
  const { ports } = services;
  let now: Live | null = live;
  for (let n = 0; n < ROUNDS; n++) {
    const played: Played =
      now === null
        ? { ending: { state: "done" }, sets: windowsOf(turn.row) }
        : await round(turn, { live: now, mayRise: may, look, first: n === 0 }, { sendingOf, ports });
    if ((await store(turn, { played, message, live: now }, ports)) !== "again") return;
    now = await liveOf(message, services);
  }
}

interface Storing {
  played: Played;
  message: StockMessage;
  live: Live | null;
}

async function store(turn: Turn, { played, message, live }: Storing, ports: Ports) {
  const { ending, sets, probe } = played;
  const now = ports.clock.now();
  if (ending.state === "unknown") {
    const set = { state: "unknown", ...work.due(message.l, ending.next) };
    await leaveUnknown(turn, { set, looks: turn.sent?.looks ?? 0 }, ports);
    if (live !== null) await comeBack(live, again(message, ending.next), ports);
    return "ended";
  }
  const index = indexOf(ending, { message, live, now });
  const tries = ending.state === "waiting" && ending.waitFor === "retry" ? Number(turn.row["tries"] ?? 0) + 1 : 0;
  const why = ending.state === "blocked" ? { who: ending.who, findings: ending.findings } : {};
  const asks = probe != null && !isAsked(turn.row[MARK], now);
  const compare = probe == null ? {} : { probe, ...(asks && { [MARK]: now }) };
  const set = { state: ending.state, pushedAt: now, pushedBy: turn.id, tries, ...why, ...index, ...compare };
  const ended = await endTurn(
    turn,
    { set: { ...set, sets: closeWindows(sets, now) }, ...(index === null && { remove: ["WPK", "WSK"] }) },
    ports,
  );
  if (ended !== "ended" || live === null) return ended;
  if (ending.state === "waiting" && ending.waitFor === "stock")
    await askForOrders(live, ports, message.rebase === true ? { rebase: true } : {});
  else if (ending.state === "waiting") await comeBack(live, again(message, ending.next), ports);
  // What the platform takes no lower number of has to leave the shelf.
  if (ending.state === "blocked") await tellPublish(live, ports);
  if (asks) await comeBack(live, { at: plus(now, probe.afterMs), rebase: true }, ports);
  return ended;
}

/** A comparison that was asked for comes back by itself; one that has not for so long was lost. */
const ASKED_MS = HOUR_MS;
function isAsked(mark: unknown, now: Instant): boolean {
  return typeof mark === "string" && msBetween(instantFrom(mark), now) < ASKED_MS;
}

function again({ hop = 0, rebase: compares }: StockMessage, at: Instant) {
  return { at, hop, ...(compares === true && { rebase: compares }) };
}

function indexOf(ending: Ending, { message, live, now }: { message: StockMessage; live: Live | null; now: Instant }) {
  if (ending.state === "blocked") return work.todo(message.m, now);
  if (ending.state === "waiting" && ending.waitFor !== "stock") return work.due(message.l, plus(ending.next, NET_MS));
  const until = live?.until ?? null;
  return until === null ? null : work.due(message.l, until);
}
