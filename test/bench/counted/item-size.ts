import type { Item } from "../../../functions/shared/ports.ts";

/** Bytes of an item as DynamoDB counts them: names and values; 3 for a list or map and 1 for each thing in it; a number by its digits. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "string") return textBytes(value);
  if (typeof value === "number") return numberBytes(value);
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + 1 + valueBytes(inner), 3);
  if (typeof value === "object")
    return Object.entries(value).reduce((sum, [name, inner]) => sum + 1 + textBytes(name) + valueBytes(inner), 3);
  throw new TypeError(`no item holds a ${typeof value}`);
}

/** Two significant digits a byte, one byte more, one for the sign. */
function numberBytes(value: number): number {
  const digits = Math.abs(value).toExponential().replace(/e.*$/, "").replace(".", "").replace(/0+$/, "").length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}

function textBytes(text: string): number {
  return Buffer.byteLength(text);
}
