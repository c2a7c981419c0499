import { deflateRawSync, inflateRawSync } from "node:zlib";

/** JSON of a value, deflated: bodies of rows stay near 1 KB, which is what a write unit costs by. */
export function pack(value: unknown): Uint8Array {
  return deflateRawSync(Buffer.from(JSON.stringify(value)), { level: 6 });
}

/** The value that was packed. Throws for anything else. */
export function unpack(packed: unknown): unknown {
  if (!(packed instanceof Uint8Array)) throw new TypeError("not a packed attribute");
  const value: unknown = JSON.parse(inflateRawSync(packed).toString("utf8"));
  return value;
}
