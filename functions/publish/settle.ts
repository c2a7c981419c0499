import { MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import { lookAfterMs, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { Seen } from "../shared/store/rows.ts";
import { markRun, type Turn } from "../shared/turn.ts";
import { capabilitiesOf, type Loaded } from "./derive.ts";
import { afterEffect, partsPrint, saveSeen } from "./observe.ts";
import type { Situation } from "./situation.ts";

/** Clear "not there" answers that are needed before the same may be sent again. */
const CLEAR_LOOKS = 3;
const GIVE_UP_MS = 24 * MINUTE_MS;

/** What settling needs: no wish, for a shut gate must not keep a lost answer from being looked up. */
type Settling = Pick<Situation, "m" | "listing" | "shop" | "seen" | "can" | "kept"> & {
  /** What is known there if our creation has arrived. */
  created: Seen;
};
/** `ending` null: settled, go on. */
interface Settled {
  ending: Ending | null;
  seen: Seen;
}
type SentTurn = Turn & { sent: NonNullable<Turn["sent"]> };

/** What an unsettled turn is settled from. Where something else is wished by now than was sent, or no wish could be derived, nothing of the content counts as confirmed: it is sent again when it can be. */
export function settlingOf(loaded: Loaded, found: Situation | Ending, { print }: SentTurn["sent"]): Settling {
  const { seen } = loaded;
  if ("state" in found) return { ...loaded, can: capabilitiesOf(loaded.shop), kept: { seen }, created: seen };
  const asSent = print === partsPrint(found);
  return { ...found, created: asSent ? afterEffect(found, found.can.createSets) : found.seen };
}

/** Finds out what became of an effect whose answer was lost. Never sends anything. */
export async function settle(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  const earliest = plus(turn.sent.sentAt, lookAfterMs(0, now.can.find.readLagMs));
  if (ports.clock.now() < earliest) return { ending: { state: "unknown", next: earliest }, seen: now.seen };
  return turn.sent.effect === "create" ? settleCreate(turn, now, ports) : settleEdit(turn, now, ports);
}

async function settleCreate(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  // Its answer came and was stored; only the end of that turn was lost.
  if (now.seen.ref?.platformId != null) return settled(turn, now.seen, ports);
  const looked = await now.shop.door.ask((x) => now.shop.adapter.look(now.listing.merchantKey, x));
  if (looked.kind !== "done") return later(turn, now, { ports, clear: false });
  const [oldest] = looked.value;
  if (oldest !== undefined) {
    // It was not there before our try: we looked. So it is ours.
    const seen = { ...now.created, ref: oldest, at: ports.clock.now() };
    await saveSeen(now, seen, ports);
    return settled(turn, seen, ports);
  }
  return turn.sent.looks + 1 < CLEAR_LOOKS ? later(turn, now, { ports, clear: true }) : settled(turn, now.seen, ports);
}

async function settleEdit(turn: SentTurn, now: Settling, ports: Ports): Promise<Settled> {
  const ref = now.seen.ref;
  const read = ref === null ? null : await now.shop.door.ask((x) => now.shop.adapter.read(ref, x));
  if (read?.kind !== "done" || read.value === null) return later(turn, now, { ports, clear: false });
  const skus = read.value.skus.map((sku) => ({ ...sku, stockVersion: 0 }));
  const seen = { ...now.seen, ...read.value, ref: read.value.ref ?? ref, skus, at: ports.clock.now() };
  await saveSeen(now, seen, ports);
  return settled(turn, seen, ports);
}

async function settled(turn: SentTurn, seen: Seen, ports: Ports): Promise<Settled> {
  await markRun(turn, ports);
  return { ending: null, seen };
}

function later(turn: SentTurn, now: Settling, { ports, clear }: { ports: Ports; clear: boolean }): Settled {
  if (clear) turn.sent.looks += 1;
  const waited = msBetween(turn.sent.sentAt, ports.clock.now());
  if (waited > GIVE_UP_MS) ports.log.metric("UnknownEffects", 1, { platform: now.shop.row.platform });
  const next = plus(ports.clock.now(), lookAfterMs(turn.sent.looks, now.can.find.readLagMs));
  return { ending: { state: "unknown", next }, seen: now.seen };
}
