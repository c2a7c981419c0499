import type { Outcome, PlatformOrder, Row, Stream } from "../../../adapters/contract.ts";
import type { Instant } from "../../../domain/units.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { X } from "../bench/doors.ts";
import type { Bench } from "../bench.ts";

export type OrderRow = PlatformOrder | { orderNo: string };
export type OrderStream = Stream<OrderRow, X>;
export interface Window {
  from: Instant;
  to: Instant;
}
interface Page {
  rows: readonly Row<OrderRow>[];
  next: string | null;
  pages: number | null;
}
const MOST_PAGES = 60;

/** All rows of one window. A numbered list is read from its last page back, so that rows that fall away shift nothing unread. */
export async function walk(bench: Bench, stream: OrderStream, window: Window): Promise<readonly Row<OrderRow>[]> {
  const page = async (at: string | null): Promise<Page> =>
    valueOf((await bench.ask((x): Promise<Page> => stream.page({ ...window, at }, x))) as Outcome<Page>);
  const first = await page(null);
  const last = stream.paging === "numbered" ? (first.pages ?? 1) : 1;
  const rows = [...first.rows];
  for (let number = last; number > 1; number--) rows.push(...(await page(String(number))).rows);
  if (stream.paging === "numbered") return rows;
  for (let n = 0, at = first.next; at !== null; n++) {
    if (n > MOST_PAGES) throw new Error(`${stream.id}: more than ${MOST_PAGES} pages`);
    const more: Page = await page(at);
    rows.push(...more.rows);
    at = more.next;
  }
  return rows;
}

/** The same window along `next`, as a screen would page. */
export async function walkByNext(bench: Bench, stream: OrderStream, window: Window): Promise<readonly Row<OrderRow>[]> {
  const rows: Row<OrderRow>[] = [];
  let at: string | null = null;
  for (let n = 0; n < MOST_PAGES; n++) {
    const page: Page = valueOf(await bench.ask((x): Promise<Page> => stream.page({ ...window, at }, x)));
    rows.push(...page.rows);
    at = page.next;
    if (at === null) return rows;
  }
  throw new Error(`${stream.id}: paging never ends`);
}

/** Numbers of the orders that could be read. */
export function numbersOf(rows: readonly Row<OrderRow>[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => (row.ok ? [row.value.orderNo] : [])));
}
