import { instantFrom } from "../../domain/time.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { allotmentOf, goOn, planAllotment, type Allotment } from "../shared/stock/allot.ts";
import { sourceText } from "../shared/stock/lend.ts";
import { letGo, reservationOf, reserve } from "../shared/stock/reserve.ts";
import { keys, work } from "../shared/store/keys.ts";
import { shopOf, type Call } from "./call.ts";
import { allItems } from "./pages.ts";
import { readPool, storedPool } from "./pools.ts";
import { tellFanout } from "./tell.ts";

export interface HoldInput {
  qty: number;
  reason: string;
  until: string | null;
  day?: string | undefined;
}

/** Holds stock back by hand; with `day`, of one date: a closed night. */
export async function holdStock(id: string, { qty, reason, until, day }: HoldInput, call: Call) {
  await storedPool(id, call);
  const now = call.ports.clock.now();
  const end = until === null ? null : instantFrom(until);
  if (end !== null && end <= now) throw wrongField("/until", { zh: "截止时间已过", en: "the end has passed" });
  const reservation = {
    pool: day === undefined ? id : `${id}@${day}`,
    ...{ qty, reason, until: end, who: call.caller.subject, at: now },
  };
  const name = call.ports.ids.id();
  await reserve({ m: call.m, id: name, reservation }, call.ports);
  return { id: name, ...reservation, state: "held" as const };
}

/** Lets go of what was held back. */
export async function letStockGo({ id, hold }: { id: string; hold: string }, call: Call) {
  if (!(await letGo({ m: call.m, pool: id, id: hold }, call.ports)))
    throw notFound({ zh: "这笔预留", en: "such a reservation" });
  return readPool(id, call);
}

/** What is held back, and what was moved to one shop or another merchant. */
export async function holdsOf(id: string, call: Call) {
  const { PK } = keys.pool(call.m, id);
  const held = await allItems({ pk: PK, begins: "RES#" }, call);
  const moved = await allItems({ pk: PK, begins: "AL#" }, call);
  return {
    held: held.flatMap((item) => named(item.SK, reservationOf(item))),
    moved: moved.flatMap((item) => named(item.SK, allotmentOf(item))),
  };
}

function named<T extends object>(sortKey: string, row: T | null): (T & { id: string })[] {
  return row === null ? [] : [{ ...row, id: sortKey.split("#")[1] ?? "" }];
}

export type AllotInput =
  | { to: "shop"; shop: string; until: string; qty: number; reason: string }
  | { to: "merchant"; merchant: string; pool: string; qty: number; reason: string }
  | { to: "lender"; qty: number; reason: string };

/** Moves stock: to one shop until an end (a livestream), to another merchant's pool, or back to the one it came from. */
export async function allot(id: string, input: AllotInput, call: Call) {
  const { ports, m } = call;
  const allotment = await allotmentFor(id, input, call);
  const name = ports.ids.id();
  if (!(await planAllotment({ m, id: name, allotment }, ports)))
    throw conflict("not_enough", {
      zh: "可调拨的库存不够，或库存刚刚变动：先调低各店库存再试",
      en: "there is not so much to give, or stock moved meanwhile: lower the shops first",
    });
  return { ...allotment, id: name };
}

async function allotmentFor(id: string, input: AllotInput, call: Call): Promise<Allotment> {
  const { qty, reason } = input;
  const common = { pool: id, qty, reason, who: call.caller.subject, at: call.ports.clock.now() };
  const item = await storedPool(id, call);
  if (input.to === "shop") {
    await shopOf(input.shop, call);
    return { ...common, kind: "kept", shop: input.shop, until: instantFrom(input.until), state: "open" };
  }
  if (input.to === "merchant")
    return { ...common, kind: "lent", to: { m: input.merchant, pool: input.pool }, state: "planned" };
  const [m = "", pool = ""] = typeof item["source"] === "string" ? item["source"].split("|") : [];
  if (m === "") throw conflict("no_lender", { zh: "这个库存池没有来源", en: "the pool takes from nobody" });
  return { ...common, kind: "given_back", to: { m, pool }, state: "planned" };
}

/** Ends what was kept for one shop, before its time. */
export async function endAllotment({ id, move }: { id: string; move: string }, call: Call) {
  await goOn({ m: call.m, pool: id, id: move }, call.ports);
  return readPool(id, call);
}

/** Says whose goods a pool may take: only that one can send stock into it. */
export async function setSource(id: string, from: { merchant: string; pool: string } | null, call: Call) {
  await storedPool(id, call);
  const now = call.ports.clock.now();
  const source = from === null ? null : sourceText({ m: from.merchant, pool: from.pool });
  await call.ports.table.write({
    update: keys.pool(call.m, id),
    ...(source === null ? { remove: ["source"] } : { set: { source } }),
    add: { ver: 1 },
    default: work.dirty(id, now),
  });
  await tellFanout("pool", id, call);
  return readPool(id, call);
}
