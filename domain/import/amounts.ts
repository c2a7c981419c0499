import { fenFromYuan } from "../money.ts";
import { day } from "../time.ts";
import type { Day, Fen } from "../units.ts";

const WEIGHTS: Readonly<Record<string, readonly [factor: number, unit: "g" | "ml" | "piece"]>> = {
  克: [1, "g"],
  g: [1, "g"],
  千克: [1_000, "g"],
  公斤: [1_000, "g"],
  kg: [1_000, "g"],
  斤: [500, "g"],
  市斤: [500, "g"],
  两: [50, "g"],
  毫升: [1, "ml"],
  ml: [1, "ml"],
  升: [1_000, "ml"],
  l: [1_000, "ml"],
  件: [1, "piece"],
  个: [1, "piece"],
  只: [1, "piece"],
  枚: [1, "piece"],
};

/** Below this a number without a unit could be 斤, 公斤 or 克. */
const CLEAR_GRAMS = 50;

export type Read<T> = { ok: true; value: T; doubtful?: true } | { ok: false };

/**
 * A net content: `2500克`, `5斤`, `2.5kg`, `12个`, or a bare number in the header's unit, else in grams; a small bare number without a
 * unit anywhere is doubtful. Not a whole number of grams, millilitres or pieces: not read.
 */
export function readContent(text: string, unit: string | null): Read<{ value: number; unit: "g" | "ml" | "piece" }> {
  const match = /^(\d+(?:\.\d+)?)\s*([^\d\s.]*)$/.exec(plain(text));
  const written = match?.[2] === "" ? (unit?.toLowerCase() ?? "") : (match?.[2] ?? "");
  const known = WEIGHTS[written === "" ? "克" : written];
  if (match === null || known === undefined) return { ok: false };
  const value = Math.round(Number(match[1]) * known[0] * 1_000) / 1_000;
  if (!Number.isInteger(value) || value <= 0) return { ok: false };
  const content = { value, unit: known[1] };
  return written === "" && value < CLEAR_GRAMS
    ? { ok: true, value: content, doubtful: true }
    : { ok: true, value: content };
}

/** Fen of yuan as people type them: `49`, `49.00`, `¥49`, `49 元`. Fractions of a fen and words are not read. */
export function readYuan(text: string): Read<Fen> {
  const number = plain(text)
    .replaceAll(/[,\s]/g, "")
    .replace(/^[¥￥]/, "")
    .replace(/元$/, "");
  return /^\d{1,9}(\.\d{1,2}0*)?$/.test(number) ? { ok: true, value: fenFromYuan(number) } : { ok: false };
}

/** A whole number, `48`, `48小时`, `30 天`. */
export function readWhole(text: string): Read<number> {
  const match = /^(\d{1,9})(?:\.0+)?\s*\D{0,3}$/.exec(plain(text));
  return match === null ? { ok: false } : { ok: true, value: Number(match[1]) };
}

/** A day: `2026-12-01`, `2026/12/1`, `2026年12月1日`. */
export function readDay(text: string): Read<Day> {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain(text));
  const [, year = "", month = "", date = ""] = match ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return match !== null && isDay(iso) ? { ok: true, value: day(iso) } : { ok: false };
}

/** True for what a spreadsheet makes of a long number: `3.71E+18`. The digits are gone. */
export function destroyed(text: string): boolean {
  return /^\d(\.\d+)?E\+?\d{2}$/i.test(plain(text));
}

/** Parts of a cell that holds several things: split at `;`, `；`, `、`, `|` or a line break. */
export function readList(text: string): readonly string[] {
  return text
    .split(/[;；、|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** NFKC without blanks at the ends, lower case. */
export function plain(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

function isDay(iso: string): boolean {
  const [year = 0, month = 0, date = 0] = iso.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length !== undefined && date >= 1 && date <= length;
}
