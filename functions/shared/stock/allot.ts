/** Stock moved to where it is sold: to one shop for a while, or to another merchant's pool. Ledgered; a row is never shared between tenants. */
import * as z from "zod";
import { availableOf, promisedOf } from "../../../domain/stock/pool.ts";
import { isHeld } from "../../../domain/stock/room.ts";
import { MINUTE_MS, plus } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item, Ports } from "../ports.ts";
import { keys, work } from "../store/keys.ts";
import { handTo } from "./lend.ts";
import { lentAttribute, ownAttribute, poolOf, untilAttribute, type PoolRow } from "../store/pool-row.ts";
import { tellPool } from "./reserve.ts";

const common = { pool: z.string(), qty: z.number(), reason: z.string(), who: z.string(), at: z.string() };
const asInstant = z.string().transform((text) => text as Instant);
const Party = z.object({ m: z.string(), pool: z.string() });
const Row = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("kept"), shop: z.string(), until: asInstant, state: z.enum(["open", "done"]) }),
  z.object({ ...common, kind: z.literal("lent"), to: Party, state: z.enum(["planned", "done", "refused"]) }),
  z.object({ ...common, kind: z.literal("borrowed"), from: Party, state: z.literal("done") }),
  z.object({ ...common, kind: z.literal("given_back"), to: Party, state: z.enum(["planned", "done", "refused"]) }),
  z.object({ ...common, kind: z.literal("got_back"), from: Party, state: z.literal("done") }),
]);
/** `kept` for one shop until its end · `lent` to and `borrowed` from another merchant · `given_back` to and `got_back` from him. */
export type Allotment = z.infer<typeof Row>;

/** The allotment of a row; null for what is none. */
export function allotmentOf(item: Item | null): Allotment | null {
  return Row.safeParse(item ?? {}).data ?? null;
}

/** Tick finds what its own message did not finish. */
const NET_MS = 5 * MINUTE_MS;

interface Planned {
  m: string;
  id: string;
  allotment: Allotment;
}

/** Writes an allotment down with what it moves in its own pool, under that pool's version. False: there is not so much to give, or the pool moved meanwhile. */
export async function planAllotment({ m, id, allotment }: Planned, ports: Ports): Promise<boolean> {
  const pool = await poolRow(m, allotment.pool, ports);
  if (pool === null || allotment.qty > givable(pool, allotment)) return false;
  const now = ports.clock.now();
  const due = work.due(id, allotment.kind === "kept" ? allotment.until : plus(now, NET_MS));
  const done = await ports.table.transact([
    { put: { ...keys.allotment(m, allotment.pool, id), ...allotment, ...due }, if: { all: [["PK", "absent"]] } },
    {
      update: keys.pool(m, allotment.pool),
      ...outOf(allotment),
      default: work.dirty(allotment.pool, now),
      if: {
        all: [
          ["ver", "=", pool.ver],
          ...(allotment.kind === "kept" ? ([[untilAttribute(allotment.shop), "absent"]] as const) : []),
        ],
      },
    },
  ]);
  if (!done.ok) return false;
  await tellPool(m, allotment.pool, ports);
  if (allotment.kind !== "kept") await tellAllotment(m, { pool: allotment.pool, id }, ports);
  return true;
}

/** What may be given away: what shops may still sell of a shared-out pool is theirs until it is lowered there. */
function givable(pool: PoolRow, { kind }: Allotment): number {
  const promised = kind !== "kept" && isHeld({ ...pool, bands: [] }) ? promisedOf(pool) : 0;
  return availableOf(pool) - promised;
}

function outOf(allotment: Allotment): { set?: Record<string, unknown>; add: Record<string, number> } {
  const { qty } = allotment;
  if (allotment.kind === "kept") {
    const set = { [ownAttribute(allotment.shop)]: qty, [untilAttribute(allotment.shop)]: allotment.until };
    return { set, add: { ver: 1 } };
  }
  if (allotment.kind === "lent") return { add: { allotted: qty, [lentAttribute(allotment.to)]: qty, ver: 1 } };
  return { add: { onHand: -qty, ver: 1 } };
}

/** Takes an allotment one step further; each step bears repetition. `due`: a kept one ends only when its time has come. */
export async function goOn(
  { m, pool, id, due }: { m: string; pool: string; id: string; due?: true },
  ports: Ports,
): Promise<void> {
  const allotment = allotmentOf(await ports.table.get(keys.allotment(m, pool, id)));
  if (allotment === null) return;
  if (allotment.kind === "kept") {
    const over = !due || allotment.until <= ports.clock.now();
    if (allotment.state === "open" && over) await endKept({ m, id, allotment }, ports);
    return;
  }
  if (allotment.state === "planned") await handTo(allotment, { m, id }, ports);
}

async function endKept({ m, id, allotment }: Planned, ports: Ports): Promise<void> {
  if (allotment.kind !== "kept") return;
  const { pool, shop, until } = allotment;
  const done = await ports.table.transact([
    { update: keys.allotment(m, pool, id), set: { state: "done" }, remove: ["WPK", "WSK"] },
    {
      update: keys.pool(m, pool),
      remove: [ownAttribute(shop), untilAttribute(shop)],
      add: { ver: 1 },
      default: work.dirty(pool, ports.clock.now()),
      if: { all: [[untilAttribute(shop), "=", until]] },
    },
  ]);
  if (done.ok) await tellPool(m, pool, ports);
}

async function poolRow(m: string, pool: string, ports: Ports): Promise<PoolRow | null> {
  const item = await ports.table.get(keys.pool(m, pool));
  return item === null ? null : poolOf(item);
}

async function tellAllotment(m: string, { pool, id }: { pool: string; id: string }, ports: Ports): Promise<void> {
  await ports.queues.send("fanout", [{ body: { v: 1, m, source: "allotment", id: `${pool}|${id}` }, group: m }]);
}
