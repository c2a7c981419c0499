/** Brings `left` back to what a place can really sell: every crash leaves it too high, never too low. */
import { instantFrom, MINUTE_MS, plus, SECOND_MS } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Clause, Ports, Update } from "../shared/ports.ts";
import { capLeft, forgetReleased, forgetSales } from "../shared/stock/rebase.ts";
import { keys } from "../shared/store/keys.ts";
import { askForOrders, comeBack } from "./stock-asks.ts";
import type { Live } from "./stock-live.ts";
import { MARK, probeIn, probeOf, shownIn, showsMore, type Probe } from "./stock-probe.ts";
import type { StockMessage } from "./stock.ts";

/** Orders that were read are stored within this, a worker's death and the message's coming back included. */
const STORED_MS = 15 * MINUTE_MS;
const HELD_MS = 30 * SECOND_MS;

/** `handled`: it comes back by itself. `push`: nothing shows less than it may sell. `look`: something shows more, which a push has to judge. */
export type Rebased = "handled" | "push" | "look";

/**
 * A reading, then the orders up to it, then the time that these need to be stored: what a place showed is all that it may still sell.
 * A reading says nothing once anybody has written stock since.
 */
export async function rebase({ pulledAt }: StockMessage, live: Live, ports: Ports): Promise<Rebased> {
  const now = ports.clock.now();
  const probe = probeIn(live.row);
  // Orders were read for what shows more than it may: the push that judges it reads for itself.
  if (probe === null) return pulledAt === undefined ? begin(live, ports) : "look";
  if (probe.readAt === null) {
    const from = plus(probe.at, probe.afterMs);
    const delayMs = pulledAt === undefined && now >= from ? 0 : probe.afterMs;
    if (pulledAt !== undefined && pulledAt >= from) await noteRead({ live, probe }, ports);
    else await askForOrders(live, ports, { rebase: true, delayMs });
  } else if (now < plus(probe.readAt, STORED_MS)) {
    await comeBack(live, { at: plus(probe.readAt, STORED_MS), rebase: true }, ports);
  } else await cap({ live, probe }, ports);
  return "handled";
}

/** A write to the turn's row while nobody writes stock, and nobody has since the reading. */
function untouched({ of: { m, l, s }, row }: Live, write: Pick<Update, "set" | "remove">): Update {
  const by = row?.["pushedBy"];
  const last: Clause = typeof by === "string" ? ["pushedBy", "=", by] : ["pushedBy", "absent"];
  return { update: keys.stockTurn(m, l, s), ...write, if: { all: [["turnId", "absent"], last] } };
}

async function begin(live: Live, ports: Ports): Promise<Rebased> {
  if (isAbandoned(live, ports.clock.now())) return "push";
  const from = settledAt(live, ports.clock.now());
  if (from !== null) {
    // A push now would put off the time from which a reading is true.
    await comeBack(live, { at: from, rebase: true }, ports);
    return "handled";
  }
  const { shop, ref, of } = live;
  const asked = live.row?.[MARK] !== undefined;
  const reading = await shop.door.ask((x) => shop.adapter.read(ref, x));
  if (reading.kind !== "done" || reading.value === null) return "push";
  if (await showsMore(live, reading.value, ports)) return "look";
  await forgetReleased(of, ports);
  if (!asked) await forgetSales(of, ports);
  const probe = await probeOf(live, { shown: shownIn(reading.value) }, ports);
  if (probe === null) {
    if (asked) await ports.table.write(untouched(live, { remove: [MARK] }));
    return "push";
  }
  const kept = await ports.table.write(untouched(live, { set: { probe, [MARK]: probe.at } }));
  if (kept.ok) await askForOrders(live, ports, { rebase: true, delayMs: probe.afterMs });
  return kept.ok ? "handled" : "push";
}

/** A turn whose worker died: nobody ends it but whoever takes it over, and this very message may be the one that came back for that. */
function isAbandoned({ row, turn }: Live, now: Instant): boolean {
  return turn.held && String(row?.["turnUntil"] ?? "") < now;
}

/** From when on a reading shows all that we wrote; null for now. */
function settledAt({ row, turn, shop }: Live, now: Instant): Instant | null {
  if (turn.held) return plus(now, HELD_MS);
  const pushedAt = row?.["pushedAt"];
  const from = typeof pushedAt === "string" ? plus(instantFrom(pushedAt), shop.adapter.find.readLagMs) : now;
  return from > now ? from : null;
}

interface Probed {
  live: Live;
  probe: Probe;
}

async function noteRead({ live, probe }: Probed, ports: Ports): Promise<void> {
  const readAt = ports.clock.now();
  const noted = await ports.table.write(untouched(live, { set: { probe: { ...probe, readAt } } }));
  await comeBack(live, { at: noted.ok ? plus(readAt, STORED_MS) : readAt, rebase: true }, ports);
}

async function cap({ live, probe }: Probed, ports: Ports): Promise<void> {
  const guard = untouched(live, { remove: ["probe", MARK] });
  await capLeft(live.of, { seen: probe.places, guard }, ports);
  await comeBack(live, { at: ports.clock.now() }, ports);
}
