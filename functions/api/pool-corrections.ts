import type { Item } from "../shared/ports.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { datedPoolOf, poolOf } from "../shared/store/pool-row.ts";
import type { Call } from "./call.ts";
import { pageItems } from "./pages.ts";
import { readPool, storedPool } from "./pools.ts";
import { tellFanout } from "./tell.ts";

/** Why stock on hand is not what the ledger says. */
export const CAUSES = [
  "counted",
  "harvested",
  "bought",
  "returned",
  "spoiled",
  "given_away",
  "sold_offline",
  "not_found",
  "closed",
  "other",
] as const;
export interface Correction {
  count?: number | undefined;
  change?: number | undefined;
  cause: (typeof CAUSES)[number];
  reason: string;
  /** One date of a pool that is counted by dates; without it, what each of its dates holds. */
  day?: string | undefined;
}

/** Moves what is on hand, with a line in the ledger in the same transaction. A count is taken against the stock of this moment. */
export async function correctPool(id: string, { count, change, cause, reason, day }: Correction, call: Call) {
  const { ports, m, caller } = call;
  const name = day === undefined ? id : `${id}@${day}`;
  const { onHand, stored } = await onHandOf(name, call);
  const by = change ?? (count ?? onHand) - onHand;
  const now = ports.clock.now();
  const line = {
    by,
    before: onHand,
    count: count ?? null,
    cause,
    reason,
    day: day ?? null,
    who: caller.subject,
    at: now,
  };
  const done = await ports.table.transact([
    { put: { ...keys.correction(m, id, `${now}-${ports.ids.id()}`), ...line } },
    {
      update: keys.pool(m, name),
      add: { onHand: by, ver: 1 },
      default: work.dirty(name, now),
      ...(count !== undefined && {
        if: { all: [stored === undefined ? ["onHand", "absent"] : ["onHand", "=", stored]] },
      }),
    },
  ]);
  if (!done.ok) throw conflict("changed", { zh: "库存刚刚变动，请重新盘点", en: "stock moved meanwhile; count again" });
  await tellFanout("pool", name, call);
  return readPool(name, call);
}

/** What is on hand, and what the row itself holds of it: a date's row holds the difference to its pool. */
async function onHandOf(name: string, call: Call): Promise<{ onHand: number; stored: number | undefined }> {
  const head = await storedPool(name, call);
  const item: Item | null = await call.ports.table.get(keys.pool(call.m, name));
  const pool = name.includes("@") ? datedPoolOf(head, name, item) : poolOf(head);
  if (pool === null) throw wrongField("/day", { zh: "这个库存池还没有建好", en: "the pool is not complete" });
  const stored = item?.["onHand"];
  return { onHand: pool.onHand, stored: typeof stored === "number" ? stored : undefined };
}

/** The ledger of people's counts and changes, newest first. */
export async function correctionsOf(id: string, query: { limit: number; cursor?: string | undefined }, call: Call) {
  const { PK } = keys.pool(call.m, id);
  const page = await pageItems({ pk: PK, begins: "COR#", newestFirst: true }, query, call);
  return { items: page.items.map(lineOf), cursor: page.cursor };
}

function lineOf(item: Item) {
  const text = (name: string) => (typeof item[name] === "string" ? item[name] : null);
  const number = (name: string) => (typeof item[name] === "number" ? item[name] : null);
  return {
    at: text("at") ?? "",
    by: number("by") ?? 0,
    before: number("before") ?? 0,
    count: number("count"),
    cause: text("cause") ?? "other",
    reason: text("reason") ?? "",
    day: text("day"),
    who: text("who") ?? "",
  };
}
