import { MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import { lookAfterMs, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import { markRun, type Turn } from "../shared/turn.ts";
import { afterEffect, saveSeen } from "./observe.ts";
import type { Situation } from "./situation.ts";

/** Clear "not there" answers that are needed before the same may be sent again. */
const CLEAR_LOOKS = 3;
const GIVE_UP_MS = 24 * MINUTE_MS;

/** Finds out what became of an effect whose answer was lost. Null: settled, plan on. Never sends anything. */
export async function settle(turn: Turn, now: Situation, ports: Ports): Promise<Ending | null> {
  const sent = turn.sent;
  if (sent === null) return null;
  const readLagMs = now.can.find.readLagMs;
  const earliest = plus(sent.sentAt, lookAfterMs(0, readLagMs));
  if (ports.clock.now() < earliest) return { state: "unknown", next: earliest };
  return sent.effect === "create"
    ? settleCreate({ ...turn, sent }, now, ports)
    : settleEdit({ ...turn, sent }, now, ports);
}

type SentTurn = Turn & { sent: NonNullable<Turn["sent"]> };

async function settleCreate(turn: SentTurn, now: Situation, ports: Ports): Promise<Ending | null> {
  // Its answer came and was stored; only the end of that turn was lost.
  if (now.seen.ref?.platformId != null) {
    await markRun(turn, ports);
    return null;
  }
  const looked = await now.shop.door.ask((x) => now.shop.adapter.look(now.listing.merchantKey, x));
  if (looked.kind !== "done") return later(turn, now, { ports, clear: false });
  const [oldest] = looked.value;
  if (oldest !== undefined) {
    // It was not there before our try: we looked. So it is ours.
    const seen = { ...afterEffect(now, now.can.createSets), ref: oldest, at: ports.clock.now() };
    await saveSeen(now, seen, ports);
    now.seen = seen;
    await markRun(turn, ports);
    return null;
  }
  if (turn.sent.looks + 1 < CLEAR_LOOKS) return later(turn, now, { ports, clear: true });
  await markRun(turn, ports);
  return null;
}

async function settleEdit(turn: SentTurn, now: Situation, ports: Ports): Promise<Ending | null> {
  const ref = now.seen.ref;
  const read = ref === null ? null : await now.shop.door.ask((x) => now.shop.adapter.read(ref, x));
  if (read?.kind !== "done" || read.value === null) return later(turn, now, { ports, clear: false });
  const skus = read.value.skus.map((sku) => ({ ...sku, stockVersion: 0 }));
  now.seen = { ...now.seen, ...read.value, ref: read.value.ref ?? ref, skus, at: ports.clock.now() };
  await saveSeen(now, now.seen, ports);
  await markRun(turn, ports);
  return null;
}

async function later(
  turn: SentTurn,
  now: Situation,
  { ports, clear }: { ports: Ports; clear: boolean },
): Promise<Ending> {
  if (clear) turn.sent.looks += 1;
  const waited = msBetween(turn.sent.sentAt, ports.clock.now());
  if (waited > GIVE_UP_MS) ports.log.metric("UnknownEffects", 1, { platform: now.shop.row.platform });
  return { state: "unknown", next: plus(ports.clock.now(), lookAfterMs(turn.sent.looks, now.can.find.readLagMs)) };
}
