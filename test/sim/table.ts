import type { Item, Key, Table, Write, Written } from "../../functions/shared/ports.ts";
import { rowName, type Change, type TableCore } from "../factories/table-core.ts";
import type { Fault, PortCall } from "./faults.ts";
import type { Effect } from "./life.ts";

/** How late an index or an eventual read may be. */
const LATE_MS = 2_000;

/** Rows that changed a moment ago, for reads that come late. */
export interface Recent {
  before(): ReadonlyMap<string, Item | null>;
}

/** Remembers what rows were. */
export function recentChanges(core: TableCore, now: () => number): Recent {
  let changes: (Change & { at: number })[] = [];
  core.watch((change) => void changes.push({ ...change, at: now() }));
  return {
    before() {
      changes = changes.filter(({ at }) => at > now() - LATE_MS);
      const was = new Map<string, Item | null>();
      for (const { name, before } of changes) if (!was.has(name)) was.set(name, before);
      return was;
    },
  };
}

interface Store {
  core: TableCore;
  recent: Recent;
  port: Extract<PortCall["port"], "table" | "receivers">;
}
type Pass = <T>(effect: Effect<T>) => Promise<T>;

/** The `Table` port of one life: above the SDK, with everything that the SDK lets through and emulators hide. */
export function simTable({ core, recent, port }: Store, pass: Pass): Table {
  const effect = <T>(op: string, content: unknown, act: (fault: Fault | null) => T) =>
    pass({
      port,
      op,
      content,
      act: (fault) => {
        if (fault === "throttled") throw new Error("ProvisionedThroughputExceededException");
        const answer = act(fault);
        if (fault === "lost") throw new Error("TimeoutError: the answer never came");
        return answer;
      },
    });
  const found = (keys: readonly Key[], late: boolean): Item[] => {
    const before = late ? recent.before() : new Map<string, Item | null>();
    return keys.flatMap((key) => {
      const was = before.get(rowName(key));
      return (was === undefined ? core.get(key) : was) ?? [];
    });
  };
  return {
    get: (key) => effect("get", named(key), () => core.get(key)),
    batchGet: (keys, options) =>
      keys.length === 0
        ? NOTHING
        : effect("batchGet", keys.map(named).join(" "), (fault) => {
            if (fault === "partial") throw new Error("keys stayed unprocessed");
            return found(keys, fault === "stale" && options?.eventual === true);
          }),
    query: (query) =>
      effect("query", `${query.index ?? "rows"} ${query.pk}`, (fault) =>
        core.query(query, fault === "stale" && query.index !== undefined ? recent.before() : undefined),
      ),
    write: (write) => effect("write", write, (fault) => written(core, write, fault)),
    transact: (writes) =>
      effect("transact", writes, (fault) => {
        if (fault === "conflict") throw new Error("TransactionConflict, after six tries");
        return core.transact(writes);
      }),
    batchPut: (items) =>
      effect("batchPut", items, (fault) => {
        const taken = fault === "partial" ? items.slice(0, items.length >> 1) : items;
        for (const put of taken) core.write({ put });
        if (taken.length < items.length) throw new Error("items stayed unprocessed");
      }),
  };
}

/** Without keys there is nothing to send. */
const NOTHING: Promise<Item[]> = Promise.resolve([]);

/** A single write has no token: when its answer is lost, the client's own retry is a second write. */
function written(core: TableCore, write: Write, fault: Fault | null): Written {
  const first = core.write(write);
  return fault === "retried" ? core.write(write) : first;
}

function named({ PK, SK }: Key): string {
  return `${PK}/${SK}`;
}
