import { createHash } from "node:crypto";
import type { SandboxRandom } from "./types.ts";

/** Chance that depends on the seed alone (xoshiro128**). Not for secrets that matter. */
export function seededRandom(seed: number): SandboxRandom {
  const next = uniform(seed);
  const int = (below: number): number => Math.floor(next() * below);
  const text = (length: number, one: () => string): string => Array.from({ length }, one).join("");
  return {
    next,
    int,
    pick(items) {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError("pick needs a list that isn't empty");
      return item;
    },
    digits: (length) => (length < 1 ? "" : String(1 + int(9)) + text(length - 1, () => String(int(10)))),
    hex: (length) => text(length, () => int(16).toString(16)),
  };
}

function uniform(seed: number): () => number {
  const hash = createHash("sha256").update(`sandbox ${seed}`).digest();
  let [a, b, c, d] = [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result / 0x1_0000_0000;
  };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
