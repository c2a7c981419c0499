import { isAbsent } from "../../domain/plan/effect.ts";
import type { Reading } from "../../domain/plan/observation.ts";
import { instantFrom, MINUTE_MS, plus, SECOND_MS } from "../../domain/time.ts";
import { endingOf, findingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import { afterSales, lowerLeft, raiseLeft, type Raised } from "../shared/stock/left.ts";
import { closeWindows, windowsOf, type SetWindow } from "../shared/stock/windows.ts";
import { markSending, type Sending, type Turn } from "../shared/turn.ts";
import { tellPublish } from "./stock-asks.ts";
import { driftOf } from "./stock-drift.ts";
import type { Live } from "./stock-live.ts";
import { probeOf, shownIn, type Probe } from "./stock-probe.ts";
import { confirmedOf, valuesOf, type Value } from "./stock-values.ts";

/** How one round of a turn ended, and what its row keeps. */
export interface Played {
  ending: Ending;
  sets: readonly SetWindow[];
  probe?: Probe | null;
}
interface Tools {
  sendingOf(live: Live, ports: Ports): Sending;
  ports: Ports;
}
/** `mayRise`: the shop's orders were read just now. `look`: what is there is read and judged though nothing has to be written. `first`: the turn stands in phase `sent` already. */
interface Round {
  live: Live;
  mayRise: boolean;
  look: boolean;
  first: boolean;
}
const RACE_MS = 5 * SECOND_MS;
const LOCKED_MS = 5 * MINUTE_MS;
const NOBODY: ReadonlySet<string> = new Set();

/** One round under the turn: raise, read, write, lower. */
export async function round(
  turn: Turn,
  { live, mayRise, look, first }: Round,
  { sendingOf, ports }: Tools,
): Promise<Played> {
  const unsettled = turn.sent !== null;
  if (turn.sent !== null) {
    const earliest = plus(turn.sent.sentAt, live.shop.adapter.find.readLagMs);
    if (ports.clock.now() < earliest)
      return { ending: { state: "unknown", next: earliest }, sets: windowsOf(live.row) };
    // What it shows past the lag is true, whichever way the lost answer went: the round starts anew from there.
    turn.sent = null;
  }
  const fresh = first && !unsettled ? turn.row : await resend(turn, sendingOf(live, ports), { live, ports });
  if (fresh === null) return { ending: { state: "done" }, sets: windowsOf(live.row) };
  const sets = windowsOf(fresh);
  const raised = await raiseLeft(live.of, ports, mayRise ? undefined : NOBODY);
  if (raised.late)
    return { ending: { state: "waiting", waitFor: "retry", next: plus(ports.clock.now(), RACE_MS) }, sets };
  const clear = isClear(turn, live, ports);
  const played = await write(turn, { live, raised, mayRise, look }, ports);
  const probed = clear && (unsettled || played.unseen);
  return {
    ending: played.ending,
    sets,
    probe: probed ? await probeOf(live, { shown: played.shown, by: turn.id }, ports) : null,
  };
}

/** Whether a reading from now on shows all that turns before this one wrote. */
function isClear({ row }: Turn, { shop }: Live, ports: Ports): boolean {
  const pushedAt = row["pushedAt"];
  if (typeof pushedAt !== "string") return true;
  return plus(instantFrom(pushedAt), shop.adapter.find.readLagMs) <= ports.clock.now();
}

async function resend(turn: Turn, sending: Sending, { live, ports }: { live: Live; ports: Ports }) {
  const opened = windowsOf({ PK: "", SK: "", ...sending.set });
  const closed = closeWindows(opened.slice(0, -1), ports.clock.now());
  const set = opened.length === 0 ? {} : { sets: [...closed, ...opened.slice(-1)] };
  const done = await markSending(turn, { ...sending, set }, ports);
  return done ? { ...turn.row, ...(live.row ?? {}), ...set, PK: turn.key.PK, SK: turn.key.SK } : null;
}

interface Writing {
  live: Live;
  raised: Raised;
  mayRise: boolean;
  look: boolean;
}
/** `shown`: what each sku shows there now, as far as it was read or confirmed. `unseen`: something sold there that was not read yet. */
interface Written {
  ending: Ending;
  shown: ReadonlyMap<string, number>;
  unseen: boolean;
}
const nothing = (ending: Ending): Written => ({ ending, shown: new Map(), unseen: false });

async function write(turn: Turn, writing: Writing, ports: Ports): Promise<Written> {
  const { live, raised, mayRise, look } = writing;
  const { shop, ref, of } = live;
  const facts = shop.adapter.effects.setStock;
  const changed = [...raised.wishes].some(([key, wish]) => wish !== raised.before.get(key));
  if (isAbsent(facts) || !(changed || look)) return nothing(await waitsFor(writing, ports));
  const tries = Number(turn.row["tries"] ?? 0);
  const judge = { now: ports.clock.now(), tries, settle: facts.settle, readLagMs: shop.adapter.find.readLagMs };
  const read = await shop.door.ask((x) => shop.adapter.read(ref, x));
  const unread = endingOf(read, judge);
  if (unread !== null || read.kind !== "done") return nothing(unread ?? { state: "done" });
  if (read.value === null) return nothing({ state: "waiting", waitFor: "retry", next: plus(judge.now, LOCKED_MS) });
  if (facts.needs.includes("not_in_audit") && read.value.audit.state === "pending") {
    await tellPublish(live, ports);
    return nothing({ state: "waiting", waitFor: "lock", next: plus(judge.now, LOCKED_MS) });
  }
  const drift = await driftOf({ live, raised, mayRise, there: read.value.skus }, ports);
  if (drift.ending !== null) return nothing(drift.ending);
  const values = valuesOf(await afterSales(of, raised, ports), read.value.skus).filter(
    ({ merchantKey }) => !drift.waiting.has(merchantKey),
  );
  const sent = await send({ live, values, judge }, ports);
  if (sent.ending?.state === "unknown") return { ...nothing(sent.ending), unseen: true };
  await lowerLeft(of, sent.confirmed, ports);
  const unseen = values.some((value) => value.unseen > 0);
  const shown = shownNow(read.value, sent.confirmed, values);
  await relist(live, read.value, ports);
  return { ending: sent.ending ?? (await waitsFor(writing, ports, drift.waiting.size > 0)), shown, unseen };
}

/** What could not be raised yet waits for the shop's orders. */
async function waitsFor({ live, mayRise, raised }: Writing, ports: Ports, also = false): Promise<Ending> {
  const short = !mayRise && [...raised.wanted].some(([key, wish]) => wish > (raised.wishes.get(key) ?? 0));
  if (!short && !also) return { state: "done" };
  return { state: "waiting", waitFor: "stock", next: plus(ports.clock.now(), live.shop.adapter.find.readLagMs) };
}

function shownNow(reading: Reading, confirmed: ReadonlyMap<string, number>, values: readonly Value[]) {
  const written = new Map(values.map(({ merchantKey, value }) => [merchantKey, value.target]));
  const skus = reading.skus.map((sku) =>
    confirmed.has(sku.merchantKey) ? { ...sku, shown: written.get(sku.merchantKey) ?? sku.shown } : sku,
  );
  return shownIn({ skus });
}

/** What is wanted on the shelf and has stock again may be listed; what a platform took down stays the planner's to judge. */
async function relist(live: Live, reading: Reading, ports: Ports): Promise<void> {
  const open = live.of.skus.some(({ closed }) => !closed);
  if (live.wanted && open && reading.shelf === "off") await tellPublish(live, ports);
}

interface Sent {
  ending: Ending | null;
  confirmed: Map<string, number>;
}

/** Sends the values, as many a call as the platform takes; ends at the first answer that stops it. */
async function send(
  { live, values, judge }: { live: Live; values: readonly Value[]; judge: Parameters<typeof endingOf>[1] },
  ports: Ports,
): Promise<Sent> {
  const { shop, ref } = live;
  const facts = shop.adapter.effects.setStock;
  const confirmed = new Map<string, number>();
  if (isAbsent(facts)) return { ending: null, confirmed };
  for (const chunk of chunks(values, facts.batch)) {
    const skus = chunk.map(({ merchantKey, platformSkuId, value }) => ({ merchantKey, platformSkuId, value }));
    const outcome = await shop.door.send("setStock", { ref, skus }, ports.ids.id());
    const ending = endingOf(outcome, { ...judge, now: ports.clock.now() });
    if (outcome.kind === "unknown" || outcome.kind === "failed")
      return { ending: ending ?? { state: "done" }, confirmed };
    const refused = outcome.kind === "partly" ? outcome.failed : [];
    const keys = new Set(refused.map(({ merchantKey }) => merchantKey));
    for (const [key, units] of confirmedOf(chunk, keys)) confirmed.set(key, units);
    if (ending?.state === "blocked")
      return { ending: { ...ending, findings: refused.map(({ failure }) => findingOf(failure)) }, confirmed };
    if (ending !== null) return { ending, confirmed };
  }
  return { ending: null, confirmed };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
