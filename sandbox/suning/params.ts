import type { Value } from "./literal.ts";

/** The parameters under the root node of a request. */
export type Params = Readonly<Record<string, Value>>;

export function isRecord(value: unknown): value is Readonly<Record<string, Value>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A scalar as its text: numbers of the loose dialects too; "" where there is none. */
export function textOf(value: Value | undefined): string {
  if (value === null || value === undefined || typeof value === "object") return "";
  return String(value);
}

export function text(params: Params, name: string): string {
  return textOf(params[name]);
}

/** A list, or its only element: XML can't tell them apart, and the SDKs send plain texts where one is meant. */
export function list(value: Value | undefined): readonly Value[] {
  if (value === null || value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

export function records(value: Value | undefined): readonly Params[] {
  return list(value).filter(isRecord);
}

export function texts(value: Value | undefined): readonly string[] {
  return list(value)
    .map(textOf)
    .filter((one) => one !== "");
}
