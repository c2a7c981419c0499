import { createHash } from "node:crypto";
import type { Hash } from "./units.ts";

/** SHA-256 hex of bytes or of UTF-8 text. */
export function hashOf(bytes: Uint8Array | string): Hash {
  return createHash("sha256").update(bytes).digest("hex") as Hash;
}

/** SHA-256 hex of a JSON value, whatever the order of its keys; `undefined` members are left out. */
export function hashOfJson(value: unknown): Hash {
  return hashOf(canonicalJson(value));
}

/** JSON text with sorted keys and without `undefined` members: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
