import { isAbsent } from "../../domain/plan/effect.ts";
import type { Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { Seen } from "../shared/store/rows.ts";
import { markRun, type Sent, type Turn } from "../shared/turn.ts";
import { alarmUnknown, blind, CLEAR_LOOKS, mayLookAt, stillOpen, type Open } from "../shared/unsettled.ts";
import { capabilitiesOf, type Loaded } from "./derive.ts";
import { afterEffect, saveSeen } from "./observe.ts";
import type { Situation } from "./situation.ts";

/** What settling needs: no wish, for a shut gate must not keep a lost answer from being looked up. */
type Settling = Pick<Situation, "m" | "listing" | "shop" | "seen" | "can" | "kept"> & {
  /** What is known there if our creation has arrived. */
  created: Seen;
  /** A person says that what nothing can look up did not happen. */
  checked: boolean;
};
/** `ending` null: settled, go on. */
interface Settled {
  ending: Open | null;
  seen: Seen;
}
type SentTurn = Turn & { sent: Sent };

/** What an unsettled turn is settled from. Where something else is wished by now than was sent, or no wish could be derived, nothing of the content counts as confirmed: it is sent again when it can be. */
export function settlingOf(loaded: Loaded, found: Situation | Ending, { print }: Sent): Omit<Settling, "checked"> {
  const { seen } = loaded;
  if ("state" in found) return { ...loaded, can: capabilitiesOf(loaded.shop), kept: { seen }, created: seen };
  const asSent = print === found.source;
  return { ...found, created: asSent ? afterEffect(found, found.can.createSets) : found.seen };
}

/** Finds out what became of an effect whose answer was lost. Never sends anything. */
export async function settle(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  const { sent } = turn;
  const at = ports.clock.now();
  if (isBlind(sent, now)) return now.checked ? settled(turn, now.seen, ports) : { ending: blind(sent), seen: now.seen };
  const { readLagMs } = now.can.find;
  if (at < mayLookAt(sent, readLagMs)) return { ending: stillOpen(sent, readLagMs, at), seen: now.seen };
  return sent.effect === "create" ? settleCreate(turn, now, ports) : settleEdit(turn, now, ports);
}

function isBlind({ effect }: Sent, { shop }: Settling): boolean {
  const facts = shop.adapter.effects[effect];
  return !isAbsent(facts) && facts.settle === "blind";
}

async function settleCreate(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  // Its answer came and was stored; only the end of that turn was lost.
  if (now.seen.ref?.platformId != null) return settled(turn, now.seen, ports);
  const looked = await now.shop.door.ask((x) => now.shop.adapter.look(now.listing.merchantKey, x));
  if (looked.kind !== "done") return notYet(turn, now, { ports, clear: false });
  const [oldest] = looked.value;
  if (oldest !== undefined) {
    // It was not there before our try: we looked. So it is ours.
    const seen = { ...now.created, ref: oldest, at: ports.clock.now() };
    await saveSeen(now, seen, ports);
    return settled(turn, seen, ports);
  }
  return turn.sent.looks + 1 < CLEAR_LOOKS ? notYet(turn, now, { ports, clear: true }) : settled(turn, now.seen, ports);
}

async function settleEdit(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  const ref = now.seen.ref;
  const read = ref === null ? null : await now.shop.door.ask((x) => now.shop.adapter.read(ref, x));
  if (read?.kind !== "done" || read.value === null) return notYet(turn, now, { ports, clear: false });
  const skus = read.value.skus.map((sku) => ({ ...sku, stockVersion: 0 }));
  const seen = { ...now.seen, ...read.value, ref: read.value.ref ?? ref, skus, at: ports.clock.now() };
  await saveSeen(now, seen, ports);
  return settled(turn, seen, ports);
}

async function settled(turn: SentTurn, seen: Seen, ports: Ports): Promise<Settled> {
  await markRun(turn, ports);
  return { ending: null, seen };
}

function notYet(turn: SentTurn, now: Settling, { ports, clear }: { ports: Ports; clear: boolean }): Settled {
  const { sent } = turn;
  sent.lookedAt = ports.clock.now();
  if (clear) sent.looks += 1;
  const ending = stillOpen(sent, now.can.find.readLagMs, sent.lookedAt);
  if (ending.state === "unsettled") alarmUnknown(ports);
  return { ending, seen: now.seen };
}
