import { allClaims } from "../../../domain/order/claims.ts";
import type { Claim } from "../../../domain/order/order.ts";
import type { Item } from "../../../functions/shared/ports.ts";
import { allotmentOf } from "../../../functions/shared/stock/allot.ts";
import { poolOf } from "../../../functions/shared/store/pool-row.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import type { MakeCheck } from "./check.ts";

/** What the rows beside a pool say of it. */
interface Moved {
  /** Counts, corrections, and what came from or went back to another merchant. */
  onHand: number;
  /** What lies with another merchant. */
  lent: number;
}

/**
 * I4: after every step the ledger is exact: reserved is what live claims hold, on hand what was counted less what left.
 * What a borrower sold is gone at the lender's too, a message later: until then it is lent.
 */
export const ledger: MakeCheck = ({ world }, broken) => {
  const claims = new Map<string, readonly Claim[]>();
  const pools = new Map<string, Item>();
  /** Nights, departures, slots: what is booked there, and what was used. */
  const dates = new Map<string, Item>();
  const moves = new Map<string, Map<string, Moved>>();
  const reported = new Set<string>();
  let moved = false;

  function see(name: string, item: Item | null, before: Item | null): void {
    const [pk = "", sk = ""] = name.split("\u0000");
    const [what, ...rest] = sk.split("#");
    if (what === "O" && rest.length === 1) keep(claims, name, item && allClaims(orderOf(item).lines));
    else if (what === "N") keep(dates, `${pk}\u0000${sk}`, item);
    else if (sk === "POOL") {
      if (item !== null && before === null) move(pk, "POOL", counted(item));
      keep(pools, pk, item);
    } else if (what === "COR") move(pk, sk, item && { onHand: Number(item["by"] ?? 0), lent: 0 });
    else if (what === "AL") move(pk, sk, item && movedBy(item));
    else return;
    moved = true;
  }
  function move(pk: string, sk: string, by: Moved | null): void {
    const there = moves.get(pk) ?? new Map<string, Moved>();
    moves.set(pk, there);
    keep(there, sk, by);
  }

  for (const item of world.table.rows()) see(`${item.PK}\u0000${item.SK}`, item, null);
  // What lies in the pool when life begins was counted before: later rows tell what is added.
  for (const [pk, item] of pools) moves.set(pk, new Map([["POOL", counted(item)]]));
  world.table.watch(({ name, before, after }) => see(name, after, before));
  world.onStep(() => {
    if (!moved) return;
    moved = false;
    for (const [pk, item] of pools) once(pk, wrongOf(pk, item));
    for (const [name, item] of dates) once(name, wrongDate(name, item));
  });
  function once(name: string, what: string | null): void {
    if (what === null || reported.has(name)) return;
    reported.add(name);
    broken("I4 ledger", what);
  }
  function wrongDate(name: string, item: Item): string | null {
    const [pk = "", sk = ""] = name.split("\u0000");
    const [, m = "", , pool = ""] = pk.split("#");
    const own = claimsOf(m, `${pool}@${sk.slice("N#".length)}`);
    const out = sum(own, (claim) => claim.out);
    const reserved = sum(own, (claim) => claim.qty) - out;
    if (Number(item["reserved"] ?? 0) === reserved && Number(item["onHand"] ?? 0) === -out) return null;
    return `${pk} ${sk}: reserved ${String(item["reserved"])}, claims hold ${reserved}; used ${String(item["onHand"])}, should be ${-out}`;
  }

  function wrongOf(pk: string, item: Item): string | null {
    const pool = poolOf(item);
    if (pool === null) return null;
    const [, m = ""] = pk.split("#");
    const own = claimsOf(m, pool.id);
    const out = sum(own, (claim) => claim.out);
    const reserved = sum(own, (claim) => claim.qty) - out;
    const all = [...(moves.get(pk)?.values() ?? [])];
    const onHand = sum(all, (one) => one.onHand) - out;
    const lent = sum(all, (one) => one.lent);
    const gone = onHand - pool.onHand;
    const open = sum(own, ({ voucher }) => voucher?.open ?? 0);
    const outstanding = sum(Object.values(pool.outstanding ?? {}), (units) => units);
    const exact = pool.reserved === reserved && pool.allotted === lent - gone && outstanding === open;
    // Whoever gives back more than he took gives of his own: the lender has it, first as less lent, then on hand.
    if (exact && gone >= Math.min(0, lent) && gone <= Math.max(0, borrowersSold(m, pool.id))) return null;
    return `${pk}: reserved ${pool.reserved}, claims hold ${reserved}; on hand ${pool.onHand}, should be ${onHand}; lent ${pool.allotted}, should be ${lent}; vouchers out ${outstanding}, should be ${open}`;
  }
  function claimsOf(m: string, pool: string): Claim[] {
    const mine = [...claims].filter(([name]) => name.startsWith(`M#${m}#`));
    return mine.flatMap(([, list]) => list).filter((claim) => claim.pool === pool);
  }
  function borrowersSold(m: string, pool: string): number {
    const takesFrom = [...pools].filter(([, item]) => item["source"] === `${m}|${pool}`);
    return sum(takesFrom, ([pk, item]) => sum(claimsOf(pk.split("#")[1] ?? "", String(item["id"])), ({ out }) => out));
  }
  return {};
};

function keep<T>(all: Map<string, T>, name: string, value: T | null): void {
  if (value === null) all.delete(name);
  else all.set(name, value);
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

function counted(item: Item): Moved {
  return { onHand: Number(item["onHand"] ?? 0), lent: Number(item["allotted"] ?? 0) };
}

function movedBy(item: Item): Moved {
  const allotment = allotmentOf(item);
  if (allotment === null) return { onHand: 0, lent: 0 };
  const { kind, state, qty } = allotment;
  switch (kind) {
    case "borrowed":
      return { onHand: qty, lent: 0 };
    case "given_back":
      return { onHand: state === "refused" ? 0 : -qty, lent: 0 };
    case "lent":
      return { onHand: 0, lent: state === "refused" ? 0 : qty };
    case "got_back":
      return { onHand: 0, lent: -qty };
    case "kept":
      return { onHand: 0, lent: 0 };
    default:
      return kind satisfies never;
  }
}
