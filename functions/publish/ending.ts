import { MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Ending } from "../shared/endings.ts";
import type { PublishMessage } from "../shared/messages.ts";
import type { Ports } from "../shared/ports.ts";
import { heedShop } from "../shared/shop-block.ts";
import { work } from "../shared/store/keys.ts";
import { endTurn, leaveUnknown, type Turn } from "../shared/turn.ts";
import type { Unsettled } from "../shared/unsettled.ts";
import type { PublishServices } from "./publish.ts";

/** How a turn over a publication ends. */
export type Ended = Ending | Unsettled;

/** Waits up to this long also send the message, delayed: an alarm clock; the row is the truth. */
const ALARM_MS = 15 * MINUTE_MS;
const NET_MS = 5 * MINUTE_MS;

interface Storing {
  ending: Ended;
  want: string;
  message: PublishMessage;
}

/** Stores how a turn ended, in every case; `again`: somebody asked to go round once more meanwhile. */
export async function store(
  turn: Turn,
  { ending: came, want, message }: Storing,
  { ports, shops }: PublishServices,
): Promise<"ended" | "again" | "lost"> {
  if (came.state === "unsettled") return leaveToPerson(turn, came, message.m, ports);
  const shop = await shops.open(message.m, message.s, "content");
  const ending = await heedShop(came, shop, ports);
  const stored =
    ending.state === "unknown"
      ? await leaveOpen(turn, ending, message.l, ports)
      : await end(turn, { ending, want, message }, ports);
  if (stored === "ended") await wakeAt(ending, message, { platform: shop.row.platform, ports });
  return stored;
}

type Settled = Exclude<Ending, { state: "unknown" }>;

async function end(
  turn: Turn,
  { ending, want, message }: Storing & { ending: Settled },
  ports: Ports,
): Promise<"ended" | "again" | "lost"> {
  const now = ports.clock.now();
  const { state } = ending;
  const next = state === "waiting" ? ending.next : null;
  const waitFor = state === "waiting" ? ending.waitFor : null;
  const tries = waitFor === "retry" ? Number(turn.row["tries"] ?? 0) + 1 : 0;
  const who = state === "blocked" ? ending.who : null;
  const findings = state === "blocked" ? ending.findings : [];
  const index = state === "blocked" ? work.todo(message.m, now) : indexOf(turn, message.l, next);
  const set = { state, next, waitFor, tries, seenAt: now, who, findings, ...index };
  return endTurn(turn, { set, remove: index === null ? ["WPK", "WSK"] : [], unless: { want } }, ports);
}

/** What of a row says that nobody knows yet what became of what was sent. */
const OPEN = { state: "unknown", waitFor: null, tries: 0 } as const;

async function leaveOpen(turn: Turn, { next }: { next: Instant }, l: string, ports: Ports): Promise<"ended"> {
  const { looks = 0, lookedAt = null } = turn.sent ?? {};
  const set = { ...OPEN, next, who: null, findings: [], seenAt: ports.clock.now(), ...work.due(l, next) };
  await leaveUnknown(turn, { set, looks, lookedAt }, ports);
  return "ended";
}

async function leaveToPerson(turn: Turn, open: Unsettled, m: string, ports: Ports): Promise<"ended"> {
  const { since, next, findings } = open;
  const { looks = 0, lookedAt = null } = turn.sent ?? {};
  const set = { ...OPEN, next, who: "operator", findings, seenAt: ports.clock.now(), ...work.todo(m, since) };
  await leaveUnknown(turn, { set, looks, lookedAt, lookAt: next }, ports);
  return "ended";
}

/** A short wait sends the message again at its end. */
async function wakeAt(
  ending: Ending,
  { m, l, s }: PublishMessage,
  { platform, ports }: { platform: string; ports: Ports },
): Promise<void> {
  if (!("next" in ending)) return;
  const delayMs = Math.max(1_000, msBetween(ports.clock.now(), ending.next));
  if (delayMs > ALARM_MS) return;
  // What an edit that was only accepted came to, nothing but a look tells.
  const look = ending.state === "waiting" && ending.waitFor === "audit";
  const body = { v: 1, m, l, s, ...(look && { look }) };
  await ports.queues.send(`publish:${platform}`, [{ body, group: s, delayMs }]);
}

/** When tick finds the row, should the delayed message be lost: an entry that is later than the wait stays where it is, a move would cost two units. Null: nobody has to come. */
function indexOf({ row }: Turn, l: string, next: Instant | null): object | null {
  if (next === null) return null;
  const entry = work.due(l, plus(next, NET_MS));
  return row["WPK"] === entry.WPK && String(row["WSK"]) > next ? {} : entry;
}
