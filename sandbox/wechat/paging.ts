import { createHash } from "node:crypto";
import type { Stage } from "./call.ts";
import type { InnerFault } from "../kit/types.ts";
import type { Cursor, World } from "./world.ts";

/** One page of ids. The key is never empty: some lists give one after their last row too. */
export interface Page {
  ids: readonly string[];
  nextKey: string;
  more: boolean;
}

/** What a list is asked for. `ids` are all that fit the query now, in the platform's order. */
export interface Asked {
  /** The query without its key: a key serves the query that it was given for. */
  query: string;
  ids: () => readonly string[];
  size: number;
  nextKey: string;
}

/**
 * Pages by opaque keys. A key keeps what is still to come as it stood at the first page. Null: the key is unknown or
 * belongs to another query. With page-shift the first row to come moves to the end of the list; with duplicate-rows the
 * last row of the page before comes again; with empty-page none comes, and the key leads on.
 */
export const takePage = (stage: Stage & { fault: InnerFault | null }, asked: Asked): Page | null => {
  const { world, fault } = stage;
  const known = world.cursors.get(asked.nextKey);
  if (asked.nextKey !== "" && known?.query !== asked.query) return null;
  const cursor = befall(known ?? { query: asked.query, ids: asked.ids(), from: 0 }, fault);
  const end = cursor.from + (fault === "empty-page" ? 0 : asked.size);
  return {
    ids: cursor.ids.slice(cursor.from, end),
    nextKey: keep(world, { ...cursor, from: end }),
    more: cursor.ids.length > end,
  };
};

const befall = (cursor: Cursor, fault: InnerFault | null): Cursor => {
  const { ids, from } = cursor;
  if (fault === "page-shift") {
    return { ...cursor, ids: [...ids.slice(0, from), ...ids.slice(from + 1), ...ids.slice(from, from + 1)] };
  }
  if (fault !== "duplicate-rows") return cursor;
  const again = Math.max(0, from - 1);
  return { ...cursor, ids: [...ids.slice(0, from), ...ids.slice(again, again + 1), ...ids.slice(from)] };
};

const MAX_CURSORS = 2_000;

/** The key follows from the query and its place, so that a page read twice answers the same key. */
const keep = (world: World, cursor: Cursor): string => {
  const text = [cursor.query, cursor.from, cursor.ids.length, cursor.ids[0], cursor.ids[cursor.from]].join("|");
  const key = createHash("sha256").update(text).digest("base64url").slice(0, 32);
  world.cursors.delete(key);
  world.cursors.set(key, cursor);
  const oldest = world.cursors.keys().next();
  if (world.cursors.size > MAX_CURSORS && oldest.done !== true) world.cursors.delete(oldest.value);
  return key;
};
