import * as z from "zod";
import type { Row, Stream } from "../../adapters/contract.ts";
import { atMost } from "../shared/at-once.ts";
import type { OpenShop } from "../shared/shops.ts";
import { unreadOf, type Unread } from "./unread.ts";
import { halves, type Window } from "./windows.ts";

/** Rows of a window that could be read. `gaps`: parts of it of which some rows may be missing; what was seen of them is among the rows all the same. */
interface Seen<T> {
  kind: "rows";
  rows: Row<T>[];
  gaps: Gap[];
}
export type Gap = Pick<Window, "from" | "to"> & { why: string };
/** A window with more rows than a page is halved; a single full second is read last page first. */
export type Rows<T> = Seen<T> | Unread;

type AnyStream<T> = Stream<T, Parameters<OpenShop["door"]["ask"]>[0] extends (x: infer X) => unknown ? X : never>;
const PASSES = 3;
const MAX_PAGES = 1_000;
const PAGES_AT_ONCE = 4;

export async function rowsOf<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  return stream.paging === "cursor" ? cursorRows(stream, window, shop) : numberedRows(stream, window, shop);
}

async function page<T>(stream: AnyStream<T>, { window, at }: { window: Window; at: string | null }, shop: OpenShop) {
  const { from, to } = window;
  const answer = await shop.door.ask((x) => stream.page({ from, to, at }, x));
  return answer.kind === "done" ? answer : unreadOf(answer);
}

async function cursorRows<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  const rows: Row<T>[] = [];
  let at: string | null = null;
  for (let n = 0; n < MAX_PAGES; n++) {
    const answer: Awaited<ReturnType<typeof page<T>>> = await page(stream, { window, at }, shop);
    if (answer.kind !== "done") return answer;
    rows.push(...answer.value.rows);
    at = answer.value.next;
    if (at === null) return whole(rows);
  }
  return { kind: "rows", rows, gaps: [gapOf(window, "the list does not end")] };
}

/** Level by level: parts that hold more than a page are halved, and the halves read beside each other. */
async function numberedRows<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  const seen: Seen<T> = whole([]);
  for (let parts: readonly Window[] = [window]; parts.length > 0;) {
    const level = await firstPages(stream, parts, shop);
    if (level.kind === "unread") return level;
    const next: Window[] = [];
    for (const { part, rows, pages } of level.pages) {
      const two = pages <= 1 ? null : halves(part);
      const read = pages <= 1 ? whole([...rows]) : two === null ? await fullSecond(stream, part, shop) : whole<T>([]);
      if (read.kind !== "rows") return read;
      seen.rows.push(...read.rows);
      seen.gaps.push(...read.gaps);
      next.push(...(two ?? []));
    }
    parts = next;
  }
  return seen;
}

/** The first page of each part; nothing more is asked once one could not be read. */
async function firstPages<T>(stream: AnyStream<T>, parts: readonly Window[], shop: OpenShop) {
  const unread: Unread[] = [];
  const pages = await atMost(PAGES_AT_ONCE, parts, async (part) => {
    const first = unread.length > 0 ? null : await page(stream, { window: part, at: null }, shop);
    if (first?.kind === "unread") unread.push(first);
    if (first?.kind !== "done") return null;
    const { rows, next, pages: told } = first.value;
    return { part, rows, pages: told ?? (next === null ? 1 : 2) };
  });
  const [failed] = unread;
  return failed ?? { kind: "pages" as const, pages: pages.filter((one) => one !== null) };
}

/** Rows that move pages while they are read can't hide twice: last page first, until two passes show the same orders. Where none do, all that any pass showed. */
async function fullSecond<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  const rows = new Map<string, Row<T>>();
  let before: string | null = null;
  for (let pass = 0; pass < PASSES; pass++) {
    const read = await backwards(stream, window, shop);
    if (read.kind !== "rows") return read;
    for (const row of read.rows) rows.set(JSON.stringify(row), row);
    const ids = [...new Set(read.rows.map(idOf))].sort().join("\n");
    if (ids === before) return whole([...rows.values()]);
    before = ids;
  }
  return { kind: "rows", rows: [...rows.values()], gaps: [gapOf(window, "pages moved while they were read")] };
}

const Named = z.union([
  z.object({ orderNo: z.string() }).transform(({ orderNo }) => orderNo),
  z.object({ caseNo: z.string() }).transform(({ caseNo }) => caseNo),
]);

/** Which order or case a row is of; a row that can't be read is itself. */
function idOf<T>(row: Row<T>): string {
  return row.ok ? Named.parse(row.value) : row.raw;
}

async function backwards<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  const first = await page(stream, { window, at: null }, shop);
  if (first.kind !== "done") return first;
  const rows: Row<T>[] = [...first.value.rows];
  for (let n = first.value.pages ?? 1; n > 1; n--) {
    const answer = await page(stream, { window, at: String(n) }, shop);
    if (answer.kind !== "done") return answer;
    rows.push(...answer.value.rows);
  }
  return whole(rows);
}

function whole<T>(rows: Row<T>[]): Seen<T> {
  return { kind: "rows", rows, gaps: [] };
}

function gapOf({ from, to }: Window, why: string): Gap {
  return { from, to, why };
}
