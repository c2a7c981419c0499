import { facts } from "../../../adapters/facts.ts";
import { applyInPart, claimsHeld, movesBetween, type PoolMove } from "../../../domain/order/claims.ts";
import type { Order } from "../../../domain/order/order.ts";
import { DAY_MS, plus } from "../../../domain/time.ts";
import type { Item, Ports, Put, Update } from "../ports.ts";
import { keys, views, work } from "../store/keys.ts";
import { leftAttribute, orderBody, type ShopRow } from "../store/rows.ts";
import { caseWrite } from "./cases.ts";
import { nameOfKey, type Batch, type Held } from "./merging.ts";
import { stopWrite, type Shipments } from "./stops.ts";

/** More pools than this are moved in parts, under the order's version. */
const MOST_POOLS = 40;
const MOST_ITEMS = 60;
const CLOCK_MARKS = new Set(["alarm", "alarmFor", "askedAt"]);

/** `whole`: stored · `part`: stored, and the rest of its claims waits for another round · `lost`: nothing is stored that must be together. */
export type Stored = "whole" | "part" | "lost";

/** Writes a batch: what moves stock or belongs together in one transaction, the rest by itself. No condition on stock. */
export async function writeBatch(batch: Batch, shipments: Shipments, ports: Ports): Promise<Stored> {
  const changed = [...batch.orders.values()].filter(isChanged);
  const only = changed.length === 1 ? changed[0] : undefined;
  if (only !== undefined) only.next = applyInPart(heldBy(only.stored), only.next, MOST_POOLS);
  const together = changed.filter((one) => one.linked || movesOf([one]).length > 0 || isStopping(one, shipments));
  const pools = poolWrites(together, ports);
  const cases = batch.cases.map(({ message, row }) => caseWrite(message, row));
  const stops = shipments.waiting.map((waiting) => stopWrite(waiting, ports));
  const writes = [...together.map(orderWrite), ...pools, ...cases, ...stops];
  if (changed.length > 1 && (pools.length > MOST_POOLS || writes.length > MOST_ITEMS)) return "lost";
  const alone = changed.filter((one) => !together.includes(one));
  let stored = true;
  for (const one of alone) stored &&= await writeAlone(one, ports);
  if (writes.length > 0) stored &&= (await ports.table.transact(writes)).ok;
  if (!stored) return "lost";
  return changed.some(({ next }) => next.applied !== null) ? "part" : "whole";
}

/** An order that a reading changed. */
export type Changed = Held & { next: Order };
export function isChanged(held: Held): held is Changed {
  return held.next !== null;
}

function isStopping(held: Held, { waiting }: Shipments): boolean {
  return waiting.some((one) => one.held === held);
}

async function writeAlone(change: Changed, ports: Ports): Promise<boolean> {
  const written = await ports.table.write(orderWrite(change));
  return written.ok || landedBefore(change, written.old);
}

/** A retry of the SDK may meet its own first try: the row that refused is already what we wanted to write. */
function landedBefore({ next }: Changed, old: Item | null): boolean {
  return old?.["body"] instanceof Uint8Array && Buffer.compare(old["body"], orderBody(next)) === 0;
}

function orderWrite({ m, shop, before, next }: Changed): Put {
  const ver = Number(before?.["ver"] ?? 0);
  const open = !next.ended || next.lines.some(({ claims }) => next.split !== null && claims.length > 0);
  const index = open
    ? work.orderDue(m, next.shipBy?.at ?? plus(next.placedAt, DAY_MS))
    : views.endedOrder(m, next.placedAt);
  const hot = { pay: next.pay, upd: next.updatedAt, readAt: next.readAt, open, holds: next.holds.length };
  const put = {
    ...keys.order(m, shop.id, next.orderNo),
    ...hot,
    ...clockMarks(before),
    ver: ver + 1,
    body: orderBody(next),
    ...index,
  };
  return { put, if: { all: before === null ? [["PK", "absent"]] : [["ver", "=", ver]] } };
}

/** What tick has noted on the row; not a reading's to forget. */
function clockMarks(before: Item | null): Record<string, unknown> {
  const marks = Object.entries(before ?? {}).filter(([name]) => CLOCK_MARKS.has(name));
  return Object.fromEntries(marks);
}

const heldBy = (order: Order | null) => (order === null ? [] : claimsHeld(order));

/** How the pools of one shop move when these orders change together: what a child takes and its parent lets go is no move. */
export function movesOf(changes: readonly Changed[]): PoolMove[] {
  return movesBetween(
    changes.flatMap(({ stored }) => heldBy(stored)),
    changes.flatMap(({ next }) => claimsHeld(next)),
  );
}

/** One item per pool, however many orders move it. */
function poolWrites(changes: readonly Changed[], ports: Ports): Update[] {
  const merged = new Map<string, Update & { add: Record<string, number> }>();
  for (const group of Map.groupBy(changes, ({ m, shop }) => `${m}|${shop.id}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    for (const move of movesOf(group)) {
      const key = keys.pool(first.m, move.pool);
      const mark = work.dirty(move.pool, ports.clock.now());
      const update = merged.get(nameOfKey(key)) ?? { update: key, add: { ver: 1 }, default: mark };
      addMove(update.add, move, first.shop);
      merged.set(nameOfKey(key), update);
    }
  }
  return [...merged.values()];
}

function addMove(add: Record<string, number>, move: PoolMove, shop: ShopRow): void {
  addTo(add, "reserved", move.reserved);
  addTo(add, "onHand", move.onHand);
  for (const [merchantKey, units] of move.sold)
    addTo(add, leftAttribute(shop.id, merchantKey), leftChange(units, shop));
}

/** What is sold leaves `left`; what is given back returns to it only where the platform itself puts it back. */
function leftChange(units: number, shop: ShopRow): number {
  if (units > 0) return -units;
  return (facts[shop.platform]?.stock.restocksOn ?? []).length > 0 ? -units : 0;
}

function addTo(add: Record<string, number>, name: string, by: number): void {
  if (by !== 0) add[name] = (add[name] ?? 0) + by;
}
