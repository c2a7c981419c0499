import { plan } from "../../domain/plan/plan.ts";
import type { Step } from "../../domain/plan/step.ts";
import { hashOfJson } from "../../domain/hash.ts";
import { MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Ending } from "../shared/endings.ts";
import type { PublishMessage } from "../shared/messages.ts";
import type { Ports } from "../shared/ports.ts";
import type { Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { endTurn, leaveUnknown, takeTurn, type Turn } from "../shared/turn.ts";
import { lookBeforeCreate, sendStep } from "./effects.ts";
import { readThere, saveSeen } from "./observe.ts";
import { settle } from "./settle.ts";
import { situationOf, type Situation } from "./situation.ts";
import { uploadStep } from "./pictures.ts";

/** What a turn over a publication needs. */
export interface PublishServices {
  ports: Ports;
  shops: Shops;
}

const ROUNDS = 5;
const STEPS = 40;
const STALE_MS = 5 * MINUTE_MS;
/** Waits up to this long also send the message, delayed: an alarm clock; the row is the truth. */
const ALARM_MS = 15 * MINUTE_MS;

/** One turn over one publication: plan, send, store how it stands. Throws for defects and when our own table or queue is down, never for an outcome. */
export async function publish(message: PublishMessage, services: PublishServices): Promise<void> {
  const turn = await takeTurn(keys.publication(message.m, message.l, message.s), services.ports);
  if (turn === null) return;
  for (let round = 0; round < ROUNDS; round++) {
    const { ending, want } = await play(turn, message, services);
    if ((await store(turn, { ending, want, message }, services)) !== "again") return;
  }
}

async function play(
  turn: Turn,
  message: PublishMessage,
  { ports, shops }: PublishServices,
): Promise<{ ending: Ending; want: string }> {
  const found = await situationOf(message, shops, ports);
  const row = await ports.table.get(turn.key);
  if ("state" in found) return { ending: found, want: String(row?.["want"]) };
  const want = found.publication.want;
  if (turn.sent !== null) {
    const settled = await settle(turn, found, ports);
    if (settled !== null) return { ending: settled, want };
  }
  const told = message.look === true && found.seen.ref?.platformId != null ? await readThere(found, ports) : null;
  if (told !== null && told.ending !== null) return { ending: told.ending, want };
  return { ending: await steps(turn, { ...found, seen: told?.seen ?? found.seen }, ports), want };
}

async function steps(turn: Turn, first: Situation, ports: Ports): Promise<Ending> {
  if (first.adopted) await saveSeen(first, first.seen, ports);
  const known = await freshen(first, ports);
  if (known.ending !== null) return known.ending;
  let now = { ...first, seen: known.seen };
  for (let n = 0; n < STEPS; n++) {
    if (msBetween(ports.clock.now(), ports.deadline()) < 10_000)
      return { state: "waiting", waitFor: "retry", next: ports.clock.now() };
    const [step] = plan(now.wish, { ...now.seen, turn: null }, now.can);
    const done = step === undefined ? ({ ending: { state: "done" } } as const) : await take(step, { turn, now, ports });
    if (done.ending !== null) return done.ending;
    now = { ...now, seen: done.seen, pictures: done.pictures ?? now.pictures };
  }
  return { state: "blocked", who: "operator", findings: [] };
}

/** What was seen long ago is read again before anything is planned on it: a person may have been there since. */
async function freshen(now: Situation, ports: Ports): Promise<Taken> {
  const stale = msBetween(now.seen.at, ports.clock.now()) > STALE_MS;
  const readable = now.seen.ref?.platformId != null && now.seen.audit.state !== "pending";
  return stale && readable ? readThere(now, ports) : { ending: null, seen: now.seen };
}

interface Taking {
  turn: Turn;
  now: Situation;
  ports: Ports;
}
export type Taken = { ending: Ending } | { ending: null; seen: Situation["seen"]; pictures?: Situation["pictures"] };

async function take(step: Step, { turn, now, ports }: Taking): Promise<Taken> {
  switch (step.do) {
    case "rest":
      return { ending: { state: "done" } };
    case "block":
      return { ending: { state: "blocked", who: "merchant", findings: step.findings } };
    case "settle":
      throw new TypeError("a settled turn is planned without its turn");
    case "read":
      if (step.notBefore > ports.clock.now())
        return { ending: { state: "waiting", waitFor: "audit", next: step.notBefore } };
      return readThere(now, ports);
    case "upload":
      return uploadStep(step.picture, now, ports);
    case "send": {
      const print = hashOfJson({
        kind: step.kind,
        parts: now.wish.parts,
        skus: now.wish.skus.map((sku) => sku.priceFen),
        findings: [],
      });
      if (now.seen.refused === print)
        return {
          ending: { state: "blocked", who: now.publication.who ?? "operator", findings: now.publication.findings },
        };
      if (step.kind === "create" && now.seen.looked < now.shop.row.epoch) return lookBeforeCreate(now, ports);
      return sendStep(step, { turn, now, ports, print });
    }
    default:
      return step satisfies never;
  }
}

interface Storing {
  ending: Ending;
  want: string;
  message: PublishMessage;
}

async function store(
  turn: Turn,
  { ending, want, message }: Storing,
  { ports, shops }: PublishServices,
): Promise<"ended" | "again" | "lost"> {
  const now = ports.clock.now();
  const tries = ending.state === "waiting" && ending.waitFor === "retry" ? Number(turn.row["tries"] ?? 0) + 1 : 0;
  const next = "next" in ending ? ending.next : null;
  const delayMs = next === null ? null : Math.max(1_000, msBetween(now, next));
  const state = { state: ending.state, next, waitFor: "waitFor" in ending ? ending.waitFor : null, tries, seenAt: now };
  const { row } = await shops.open(message.m, message.s, "content");
  const alarm = async () => {
    if (delayMs === null || delayMs > ALARM_MS) return;
    const body = { v: 1, m: message.m, l: message.l, s: message.s };
    await ports.queues.send(`publish:${row.platform}`, [{ body, group: message.s, delayMs }]);
  };
  if (ending.state === "unknown") {
    const due = work.due(message.l, ending.next);
    await leaveUnknown(turn, { set: { ...state, ...due }, looks: turn.sent?.looks ?? 0 }, ports);
    await alarm();
    return "ended";
  }
  const findings =
    ending.state === "blocked" ? { who: ending.who, findings: ending.findings } : { who: null, findings: [] };
  const index =
    ending.state === "blocked"
      ? work.todo(message.m, now)
      : next === null
        ? null
        : work.due(message.l, plus(next, 5 * MINUTE_MS));
  const set = { ...state, ...findings, ...index };
  const ended = await endTurn(
    turn,
    { set, ...(index === null && { remove: ["WPK", "WSK"] }), unless: { want } },
    ports,
  );
  if (ended === "ended") await alarm();
  return ended;
}
