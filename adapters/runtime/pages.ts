/** Numbered pages, as lists of most platforms have them: a cursor of ours is the number of a page, as text. */

/** The number that a cursor names; the first page where there is none. */
export function pageOf(at: string | null): number {
  return at === null ? 1 : Number(at);
}

/** What a list says of its pages: how many there are, and the cursor of the next one. */
export function pagesOf(page: number, total: number, size: number): { pages: number; next: string | null } {
  const pages = Math.max(1, Math.ceil(total / size));
  return { pages, next: page < pages ? String(page + 1) : null };
}
