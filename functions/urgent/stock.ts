import type { Effects } from "../../adapters/contract.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { onSale, skusOf } from "../../domain/listing/sku.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { ListingRef, SkuSeen } from "../../domain/plan/observation.ts";
import { dayOf, MINUTE_MS, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { HeadRow, listingOf, publicationOf, seenOf } from "../shared/store/rows.ts";
import { leftOf, lowerLeft, poolsOf, raiseLeft, type StockOf } from "../shared/stock.ts";
import { endTurn, leaveUnknown, markRun, markSent, takeTurn, type Turn } from "../shared/turn.ts";

export interface UrgentServices {
  ports: Ports;
  shops: Shops;
}
interface StockMessage {
  m: string;
  l: string;
  s: string;
}

/** Makes a shop show what it may sell of one listing: raises `left` before the call, lowers it after the answer. */
export async function pushStock(message: StockMessage, services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const turn = await takeTurn(keys.stockTurn(message.m, message.l, message.s), ports, { create: true });
  if (turn === null) return;
  for (let round = 0; round < 5; round++) {
    const ending = await play(turn, message, services);
    if (ending.state === "unknown") {
      await leaveUnknown(turn, { set: { state: "unknown", ...work.due(message.l, ending.next) }, looks: 0 }, ports);
      await alarm(message, ending.next, { ports, shops });
      return;
    }
    const waits = ending.state === "waiting" ? work.due(message.l, plus(ending.next, MINUTE_MS)) : null;
    const set = { state: ending.state, pushedAt: ports.clock.now(), ...waits };
    const ended = await endTurn(turn, { set, ...(waits === null && { remove: ["WPK", "WSK"] }) }, ports);
    if (ended === "again") continue;
    if (ended === "ended" && ending.state === "waiting") await alarm(message, ending.next, { ports, shops });
    return;
  }
}

async function alarm(message: StockMessage, at: Instant, { ports, shops }: UrgentServices): Promise<void> {
  const delayMs = Math.min(15 * MINUTE_MS, Math.max(1_000, msBetween(ports.clock.now(), at)));
  const { row } = await shops.open(message.m, message.s, "stock");
  const body = { v: 1, kind: "stock", m: message.m, l: message.l, s: message.s };
  await ports.queues.send(`urgent:${row.platform}`, [{ body, group: message.s, delayMs }]);
}

interface Live {
  shop: OpenShop;
  ref: ListingRef;
  of: StockOf;
}

async function play(turn: Turn, message: StockMessage, { ports, shops }: UrgentServices): Promise<Ending> {
  const shop = await shops.open(message.m, message.s, "stock");
  const live = await liveOf(message, shop, ports);
  if (live === null) return { state: "done" };
  if (turn.sent !== null) {
    const settled = await settle({ ...turn, sent: turn.sent }, live, ports);
    if (settled !== null) return settled;
  }
  return push(turn, live, ports);
}

/** The product as far as stock is concerned; null while the publish flow still owns its stock, or the shop did not give stock to us. */
async function liveOf({ m, l, s }: StockMessage, shop: OpenShop, ports: Ports): Promise<Live | null> {
  if (!shop.row.manages.stock) return null;
  const rows = await ports.table.batchGet([
    keys.head(m, l),
    keys.publication(m, l, s),
    keys.publicationDetail(m, l, s),
  ]);
  const row = (SK: string) => rows.find((item) => item.SK === SK) ?? null;
  const seen = seenOf(row(`PUBX#${s}`));
  const head = HeadRow.safeParse(row("HEAD")).data;
  const publication = row(`PUB#${s}`);
  if (seen?.ref?.platformId == null || !seen.listedOnce || head === undefined || publication === null) return null;
  if (seen.byOthers.includes("stock") || seen.shelf === "gone") return null;
  const revision = await ports.table.get(keys.revision(m, l, head.rev));
  if (revision === null) return null;
  const wanted = publicationOf(publication).want === "on";
  const skus = skusOf(listingOf(revision), { today: dayOf(ports.clock.now()), holidays: HOLIDAYS, shopId: s });
  const stock = skus.map((sku) => ({
    merchantKey: sku.merchantKey,
    draws: sku.draws,
    closed: !wanted || !onSale(sku, ports.clock.now()),
  }));
  return { shop, ref: seen.ref, of: { m, s, skus: stock } };
}

async function push(turn: Turn, live: Live, ports: Ports): Promise<Ending> {
  const { shop, ref, of } = live;
  const facts = shop.adapter.effects.setStock;
  if (isAbsent(facts)) return { state: "done" };
  const before = await poolsOf(of, ports);
  const { wishes } = await raiseLeft(of, ports);
  const changed = [...wishes].filter(([key, wish]) => wish !== leftOf(before, of.s, key));
  if (changed.length === 0) return { state: "done" };
  const read = await shop.door.ask((x) => shop.adapter.read(ref, x));
  const judge = { now: ports.clock.now(), tries: 0, settle: facts.settle, readLagMs: shop.adapter.find.readLagMs };
  const unread = endingOf(read, judge);
  if (unread !== null || read.kind !== "done" || read.value === null) return unread ?? { state: "done" };
  const there = read.value.skus;
  const values = changed.flatMap(([key, wish]) => valueOf({ key, wish, left: leftOf(before, of.s, key) }, there));
  const confirmed = new Map<string, number>();
  for (const chunk of chunks(values, facts.batch)) {
    const key = ports.ids.id();
    if (!(await markSent(turn, "setStock", key, ports))) return { state: "done" };
    const outcome = await shop.door.send(
      "setStock",
      { ref, skus: chunk.map(({ unseen: _unseen, wish: _wish, ...sku }) => sku) },
      key,
    );
    const ending = endingOf(outcome, { ...judge, now: ports.clock.now() });
    if (outcome.kind === "unknown")
      return { state: "unknown", next: plus(ports.clock.now(), shop.adapter.find.readLagMs) };
    await markRun(turn, ports);
    if (ending !== null && outcome.kind !== "partly") return ending;
    const refused = new Set(outcome.kind === "partly" ? outcome.failed.map(({ merchantKey }) => merchantKey) : []);
    for (const sku of chunk.filter(({ merchantKey }) => !refused.has(merchantKey)))
      confirmed.set(sku.merchantKey, Math.max(sku.wish, sku.unseen));
    if (ending !== null) {
      await lowerLeft(of, confirmed, ports);
      return ending;
    }
  }
  await lowerLeft(of, confirmed, ports);
  return { state: "done" };
}

type Value = Effects["setStock"][0]["skus"][number] & { wish: number; unseen: number };

/** What to write of one sku: what sold there and was not read yet is taken off a set, so that it isn't given back. */
function valueOf(
  sku: { key: string; wish: number; left: number },
  there: readonly Omit<SkuSeen, "stockVersion">[],
): Value[] {
  const seen = there.find((one) => one.merchantKey === sku.key);
  if (seen?.platformSkuId == null) return [];
  const shown = seen.shown ?? sku.left;
  const unseen = Math.max(0, sku.left - shown);
  const target = Math.max(0, sku.wish - unseen);
  const change = target - shown;
  return [
    { merchantKey: sku.key, platformSkuId: seen.platformSkuId, value: { target, change }, wish: sku.wish, unseen },
  ];
}

/** After silence: what it shows now is what it may sell. */
async function settle(
  turn: Turn & { sent: NonNullable<Turn["sent"]> },
  { shop, ref, of }: Live,
  ports: Ports,
): Promise<Ending | null> {
  const earliest = plus(turn.sent.sentAt, shop.adapter.find.readLagMs);
  if (ports.clock.now() < earliest) return { state: "unknown", next: earliest };
  const read = await shop.door.ask((x) => shop.adapter.read(ref, x));
  if (read.kind !== "done" || read.value === null)
    return { state: "unknown", next: plus(ports.clock.now(), MINUTE_MS) };
  const shown = read.value.skus.flatMap((sku) => (sku.shown === null ? [] : [[sku.merchantKey, sku.shown] as const]));
  await lowerLeft(of, new Map(shown), ports);
  await markRun(turn, ports);
  turn.sent = { ...turn.sent };
  return null;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
