import type {
  Clause,
  Condition,
  Item,
  Key,
  Query,
  Transacted,
  Update,
  Write,
  Written,
} from "../../functions/shared/ports.ts";

/** A table that answers at once: conditions, ADD, keys-only indexes, opaque cursors. What it gives out is frozen. */
export interface TableCore {
  get(key: Key): Item | null;
  /** `before`: what rows were that changed a moment ago, for whoever reads late; null where a row was not there. */
  query(query: Query, before?: ReadonlyMap<string, Item | null>): { items: Item[]; cursor: string | null };
  write(write: Write): Written;
  transact(writes: readonly Write[]): Transacted;
  rows(): Item[];
  /** Told of every row that changes. */
  watch(told: (change: Change) => void): void;
}
export interface Change {
  name: string;
  before: Item | null;
  after: Item | null;
}

const INDEX = { work: ["WPK", "WSK"], views: ["VPK", "VSK"] } as const;
const KEY_NAMES = ["PK", "SK", "WPK", "WSK", "VPK", "VSK"] as const;
const TRANSACTION_ROWS = 100;

/** A table with these rows. */
export function tableCore(rows: readonly Item[] = []): TableCore {
  const stored = new Map<string, Item>();
  const parts = { PK: new Map(), WPK: new Map(), VPK: new Map() } satisfies Record<string, Parts>;
  const watchers: ((change: Change) => void)[] = [];

  function keep(name: string, after: Item | null): void {
    const before = stored.get(name) ?? null;
    if (after === null) stored.delete(name);
    else stored.set(name, after);
    for (const part of ["PK", "WPK", "VPK"] as const) {
      const was = before?.[part];
      const is = after?.[part];
      if (was !== is && typeof was === "string") parts[part].get(was)?.delete(name);
      if (typeof is === "string") partition(parts[part], is).set(name, after ?? { PK: "", SK: "" });
    }
    for (const told of watchers) told({ name, before, after });
  }
  function apply(write: Write): Written {
    const name = rowName(keyOf(write));
    if ("delete" in write) keep(name, null);
    else if ("put" in write) keep(name, storable(write.put));
    else {
      const item = updated(write, stored.get(name) ?? { ...write.update });
      keep(name, item);
      return { ok: true, item };
    }
    return { ok: true, item: null };
  }

  for (const row of rows) keep(rowName(row), storable(row));
  return {
    get: (key) => stored.get(rowName(key)) ?? null,
    query: (query, before) => {
      const [pk, sk] = query.index === undefined ? (["PK", "SK"] as const) : INDEX[query.index];
      const there = parts[pk].get(query.pk) ?? new Map<string, Item>();
      return answerTo(query, sk, before === undefined ? there : late(there, before, [pk, query.pk]));
    },
    write: (write) => {
      const old = stored.get(rowName(keyOf(write))) ?? null;
      return holds(write.if, old) ? apply(write) : { ok: false, old };
    },
    transact: (writes) => {
      const names = new Set(writes.map((write) => rowName(keyOf(write))));
      if (names.size !== writes.length) throw new Error("a transaction names one row twice");
      if (writes.length > TRANSACTION_ROWS) throw new Error("a transaction takes 100 rows at most");
      const reasons = writes.map((write) => reasonOf(write, stored.get(rowName(keyOf(write))) ?? null));
      if (reasons.some(({ why }) => why !== "none")) return { ok: false, reasons };
      for (const write of writes) apply(write);
      return { ok: true };
    },
    rows: () => [...stored.values()],
    watch: (told) => void watchers.push(told),
  };
}

type Parts = Map<string, Map<string, Item>>;

function partition(all: Parts, pk: string): Map<string, Item> {
  const there = all.get(pk);
  if (there !== undefined) return there;
  const made = new Map<string, Item>();
  all.set(pk, made);
  return made;
}

