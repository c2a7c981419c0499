import { facts } from "../../../adapters/facts.ts";
import { applyInPart, claimsHeld, movesBetween, type PoolMove } from "../../../domain/order/claims.ts";
import type { Order } from "../../../domain/order/order.ts";
import { DAY_MS, plus } from "../../../domain/time.ts";
import type { Item, Ports, Put, Update } from "../ports.ts";
import { poolUpdates } from "../stock/moves.ts";
import { keys, views, work } from "../store/keys.ts";
import { orderBody, type ShopRow } from "../store/rows.ts";
import { caseWrite } from "./cases.ts";
import type { Batch, Held } from "./merging.ts";
import { stopLabelWrite, stopWrite, type Shipments } from "./stops.ts";

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
  const pools = await poolWrites(together, ports);
  const cases = batch.cases.map(({ message, row }) => caseWrite(message, row));
  const stops = [
    ...shipments.waiting.map((waiting) => stopWrite(waiting, ports)),
    ...shipments.labels.map((label) => stopLabelWrite(label, ports)),
  ];
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

function isStopping(held: Held, { waiting, labels }: Shipments): boolean {
  return [...waiting, ...labels].some((one) => one.held === held);
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

/** A platform that this deployment no longer has puts nothing back. */
const mannerOf = ({ platform }: ShopRow) => facts[platform]?.stock ?? { push: "delta" as const, restocksOn: [] };

function poolWrites(changes: readonly Changed[], ports: Ports): Promise<Update[]> {
  const groups = [...Map.groupBy(changes, ({ m, shop }) => `${m}|${shop.id}`).values()];
  const stored = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const orders = group.map(({ stored: before, next: after }) => ({ before, after }));
    return [{ m: first.m, shop: first.shop, manner: mannerOf(first.shop), moves: movesOf(group), orders }];
  });
  return poolUpdates(stored, ports);
}
