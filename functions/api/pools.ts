import { availableOf, explain, exposureOf, isSplit } from "../../domain/stock/pool.ts";
import { placeKey, sharesOf } from "../../domain/stock/split.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { poolOf } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { tellFanout } from "./tell.ts";

export interface PoolInput {
  name: string;
  unit: string;
  kind?: string | undefined;
  onHand: number;
  safety: number;
  policy: "split" | "shared" | "adaptive";
  guard: number | null;
  supplierId: string;
  locationId: string;
}

/** Makes a pool, or changes what is not counted: stock itself moves only by corrections and orders. */
export async function storePool(id: string, input: PoolInput, call: Call) {
  const { ports, m } = call;
  const { onHand, ...rest } = input;
  const counts = { onHand, reserved: 0, allotted: 0, ver: 1 };
  const made = await ports.table.write({
    put: { ...keys.pool(m, id), id, ...rest, ...counts, ...views.pool(m, id) },
    if: {
      all: [
        ["onHand", "absent"],
        ["reserved", "absent"],
      ],
    },
  });
  if (!made.ok) {
    if (made.old?.["name"] === undefined) await adoptBare(id, input, call);
    else await changePool(id, rest, call);
  }
  await tellFanout("pool", id, call);
  return readPool(id, call);
}

/** An order came before its pool was made: the row holds what is reserved and nothing else. */
async function adoptBare(id: string, { onHand, ...rest }: PoolInput, { ports, m }: Call): Promise<void> {
  await ports.table.write({
    update: keys.pool(m, id),
    set: { id, ...rest, ...views.pool(m, id) },
    default: { allotted: 0, reserved: 0, ...work.dirty(id, ports.clock.now()) },
    add: { onHand, ver: 1 },
    if: { all: [["name", "absent"]] },
  });
}

async function changePool(id: string, rest: Omit<PoolInput, "onHand">, { ports, m }: Call): Promise<void> {
  const done = await ports.table.write({
    update: keys.pool(m, id),
    set: { ...rest, ...views.pool(m, id) },
    default: work.dirty(id, ports.clock.now()),
    add: { ver: 1 },
    if: { all: [["unit", "=", rest.unit]] },
  });
  if (!done.ok) throw wrongField("/unit", { zh: "库存池的单位不能更改", en: "the unit of a pool stays as it is" });
}

export interface Correction {
  count?: number | undefined;
  change?: number | undefined;
  reason: string;
}

/** Moves what is on hand, with a line in the ledger in the same transaction. A count is taken against the stock of this moment. */
export async function correctPool(id: string, { count, change, reason }: Correction, call: Call) {
  const { ports, m, caller } = call;
  const item = await storedPool(id, call);
  const onHand = poolOf(item).onHand;
  const by = change ?? (count ?? onHand) - onHand;
  const now = ports.clock.now();
  const line = { by, before: onHand, count: count ?? null, reason, who: caller.subject, at: now };
  const done = await ports.table.transact([
    { put: { ...keys.correction(m, id, `${now}-${ports.ids.id()}`), ...line } },
    {
      update: keys.pool(m, id),
      add: { onHand: by, ver: 1 },
      default: work.dirty(id, now),
      if: { all: count === undefined ? [["PK", "exists"]] : [["onHand", "=", onHand]] },
    },
  ]);
  if (!done.ok) throw conflict("changed", { zh: "库存刚刚变动，请重新盘点", en: "stock moved meanwhile; count again" });
  await tellFanout("pool", id, call);
  return readPool(id, call);
}

/** A pool with what it may sell, what it promises, and why each place shows what it shows. */
export async function readPool(id: string, call: Call) {
  return viewOfPool(await storedPool(id, call));
}

/** A row without a name is no pool yet: an order came before it was made. */
async function storedPool(id: string, { ports, m }: Call): Promise<Item> {
  const item = await ports.table.get(keys.pool(m, id));
  if (item?.["name"] === undefined) throw notFound({ zh: "这个库存池", en: "pool" });
  return item;
}

/** How a pool looks from outside. */
export function viewOfPool(item: Item) {
  const pool = poolOf(item);
  const shares = sharesOf(pool);
  const { id, name, unit, onHand, reserved, allotted, safety, policy, guard, places } = pool;
  const shown = places.map((place) => {
    const wish = shares.get(placeKey(place)) ?? 0;
    const { shopId: shop, merchantKey, left, draw } = place;
    return { shop, merchantKey, left, draw, wish, say: explain(pool, place, wish) };
  });
  const counts = { onHand, reserved, allotted, safety, available: availableOf(pool), exposure: exposureOf(pool) };
  return { id, name, unit, policy, guard, ...counts, split: isSplit(pool), places: shown };
}
