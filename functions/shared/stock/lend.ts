/** Stock that one merchant lends another: each step bears repetition, and each side's ledger is its own. */
import type { Clause, Item, Ports, Transacted, Update, Write } from "../ports.ts";
import { keys, work } from "../store/keys.ts";
import { lentAttribute } from "../store/pool-row.ts";
import type { Allotment } from "./allot.ts";
import { tellPool } from "./reserve.ts";

/** What goes from one merchant's pool to another's. */
export type Handed = Extract<Allotment, { kind: "lent" | "given_back" }>;
interface Named {
  m: string;
  id: string;
}

/** Brings what was planned to the other side, once by the allotment's id, and ends it: done, or refused and back where it was. Throws when the other side could not be asked. */
export async function handTo(handed: Handed, named: Named, ports: Ports): Promise<void> {
  const taken = await arrive(handed, named, ports);
  if (taken) await finish(handed, named, ports);
  else await comeHome(handed, named, ports);
  await tellPool(taken ? handed.to.m : named.m, taken ? handed.to.pool : handed.pool, ports);
}

/** How a pool says whose it takes from: only that one may send into it. */
export function sourceText({ m, pool }: { m: string; pool: string }): string {
  return `${m}|${pool}`;
}

/** False: his pool does not say that it takes from ours, or has not lent us so much. */
async function arrive(handed: Handed, { m, id }: Named, ports: Ports): Promise<boolean> {
  const { to, qty, reason, who, at, pool } = handed;
  const from = { m, pool };
  const kind = handed.kind === "lent" ? "borrowed" : "got_back";
  const there = keys.allotment(to.m, to.pool, id);
  const row = { pool: to.pool, qty, reason, who, at, kind, from, state: "done" };
  const writes: Write[] = [
    { put: { ...there, ...row }, if: { all: [["PK", "absent"]] } },
    {
      update: keys.pool(to.m, to.pool),
      ...(handed.kind === "lent" ? borrowing(qty, from) : takingBack(qty, from)),
      default: work.dirty(to.pool, ports.clock.now()),
    },
  ];
  const done = await ports.table.transact(writes);
  if (done.ok || (await ports.table.get(there)) !== null) return true;
  if (!refusedThere(done)) throw new Error(`allotment ${id} met another change; it is tried again`);
  return false;
}

function borrowing(qty: number, from: { m: string; pool: string }): Pick<Update, "add" | "if"> {
  return { add: { onHand: qty, ver: 1 }, if: { all: [["source", "=", sourceText(from)]] } };
}

/** No more comes back than is out: what left the borrower's shed is no longer lent. */
function takingBack(qty: number, from: { m: string; pool: string }): Pick<Update, "add" | "if"> {
  const lent = lentAttribute(from);
  return { add: { allotted: -qty, [lent]: -qty, ver: 1 }, if: { all: [[lent, ">=", qty]] } };
}

function refusedThere(done: Transacted): boolean {
  return !done.ok && done.reasons[1]?.why === "condition";
}

const PLANNED = { all: [["state", "=", "planned"]] } as const;
const WORK = ["WPK", "WSK"];

async function finish({ pool }: Handed, { m, id }: Named, ports: Ports): Promise<void> {
  const update = keys.allotment(m, pool, id);
  await ports.table.write({ update, set: { state: "done" }, remove: WORK, if: PLANNED });
}

async function comeHome({ kind, pool, qty, to }: Handed, { m, id }: Named, ports: Ports): Promise<void> {
  const add = kind === "lent" ? { allotted: -qty, [lentAttribute(to)]: -qty } : { onHand: qty };
  await ports.table.transact([
    { update: keys.allotment(m, pool, id), set: { state: "refused" }, remove: WORK, if: PLANNED },
    {
      update: keys.pool(m, pool),
      add: { ...add, ver: 1 },
      default: work.dirty(pool, ports.clock.now()),
    },
  ]);
}

const SETTLE_TRIES = 4;
/** Goods that left the borrower's shed left the lender's too: his counts follow the borrower's, once, by how much had gone before. Throws when the lender's pool moves all the time. */
export async function settleGone(m: string, pool: string, ports: Ports): Promise<void> {
  for (let tries = 0; tries < SETTLE_TRIES; tries++) if (await settle({ m, pool }, ports)) return;
  throw new Error(`the lender of ${pool} moves all the time; it is tried again`);
}

/** False: a race was lost. */
async function settle(here: { m: string; pool: string }, ports: Ports): Promise<boolean> {
  const item = await ports.table.get(keys.pool(here.m, here.pool));
  const [lender = "", lent = ""] = typeof item?.["source"] === "string" ? item["source"].split("|") : [];
  const theirs = lender === "" ? null : await ports.table.get(keys.pool(lender, lent));
  const settled = `gone_${sourceText(here)}`;
  const gone = Number(item?.["gone"] ?? 0);
  const more = gone - Number(theirs?.[settled] ?? 0);
  if (theirs === null || more === 0) return true;
  const out = lentAttribute(here);
  const by = Math.min(more, Number(theirs[out] ?? 0));
  const done = await ports.table.write({
    update: keys.pool(lender, lent),
    set: { [settled]: gone },
    add: { onHand: -by, allotted: -by, [out]: -by, ver: 1 },
    if: { all: [asIn(theirs, settled), asIn(theirs, out)] },
  });
  return done.ok;
}

function asIn(row: Item, name: string): Clause {
  const value = row[name];
  return value === undefined ? [name, "absent"] : [name, "=", Number(value)];
}
