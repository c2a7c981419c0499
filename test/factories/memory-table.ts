import type {
  Clause,
  Condition,
  Item,
  Key,
  Query,
  Table,
  Transacted,
  Update,
  Write,
  Written,
} from "../../functions/shared/ports.ts";

/** A table in memory that behaves like ours: conditions, ADD, key-only indexes, opaque cursors. `rows` is for looking, `rejected` counts failed conditions. */
export interface MemoryTable extends Table {
  rows(): Item[];
}

const INDEX = { work: ["WPK", "WSK"], views: ["VPK", "VSK"] } as const;
const KEY_NAMES = ["PK", "SK", "WPK", "WSK", "VPK", "VSK"];

/** An empty table. */
export function memoryTable(): MemoryTable {
  const stored = new Map<string, Item>();
  const get = (key: Key) => stored.get(nameOf(key)) ?? null;
  return {
    rows: () => [...stored.values()].map(copy),
    get: async (key) => copyOrNull(get(key)),
    batchGet: async (keys) => keys.flatMap((key) => get(key) ?? []).map(copy),
    query: async (query) => answerTo(query, [...stored.values()]),
    write: async (write) => {
      const old = get(keyOf(write));
      if (!holds(write.if, old)) return { ok: false, old: copyOrNull(old) };
      return apply(stored, write);
    },
    transact: async (writes) => {
      const names = new Set(writes.map((write) => nameOf(keyOf(write))));
      if (names.size !== writes.length) throw new Error("a transaction names one row twice");
      if (writes.length > 100) throw new Error("a transaction takes 100 rows at most");
      const reasons = writes.map((write) => reasonOf(write, get(keyOf(write))));
      if (reasons.some(({ why }) => why !== "none")) return { ok: false, reasons };
      for (const write of writes) apply(stored, write);
      return { ok: true };
    },
    batchPut: async (items) => {
      for (const put of items) apply(stored, { put });
    },
  };
}

function reasonOf(write: Write, old: Item | null): Extract<Transacted, { ok: false }>["reasons"][number] {
  return holds(write.if, old) ? { why: "none", old: null } : { why: "condition", old: copyOrNull(old) };
}

function apply(stored: Map<string, Item>, write: Write): Written {
  const name = nameOf(keyOf(write));
  if ("delete" in write) {
    stored.delete(name);
    return { ok: true, item: null };
  }
  if ("put" in write) {
    stored.set(name, copy(write.put));
    return { ok: true, item: null };
  }
  const next = updated(write, stored.get(name) ?? { ...write.update });
  stored.set(name, next);
  return { ok: true, item: copy(next) };
}

/** Like DynamoDB, an update may name an attribute in one section only. */
function updated(write: Update, old: Item): Item {
  const { set = {}, default: defaults = {}, add = {}, remove = [] } = write;
  const named = [...Object.keys(set), ...Object.keys(defaults), ...Object.keys(add), ...remove];
  const twice = named.find((name, n) => named.indexOf(name) !== n);
  if (twice !== undefined) throw new Error(`an update names ${twice} twice`);
  const next: Item = { ...old };
  for (const [name, value] of Object.entries(defaults)) if (next[name] === undefined) next[name] = value;
  for (const [name, value] of Object.entries(set)) next[name] = value;
  for (const [name, value] of Object.entries(add)) next[name] = Number(next[name] ?? 0) + value;
  for (const name of remove) delete next[name];
  return copy(next);
}

function holds(condition: Condition | undefined, old: Item | null): boolean {
  if (condition === undefined) return true;
  const all = (clauses: readonly Clause[]) => clauses.every((clause) => clauseHolds(clause, old));
  return "all" in condition ? all(condition.all) : condition.any.some(all);
}

function clauseHolds(clause: Clause, old: Item | null): boolean {
  const there = old?.[clause[0]];
  if (clause[1] === "absent") return there === undefined;
  if (clause[1] === "exists") return there !== undefined;
  const [, , value] = clause;
  if (clause[1] === "=") return there === value;
  if (clause[1] === "<>") return there !== value;
  const order = value === undefined ? null : orderOf(there, value);
  if (order === null) return false;
  if (clause[1] === "<") return order < 0;
  if (clause[1] === "<=") return order <= 0;
  return clause[1] === ">" ? order > 0 : order >= 0;
}

/** Values of different types, or an absent one, have no order: the comparison fails. */
function orderOf(a: unknown, b: string | number | boolean): number | null {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return null;
}

function answerTo(query: Query, items: readonly Item[]): { items: Item[]; cursor: string | null } {
  const [pk, sk] = query.index === undefined ? (["PK", "SK"] as const) : INDEX[query.index];
  const sortKey = (item: Item) => `${String(item[sk])}\u0000${nameOf(item)}`;
  const inRange = (item: Item) => {
    const text = String(item[sk]);
    if (query.begins !== undefined) return text.startsWith(query.begins);
    return query.upTo === undefined || text <= query.upTo;
  };
  const found = items
    .filter((item) => item[pk] === query.pk && item[sk] !== undefined && inRange(item))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  if (query.newestFirst === true) found.reverse();
  const start = query.cursor == null ? 0 : 1 + found.findIndex((item) => sortKey(item) === decoded(query.cursor ?? ""));
  const page = found.slice(start, start + (query.limit ?? found.length));
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < found.length;
  const shown = page.map((item) => (query.index === undefined ? copy(item) : keysOnly(item)));
  return { items: shown, cursor: more ? Buffer.from(sortKey(last)).toString("base64url") : null };
}

function decoded(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

/** The indexes carry keys only: whoever wants more reads the row. */
function keysOnly(item: Item): Item {
  const { PK, SK } = item;
  return { PK, SK, ...Object.fromEntries(Object.entries(item).filter(([name]) => KEY_NAMES.includes(name))) };
}

function keyOf(write: Write): Key {
  if ("put" in write) return write.put;
  return "update" in write ? write.update : write.delete;
}

function nameOf({ PK, SK }: Key): string {
  return `${PK}\u0000${SK}`;
}

function copy(item: Item): Item {
  const { PK, SK } = item;
  const defined = Object.entries(item).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(defined.map(([name, value]) => [name, structuredClone(value)])), PK, SK };
}

function copyOrNull(item: Item | null): Item | null {
  return item === null ? null : copy(item);
}
