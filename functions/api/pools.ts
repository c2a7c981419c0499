import type { Item } from "../shared/ports.ts";
import { notFound, wrongField } from "../shared/problem.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { viewOfPool } from "./pool-view.ts";
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

/** A pool with what it may sell, what it promises, and why each place shows what it shows. `id@2026-12-05`: one date of it. */
export async function readPool(id: string, call: Call) {
  return viewOfPool(await storedPool(id, call), id, call);
}

/** A row without a name is no pool yet: an order came before it was made. */
export async function storedPool(id: string, { ports, m }: Pick<Call, "ports" | "m">): Promise<Item> {
  const item = await ports.table.get(keys.pool(m, id.split("@")[0] ?? id));
  if (item?.["name"] === undefined) throw notFound({ zh: "这个库存池", en: "pool" });
  return item;
}
