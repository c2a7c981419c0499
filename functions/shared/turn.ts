import * as z from "zod";
import { EFFECT_KINDS, type EffectKind } from "../../domain/plan/effect.ts";
import { instantFrom, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Clause, Item, Key, Ports, Update } from "./ports.ts";

/** An effect that may be under way. `looks`: how often it was clearly not found. `print`: names the content that was sent, where it matters. */
export interface Sent {
  effect: EffectKind;
  effectKey: string;
  sentAt: Instant;
  looks: number;
  lookedAt: Instant | null;
  print: string | null;
}

/** The right to act on one row. With phase `sent` it is the intent: an effect may be under way, and only a look settles it. */
export interface Turn {
  key: Key;
  id: string;
  row: Item;
  /** Set when a turn was taken over whose effect may have happened. */
  sent: Sent | null;
  /** What must still hold of the row when an effect goes out. */
  still?: readonly Clause[];
}

const instant = z.string().transform(instantFrom);
const TurnPart = z.object({
  turnId: z.string().optional(),
  turnUntil: z.string().optional(),
  turnPhase: z.enum(["run", "sent"]).optional(),
});
const SentPart = z.object({
  turnEffect: z.enum(EFFECT_KINDS),
  turnKey: z.string(),
  turnSentAt: instant,
  turnLooks: z.number().default(0),
  turnLookedAt: instant.nullable().default(null),
  turnPrint: z.string().nullable().default(null),
});
/** `turnLookAt`: when it is looked for again, though it waits for a person. */
const INTENT = ["turnEffect", "turnKey", "turnSentAt", "turnLooks", "turnLookedAt", "turnLookAt", "turnPrint"];
const TURN = ["turnId", "turnUntil", "turnPhase", ...INTENT];
/** Covers the difference between two machines' clocks. */
const SKEW_MS = 5_000;

/** An effect about to be sent; `set` is written with it. */
export interface Sending {
  effect: EffectKind;
  effectKey: string;
  /** Names the content that goes out, where settling has to know it. */
  print?: string;
  set?: Record<string, unknown>;
}

function sentPart({ effect, effectKey, print, set }: Sending, now: Instant): Record<string, unknown> {
  return {
    ...set,
    turnPhase: "sent",
    turnEffect: effect,
    turnKey: effectKey,
    turnSentAt: now,
    turnLooks: 0,
    ...(print !== undefined && { turnPrint: print }),
  };
}

/** Takes the turn of a row, with `sending` at once in phase `sent`; null: another worker holds it and was told to go round again, or the row is gone. */
export async function takeTurn(
  key: Key,
  ports: Ports,
  how: { create?: true; tries?: number; sending?: Sending } = {},
): Promise<Turn | null> {
  const { tries = 0, sending } = how;
  const id = ports.ids.id();
  const until = plus(ports.deadline(), SKEW_MS);
  const now = ports.clock.now();
  const exists = how.create ? [] : ([["PK", "exists"]] as const);
  const free = {
    any: [
      [...exists, ["turnId", "absent"]],
      [
        ["turnPhase", "=", "run"],
        ["turnUntil", "<", now],
      ],
    ],
  } as const;
  const taken = await ports.table.write({
    update: key,
    set: { turnId: id, turnUntil: until, turnPhase: "run", ...(sending && sentPart(sending, now)) },
    if: free,
  });
  if (taken.ok && taken.item !== null) return { key, id, row: taken.item, sent: null };
  const old = taken.ok ? null : taken.old;
  if (old === null) return null;
  const held = TurnPart.parse(old);
  if (held.turnId === id) return { key, id, row: old, sent: null };
  if (held.turnPhase === "sent" && (held.turnUntil ?? "") < now) return takeOver(key, old, { id, until }, ports);
  const told = await ports.table.write({
    update: key,
    set: { again: true },
    if: { all: [["turnId", "=", held.turnId ?? ""]] },
  });
  return told.ok || tries >= 2 ? null : takeTurn(key, ports, { ...how, tries: tries + 1 });
}

