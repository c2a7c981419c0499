import { fenFromYuan } from "../../../domain/money.ts";
import { fromBeijing, instant } from "../../../domain/time.ts";
import type { Fen, Instant } from "../../contract.ts";

/** Fen of JD's yuan; null where JD sends nothing. Throws a RangeError for what is no amount. */
export function fenOf(yuan: string | number | null | undefined): Fen | null {
  if (yuan === null || yuan === undefined || String(yuan).trim() === "") return null;
  return fenFromYuan(yuan);
}

/** The first amount that JD has computed. */
export function firstFen(...amounts: readonly (string | number | null | undefined)[]): Fen | null {
  return amounts.map(fenOf).find((amount) => amount !== null) ?? null;
}

/** An instant of Beijing text or epoch milliseconds; null for JD's "not set" (years 1 and 1970) and for nothing. */
export function instantOf(when: string | number | null | undefined): Instant | null {
  const text = String(when ?? "").trim();
  if (text === "" || text === "0" || text.startsWith("0001-01-01") || text.startsWith("1970-01-01")) return null;
  return /^\d{13}$/.test(text) ? instant(Number(text)) : fromBeijing(text);
}

/** Text or null: JD sends empty text and "0" for what is not there. */
export function orNull(text: string): string | null {
  return text === "" || text === "0" ? null : text;
}
