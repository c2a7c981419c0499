import type { Item, Table, Written } from "../../functions/shared/ports.ts";
import { tableCore } from "./table-core.ts";

/** A table in memory that behaves like ours. `rows` is for looking; whatever is given out is a copy. */
export interface MemoryTable extends Table {
  rows(): Item[];
}

/** An empty table. */
export function memoryTable(): MemoryTable {
  const core = tableCore();
  return {
    rows: () => core.rows().map(copy),
    get: async (key) => copyOrNull(core.get(key)),
    batchGet: async (keys) => keys.flatMap((key) => core.get(key) ?? []).map(copy),
    query: async (query) => {
      const { items, cursor } = core.query(query);
      return { items: items.map(copy), cursor };
    },
    write: async (write) => copyOfAnswer(core.write(write)),
    transact: async (writes) => {
      const done = core.transact(writes);
      if (done.ok) return done;
      return { ok: false, reasons: done.reasons.map(({ why, old }) => ({ why, old: copyOrNull(old) })) };
    },
    batchPut: async (items) => {
      for (const put of items) core.write({ put });
    },
  };
}

function copyOfAnswer(written: Written): Written {
  return written.ok ? { ok: true, item: copyOrNull(written.item) } : { ok: false, old: copyOrNull(written.old) };
}

function copy(item: Item): Item {
  return structuredClone(item);
}

function copyOrNull(item: Item | null): Item | null {
  return item === null ? null : copy(item);
}
