import type { Item, Key, Query, Table, Write } from "../../../functions/shared/ports.ts";
import { itemBytes } from "./item-size.ts";

/** Units spent on one table since the last reset. */
export interface Units {
  write: number;
  read: number;
}
/** A table that counts; `writeOf` gives the write units of rows whose partition key begins so, `notes` names every write with its units, for finding out what costs. */
export interface MeteredTable extends Table {
  spent(): Units & { writeOf(beginning: string): number };
  notes(): readonly string[];
  reset(): void;
}

const INDEXES = [
  ["WPK", "WSK"],
  ["VPK", "VSK"],
] as const;

/**
 * Counts DynamoDB's write and read units exactly as the cloud bills them on demand: 1 KB and 4 KB steps by the item's size, the larger one of
 * before and after; transactions double; each keys-only index 1 for an entry that comes or goes, 2 for one that moves; a failed condition
 * costs what stands there. What stood there before is looked up in `inner`, unmetered: one caller at a time.
 */
export function meteredTable(inner: Table): MeteredTable {
  let units: Units = { write: 0, read: 0 };
  let notes: string[] = [];
  let byPartition = new Map<string, number>();
  const spend = (write: Write, amount: number, note: string) => {
    const { PK, SK } = keyOf(write);
    units.write += amount;
    byPartition.set(PK, (byPartition.get(PK) ?? 0) + amount);
    notes.push(`${SK} ${note}`);
  };
  const read = (bytes: number, consistent: boolean) => {
    units.read += Math.max(1, Math.ceil(bytes / 4_096)) * (consistent ? 1 : 0.5);
  };
  const wrote = (write: Write, before: Item | null, after: Item | null, times: 1 | 2) => {
    const own = Math.max(kilobytes(before), kilobytes(after)) * times;
    const entries = indexUnits(before, after);
    spend(write, own + entries, `${own}+${entries}`);
  };
  const failed = (write: Write, there: Item | null, times: 1 | 2) => {
    spend(write, kilobytes(there) * times, `${kilobytes(there) * times} refused`);
  };
  return {
    spent: () => ({
      ...units,
      writeOf: (beginning) =>
        [...byPartition].reduce((sum, [PK, amount]) => (PK.startsWith(beginning) ? sum + amount : sum), 0),
    }),
    notes: () => notes,
    reset: () => {
      units = { write: 0, read: 0 };
      notes = [];
      byPartition = new Map();
    },
    async get(key) {
      const item = await inner.get(key);
      read(item === null ? 0 : itemBytes(item), true);
      return item;
    },
    async batchGet(keys, options) {
      const items = await inner.batchGet(keys, options);
      const consistent = options?.eventual !== true;
      for (const item of items) read(itemBytes(item), consistent);
      for (let missing = items.length; missing < keys.length; missing++) read(0, consistent);
      return items;
    },
    async query(query: Query) {
      const page = await inner.query(query);
      read(
        page.items.reduce((sum, item) => sum + itemBytes(item), 0),
        query.index === undefined,
      );
      return page;
    },
    async write(write) {
      const before = await inner.get(keyOf(write));
      const written = await inner.write(write);
      if (written.ok) wrote(write, before, await inner.get(keyOf(write)), 1);
      else failed(write, before, 1);
      return written;
    },
    async transact(writes) {
      const before = await Promise.all(writes.map((write) => inner.get(keyOf(write))));
      const done = await inner.transact(writes);
      for (const [n, write] of writes.entries()) {
        if (done.ok) wrote(write, before[n] ?? null, await inner.get(keyOf(write)), 2);
        else failed(write, before[n] ?? null, 2);
      }
      return done;
    },
    async batchPut(items) {
      const before = await Promise.all(items.map((item) => inner.get(item)));
      await inner.batchPut(items);
      for (const [n, item] of items.entries()) wrote({ put: item }, before[n] ?? null, await inner.get(item), 1);
    },
  };
}

function kilobytes(item: Item | null): number {
  return item === null ? 1 : Math.max(1, Math.ceil(itemBytes(item) / 1_024));
}

function indexUnits(before: Item | null, after: Item | null): number {
  const entry = (item: Item | null, [pk, sk]: readonly [string, string]) =>
    item?.[pk] === undefined || item[sk] === undefined ? null : `${String(item[pk])}\u0000${String(item[sk])}`;
  return INDEXES.reduce((sum, names) => {
    const [old, now] = [entry(before, names), entry(after, names)];
    if (old === now) return sum;
    return sum + (old === null || now === null ? 1 : 2);
  }, 0);
}

function keyOf(write: Write): Key {
  if ("put" in write) return write.put;
  return "update" in write ? write.update : write.delete;
}