/** A partition as it was before some rows changed. */
function late(
  there: ReadonlyMap<string, Item>,
  before: ReadonlyMap<string, Item | null>,
  [pk, value]: readonly [string, string],
): Map<string, Item> {
  const was = new Map(there);
  for (const [name, item] of before) {
    if (item === null || item[pk] !== value) was.delete(name);
    else was.set(name, item);
  }
  return was;
}

function reasonOf(write: Write, old: Item | null): Extract<Transacted, { ok: false }>["reasons"][number] {
  return holds(write.if, old) ? { why: "none", old: null } : { why: "condition", old };
}

/** Like DynamoDB, an update may name an attribute in one section only. */
function updated(write: Update, old: Item): Item {
  const { set = {}, default: defaults = {}, add = {}, remove = [] } = write;
  const named = [...Object.keys(set), ...Object.keys(defaults), ...Object.keys(add), ...remove];
  if (new Set(named).size !== named.length) throw new Error(`an update names an attribute twice: ${named.join(" ")}`);
  const next: Item = { ...old };
  for (const [name, value] of Object.entries(defaults)) if (next[name] === undefined) next[name] = value;
  for (const [name, value] of Object.entries(set)) next[name] = value;
  for (const [name, value] of Object.entries(add)) next[name] = Number(next[name] ?? 0) + value;
  for (const name of remove) delete next[name];
  return storable(next);
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

function answerTo(query: Query, sk: "SK" | "WSK" | "VSK", there: ReadonlyMap<string, Item>) {
  const { begins, upTo, cursor = null } = query;
  if (query.limit === 0) throw new Error("a query wants a row");
  const found: { at: string; item: Item }[] = [];
  for (const [name, item] of there) {
    const text = item[sk];
    if (typeof text !== "string") continue;
    const inRange = begins !== undefined ? text.startsWith(begins) : upTo === undefined || text <= upTo;
    if (inRange) found.push({ at: `${text}\u0000${name}`, item });
  }
  found.sort((a, b) => (a.at < b.at ? -1 : 1));
  if (query.newestFirst === true) found.reverse();
  const after = cursor === null ? "" : Buffer.from(cursor, "base64url").toString();
  const start = cursor === null ? 0 : 1 + found.findIndex(({ at }) => at === after);
  const page = found.slice(start, start + (query.limit ?? found.length));
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < found.length;
  const items = page.map(({ item }) => (query.index === undefined ? item : keysOnly(item, query.index)));
  return { items, cursor: more ? Buffer.from(last.at).toString("base64url") : null };
}

/** An index carries the row's key and its own: whoever wants more reads the row. */
function keysOnly(item: Item, index: keyof typeof INDEX): Item {
  const [pk, sk] = INDEX[index];
  return { PK: item.PK, SK: item.SK, [pk]: item[pk], [sk]: item[sk] };
}

export function keyOf(write: Write): Key {
  if ("put" in write) return write.put;
  return "update" in write ? write.update : write.delete;
}

/** One text for a row's key. */
export function rowName({ PK, SK }: Key): string {
  return `${PK}\u0000${SK}`;
}

/** What a store would keep of it: no absent values, nothing shared with whoever wrote it. */
function storable(item: Item): Item {
  const { PK, SK } = item;
  refuseKeys(item);
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) if (value !== undefined) kept[name] = frozen(value);
  return Object.freeze({ ...kept, PK, SK });
}

/** Keys, of the row and of its indexes, are texts that are not empty. */
function refuseKeys(item: Item): void {
  for (const name of KEY_NAMES) {
    const value = item[name];
    const is = value === undefined ? name !== "PK" && name !== "SK" : typeof value === "string" && value !== "";
    if (!is) throw new Error(`the key ${name} is ${JSON.stringify(value)}`);
  }
}

function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || Object.isFrozen(value))
    return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen));
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.freeze(Object.fromEntries(parts.map(([name, part]) => [name, frozen(part)])));
}
