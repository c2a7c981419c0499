/** Stock held back by hand, with a reason, until an instant or until somebody lets it go. */
import * as z from "zod";
import type { Instant } from "../../../domain/units.ts";
import type { Item, Ports } from "../ports.ts";
import { keys, work } from "../store/keys.ts";

const Row = z.object({
  pool: z.string(),
  qty: z.number(),
  reason: z.string(),
  until: z
    .string()
    .transform((text) => text as Instant)
    .nullable(),
  state: z.enum(["held", "released"]),
  who: z.string(),
  at: z.string(),
});
/** `pool` names a date of a pool where only that one is held: a closed night. */
export type Reservation = z.infer<typeof Row>;

/** The reservation of a row; null for what is none. */
export function reservationOf(item: Item | null): Reservation | null {
  return Row.safeParse(item ?? {}).data ?? null;
}

/** Holds back: the row and the pool's count in one transaction. More than there is may be held: the pool then shows how much is missing. */
export async function reserve(
  { m, id, reservation }: { m: string; id: string; reservation: Omit<Reservation, "state"> },
  ports: Ports,
): Promise<void> {
  const { pool, qty, until } = reservation;
  const due = until === null ? {} : work.due(id, until);
  await ports.table.transact([
    {
      put: { ...keys.reservation(m, pool, id), ...reservation, state: "held", ...due },
      if: { all: [["PK", "absent"]] },
    },
    { update: keys.pool(m, pool), add: { reserved: qty, ver: 1 }, default: work.dirty(pool, ports.clock.now()) },
  ]);
  await tellPool(m, pool, ports);
}

/** Lets go, once. `due`: only if its time has come. False: there is none, or it was let go before. */
export async function letGo(
  { m, pool, id, due }: { m: string; pool: string; id: string; due?: true },
  ports: Ports,
): Promise<boolean> {
  const key = keys.reservation(m, pool, id);
  const held = reservationOf(await ports.table.get(key));
  const now = ports.clock.now();
  if (held === null || held.state !== "held") return false;
  if (due && (held.until === null || held.until > now)) return false;
  const done = await ports.table.transact([
    {
      update: key,
      set: { state: "released", releasedAt: now },
      remove: ["WPK", "WSK"],
      if: { all: [["state", "=", "held"]] },
    },
    { update: keys.pool(m, held.pool), add: { reserved: -held.qty, ver: 1 }, default: work.dirty(held.pool, now) },
  ]);
  if (done.ok) await tellPool(m, held.pool, ports);
  return done.ok;
}

/** Every shop that sells from a pool is to look again. */
export async function tellPool(m: string, pool: string, ports: Ports): Promise<void> {
  await ports.queues.send("fanout", [{ body: { v: 1, m, source: "pool", id: pool, hop: 0 }, group: m }]);
}