async function takeOver(key: Key, old: Item, mine: { id: string; until: Instant }, ports: Ports): Promise<Turn | null> {
  const held = TurnPart.parse(old);
  const same = {
    all: [
      ["turnId", "=", held.turnId ?? ""],
      ["turnPhase", "=", "sent"],
    ],
  } as const;
  const taken = await ports.table.write({ update: key, set: { turnId: mine.id, turnUntil: mine.until }, if: same });
  if (!taken.ok || taken.item === null) return null;
  const { turnEffect, turnKey, turnSentAt, turnLooks, turnLookedAt, turnPrint } = SentPart.parse(old);
  const sent = {
    effect: turnEffect,
    effectKey: turnKey,
    sentAt: turnSentAt,
    looks: turnLooks,
    lookedAt: turnLookedAt,
    print: turnPrint,
  };
  return { key, id: mine.id, row: taken.item, sent };
}

/** Writes phase `sent` before a call whose repetition could do harm. False: the turn is no longer ours, or the row no longer what it must be. */
export async function markSent(turn: Turn, effect: EffectKind, effectKey: string, ports: Ports): Promise<boolean> {
  return markSending(turn, { effect, effectKey }, ports);
}

/** As `markSent`, with more to be written beside. */
export async function markSending(turn: Turn, sending: Sending, ports: Ports): Promise<boolean> {
  const set = sentPart(sending, ports.clock.now());
  const mine = { all: [["turnId", "=", turn.id] as const, ...(turn.still ?? [])] };
  const done = await ports.table.write({ update: turn.key, set, if: mine });
  return done.ok;
}

/** Back to `run`: the effect is settled. `kept`: what of its answer must not be lost. */
export async function markRun(turn: Turn, ports: Ports, kept: Record<string, unknown> = {}): Promise<boolean> {
  const set = { ...kept, turnPhase: "run" };
  const done = await ports.table.write({
    update: turn.key,
    set,
    remove: INTENT,
    if: { all: [["turnId", "=", turn.id]] },
  });
  return done.ok;
}

/** Ends the turn with what is to be stored. False: somebody asked to go round again (or the wish changed): plan anew under the same turn. */
export async function endTurn(
  turn: Turn,
  end: { set: Record<string, unknown>; remove?: readonly string[]; unless?: { want: string } },
  ports: Ports,
): Promise<"ended" | "again" | "lost"> {
  const want = end.unless === undefined ? [] : ([["want", "=", end.unless.want]] as const);
  const done = await ports.table.write({
    update: turn.key,
    set: end.set,
    remove: [...TURN, ...(end.remove ?? [])],
    if: { all: [["turnId", "=", turn.id], ["again", "absent"], ...want] },
  });
  if (done.ok) return "ended";
  if (TurnPart.safeParse(done.old).data?.turnId !== turn.id)
    return done.old?.["turnId"] === undefined ? "ended" : "lost";
  await ports.table.write({ update: turn.key, remove: ["again"], if: { all: [["turnId", "=", turn.id]] } });
  return "again";
}

/** The end of a turn as one write among others of a transaction: refused where the turn is no longer ours. */
export function endingWrite(turn: Turn, end: { set: Record<string, unknown>; remove?: readonly string[] }): Update {
  const remove = [...TURN, "again", ...(end.remove ?? [])];
  return { update: turn.key, set: end.set, remove, if: { all: [["turnId", "=", turn.id]] } };
}

/** How an unsettled effect is left; `lookAt`: when tick has it looked for though the row waits for a person. */
export interface LeftOpen {
  set: Record<string, unknown>;
  looks: number;
  lookedAt?: Instant | null;
  lookAt?: Instant | null;
}

/** Leaves the row as `unknown`: the turn stays with phase `sent`, expired at once, so that whoever comes next looks. */
export async function leaveUnknown(
  turn: Turn,
  { set, looks, lookedAt = null, lookAt = null }: LeftOpen,
  ports: Ports,
): Promise<void> {
  const looked = lookedAt !== null && { turnLookedAt: lookedAt };
  const next = lookAt !== null && { turnLookAt: lookAt };
  const left = { ...set, turnUntil: ports.clock.now(), turnLooks: looks, ...looked, ...next };
  const remove = lookAt === null ? ["turnLookAt"] : [];
  await ports.table.write({ update: turn.key, set: left, remove, if: { all: [["turnId", "=", turn.id]] } });
}
