/** Numbered pages, as lists of most platforms have them: a cursor of ours is the number of a page, as text. */

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

/** Every row of a short list, page after page; for lists that nobody changes while they are read. */
export async function allPages<T>(
  size: number,
  ask: (page: number) => Promise<{ rows: readonly T[]; total: number }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let at: string | null = "1"; at !== null;) {
    const page = pageOf(at);
    const { rows, total } = await ask(page);
    all.push(...rows);
    at = pagesOf(page, total, size).next;
  }
  return all;
}
