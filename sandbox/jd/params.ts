import { badParameter, badValue } from "./codes.ts";
import { isRecord } from "./json.ts";
import { readTime } from "./time.ts";

/** The application parameters of a call. */
export type Params = Readonly<Record<string, unknown>>;

/** A text or a number as text; null when absent, null or empty. */
export function textOf(params: Params, name: string): string | null {
  const value = params[name];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw badParameter(name);
}

export function needText(params: Params, name: string): string {
  const text = textOf(params, name);
  if (text === null) throw badParameter(name);
  return text;
}

/** A whole number from 0; numeric texts count. */
export function wholeOf(params: Params, name: string): number | null {
  const text = textOf(params, name);
  if (text === null) return null;
  if (!/^\d{1,15}$/.test(text)) throw badParameter(name);
  return Number(text);
}

/** The digits of a 64-bit id. */
export function needId(params: Params, name: string): string {
  const text = needText(params, name);
  if (!/^\d{1,19}$/.test(text)) throw badParameter(name);
  return text;
}

/** A list of scalars: one text with commas, or a JSON array. Null when absent. */
export function listOf(params: Params, name: string): readonly string[] | null {
  const value = params[name];
  if (Array.isArray(value)) return value.map((item) => String(item));
  return (
    textOf(params, name)
      ?.split(",")
      .map((item) => item.trim()) ?? null
  );
}

export function recordOf(params: Params, name: string): Params {
  const value = params[name];
  if (!isRecord(value)) throw badParameter(name);
  return value;
}

export function recordsOf(params: Params, name: string): readonly Params[] {
  const value = params[name] ?? [];
  if (!Array.isArray(value) || !value.every(isRecord)) throw badParameter(name);
  return value;
}

/** Epoch ms of a time parameter; null when absent. */
export function timeOf(params: Params, name: string): number | null {
  const text = textOf(params, name);
  if (text === null) return null;
  const ms = readTime(text);
  if (ms === null) throw badValue(name, "yyyy-MM-dd HH:mm:ss");
  return ms;
}

/** Page number from 1 and page size up to `most`. */
export function pageOf(
  params: Params,
  names: { page: string; size: string },
  sizes: { most: number; usual: number | null },
): { page: number; size: number } {
  const page = wholeOf(params, names.page) ?? (sizes.usual === null ? null : 1);
  const size = wholeOf(params, names.size) ?? sizes.usual;
  if (page === null) throw badParameter(names.page);
  if (size === null) throw badParameter(names.size);
  if (page < 1) throw badValue(names.page, "from 1");
  if (size < 1 || size > sizes.most) throw badValue(names.size, `1 to ${sizes.most}`);
  return { page, size };
}
