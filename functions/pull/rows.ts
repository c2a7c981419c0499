import type { Row, Stream } from "../../adapters/contract.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import type { OpenShop } from "../shared/shops.ts";
import type { Instant } from "../../domain/units.ts";
import { halves, type Window } from "./windows.ts";

/** All rows of a window, or why not. A window with more rows than a page is halved; a single full second is read last page first. */
export type Rows<T> =
  { kind: "rows"; rows: Row<T>[] } | { kind: "ending"; ending: Ending } | { kind: "gap"; why: string };

type AnyStream<T> = Stream<T, Parameters<OpenShop["door"]["ask"]>[0] extends (x: infer X) => unknown ? X : never>;
const PASSES = 3;
const MAX_PAGES = 1_000;

export async function rowsOf<T>(
  stream: AnyStream<T>,
  window: Window,
  reading: { shop: OpenShop; now: Instant },
): Promise<Rows<T>> {
  return stream.paging === "cursor" ? cursorRows(stream, window, reading) : numberedRows(stream, window, reading);
}

type Reading = { shop: OpenShop; now: Instant };

async function page<T>(stream: AnyStream<T>, ask: { window: Window; at: string | null }, { shop, now }: Reading) {
  const { from, to } = ask.window;
  const answer = await shop.door.ask((x) => stream.page({ from, to, at: ask.at }, x));
  if (answer.kind === "done") return answer;
  return {
    kind: "ending",
    ending: endingOf(answer, { now, tries: 0, settle: "idempotent", readLagMs: 0 }) ?? { state: "done" },
  } as const;
}

async function cursorRows<T>(stream: AnyStream<T>, window: Window, reading: Reading): Promise<Rows<T>> {
  const rows: Row<T>[] = [];
  let at: string | null = null;
  for (let n = 0; n < MAX_PAGES; n++) {
    const answer: Awaited<ReturnType<typeof page<T>>> = await page(stream, { window, at }, reading);
    if (answer.kind !== "done") return answer;
    rows.push(...answer.value.rows);
    at = answer.value.next;
    if (at === null) return { kind: "rows", rows };
  }
  return { kind: "gap", why: "the list does not end" };
}

async function numberedRows<T>(stream: AnyStream<T>, window: Window, reading: Reading): Promise<Rows<T>> {
  const first = await page(stream, { window, at: null }, reading);
  if (first.kind !== "done") return first;
  const pages = first.value.pages ?? (first.value.next === null ? 1 : 2);
  if (pages <= 1) return { kind: "rows", rows: [...first.value.rows] };
  const parts = halves(window);
  if (parts === null) return fullSecond(stream, window, reading);
  const rows: Row<T>[] = [];
  for (const part of parts) {
    const read = await numberedRows(stream, part, reading);
    if (read.kind !== "rows") return read;
    rows.push(...read.rows);
  }
  return { kind: "rows", rows };
}

/** Rows that move pages while they are read can't hide twice: last page first, until two passes give the same. */
async function fullSecond<T>(stream: AnyStream<T>, window: Window, reading: Reading): Promise<Rows<T>> {
  let before: string | null = null;
  for (let pass = 0; pass < PASSES; pass++) {
    const read = await backwards(stream, window, reading);
    if (read.kind !== "rows") return read;
    const print = [...new Set(read.rows.map((row) => JSON.stringify(row.ok ? row.value : row.raw)))].sort().join("\n");
    if (print === before) return read;
    before = print;
  }
  return { kind: "gap", why: "pages moved while they were read" };
}

async function backwards<T>(stream: AnyStream<T>, window: Window, reading: Reading): Promise<Rows<T>> {
  const first = await page(stream, { window, at: null }, reading);
  if (first.kind !== "done") return first;
  const rows: Row<T>[] = [...first.value.rows];
  for (let n = first.value.pages ?? 1; n > 1; n--) {
    const answer = await page(stream, { window, at: String(n) }, reading);
    if (answer.kind !== "done") return answer;
    rows.push(...answer.value.rows);
  }
  return { kind: "rows", rows };
}
