/** Pages: numbered, as lists of most platforms have them (a cursor of ours is the number of a page, as text), or hanging on keys. */

import type { Call, Instant, Row } from "../contract.ts";

/** The number that a cursor names; the first page where there is none. */
export function pageOf(at: string | null): number {
  return at === null ? 1 : Number(at);
}

/** What a list says of its pages: how many there are, and the cursor of the next one. */
export function pagesOf(page: number, total: number, size: number): { pages: number; next: string | null } {
  const pages = Math.max(1, Math.ceil(total / size));
  return { pages, next: page < pages ? String(page + 1) : null };
}

interface Ask {
  from: Instant;
  to: Instant;
  at: string | null;
}
interface Door {
  call<T>(call: Call<T>): Promise<T>;
}

/** The `page` of a stream whose list has numbered pages and tells its total. `ask`: one window and page of it; `row`: one of its rows. */
export function numberedPage<T>(
  size: number,
  ask: (from: Instant, to: Instant, page: number) => Call<{ rows: readonly unknown[]; total: number }>,
  row: (raw: unknown) => Row<T>,
) {
  return async ({ from, to, at }: Ask, { call }: Door) => {
    const page = pageOf(at);
    const { rows, total } = await call(ask(from, to, page));
    return { rows: rows.map(row), ...pagesOf(page, total, size) };
  };
}

/** A page of a list whose pages hang on keys; `next` is the key of the one after it, null on the last. */
export interface Page<T> {
  rows: readonly T[];
  next: string | null;
}

/** Every row of a list, page after page from its first key on. A page without rows ends it, whatever key it gives. */
export async function everyRow<T>(first: string, ask: (key: string) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let key: string | null = first; key !== null;) {
    const { rows, next }: Page<T> = await ask(key);
    all.push(...rows);
    key = rows.length === 0 ? null : next;
  }
  return all;
}

/** Every row of a short list with numbered pages; for lists that nobody changes while they are read. */
export function allPages<T>(
  size: number,
  ask: (page: number) => Promise<{ rows: readonly T[]; total: number }>,
): Promise<readonly T[]> {
  return everyRow("1", async (key) => {
    const { rows, total } = await ask(pageOf(key));
    return { rows, next: pagesOf(pageOf(key), total, size).next };
  });
}
