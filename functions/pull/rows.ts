import type { Row, Stream } from "../../adapters/contract.ts";
import type { OpenShop } from "../shared/shops.ts";
import { unreadOf, type Unread } from "./unread.ts";
import { halves, type Window } from "./windows.ts";

/** All rows of a window, or why not. A window with more rows than a page is halved; a single full second is read last page first. */
export type Rows<T> = { kind: "rows"; rows: Row<T>[] } | Unread | { kind: "gap"; why: string };

type AnyStream<T> = Stream<T, Parameters<OpenShop["door"]["ask"]>[0] extends (x: infer X) => unknown ? X : never>;
const PASSES = 3;
const MAX_PAGES = 1_000;

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
    if (at === null) return { kind: "rows", rows };
  }
  return { kind: "gap", why: "the list does not end" };
}

async function numberedRows<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  const first = await page(stream, { window, at: null }, shop);
  if (first.kind !== "done") return first;
  const pages = first.value.pages ?? (first.value.next === null ? 1 : 2);
  if (pages <= 1) return { kind: "rows", rows: [...first.value.rows] };
  const parts = halves(window);
  if (parts === null) return fullSecond(stream, window, shop);
  const rows: Row<T>[] = [];
  for (const part of parts) {
    const read = await numberedRows(stream, part, shop);
    if (read.kind !== "rows") return read;
    rows.push(...read.rows);
  }
  return { kind: "rows", rows };
}

/** Rows that move pages while they are read can't hide twice: last page first, until two passes give the same. */
async function fullSecond<T>(stream: AnyStream<T>, window: Window, shop: OpenShop): Promise<Rows<T>> {
  let before: string | null = null;
  for (let pass = 0; pass < PASSES; pass++) {
    const read = await backwards(stream, window, shop);
    if (read.kind !== "rows") return read;
    const print = [...new Set(read.rows.map((row) => JSON.stringify(row.ok ? row.value : row.raw)))].sort().join("\n");
    if (print === before) return read;
    before = print;
  }
  return { kind: "gap", why: "pages moved while they were read" };
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
  return { kind: "rows", rows };
}
