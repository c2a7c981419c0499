import { refusal } from "./codes.ts";

/** Parameters of one call: texts, some of which are JSON. */
export type Params = ReadonlyMap<string, string>;
export type Row = Readonly<Record<string, unknown>>;

export const textOf = (params: Params, name: string): string => (params.get(name) ?? "").trim();

/** A text that must be there: 21002. */
export function needText(params: Params, name: string): string {
  const text = textOf(params, name);
  if (text === "" || text === "null") throw refusal(21002, name);
  return text;
}

/** A whole number: 21001 for anything else; `fallback` where it is left out. */
export function whole(params: Params, name: string, fallback?: number): number {
  const text = textOf(params, name);
  if (text === "" && fallback !== undefined) return fallback;
  if (text === "") throw refusal(21002, name);
  return wholeOf(text, name);
}

export function wholeOf(value: unknown, name: string): number {
  const number = typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : NaN;
  if (!Number.isSafeInteger(number)) throw refusal(21001, name);
  return number;
}

export function bool(params: Params, name: string): boolean {
  const text = needText(params, name);
  if (text !== "true" && text !== "false") throw refusal(21001, name);
  return text === "true";
}

/** A JSON list; numbers beyond 2^53 stay texts. */
export function list(params: Params, name: string): readonly unknown[] {
  const value = json(needText(params, name), name);
  if (!Array.isArray(value)) throw refusal(21001, name);
  return value;
}

export function rows(params: Params, name: string): readonly Row[] {
  return list(params, name).map((one) => {
    if (!isRow(one)) throw refusal(21001, name);
    return one;
  });
}

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An id as text, whether it came as a number or as a text. */
export function idOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
      const exact = typeof value !== "number" || Number.isSafeInteger(value) || context?.source === undefined;
      return exact ? value : context.source;
    });
  } catch {
    throw refusal(21001, name);
  }
}
