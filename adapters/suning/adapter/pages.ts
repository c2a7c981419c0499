import type * as z from "zod";
import type { X } from "../rules/index.ts";
import { ask, many } from "../wire/index.ts";

/** Both must be sent, or they answer ten rows of page one; 50 is the largest size that all sources agree on. */
export function pageOf(pageNo: number, pageSize = 50): { pageNo: string; pageSize: string } {
  return { pageNo: String(pageNo), pageSize: String(pageSize) };
}

/** The page to ask for: `at` is the number that the page before gave as its successor. */
export function pageNumber(at: string | null): number {
  return at === null ? 1 : Number(at);
}

/** The number of the page after this one, or null after the last. */
export function pageAfter(pageNo: number, pages: number): string | null {
  return pageNo < pages ? String(pageNo + 1) : null;
}

/** All rows of a list of reference data, page by page. */
export async function allRows<T>(x: X, name: string, asked: { params?: object; row: z.ZodType<T> }): Promise<T[]> {
  const rows: T[] = [];
  for (let pageNo = 1, pages = 1; pageNo <= pages; pageNo++) {
    const page = await x.call(ask(name, { ...asked.params, ...pageOf(pageNo) }, many(asked.row)));
    rows.push(...page.rows);
    pages = page.pages;
  }
  return rows;
}
