import { deflateRawSync, inflateRawSync } from "node:zlib";
import { WORDS } from "./pack-words.ts";

/** Says which words a text was packed with: packed rows stay readable when the words change, as long as the old ones are kept too. */
const WITH_WORDS = 1;
const dictionary = Buffer.from(WORDS);

/** JSON of a value, deflated: bodies of rows stay below 1 KB, which is what a write unit costs by. */
export function pack(value: unknown): Uint8Array {
  const deflated = deflateRawSync(Buffer.from(JSON.stringify(value)), { level: 6, dictionary });
  return Buffer.concat([Buffer.of(WITH_WORDS), deflated]);
}

/** The value that was packed. Throws for anything else. */
export function unpack(packed: unknown): unknown {
  if (!(packed instanceof Uint8Array) || packed[0] !== WITH_WORDS) throw new TypeError("not a packed attribute");
  const value: unknown = JSON.parse(inflateRawSync(packed.subarray(1), { dictionary }).toString("utf8"));
  return value;
}
